//! What a reader of a record is told first, where a comparison of its own values holds the finding.

use serde::Deserialize;

/// The sentence at the top of a record's page; the parts that are named are said in this order.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lead {
    /// Two fields: how far the first is above or below the second.
    #[serde(default, alias = "比较")]
    pub(crate) compare: Option<[String; 2]>,
    /// A choice whose options are the steps of a way: how far it went, and what is still to come.
    #[serde(default, alias = "走到")]
    pub(crate) stage: Option<String>,
    /// A table, and a choice among its columns: how many rows there are of each.
    #[serde(default, alias = "计数")]
    pub(crate) tally: Option<[String; 2]>,
}

impl Lead {
    /// The fields (ids) it is made of.
    pub(crate) fn fields(&self) -> impl Iterator<Item = &str> {
        let compared = self.compare.iter().flatten().map(String::as_str);
        let table = self.tally.as_ref().map(|[table, _]| table.as_str());
        compared.chain(self.stage.as_deref()).chain(table)
    }
}
