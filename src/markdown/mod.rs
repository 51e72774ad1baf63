//! Markdown of a record's body: safe HTML, plain text, tables and references with positions.
//!
//! Nothing a clerk writes becomes markup except what this room writes itself: raw HTML is shown as text and reported, an
//! address is written only when it is relative, `tel:` or `mailto:`.

use crate::markdown::events::events;

mod address;
mod cjk;
mod emphasis;
mod escape;
mod events;
mod html;
mod html_block;
mod html_link;
mod html_table;
mod notes;
mod pairing;
mod plain;
mod problems;
mod references;
mod tables;
#[cfg(test)]
mod tests;

/// Rows of a table beyond this many cells are shown as they are written, not as a table.
const CELLS_MAX: usize = 50_000;

/// Lists and quotations nested deeper than this are shown flat; browsers flatten at 512.
const BLOCKS_MAX: usize = 32;

/// Emphasis nested deeper than this is shown without its tags.
const INLINES_MAX: usize = 16;

/// A paragraph longer than this many characters is no caption of the table below it.
const CAPTION_MAX: usize = 40;

/// What a relative link or image of the text becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// The address to write, relative to the page.
    To(String),
    /// An image shown small, which leads to a page of its own; a link to one leads there too.
    Picture(Picture),
    /// Shown as text, with the address in brackets.
    Text,
}

/// How an image of the text is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Picture {
    /// The small one, relative to the page.
    pub(crate) src: String,
    /// Its width and height in points.
    pub(crate) size: (usize, usize),
    /// The page of the picture, relative to the page.
    pub(crate) href: String,
}

/// A place in the text that a clerk should look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) kind: ProblemKind,
    /// First byte in the text.
    pub(crate) start: usize,
    /// Byte after the last.
    pub(crate) end: usize,
}

/// What is wrong at a [`Problem`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ProblemKind {
    /// An HTML tag or comment; shown as text.
    RawHtml,
    /// A link or image to `javascript:`, `data:`, `//host` and the like; shown as text.
    UnsafeLink,
    /// An image from another host; shown as text.
    OutsideImage,
    /// An image without a description (替代文字).
    MissingAlt,
    /// A table row with fewer or more cells than the head.
    RaggedTable,
    /// A table with more than 50,000 cells; the rest is shown as it is written.
    TooManyCells,
    /// Lists or quotations nested more than 32 deep; shown flat.
    TooDeep,
}

/// A relative link or image, for the caller to resolve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    /// The address as written, entities decoded.
    pub(crate) dest: String,
    /// The text of the link, or the description of the image.
    pub(crate) words: String,
    /// First byte of the whole link in the text.
    pub(crate) start: usize,
    /// Byte after the last.
    pub(crate) end: usize,
    /// Whether it is an image.
    pub(crate) image: bool,
}

/// A table (GFM) in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Table {
    /// The paragraph or heading right before it, if it is one short line.
    pub(crate) caption: Option<String>,
    pub(crate) head: Vec<Cell>,
    /// Each row has the cells that are written, at most as many as the head.
    pub(crate) rows: Vec<Vec<Cell>>,
    /// First byte in the text.
    pub(crate) start: usize,
    /// Byte after the last.
    pub(crate) end: usize,
}

/// A cell of a [`Table`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    /// Text without markers, trimmed.
    pub(crate) text: String,
    /// First byte of the trimmed content in the text.
    pub(crate) start: usize,
    /// Byte after the last.
    pub(crate) end: usize,
}

/// Safe HTML. `resolve` decides each relative link and image; other addresses are decided here.
///
/// The first and highest headings are `<h2>` and no level is skipped. Identifiers (of footnotes) and labels (of tables)
/// are unique within one text: a page holds one text, or pages with several use no footnotes.
pub(crate) fn to_html(text: &str, resolve: &dyn Fn(&str) -> Link) -> String {
    html::write(text, resolve)
}

/// Text without markers, a line for each block; for search, feeds and the first sentence.
pub(crate) fn plain(text: &str) -> String {
    plain::write(text)
}

/// What a clerk should look at, in the order of the text.
pub(crate) fn problems(text: &str) -> Vec<Problem> {
    problems::find(text)
}

/// Relative links and images, in the order of the text.
pub(crate) fn references(text: &str) -> Vec<Reference> {
    references::find(events(text))
}

/// Tables with the positions of their cells, in the order of the text.
pub(crate) fn tables(text: &str) -> Vec<Table> {
    tables::find(text)
}
