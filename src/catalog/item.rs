//! Disclosure items (公开事项): what must be published, by whom, how often, for how long.

use serde::Deserialize;

use crate::catalog::law::Confidence;
use crate::catalog::lead::Lead;
use crate::catalog::rule::Identity;
use crate::catalog::topic::Topic;

/// One entry of the disclosure catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a yes or no of its own in the catalogue"
)]
pub(crate) struct Item {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) aliases: Vec<String>,
    pub(crate) category: Category,
    /// The heading it stands under within its category.
    pub(crate) group: String,
    pub(crate) issuer: Issuer,
    /// Who publishes it in a community, where that differs.
    pub(crate) issuer_community: Option<Issuer>,
    pub(crate) applies_to: AppliesTo,
    pub(crate) frequency: Frequency,
    pub(crate) frequency_community: Option<Frequency>,
    /// The least frequency the law asks for, where `frequency` is a project or local choice.
    pub(crate) frequency_floor: Option<Frequency>,
    pub(crate) deadline: Deadline,
    /// How long it hangs; `None` means until replaced.
    pub(crate) min_posting_days: Option<u32>,
    pub(crate) posting_unit: DayUnit,
    pub(crate) posting_confidence: Confidence,
    /// Nothing is missed when it is never published: a local custom.
    pub(crate) voluntary: bool,
    /// It carries out what a matter decided: the matter it cites was decided before.
    pub(crate) after_resolution: bool,
    /// Header fields that every record must have, where they differ from [`crate::catalog::Catalog::header`].
    pub(crate) header: Option<Vec<String>>,
    /// Field ids.
    pub(crate) required: Vec<String>,
    /// Field ids.
    pub(crate) optional: Vec<String>,
    /// The id of the main table, written under the table's key.
    pub(crate) table: Option<String>,
    pub(crate) table_required: bool,
    /// Rules over the fields; those of a table stand with the table.
    pub(crate) identities: Vec<Identity>,
    pub(crate) basis: Vec<String>,
    pub(crate) confidence: Confidence,
    pub(crate) privacy: Privacy,
    pub(crate) audience: Audience,
    /// How long pages show the names of its lists.
    pub(crate) list_term: ListTerm,
    /// It is filed as a document (公文): it has a second sheet in the form of one.
    pub(crate) document: bool,
    /// The name of the page layout, where facts and tables do not suffice.
    pub(crate) layout: Option<String>,
    /// What its page says first, where facts and tables leave it to the reader.
    pub(crate) lead: Option<Lead>,
    /// The pages that gather its records with those of other items.
    pub(crate) topics: Vec<Topic>,
    pub(crate) note: Option<String>,
}

/// When a record is due.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Deadline {
    #[serde(alias = "规则")]
    pub(crate) rule: DeadlineRule,
    /// Wins over the parameter.
    #[serde(default, alias = "天数")]
    pub(crate) days: Option<u32>,
    #[serde(default, alias = "参数")]
    pub(crate) param: Option<String>,
    #[serde(default, alias = "日历")]
    pub(crate) unit: DayUnit,
    /// The field that holds the day counted from; else the period or event date.
    #[serde(default, alias = "起算字段")]
    pub(crate) event_field: Option<String>,
}

/// What the days of a deadline are counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum DeadlineRule {
    #[serde(alias = "期后")]
    AfterPeriodEnd,
    #[serde(alias = "期初")]
    AfterPeriodStart,
    #[serde(alias = "期前")]
    BeforePeriodStart,
    #[serde(alias = "事后")]
    AfterEvent,
    #[serde(alias = "事前")]
    BeforeEvent,
    #[serde(alias = "当日")]
    OnEvent,
    /// Kept current: renewed within so many days of a change.
    #[serde(alias = "长期")]
    Standing,
}

