//! What can be wrong with a file before anything is compared.

use crate::diagnostic::{Level, Rule};
use crate::load::translation_rules;

/// C001.
pub(crate) static REQUIRED: Rule = Rule {
    code: "C001",
    title: "缺少必填项",
    level: Level::Error,
    basis: &[],
    explain: "公开目录规定了每个事项要公开哪些内容。缺了必填的项，居民就看不到应当看到的东西，所以先不发布。",
    example: "公开事项: 集体收支逐笔明细\n标题: 2025年9月收支",
    repair: "公开事项: 集体收支逐笔明细\n标题: 2025年9月收支\n期间: 2025-09",
};

/// C002.
pub(crate) static UNKNOWN_KEY: Rule = Rule {
    code: "C002",
    title: "不认识的项",
    level: Level::Error,
    basis: &[],
    explain: "每个项的名称都在公开目录里。写了目录里没有的名称，内容就不知道放到哪里，所以不会悄悄丢掉，而是请改正。",
    example: "公布日其: 2025-10-08",
    repair: "公布日期: 2025-10-08",
};

/// C012.
pub(crate) static MONEY: Rule = Rule {
    code: "C012",
    title: "金额读不懂",
    level: Level::Error,
    basis: &[],
    explain: "金额写成 12,300.00、12300、1.2万元 或 ￥500 都可以，最多写到分。写得有歧义的金额不猜。",
    example: "金额: 5、5",
    repair: "金额: 5.5",
};

/// C013.
pub(crate) static DATE: Rule = Rule {
    code: "C013",
    title: "日期读不懂",
    level: Level::Error,
    basis: &[],
    explain: "日期写成 2025-09-05、2025年9月5日、2025.9.5 或 二〇二五年九月五日 都可以。日历上没有的日子、缺年份的日期不猜。",
    example: "公布日期: 2025-06-31",
    repair: "公布日期: 2025-06-30",
};

/// C014.
pub(crate) static PERIOD: Rule = Rule {
    code: "C014",
    title: "期间读不懂",
    level: Level::Error,
    basis: &[],
    explain: "期间写成 2025-09、2025年第三季度、2025上半年、2025、2025-07至2026-06 或 长期。一条记录只写一个期间。",
    example: "期间: 2025年8月和9月",
    repair: "期间: 2025-08至2025-09",
};

/// C015.
pub(crate) static NUMBER: Rule = Rule {
    code: "C015",
    title: "数字读不懂",
    level: Level::Error,
    basis: &[],
    explain: "人数、票数、户数写整数，面积、比例写数字加单位。约数、范围和负的人数不能用来核对。",
    example: "实到: 约30人",
    repair: "实到: 31",
};

/// C016.
pub(crate) static CHOICE: Rule = Rule {
    code: "C016",
    title: "不在可选的写法里",
    level: Level::Error,
    basis: &[],
    explain: "这一项只能从目录列出的几个写法里选一个，写法统一了才能统计和核对。",
    example: "审核意见: 行",
    repair: "审核意见: 同意",
};

/// C017.
pub(crate) static PERSON: Rule = Rule {
    code: "C017",
    title: "姓名读不懂",
    level: Level::Error,
    basis: &[],
    explain: "这一项要写一个人的姓名，责任才落得到人。两个人、职务和某某都不行。",
    example: "经手人: 赵四/钱五",
    repair: "经手人: 赵四",
};

/// C018.
pub(crate) static PHONE: Rule = Rule {
    code: "C018",
    title: "电话读不懂",
    level: Level::Error,
    basis: &[],
    explain: "这一项写值班电话或办公电话，例如 0531-88881234、12345。",
    example: "值班电话: 见公告",
    repair: "值班电话: 0531-88881234",
};

/// C019.
pub(crate) static SHAPE: Rule = Rule {
    code: "C019",
    title: "这一项的形式不对",
    level: Level::Error,
    basis: &[],
    explain: "有的项要写一段文字，有的要写一个列表或一张表。形式不对时内容没有读入。",
    example: "附件: {文件: a.pdf}",
    repair: "附件: [files/a.pdf]",
};

/// C020.
pub(crate) static UNKNOWN_ITEM: Rule = Rule {
    code: "C020",
    title: "目录里没有这个公开事项",
    level: Level::Error,
    basis: &[],
    explain: "公开事项要用公开目录里的名称或编号，这样才知道要公开哪些内容、什么时候公开。目录里确实没有的，用`类别`写成一般公告，或请县里在目录里增加。",
    example: "公开事项: 财务收支明细表",
    repair: "公开事项: 集体收支逐笔明细",
};

/// C021.
pub(crate) static DANGLING: Rule = Rule {
    code: "C021",
    title: "引用的记录不存在",
    level: Level::Error,
    basis: &[],
    explain: "`决策事项`、`关联`、`合同`等项用地址指向另一条记录，居民点开就能看到来龙去脉。指向的记录不存在，链接就是断的。",
    example: "决策事项: decision/2025-roads",
    repair: "决策事项: decision/2025-road",
};

