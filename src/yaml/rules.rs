//! What the reader of YAML can find wrong.

use crate::diagnostic::{Level, Rule};

/// C003: one key twice.
pub(crate) static DUPLICATE_KEY: Rule = Rule {
    code: "C003",
    title: "同一项写了两次",
    level: Level::Error,
    basis: &[],
    explain: "同一条记录里一个项只能写一次。写了两次时，无法知道以哪一个为准，所以两个都不用。",
    example: "期末余额: 100.00\n期末余额: 200.00",
    repair: "期末余额: 200.00",
};

/// C004: full-width punctuation where YAML needs half-width.
pub(crate) static WIDE_PUNCTUATION: Rule = Rule {
    code: "C004",
    title: "冒号或逗号打成了全角",
    level: Level::Error,
    basis: &[],
    explain: "项和值之间要用半角冒号加一个空格。中文输入法打出的全角冒号看起来很像，但程序认不出这一项。花括号里分隔各项的逗号也要用半角。",
    example: "标题：九月收支",
    repair: "标题: 九月收支",
};

/// C005: a tab in the indentation.
pub(crate) static TAB: Rule = Rule {
    code: "C005",
    title: "行首用了制表符",
    level: Level::Error,
    basis: &[],
    explain: "行首的缩进要用空格。制表符（Tab 键）在不同的编辑软件里宽度不同，程序无法判断层次。",
    example: "收支明细:\n\t- {日期: 09-05}",
    repair: "收支明细:\n  - {日期: 09-05}",
};

/// C006: not UTF-8.
pub(crate) static ENCODING: Rule = Rule {
    code: "C006",
    title: "文件不是 UTF-8 编码",
    level: Level::Warning,
    basis: &[],
    explain: "老的记事本和 WPS 会把文件存成 GBK（GB18030）编码。程序已按 GB18030 读入，但生僻字可能读错，请另存为 UTF-8。",
    example: "（文件另存为时选了 ANSI）",
    repair: "（另存为时编码选 UTF-8）",
};

/// C007: text after `#` is a comment and would be lost.
pub(crate) static HASH: Rule = Rule {
    code: "C007",
    title: "`#` 后面的内容会丢失",
    level: Level::Error,
    basis: &[],
    explain: "空格之后的 `#` 表示注释，后面的字不会公开。值里真要写 `#`，请把整个值放进英文引号；真是注释，请在 `#` 后面空一格。",
    example: "摘要: 维修 #3楼水管",
    repair: "摘要: \"维修 #3楼水管\"",
};

/// C008: the text is not YAML.
pub(crate) static SYNTAX: Rule = Rule {
    code: "C008",
    title: "这一处的写法读不懂",
    level: Level::Error,
    basis: &[],
    explain: "记录由一行行`项: 值`组成，下一层要比上一层多缩进两格，列表每行以`- `开头，花括号、方括号和引号要成对。这一处不合这些规则，所以没有读入；文件其余部分照常检查。",
    example: "收支明细:\n  - {日期: 09-05, 收入: 3,000.00",
    repair: "收支明细:\n  - {日期: 09-05, 收入: 3,000.00}",
};

/// C009: no space after the colon.
pub(crate) static COLON_SPACE: Rule = Rule {
    code: "C009",
    title: "冒号后面缺一个空格",
    level: Level::Error,
    basis: &[],
    explain: "半角冒号后面要空一格，程序才知道前面是项、后面是值。",
    example: "标题:九月收支",
    repair: "标题: 九月收支",
};

/// C010: marks of other systems that do no harm.
pub(crate) static LINE_MARKS: Rule = Rule {
    code: "C010",
    title: "文件带有 Windows 标记",
    level: Level::Advice,
    basis: &[],
    explain: "文件开头的 BOM 和行末的回车符（CRLF）不影响公开内容，程序已经照常读入。统一存成不带 BOM 的 UTF-8、换行用 LF，换电脑和留档时不容易出错。",
    example: "（记事本另存为 UTF-8 带 BOM）",
    repair: "（另存为 UTF-8，换行选 LF）",
};

/// C011: a Markdown file without readable front matter.
pub(crate) static FRONT_MATTER: Rule = Rule {
    code: "C011",
    title: "Markdown 文件开头的各项不完整",
    level: Level::Error,
    basis: &[],
    explain: "用 Markdown 写的记录，开头两行 `---` 之间写标题、公布日期等各项，后面写正文。",
    example: "关于清理河道的通知\n各位村民……",
    repair: "---\n标题: 关于清理河道的通知\n类别: 村务公开\n公布日期: 2025-09-01\n---\n各位村民……",
};

/// Every rule of this room.
pub(crate) static RULES: &[&Rule] = &[
    &DUPLICATE_KEY,
    &WIDE_PUNCTUATION,
    &TAB,
    &ENCODING,
    &HASH,
    &SYNTAX,
    &COLON_SPACE,
    &LINE_MARKS,
    &FRONT_MATTER,
];
