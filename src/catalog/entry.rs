//! Items as they are written: a whole entry, or the few keys in which a county's entry differs.

use serde::Deserialize;

use crate::catalog::item::{
    AppliesTo, Audience, Category, DayUnit, Deadline, DeadlineRule, Frequency, Issuer, Item,
    ListTerm, Privacy,
};
use crate::catalog::law::Confidence;
use crate::catalog::lead::Lead;
use crate::catalog::rule::Identity;
use crate::catalog::topic::Topic;

/// An item entry; everything may be left out but id or name.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ItemEntry {
    /// Where it is left out, the name finds the item.
    #[serde(default, alias = "编号")]
    pub(crate) id: String,
    #[serde(default, alias = "名称")]
    pub(crate) name: Option<String>,
    #[serde(default, alias = "别名")]
    pub(crate) aliases: Option<Vec<String>>,
    #[serde(default, alias = "类别")]
    pub(crate) category: Option<Category>,
    #[serde(default, alias = "分组")]
    pub(crate) group: Option<String>,
    #[serde(default, alias = "公开主体")]
    pub(crate) issuer: Option<Issuer>,
    #[serde(default, alias = "社区公开主体")]
    pub(crate) issuer_community: Option<Issuer>,
    #[serde(default, alias = "适用")]
    pub(crate) applies_to: Option<AppliesTo>,
    #[serde(default, alias = "频次")]
    pub(crate) frequency: Option<Frequency>,
    #[serde(default, alias = "社区频次")]
    pub(crate) frequency_community: Option<Frequency>,
    #[serde(default)]
    pub(crate) frequency_floor: Option<Frequency>,
    #[serde(default, alias = "时限")]
    pub(crate) deadline: Option<Deadline>,
    #[serde(default, alias = "张贴")]
    pub(crate) posting: Option<Posting>,
    #[serde(default, alias = "自愿")]
    pub(crate) voluntary: Option<bool>,
    #[serde(default, alias = "决议之后")]
    pub(crate) after_resolution: Option<bool>,
    #[serde(default, alias = "表头")]
    pub(crate) header: Option<Vec<String>>,
    #[serde(default, alias = "必填")]
    pub(crate) required: Option<Vec<String>>,
    /// Asked for on top of what the item asks for already.
    #[serde(default, alias = "另加必填")]
    pub(crate) add_required: Option<Vec<String>>,
    #[serde(default, alias = "选填")]
    pub(crate) optional: Option<Vec<String>>,
    #[serde(default, alias = "表样")]
    pub(crate) table: Option<String>,
    #[serde(default, alias = "表必填")]
    pub(crate) table_required: Option<bool>,
    #[serde(default, alias = "校验")]
    pub(crate) identities: Option<Vec<Identity>>,
    #[serde(default, alias = "依据")]
    pub(crate) basis: Option<Vec<String>>,
    #[serde(default, alias = "可信度")]
    pub(crate) confidence: Option<Confidence>,
    #[serde(default, alias = "隐私")]
    pub(crate) privacy: Option<Privacy>,
    #[serde(default, alias = "对象")]
    pub(crate) audience: Option<Audience>,
    #[serde(default, alias = "名单期限")]
    pub(crate) list_term: Option<ListTerm>,
    #[serde(default, alias = "公文")]
    pub(crate) document: Option<bool>,
    #[serde(default, alias = "版式")]
    pub(crate) layout: Option<String>,
    #[serde(default, alias = "首句")]
    pub(crate) lead: Option<Lead>,
    #[serde(default, alias = "专题")]
    pub(crate) topics: Option<Vec<Topic>>,
    #[serde(default, alias = "说明")]
    pub(crate) note: Option<String>,
}

/// How long a record hangs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Posting {
    /// Absent: until replaced.
    #[serde(default, alias = "天数")]
    pub(crate) days: Option<u32>,
    #[serde(default, alias = "日历")]
    pub(crate) unit: DayUnit,
    #[serde(default, alias = "可信度")]
    pub(crate) confidence: Option<Confidence>,
}