/// C022.
pub(crate) static SAME_ADDRESS: Rule = Rule {
    code: "C022",
    title: "两条记录的网址相同",
    level: Level::Error,
    basis: &[],
    explain: "每条记录有自己的网址，由文件夹和文件名决定。两个文件的网址相同，后一个会盖住前一个。",
    example: "finance/2025-09.yaml 和 finance/2025-09.md",
    repair: "finance/2025-09.yaml 和 finance/2025-09-notice.md",
};

/// C023.
pub(crate) static MISSING_FILE: Rule = Rule {
    code: "C023",
    title: "附件找不到",
    level: Level::Error,
    basis: &[],
    explain: "记录里写的附件要真的放在文件夹里，路径从记录所在的文件夹算起，也可以从村的文件夹算起。",
    example: "附件: [files/对账单.pdf]（没有放这个文件）",
    repair: "附件: [files/2025-09-statement.pdf]（已放好）",
};

/// C024.
pub(crate) static STRAY_FILE: Rule = Rule {
    code: "C024",
    title: "文件没有被使用",
    level: Level::Warning,
    basis: &[],
    explain: "文件夹里有一个文件，既不是记录，也没有记录把它列为附件，所以不会公开。",
    example: "files/旧照片.jpg",
    repair: "附件: [files/旧照片.jpg]",
};

/// C025.
pub(crate) static FILE_NAME: Rule = Rule {
    code: "C025",
    title: "文件名不能作网址",
    level: Level::Error,
    basis: &[],
    explain: "记录的网址由文件名决定，要用英文字母、数字、`-`和`_`。中文文件名时用公开事项（一般公告用 notice）加期间或公布日期作网址，期间、公布日期、`编号`一样都没有就没有网址。",
    example: "通知.md（没有期间、公布日期，也没有编号）",
    repair: "2025-09-notice.md",
};

/// C026.
pub(crate) static UNKNOWN_COLUMN: Rule = Rule {
    code: "C026",
    title: "表里没有这一列",
    level: Level::Error,
    basis: &[],
    explain: "表格的列在公开目录里规定。列名不对，这一列的内容就没有读入。",
    example: "收支明细:\n  - {日期: 09-05, 摘要备注: 收租金}",
    repair: "收支明细:\n  - {日期: 09-05, 摘要: 收租金}",
};

/// C027.
pub(crate) static RAW_HTML: Rule = Rule {
    code: "C027",
    title: "正文里有 HTML 代码",
    level: Level::Warning,
    basis: &[],
    explain: "正文用 Markdown 写，不接受 HTML 代码，会原样显示成文字。",
    example: "<b>重要</b>",
    repair: "**重要**",
};

/// C028.
pub(crate) static UNSAFE_LINK: Rule = Rule {
    code: "C028",
    title: "链接地址不能用",
    level: Level::Error,
    basis: &[],
    explain: "正文的链接可以指向本站的记录和附件、电话和邮箱。其他地址在触摸屏上打不开，有的还不安全。",
    example: "[点这里](javascript:alert(1))",
    repair: "[点这里](../finance/2025-09.yaml)",
};

/// C029.
pub(crate) static NO_CATEGORY: Rule = Rule {
    code: "C029",
    title: "一般公告缺少类别",
    level: Level::Error,
    basis: &[],
    explain: "没有写公开事项的记录是一般公告，要写明类别：党务公开、村务公开（居务公开）、财务公开或民主决策。",
    example: "标题: 关于停水的通知",
    repair: "标题: 关于停水的通知\n类别: 村务公开",
};

/// C034.
pub(crate) static NOT_FOR_KIND: Rule = Rule {
    code: "C034",
    title: "这个事项不适用于本村（社区）",
    level: Level::Warning,
    basis: &[],
    explain: "有的公开事项只适用于村，有的只适用于社区。",
    example: "（社区）公开事项: 惠农补贴(耕地地力、农机、保险等)发放",
    repair: "（社区）公开事项: 社区服务项目实施",
};

/// C035.
pub(crate) static OVERLAY: Rule = Rule {
    code: "C035",
    title: "县里的目录有问题",
    level: Level::Error,
    basis: &[],
    explain: "`content/catalog/` 里的文件补充或修改公开目录。写法不对的条目没有采用；比国家规定宽的数字不采用。",
    example: "参数:\n  posting_days: 10",
    repair: "参数:\n  posting_days: 20",
};

/// C036.
pub(crate) static SETTINGS: Rule = Rule {
    code: "C036",
    title: "村或板的设置有问题",
    level: Level::Error,
    basis: &[],
    explain: "`village.yaml` 和 `board.yaml` 说明村、社区和镇街的基本情况，页面和检查都要用到。",
    example: "类型: 镇",
    repair: "类型: 村",
};

