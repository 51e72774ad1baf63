//! The words beside a number that say what it is: 身份证, 合同编号, 电话 …

use crate::privacy::words::Words;

/// What the word before a number makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sense {
    Id,
    Bank,
    Account,
    Phone,
    /// 统一社会信用代码.
    Credit,
    /// A number of a paper, a parcel, an index.
    Document,
    Amount,
}

/// The nearest label before a number.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Label {
    pub(crate) sense: Sense,
    /// Nothing but 号, 码, 为, a colon, a bracket, letters of a prefix in between.
    pub(crate) adjacent: bool,
}

impl Label {
    /// Whether the number belongs to a paper, parcel, credit code or sum.
    pub(crate) fn is_other(self) -> bool {
        self.adjacent && matches!(self.sense, Sense::Credit | Sense::Document | Sense::Amount)
    }

    pub(crate) fn says(self, sense: Sense) -> bool {
        self.sense == sense
    }
}

/// The label nearest before `text[start]`, within the sentence and a few words; else the column head.
pub(crate) fn before(head: &str, text: &str, start: usize) -> Option<Label> {
    let near = last_chars(text.get(..start).unwrap_or_default(), 24);
    let sentence = near
        .rsplit(['。', '；', '！', '？'])
        .next()
        .unwrap_or_default();
    if let Some(label) = nearest(sentence) {
        return Some(label);
    }
    // A head speaks for what the cell begins with; free text under 支出事由 may hold anything.
    let leads = text
        .get(..start)
        .is_some_and(|before| before.chars().all(is_filler));
    nearest(head).map(|label| Label {
        adjacent: leads,
        ..label
    })
}

/// The last `count` characters of `text`.
pub(crate) fn last_chars(text: &str, count: usize) -> &str {
    let cut = text
        .char_indices()
        .rev()
        .nth(count.saturating_sub(1))
        .map_or(0, |(at, _)| at);
    text.get(cut..).unwrap_or_default()
}

fn nearest(text: &str) -> Option<Label> {
    let mut best: Option<(usize, usize, Sense)> = None;
    for (sense, words) in &WORDS {
        let Some((end, length)) = words.last_in(text) else {
            continue;
        };
        if best.is_none_or(|(at, of, _)| (end, length) > (at, of)) {
            best = Some((end, length, *sense));
        }
    }
    let (end, _, sense) = best?;
    let between = text.get(end..).unwrap_or_default();
    let adjacent = between.chars().count() <= 8 && between.chars().all(is_filler);
    Some(Label { sense, adjacent })
}

fn is_filler(c: char) -> bool {
    c.is_whitespace()
        || c.is_ascii_alphabetic()
        || "号码编为是：:（(【[“\"第№#-—=＝．.字+＋/￥¥金额".contains(c)
}

static WORDS: [(Sense, Words); 7] = [
    (
        Sense::Id,
        Words::new(&[
            "身份证",
            "身份号",
            "身份证号",
            "身份证编号",
            "身份证号码",
            "身份证件",
            "证件",
            "证件号",
            "证件编号",
            "证件号码",
            "公民身份",
            "身份代码",
            "残疾证",
            "残疾证号",
            "残疾人证",
            "残疾人证号",
            "残疾证编号",
            "户口簿",
            "公民号码",
            "sfz",
            "SFZ",
        ]),
    ),
    (
        Sense::Bank,
        Words::new(&[
            "银行卡",
            "银行卡号",
            "社保卡",
            "社会保障卡",
            "一卡通",
            "一折通",
            "卡号",
            "借记卡",
            "储蓄卡",
            "信用卡",
            "存折",
            "惠农卡",
        ]),
    ),
    (
        Sense::Account,
        Words::new(&["账号", "帐号", "账户", "帐户", "开户行"]),
    ),
    (
        Sense::Phone,
        Words::new(&[
            "手机",
            "手机号",
            "电话",
            "联系方式",
            "联系号码",
            "联系人",
            "移动电话",
            "座机",
            "座机号",
            "微信",
            "来电",
            "致电",
            "短信",
            "Tel",
            "tel",
            "TEL",
            "☎",
            "📞",
            "号码是",
            "呼叫",
            "热线",
        ]),
    ),
    (
        Sense::Credit,
        Words::new(&[
            "信用代码",
            "社会信用代码",
            "税号",
            "纳税人识别号",
            "机构代码",
            "信用编码",
            "登记证号",
        ]),
    ),
    (
        Sense::Document,
        Words::new(&[
            "合同",
            "编号",
            "地块",
            "地块编码",
            "地块代码",
            "发票",
            "发票号码",
            "发票代码",
            "索引",
            "索引号",
            "凭证",
            "凭证号",
            "收据",
            "票据",
            "宗地",
            "图斑",
            "不动产",
            "单元号",
            "权证",
            "证书编号",
            "许可证",
            "执照",
            "注册号",
            "文号",
            "流水号",
            "订单",
            "单号",
            "项目代码",
            "项目编码",
            "项目编号",
            "代码",
            "编码",
            "小班",
            "批次",
            "序列号",
            "备案号",
            "ISBN",
            "ISSN",
            "No.",
            "NO.",
            "条码",
            "条形码",
            "物资编码",
            "档号",
            "档案号",
            "招标",
            "公告号",
            "回执",
            "交易号",
            "耳标",
            "车架",
            "受理号",
            "案号",
            "标段",
        ]),
    ),
    (
        Sense::Amount,
        Words::new(&[
            "金额",
            "合计",
            "拨付",
            "共计",
            "总额",
            "累计",
            "余额",
            "总投资",
            "收入",
            "支出",
            "结余",
            "总计",
            "￥",
            "¥",
            "人民币",
        ]),
    ),
];