impl ItemEntry {
    /// The item, where nothing of that id exists yet.
    ///
    /// # Errors
    /// The Chinese name of what cannot be guessed.
    pub(crate) fn create(self) -> Result<Item, &'static str> {
        let name = self.name.clone().ok_or("名称")?;
        let category = self
            .category
            .or_else(|| category_of(&self.id))
            .ok_or("类别")?;
        let blank = Item {
            id: self.id.clone(),
            name,
            aliases: Vec::new(),
            category,
            group: "其他".to_owned(),
            issuer: usual_issuer(category),
            issuer_community: None,
            applies_to: AppliesTo::Both,
            frequency: Frequency::Event,
            frequency_community: None,
            frequency_floor: None,
            deadline: usual_deadline(self.frequency.unwrap_or(Frequency::Event)),
            min_posting_days: Some(15),
            posting_unit: DayUnit::Calendar,
            posting_confidence: Confidence::S,
            voluntary: false,
            after_resolution: false,
            header: None,
            required: Vec::new(),
            optional: Vec::new(),
            table: None,
            table_required: true,
            identities: Vec::new(),
            basis: Vec::new(),
            confidence: Confidence::P,
            privacy: Privacy::Duty,
            audience: Audience::Public,
            list_term: ListTerm::default(),
            document: false,
            layout: None,
            lead: None,
            topics: Vec::new(),
            note: None,
        };
        Ok(self.change(blank))
    }

    /// The item with what the entry names replaced.
    pub(crate) fn change(self, item: Item) -> Item {
        Item {
            id: item.id,
            name: self.name.unwrap_or(item.name),
            aliases: self.aliases.unwrap_or(item.aliases),
            category: self.category.unwrap_or(item.category),
            group: self.group.unwrap_or(item.group),
            issuer: self.issuer.unwrap_or(item.issuer),
            issuer_community: self.issuer_community.or(item.issuer_community),
            applies_to: self.applies_to.unwrap_or(item.applies_to),
            frequency: self.frequency.unwrap_or(item.frequency),
            frequency_community: self.frequency_community.or(item.frequency_community),
            frequency_floor: self.frequency_floor.or(item.frequency_floor),
            deadline: self.deadline.unwrap_or(item.deadline),
            min_posting_days: self
                .posting
                .map_or(item.min_posting_days, |posting| posting.days),
            posting_unit: self
                .posting
                .map_or(item.posting_unit, |posting| posting.unit),
            posting_confidence: self
                .posting
                .and_then(|posting| posting.confidence)
                .unwrap_or(item.posting_confidence),
            voluntary: self.voluntary.unwrap_or(item.voluntary),
            after_resolution: self.after_resolution.unwrap_or(item.after_resolution),
            header: self.header.or(item.header),
            required: with(self.required.unwrap_or(item.required), self.add_required),
            optional: self.optional.unwrap_or(item.optional),
            table: self.table.or(item.table),
            table_required: self.table_required.unwrap_or(item.table_required),
            identities: self.identities.unwrap_or(item.identities),
            basis: self.basis.unwrap_or(item.basis),
            confidence: self.confidence.unwrap_or(item.confidence),
            privacy: self.privacy.unwrap_or(item.privacy),
            audience: self.audience.unwrap_or(item.audience),
            list_term: self.list_term.unwrap_or(item.list_term),
            document: self.document.unwrap_or(item.document),
            layout: self.layout.or(item.layout),
            lead: self.lead.or(item.lead),
            topics: self.topics.unwrap_or(item.topics),
            note: self.note.or(item.note),
        }
    }
}

fn with(fields: Vec<String>, more: Option<Vec<String>>) -> Vec<String> {
    let more = more
        .unwrap_or_default()
        .into_iter()
        .filter(|id| !fields.contains(id));
    let more: Vec<String> = more.collect();
    fields.into_iter().chain(more).collect()
}

fn category_of(id: &str) -> Option<Category> {
    let (prefix, _) = id.split_once('.')?;
    [
        Category::Party,
        Category::Affairs,
        Category::Finance,
        Category::Decision,
    ]
    .into_iter()
    .find(|category| category.id() == prefix)
}

fn usual_issuer(category: Category) -> Issuer {
    match category {
        Category::Party => Issuer::Party,
        Category::Affairs | Category::Finance | Category::Decision => Issuer::Committee,
    }
}

fn usual_deadline(frequency: Frequency) -> Deadline {
    let (rule, days, param) = match frequency {
        Frequency::Monthly | Frequency::Quarterly | Frequency::HalfYearly | Frequency::Yearly => (
            DeadlineRule::AfterPeriodEnd,
            None,
            Some("periodic_due_days"),
        ),
        Frequency::Event => (DeadlineRule::AfterEvent, None, Some("event_due_days")),
        Frequency::Standing => (DeadlineRule::Standing, Some(20), None),
    };
    Deadline {
        rule,
        days,
        param: param.map(str::to_owned),
        unit: DayUnit::Calendar,
        event_field: None,
    }
}
