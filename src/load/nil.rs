//! `本期无此项`: a record that says that there was nothing need not bring the table and the fields of something.

use std::sync::Arc;

use crate::catalog::Catalog;
use crate::model::record::{Field, Fields};
use crate::model::value::Value;
use crate::source::{Span, Spanned};

/// The words, as the remedy of T003 gives them, and as clerks write them.
const WORDS: &[&str] = &[
    "本期无此项",
    "本月无此项",
    "本季度无此项",
    "本年度无此项",
    "无此项",
    "本期没有发生",
    "本期未发生",
];

/// Whether a value is nothing but these words.
pub(super) fn is_nil(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['。', '.', '！', '；']);
    WORDS.contains(&text)
}

/// Whether the record says so and has no line in any table.
pub(super) fn is_said(fields: &Fields, body: Option<&Spanned<String>>) -> bool {
    let is_empty = fields.tables().all(|(_, table)| table.rows.is_empty());
    let text = fields.text("text");
    let says = |text: &str| WORDS.iter().any(|word| text.trim_start().starts_with(word));
    let titled = fields
        .text("title")
        .is_some_and(|title| title.value.contains("无此项"));
    is_empty
        && (titled
            || text.is_some_and(|text| says(&text.value))
            || body.is_some_and(|body| says(&body.value)))
}

/// Makes words in the place of a table the text of the record, so that its page says them.
pub(super) fn say(at: Option<(Span, Span)>, catalog: &Catalog, fields: &mut Fields) {
    let (Some((key, span)), Some(def)) = (at, catalog.field("text")) else {
        return;
    };
    fields.0.entry(def.id.clone()).or_insert_with(|| Field {
        def: Arc::clone(def),
        key,
        value: Spanned::new(Value::Text("本期无此项".to_owned()), span),
    });
}
