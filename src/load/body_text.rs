//! The Markdown body of a record: what of it moves to the fields and to 表, and what is left.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::Problem;
use crate::load::keys::Keys;
use crate::load::table;
use crate::load::value::Context;
use crate::markdown;
use crate::model::record::{Field, Fields};
use crate::model::value::Value;
use crate::source::{FileId, SourceFile, Span, Spanned};
use crate::yaml::Document;

/// The text behind the front matter, with its place.
pub(super) fn place<'a>(
    source: &'a SourceFile,
    file: FileId,
    document: &Document,
) -> Spanned<&'a str> {
    let span = Span {
        file,
        start: document.body.start,
        end: document.body.end,
    };
    Spanned::new(source.slice(span), span)
}

/// The Markdown body. A table in it that is the item's own moves to the fields.
pub(super) fn read(
    place: &Spanned<&str>,
    given: &Keys<'_>,
    context: Context<'_>,
    fields: &mut Fields,
    problems: &mut Vec<Problem>,
) -> Option<Spanned<String>> {
    let span = place.span;
    let mut text = place.value.to_owned();
    if text.trim().is_empty() {
        return None;
    }
    for (field, def) in given.tables() {
        if fields.has(&field.id) {
            continue;
        }
        let found = markdown::tables(&text).into_iter().find_map(|table| {
            let node = table::from_markdown(&table, def, span)?;
            Some((table.start..table.end, node))
        });
        let Some((range, node)) = found else { continue };
        let read = table::read(&node, def, context, problems);
        let value = Field {
            def: Arc::clone(field),
            key: node.span,
            value: Spanned::new(read.map_or(Value::Unread, Value::Table), node.span),
        };
        fields.0.insert(field.id.clone(), value);
        // As many spaces as there were bytes, so that places in the rest of the body stay true.
        text.replace_range(range.clone(), &" ".repeat(range.len()));
    }
    Some(Spanned::new(text, span))
}

/// The body without the tables that 表 shows; none where nothing is left.
pub(super) fn without(
    mut body: Spanned<String>,
    taken: &[Range<usize>],
) -> Option<Spanned<String>> {
    for range in taken {
        body.value
            .replace_range(range.clone(), &" ".repeat(range.len()));
    }
    (!body.value.trim().is_empty()).then_some(body)
}
