//! Units as they stand in a cell, a column head or the caption of a table.

use std::fmt;

use crate::value::decimal::fold_digits;

/// A unit (单位).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unit {
    /// 元
    Yuan,
    /// 万元
    WanYuan,
    /// 亩, a fifteenth of a hectare
    Mu,
    /// 公顷
    Hectare,
    /// 平方米
    SquareMetre,
    /// 米
    Metre,
    /// 公里
    Kilometre,
    /// %
    Percent,
    /// 人
    Person,
    /// 户
    Household,
    /// 天
    Day,
    /// Any other, as written: 次, 元/月.
    Other(String),
    /// A number that has no unit.
    Unitless,
}

/// Words that are taken for a unit inside the parentheses of a column head; `（一）` and `（贷）` are none.
const WORDS: &[&str] = &[
    "元",
    "万元",
    "亿元",
    "千元",
    "百元",
    "角",
    "分",
    "亩",
    "公顷",
    "平方米",
    "平米",
    "平方公里",
    "m²",
    "m2",
    "㎡",
    "米",
    "m",
    "公里",
    "千米",
    "km",
    "里",
    "%",
    "‰",
    "户",
    "人",
    "人次",
    "户次",
    "次",
    "天",
    "日",
    "个",
    "间",
    "处",
    "台",
    "套",
    "辆",
    "吨",
    "公斤",
    "千克",
    "斤",
    "株",
    "棵",
    "份",
    "票",
    "张",
    "座",
    "条",
    "口",
    "眼",
    "盏",
    "件",
    "项",
    "场",
    "期",
    "股",
    "只",
    "头",
    "度",
    "千瓦时",
    "立方米",
    "立方",
    "方",
    "月",
    "年",
    "工",
    "工日",
    "车",
    "组",
    "家",
    "名",
    "块",
    "本",
    "部",
    "把",
    "桶",
    "袋",
    "瓶",
    "箱",
    "小时",
    "万亩",
    "万人",
    "户数",
    "人数",
];

impl Unit {
    /// The unit that a word names; an unknown word is a unit of its own.
    pub(crate) fn read(text: &str) -> Self {
        let folded = fold_digits(text);
        let word = folded.trim();
        match word.strip_prefix("人民币").unwrap_or(word) {
            "" => Self::Unitless,
            "元" | "圆" | "元整" | "元正" | "块钱" => Self::Yuan,
            "万元" | "万圆" | "万" | "万元整" => Self::WanYuan,
            "亩" => Self::Mu,
            "公顷" => Self::Hectare,
            "平方米" | "平米" | "㎡" | "m²" | "m2" | "M2" | "M²" => Self::SquareMetre,
            "米" | "m" | "M" => Self::Metre,
            "公里" | "千米" | "km" | "KM" => Self::Kilometre,
            "%" => Self::Percent,
            "人" | "名" => Self::Person,
            "户" => Self::Household,
            "天" | "日" => Self::Day,
            other => Self::Other(other.to_owned()),
        }
    }

    /// The unit's name as shown beside a number.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Yuan => "元",
            Self::WanYuan => "万元",
            Self::Mu => "亩",
            Self::Hectare => "公顷",
            Self::SquareMetre => "平方米",
            Self::Metre => "米",
            Self::Kilometre => "公里",
            Self::Percent => "%",
            Self::Person => "人",
            Self::Household => "户",
            Self::Day => "天",
            Self::Other(name) => name,
            Self::Unitless => "",
        }
    }

    /// Whether amounts of money are counted in it: 元, 万元.
    pub(crate) fn is_money(&self) -> bool {
        matches!(self, Self::Yuan | Self::WanYuan)
    }

    /// The money of a price (单价): 元 of 元/月.
    pub(crate) fn price_in(&self) -> Option<Self> {
        let Self::Other(name) = self else {
            return None;
        };
        let (money, _) = name.split_once('/')?;
        Some(Self::read(money)).filter(Self::is_money)
    }

    /// The unit announced by a column head or caption: `金额（元）`, `单位：万元`, `工资标准(元/月)`.
    pub(crate) fn from_caption(text: &str) -> Option<Self> {
        let folded = fold_digits(text);
        let labelled = folded.split("单位:").skip(1).find_map(|rest| {
            Self::announced(
                rest.split([' ', ')', ';', ',', '。'])
                    .find(|word| !word.is_empty())?,
            )
        });
        if labelled.is_some() {
            return labelled;
        }
        // The last parentheses count: `发放数（含税）（万元）`.
        let mut groups = folded.rsplit('(').filter_map(|rest| rest.split_once(')'));
        groups.find_map(|(word, _)| Self::announced(word))
    }

    fn announced(word: &str) -> Option<Self> {
        let word = word.trim();
        let bare = word.strip_prefix("人民币").unwrap_or(word);
        let head = bare.split('/').next().unwrap_or(bare);
        WORDS.contains(&head).then(|| Self::read(bare))
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