/// C061.
pub(crate) static WEB: Rule = Rule {
    code: "C061",
    title: "网站登记信息不全",
    level: Level::Warning,
    basis: &["GOVWEB-1"],
    explain: "政府网站的每一页都带着网站名称、域名和标识码，检索和检查的程序按它们认网站。写了域名或网址的，标识码和首页网址也要写上；没有登记标识码的写`无`，程序不会替你编一个。",
    example: "名称: 示范镇\n网站域名: lx.gov.cn",
    repair: "名称: 示范镇\n网站域名: lx.gov.cn\n网站地址: https://lx.gov.cn/sanwu/\n网站标识码: \"3799020003\"",
};

/// C037.
pub(crate) static WAIVER: Rule = Rule {
    code: "C037",
    title: "豁免写得不对",
    level: Level::Error,
    basis: &[],
    explain: "`豁免` 只能用于警告，要写明规则、理由和批准人；错误不能豁免。`village.yaml` 里的`不适用`一样：哪个事项、为什么、谁批准的，都在公开台账上给大家看。",
    example: "豁免: [{规则: F003}]",
    repair: "豁免: [{规则: F009, 理由: 凭证号跨月连续, 批准人: 张三}]",
};

/// C050.
pub(crate) static UNUSED_WAIVER: Rule = Rule {
    code: "C050",
    title: "豁免没有用上",
    level: Level::Advice,
    basis: &[],
    explain: "`豁免` 里写的规则在这条记录上没有出现，多半是记录已经改正了，或者编号写错了。豁免会公开给居民看，用不上的就删去。",
    example: "豁免: [{规则: F009, 理由: 记-2 作废, 批准人: 张三}]（凭证号没有断号）",
    repair: "（删去这一行）",
};

/// C038.
pub(crate) static RESERVED: Rule = Rule {
    code: "C038",
    title: "网址已有别的用途",
    level: Level::Error,
    basis: &[],
    explain: "`due`、`search`、`assets` 等名称是网站自己用的，记录不能用。",
    example: "due.yaml",
    repair: "2025-due.yaml",
};

/// C039.
pub(crate) static FORMULA: Rule = Rule {
    code: "C039",
    title: "校验写得不对",
    level: Level::Error,
    basis: &[],
    explain: "`校验` 里写算式，例如 `金额 = 面积 × 单价`、`合计 = 第1行至第6行之和`。用到的列名和行号要在表里。",
    example: "校验: [合计等于各行相加]",
    repair: "校验: [合计 = 第1行至第6行之和]",
};

/// C040.
pub(crate) static TABLE_WIDTH: Rule = Rule {
    code: "C040",
    title: "这一行的格数和表头不一样",
    level: Level::Error,
    basis: &[],
    explain: "一行里的格数要和表头的列数一样，空着的格写 \"\"。",
    example: "表头: [项目, 金额]\n行:\n  - [电费]",
    repair: "表头: [项目, 金额]\n行:\n  - [电费, 860]",
};

/// C043.
pub(crate) static HOLIDAYS: Rule = Rule {
    code: "C043",
    title: "缺少节假日安排",
    level: Level::Advice,
    basis: &["CC-203"],
    explain: "期限最后一天是休息日的，顺延到下一个工作日，所以要知道每年怎么放假、哪几个周末上班。国务院办公厅每年11月发下一年的通知，照着在`content/catalog/`里加一份。没有的，只按星期六、星期日和元旦、五一、国庆的法定假日计，春节、清明、端午、中秋前后的期限可能差几天。快到期限时才提醒。",
    example: "（今天 2031-01-10，没有2031年的节假日安排）",
    repair: "节假日:\n  - 年: 2031\n    来源: 国务院办公厅关于2031年部分节假日安排的通知\n    放假: [{名称: 元旦, 起: 2031-01-01}]\n    上班: [2031-02-02]",
};

/// Every rule of this room.
pub(crate) static RULES: &[&Rule] = &[
    &REQUIRED,
    &UNKNOWN_KEY,
    &MONEY,
    &DATE,
    &PERIOD,
    &NUMBER,
    &CHOICE,
    &PERSON,
    &PHONE,
    &SHAPE,
    &UNKNOWN_ITEM,
    &DANGLING,
    &SAME_ADDRESS,
    &MISSING_FILE,
    &STRAY_FILE,
    &FILE_NAME,
    &UNKNOWN_COLUMN,
    &RAW_HTML,
    &UNSAFE_LINK,
    &NO_CATEGORY,
    &NOT_FOR_KIND,
    &OVERLAY,
    &SETTINGS,
    &WAIVER,
    &UNUSED_WAIVER,
    &RESERVED,
    &FORMULA,
    &TABLE_WIDTH,
    &HOLIDAYS,
    &WEB,
    &translation_rules::LANGUAGE,
    &translation_rules::ALONE,
    &translation_rules::HEAD,
    &translation_rules::TWICE,
];
