//! YAML text to nodes with places: scalars stay text, all mistakes at once, nothing lost by one bad line.

mod fields;
mod flow;
mod front;
mod marks;
mod parse;
pub(crate) mod rules;
mod said;
mod slips;

pub(crate) use fields::Fields;
pub(crate) use front::{Document, split};

use crate::diagnostic::Problem;
use crate::source::{FileId, SourceFile, Span, Spanned};

/// A piece of YAML and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    /// What it holds.
    pub(crate) kind: Kind,
    /// Where it stands.
    pub(crate) span: Span,
}

/// What a node holds.
#[derive(Debug, Clone)]
pub(crate) enum Kind {
    /// Nothing was written.
    Blank,
    /// Text as written, whatever YAML would make of it.
    Scalar(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values in the order of the file.
    Map(Vec<Entry>),
}

/// A key and its value.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// The key.
    pub(crate) key: Spanned<String>,
    /// The value.
    pub(crate) value: Node,
}

impl Node {
    /// The text of a scalar.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar(text) => Some(text),
            Kind::Blank | Kind::List(_) | Kind::Map(_) => None,
        }
    }

    /// Whether nothing was written.
    pub(crate) fn is_blank(&self) -> bool {
        matches!(self.kind, Kind::Blank)
    }

    /// The elements of a list; a single value counts as a list of one, nothing as an empty list.
    pub(crate) fn elements(&self) -> &[Node] {
        match &self.kind {
            Kind::Blank => &[],
            Kind::List(list) => list,
            Kind::Scalar(_) | Kind::Map(_) => std::slice::from_ref(self),
        }
    }

    /// What it is, for messages.
    pub(crate) fn kind_name(&self) -> &'static str {
        match self.kind {
            Kind::Blank => "空",
            Kind::Scalar(_) => "一段文字",
            Kind::List(_) => "一个列表",
            Kind::Map(_) => "一组`项: 值`",
        }
    }
}

/// The keys and values of one file, and everything that is wrong with its YAML.
///
/// `start..end` is the part of the file that holds YAML: the whole file, or its front matter.
pub(crate) fn read(
    file: &SourceFile,
    id: FileId,
    range: std::ops::Range<usize>,
    problems: &mut Vec<Problem>,
) -> Vec<Entry> {
    let text = file.text.get(range.clone()).unwrap_or_default();
    let base = Span {
        file: id,
        start: range.start,
        end: range.end,
    };
    let clean = slips::repair(text, base, problems);
    parse::entries(&clean, base, problems)
}

#[cfg(test)]
mod tests;
