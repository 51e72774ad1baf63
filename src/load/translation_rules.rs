//! What can be wrong with a translation before anything is compared.

use crate::diagnostic::{Level, Rule};

/// C070.
pub(crate) static LANGUAGE: Rule = Rule {
    code: "C070",
    title: "译文的文件名认不出是哪种文字",
    level: Level::Error,
    basis: &[],
    explain: "译文和它的记录放在一起，文件名在扩展名前加文字的代码，用 Markdown 写：`2025-09.yaml` 的维吾尔文译文是 `2025-09.ug.md`。有哪些代码见 docs/bilingual.md。认不出的没有读入。",
    example: "finance/2025-09.yaml、finance/2025-09.uy.md",
    repair: "finance/2025-09.yaml、finance/2025-09.ug.md",
};

/// C071.
pub(crate) static ALONE: Rule = Rule {
    code: "C071",
    title: "译文没有对应的记录",
    level: Level::Error,
    basis: &[],
    explain: "译文不是单独的一条公开，要和汉文的记录放在同一个文件夹，名称除文字代码外相同。汉文的记录改了名、移了地方，译文也要跟着走。",
    example: "affairs/2025-09-water.md、affairs/2025-9-water.ug.md",
    repair: "affairs/2025-09-water.md、affairs/2025-09-water.ug.md",
};

/// C072.
pub(crate) static HEAD: Rule = Rule {
    code: "C072",
    title: "译文的开头不全",
    level: Level::Error,
    basis: &[],
    explain: "译文开头要写`标题`（译好的标题）、`译自`（照汉文的第几版翻译的）和`译者`，下面写正文。`译自`不能比汉文现在的版次大。这样谁翻译的、翻译的是不是现在的内容，都看得出来。",
    example: "---\n标题: ئۇقتۇرۇش\n---",
    repair: "---\n标题: ئۇقتۇرۇش\n译自: 第1版\n译者: 阿依古丽\n---",
};

/// C073.
pub(crate) static TWICE: Rule = Rule {
    code: "C073",
    title: "同一种文字有两份译文",
    level: Level::Error,
    basis: &[],
    explain: "一条记录一种文字只有一份译文，有两份就不知道哪一份算数。",
    example: "2025-09.mn.md、2025-09.mn-Mong.md",
    repair: "2025-09.mn-Mong.md",
};
