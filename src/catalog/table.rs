//! Tables (表样): columns, what is summed, and what must agree.

use serde::Deserialize;

use crate::catalog::field::{Blank, FieldType};
use crate::catalog::item::Privacy;
use crate::catalog::rule::Identity;

/// The shape of a table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TableDef {
    /// In a county's catalogue the name stands in for it.
    #[serde(default)]
    pub(crate) id: String,
    /// The full name, for headings: 收支公开明细表.
    #[serde(alias = "名称")]
    pub(crate) name: String,
    /// The key a clerk writes where this is the table of the item: 收支明细.
    #[serde(alias = "键")]
    pub(crate) key: String,
    #[serde(default, alias = "别名")]
    pub(crate) aliases: Vec<String>,
    #[serde(alias = "列")]
    pub(crate) columns: Vec<Column>,
    #[serde(default, alias = "校验")]
    pub(crate) identities: Vec<Identity>,
    /// The columns that are summed in the foot.
    #[serde(default, alias = "合计")]
    pub(crate) totals: Vec<String>,
    #[serde(default, alias = "依据")]
    pub(crate) basis: Vec<String>,
    /// Stricter than the item's class where the table says so.
    #[serde(default, alias = "隐私")]
    pub(crate) privacy: Option<Privacy>,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Column {
    /// In a county's catalogue the name stands in for it.
    #[serde(default)]
    pub(crate) id: String,
    #[serde(alias = "名称")]
    pub(crate) name: String,
    #[serde(default, alias = "别名")]
    pub(crate) aliases: Vec<String>,
    #[serde(alias = "类型")]
    pub(crate) kind: FieldType,
    #[serde(default, alias = "选项")]
    pub(crate) options: Vec<String>,
    #[serde(default, alias = "单位")]
    pub(crate) unit: Option<String>,
    #[serde(default, alias = "必填")]
    pub(crate) required: bool,
    #[serde(default, alias = "留空")]
    pub(crate) blank: Blank,
    /// Holds long text: shown with more room.
    #[serde(default, alias = "长文")]
    pub(crate) wide: bool,
}

impl TableDef {
    /// The column that `key` (Chinese name, alias or id) means.
    pub(crate) fn column(&self, key: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.is_called(key))
    }
}

impl Column {
    /// Name and aliases, then the id: all heads that mean this column.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str())
            .chain(self.aliases.iter().map(String::as_str))
            .chain([self.id.as_str()])
    }

    /// Whether `key` means this column.
    pub(crate) fn is_called(&self, key: &str) -> bool {
        self.keys().any(|known| known == key)
    }
}
