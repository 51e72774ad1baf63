//! The one safe way to mend a finding: changes of a few bytes of its file, offered by whoever found it.

use std::ops::Range;

use crate::source::{SourceFile, Span};

/// How a problem can be mended without asking anybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Repair {
    /// What it does to the values of the file.
    pub(crate) effect: Effect,
    edits: Vec<Edit>,
}

/// What a repair does to the values of its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// The text stays; the file is stored as UTF-8 without a mark, its lines ending in LF.
    Storage,
    /// The text becomes what was read of it already: every value stays.
    SameValues,
    /// A key or value that could not be read becomes readable.
    ReadsMore,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Edit {
    span: Span,
    /// What stands there once, inside the span; the whole span where `None`.
    from: Option<String>,
    to: String,
}

/// A repair with its places in the text of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fix {
    /// What it does to the values of the file.
    pub(crate) effect: Effect,
    /// Bytes and what takes their place, ascending, none where only the storage changes.
    pub(crate) edits: Vec<(Range<usize>, String)>,
}

impl Repair {
    /// The file is stored anew.
    pub(crate) fn storage() -> Self {
        Self {
            effect: Effect::Storage,
            edits: Vec::new(),
        }
    }

    /// Writes `to` for a span, which leaves every value as it is.
    pub(crate) fn mark(span: Span, to: impl Into<String>) -> Self {
        Self {
            effect: Effect::SameValues,
            edits: vec![Edit {
                span,
                from: None,
                to: to.into(),
            }],
        }
    }

    /// Writes `to` for the text `from` of a key or value, inside its quotation marks if it has any.
    pub(crate) fn word(effect: Effect, span: Span, from: &str, to: impl Into<String>) -> Self {
        Self {
            effect,
            edits: vec![Edit {
                span,
                from: Some(from.to_owned()),
                to: to.into(),
            }],
        }
    }

    /// Puts a quotation mark before and behind a value that lost its end.
    pub(crate) fn quotes(value: Span, mark: char) -> Self {
        let at = |offset| Edit {
            span: Span {
                start: offset,
                end: offset,
                ..value
            },
            from: None,
            to: mark.to_string(),
        };
        Self {
            effect: Effect::ReadsMore,
            edits: vec![at(value.start), at(value.end)],
        }
    }

    /// The places in the file, unless they are not what was expected there or storing it anew would lose something.
    pub(crate) fn settle(&self, file: &SourceFile) -> Option<Fix> {
        if !file.is_whole() {
            return None;
        }
        let edits = self.edits.iter().map(|edit| {
            let written = file.text.get(edit.span.start..edit.span.end)?;
            let range = match &edit.from {
                None => edit.span.start..edit.span.end,
                Some(from) => {
                    let mut found = written.match_indices(from.as_str());
                    let (at, _) = found.next().filter(|_| !from.is_empty())?;
                    // Only the word itself and its quotation marks: anything else is not what was read.
                    let is_whole = matches!(written.len() - from.len(), 0 | 2) && at <= 1;
                    let start = edit.span.start + at;
                    is_whole.then_some(start..start + from.len())?
                }
            };
            Some((range, edit.to.clone()))
        });
        Some(Fix {
            effect: self.effect,
            edits: edits.collect::<Option<_>>()?,
        })
    }
}
