//! One disclosure (公开记录): what it is about, its fields, and its life from draft to correction.

use std::sync::Arc;

use chrono::NaiveDate;
use indexmap::IndexMap;

use crate::catalog::field::{FieldDef, FieldType};
use crate::catalog::item::{Audience, Category, Item, ListTerm, Privacy};
use crate::model::free_table::FreeTable;
use crate::model::links::Book;
use crate::model::matter::Matter;
use crate::model::table::Table;
use crate::model::translation::Translation;
use crate::model::value::Value;
use crate::source::{FileId, Span, Spanned};
use crate::value::money::Money;
use crate::value::period::Period;

/// A record as read from one file.
#[derive(Debug)]
pub(crate) struct Record {
    /// Its address inside the village: `finance/2025-09`. Never changes once published.
    pub(crate) address: String,
    /// 编号, when the clerk gave one.
    pub(crate) number: Option<String>,
    /// The file.
    pub(crate) file: FileId,
    /// SHA-256 of the file's bytes: what a check code and the archive's version file stand for.
    pub(crate) digest: [u8; 32],
    /// The item of the catalogue, `None` for a free notice.
    pub(crate) item: Option<Arc<Item>>,
    /// Where the item was named, or the top of the file.
    pub(crate) item_span: Span,
    /// 党务, 村(居)务, 财务, 民主决策.
    pub(crate) category: Category,
    /// 标题.
    pub(crate) title: Spanned<String>,
    /// Fields by id, in the order of the file.
    pub(crate) fields: Fields,
    /// Tables that no catalogue foresees (`表`).
    pub(crate) free_tables: Vec<FreeTable>,
    /// The steps of a decision.
    pub(crate) matter: Option<Matter>,
    /// The Markdown body.
    pub(crate) body: Option<Spanned<String>>,
    /// 附件: paths relative to the village's folder, with the caption the clerk gave.
    pub(crate) attachments: Vec<Attachment>,
    /// Every file that its page shows or links, by path relative to the village's folder, sorted.
    pub(crate) files: Vec<String>,
    /// 关联, 合同, 决策事项: addresses of other records of the village.
    pub(crate) references: Vec<Reference>,
    /// The record in other languages, by their codes.
    pub(crate) translations: Vec<Translation>,
    /// 更正 and 补充, by their days: from the second version on.
    pub(crate) corrections: Vec<Correction>,
    /// 撤回: the content no longer stands.
    pub(crate) withdrawal: Option<Correction>,
    /// 豁免: warnings silenced on this record.
    pub(crate) waivers: Vec<Waiver>,
    /// 草稿: kept out of every output.
    pub(crate) is_draft: bool,
}

/// A field with its key as written.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    /// The field of the catalogue.
    pub(crate) def: Arc<FieldDef>,
    /// The key as written.
    pub(crate) key: Span,
    /// The value and its place.
    pub(crate) value: Spanned<Value>,
}

/// Fields by id.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fields(pub(crate) IndexMap<String, Field>);

impl Fields {
    /// The value of a field, when it was given and could be read.
    pub(crate) fn get(&self, id: &str) -> Option<&Spanned<Value>> {
        let value = &self.0.get(id)?.value;
        value.is_given().then_some(value)
    }

    /// A field by its id, else by its name or an alias, as formulas name it.
    pub(crate) fn named(&self, key: &str) -> Option<&Field> {
        let find = |is_it: &dyn Fn(&FieldDef) -> bool| {
            let mut fields = self.0.values();
            fields.find(|field| is_it(&field.def))
        };
        self.0
            .get(key)
            .or_else(|| find(&|def| def.name == key))
            .or_else(|| find(&|def| def.is_called(key)))
    }

    /// Whether a field stands in the file at all, read or not.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    /// A date.
    pub(crate) fn date(&self, id: &str) -> Option<Spanned<NaiveDate>> {
        let value = self.get(id)?;
        Some(Spanned::new(value.date()?, value.span))
    }

    /// An amount.
    pub(crate) fn money(&self, id: &str) -> Option<Spanned<Money>> {
        let value = self.get(id)?;
        Some(Spanned::new(value.money()?, value.span))
    }

    /// A whole number.
    pub(crate) fn count(&self, id: &str) -> Option<Spanned<i64>> {
        let value = self.get(id)?;
        Some(Spanned::new(value.count()?, value.span))
    }

    /// The value as shown.
    pub(crate) fn text(&self, id: &str) -> Option<Spanned<String>> {
        let value = self.get(id)?;
        Some(Spanned::new(value.to_string(), value.span))
    }

    /// Every table of the catalogue among the fields.
    pub(crate) fn tables(&self) -> impl Iterator<Item = (&Field, &Table)> {
        self.0
            .values()
            .filter_map(|field| match &field.value.value {
                Value::Table(table) => Some((field, table)),
                _ => None,
            })
    }
}

impl Record {
    /// The period the record is about.
    pub(crate) fn period(&self) -> Option<Period> {
        match &self.fields.get("period_or_event_date")?.value {
            Value::Period(period) => Some(period.clone()),
            Value::Date(date) => Some(Period::Day(*date)),
            _ => None,
        }
    }

    /// The day that decides which law applies: when it was published, else the end of its period.
    pub(crate) fn date(&self) -> Option<NaiveDate> {
        let published = self.fields.date("published_on").map(|date| date.value);
        published.or_else(|| self.period().and_then(|period| period.last_day()))
    }