/// Party, affairs, finance, decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Category {
    #[serde(alias = "党务公开", alias = "党务")]
    Party,
    #[serde(alias = "村务公开", alias = "居务公开", alias = "村务", alias = "居务")]
    Affairs,
    #[serde(alias = "财务公开", alias = "财务")]
    Finance,
    #[serde(alias = "民主决策", alias = "决策")]
    Decision,
}

/// The legal person that publishes and signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Issuer {
    #[serde(alias = "党组织")]
    Party,
    #[serde(alias = "村民委员会", alias = "居民委员会")]
    Committee,
    #[serde(alias = "监督委员会")]
    Supervision,
    #[serde(alias = "农村集体经济组织", alias = "集体经济组织")]
    Collective,
    #[serde(alias = "选举委员会")]
    Election,
}

/// Where an item is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AppliesTo {
    #[serde(alias = "村")]
    Village,
    #[serde(alias = "社区")]
    Community,
    #[serde(alias = "村和社区")]
    Both,
}

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Frequency {
    #[serde(alias = "每月")]
    Monthly,
    #[serde(alias = "每季度", alias = "每季")]
    Quarterly,
    #[serde(alias = "每半年")]
    HalfYearly,
    #[serde(alias = "每年")]
    Yearly,
    #[serde(alias = "随时")]
    Event,
    #[serde(alias = "长期公开", alias = "长期")]
    Standing,
}

/// How days are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum DayUnit {
    #[default]
    #[serde(alias = "自然日")]
    Calendar,
    #[serde(alias = "工作日")]
    Working,
}

/// How much of a person may be shown (隐私类别).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Privacy {
    #[serde(alias = "无个人信息")]
    None,
    #[serde(alias = "履职人员")]
    Duty,
    #[serde(alias = "列名")]
    Named,
    #[serde(alias = "隐名")]
    Masked,
    #[serde(alias = "只列总数")]
    Aggregate,
    #[serde(alias = "不公开")]
    Internal,
}

/// How long the names of a list have business on the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ListTerm {
    /// As long as the record stands: aid that goes on, money of the collective.
    #[default]
    #[serde(alias = "长期")]
    Standing,
    /// While it is posted, and the days of the parameter `list_kept_days` after.
    #[serde(alias = "张贴期")]
    Posting,
}

/// Who may see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Audience {
    #[serde(alias = "社会")]
    Public,
    #[serde(alias = "党员")]
    Members,
    #[serde(alias = "存档")]
    Internal,
}

impl Category {
    /// As on the board of a village.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Party => "党务公开",
            Self::Affairs => "村务公开",
            Self::Finance => "财务公开",
            Self::Decision => "民主决策",
        }
    }

    /// The identifier, as in addresses.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Party => "party",
            Self::Affairs => "affairs",
            Self::Finance => "finance",
            Self::Decision => "decision",
        }
    }
}

impl Issuer {
    /// As on the board of a village.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Party => "党组织",
            Self::Committee => "村(居)民委员会",
            Self::Supervision => "监督委员会",
            Self::Collective => "农村集体经济组织",
            Self::Election => "选举委员会",
        }
    }
}

impl Frequency {
    /// As in the catalogue of a county.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Monthly => "每月",
            Self::Quarterly => "每季度",
            Self::HalfYearly => "每半年",
            Self::Yearly => "每年",
            Self::Event => "随时",
            Self::Standing => "长期公开",
        }
    }

    /// How many months one period lasts; none for events and standing items.
    pub(crate) fn months(self) -> Option<u32> {
        match self {
            Self::Monthly => Some(1),
            Self::Quarterly => Some(3),
            Self::HalfYearly => Some(6),
            Self::Yearly => Some(12),
            Self::Event | Self::Standing => None,
        }
    }
}

impl AppliesTo {
    /// Whether the item is due in a community (社区) or, otherwise, in a village.
    pub(crate) fn includes(self, community: bool) -> bool {
        match self {
            Self::Village => !community,
            Self::Community => community,
            Self::Both => true,
        }
    }
}