    /// Its texts in Markdown: long fields, then the body, then its translations.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        let fields = self.fields.0.values();
        let long = fields.filter_map(|field| match &field.value.value {
            Value::Text(text) if field.def.kind == FieldType::Markdown => Some(text.as_str()),
            _ => None,
        });
        long.chain(self.bodies().map(|body| body.value.as_str()))
    }

    /// Which accounts it belongs to.
    pub(crate) fn book(&self) -> Book {
        let text = |id: &str| {
            self.fields
                .text(id)
                .map(|text| text.value)
                .unwrap_or_default()
        };
        Book {
            name: text("account_book"),
            account: text("bank_account"),
            fund: text("fund"),
        }
    }

    /// The item's id, or `notice`.
    pub(crate) fn item_id(&self) -> &str {
        self.item.as_ref().map_or("notice", |item| item.id.as_str())
    }

    /// Whether everybody may see it: no draft, no item kept inside.
    pub(crate) fn is_public(&self) -> bool {
        let item = self.item.as_ref();
        !self.is_draft
            && item.is_none_or(|item| {
                item.audience == Audience::Public && item.privacy != Privacy::Internal
            })
    }

    /// Whether the class of its item hides the names of the persons it is about.
    pub(crate) fn masks(&self) -> bool {
        let privacy = self.item.as_ref().map(|item| item.privacy);
        matches!(
            privacy,
            Some(Privacy::Masked | Privacy::Aggregate | Privacy::Internal)
        )
    }

    /// A value as shown: the persons a record is about are masked where its class asks for it.
    pub(crate) fn shown(&self, value: &Value, is_subject: bool) -> String {
        match value {
            Value::Person(person) if is_subject && self.masks() => person.masked(),
            value => value.to_string(),
        }
    }

    /// For how many days the names of an expiring list have had no business on the pages any more, when that is so.
    pub(crate) fn list_over(&self, today: NaiveDate, kept_days: i64) -> Option<i64> {
        self.item
            .as_ref()
            .filter(|item| item.list_term == ListTerm::Posting)?;
        let until = self.fields.date("post_until")?;
        let days = (today - until.value).num_days();
        (days > kept_days && self.withdrawal.is_none()).then_some(days)
    }

    /// What stands below the front matter of its file, and of its translations.
    pub(crate) fn bodies(&self) -> impl Iterator<Item = &Spanned<String>> {
        let translations = self.translations.iter().map(|one| &one.body);
        self.body.iter().chain(translations)
    }

    /// Whether it, or a translation of it, was changed after it was published.
    pub(crate) fn was_changed(&self) -> bool {
        let mut translations = self.translations.iter();
        !self.corrections.is_empty()
            || self.withdrawal.is_some()
            || translations.any(|one| !one.corrections.is_empty())
    }

    /// The number of this version: one more than its corrections.
    pub(crate) fn version(&self) -> usize {
        self.corrections.len() + 1
    }
}

/// A file shown with the record.
#[derive(Debug, Clone)]
pub(crate) struct Attachment {
    /// Path relative to the village's folder, as the record resolves it.
    pub(crate) path: Spanned<String>,
    /// 说明, when given.
    pub(crate) caption: Option<String>,
    /// 仅存档: checked like every file, and in no output.
    pub(crate) is_kept_inside: bool,
    /// 阶段: a photograph before, during or after the work.
    pub(crate) stage: Option<Stage>,
    /// 凭证: numbers of the vouchers that it shows, as in the tables of the record.
    pub(crate) vouchers: Vec<Spanned<String>>,
}

/// 阶段 of a photograph, in the order of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    /// 前.
    Before,
    /// 中.
    During,
    /// 后.
    After,
}

impl Stage {
    /// Reads 前, 中, 后 and what clerks write for them.
    pub(crate) fn read(text: &str) -> Option<Self> {
        match text.trim() {
            "前" | "之前" | "施工前" | "开工前" | "实施前" => Some(Self::Before),
            "中" | "施工中" | "实施中" | "进行中" => Some(Self::During),
            "后" | "之后" | "施工后" | "完工后" | "竣工后" | "实施后" => {
                Some(Self::After)
            }
            _ => None,
        }
    }

    /// As pages say it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Before => "前",
            Self::During => "中",
            Self::After => "后",
        }
    }
}

/// A record named by another.
#[derive(Debug, Clone)]
pub(crate) struct Reference {
    /// The word under which it was named: 关联, 合同, 决策事项.
    pub(crate) relation: String,
    /// The address of the other record.
    pub(crate) target: Spanned<String>,
}

/// 更正, 补充 or 撤回: when, why and who approved.
#[derive(Debug, Clone)]
pub(crate) struct Correction {
    /// The day of the change.
    pub(crate) date: Option<NaiveDate>,
    /// Why.
    pub(crate) reason: String,
    /// Who approved.
    pub(crate) approver: String,
    /// What was changed, in the clerk's words; may be empty.
    pub(crate) change: String,
    /// 补充 rather than 更正: something was added, nothing was wrong.
    pub(crate) is_supplement: bool,
    /// 取出原文 (of 撤回): former versions are taken out of the archive, their digests stay.
    pub(crate) takes_out: bool,
    /// The whole entry.
    pub(crate) span: Span,
}

/// 豁免: one warning silenced on one record, with a reason that is itself shown.
#[derive(Debug, Clone)]
pub(crate) struct Waiver {
    /// The code of the rule.
    pub(crate) rule: Spanned<String>,
    /// Why.
    pub(crate) reason: String,
    /// Who approved.
    pub(crate) approver: String,
}
