//! Tables with the positions of their cells.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::markdown::events::events;
use crate::markdown::{CAPTION_MAX, CELLS_MAX, Cell, Table};

/// See [`super::tables`].
pub(super) fn find(text: &str) -> Vec<Table> {
    let mut finder = Finder::default();
    for (event, range) in events(text) {
        match event {
            Event::Start(Tag::Paragraph | Tag::Heading { .. }) => {
                finder.before.clear();
                finder.ready = false;
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) => finder.ready = true,
            Event::Start(Tag::Table(_)) => finder.start_table(&range),
            Event::Start(Tag::TableRow) => finder.start_row(&range),
            Event::Start(Tag::TableCell) => finder.start_cell(text, &range),
            Event::End(TagEnd::TableCell) => finder.inside = false,
            Event::Text(shown) | Event::Code(shown) | Event::InlineHtml(shown) => {
                finder.push(&shown);
            }
            Event::SoftBreak | Event::HardBreak => finder.push("\n"),
            Event::Start(
                Tag::List(_)
                | Tag::BlockQuote(_)
                | Tag::CodeBlock(_)
                | Tag::HtmlBlock
                | Tag::FootnoteDefinition(_),
            )
            | Event::End(
                TagEnd::List(_)
                | TagEnd::BlockQuote(_)
                | TagEnd::CodeBlock
                | TagEnd::Table
                | TagEnd::HtmlBlock
                | TagEnd::FootnoteDefinition,
            )
            | Event::Rule => finder.ready = false,
            _ => {}
        }
    }
    for cell in finder
        .tables
        .iter_mut()
        .flat_map(|table| table.head.iter_mut().chain(table.rows.iter_mut().flatten()))
    {
        let trimmed = cell.text.trim();
        if trimmed.len() != cell.text.len() {
            cell.text = trimmed.to_owned();
        }
    }
    finder.tables
}

/// Whether the parser made this cell up to fill a row that ends at `row_end`.
pub(super) fn is_filler(cell: &Range<usize>, row_end: usize) -> bool {
    cell.start == cell.end && cell.start == row_end
}

/// What a row holds beyond its last column; the parser drops it.
pub(super) fn surplus(text: &str, from: usize, row_end: usize) -> Option<&str> {
    let rest = text.get(from..row_end)?.trim().trim_matches('|').trim();
    (!rest.is_empty()).then_some(rest)
}

#[derive(Default)]
struct Finder {
    tables: Vec<Table>,
    /// Text of the last paragraph or heading.
    before: String,
    /// Whether nothing came after it.
    ready: bool,
    inside: bool,
    body: bool,
    row_end: usize,
    cells: usize,
}

impl Finder {
    fn start_table(&mut self, range: &Range<usize>) {
        let before = self.before.trim();
        let short =
            !before.is_empty() && !before.contains('\n') && before.chars().count() <= CAPTION_MAX;
        let caption = (self.ready && short).then(|| before.to_owned());
        self.before.clear();
        self.cells = 0;
        self.body = false;
        self.tables.push(Table {
            caption,
            head: Vec::new(),
            rows: Vec::new(),
            start: range.start,
            end: range.end,
        });
    }

    fn start_row(&mut self, range: &Range<usize>) {
        self.row_end = range.end;
        self.body = true;
        if range.end <= range.start {
            // The parser gave up filling this row and went on with other blocks.
            self.cells = CELLS_MAX + 1;
        }
        if self.cells <= CELLS_MAX
            && let Some(table) = self.tables.last_mut()
        {
            table.rows.push(Vec::new());
        }
    }

    fn start_cell(&mut self, text: &str, range: &Range<usize>) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        if self.body && (is_filler(range, self.row_end) || self.cells > CELLS_MAX) {
            return;
        }
        let written = text.get(range.clone()).unwrap_or_default();
        let start = range.start + (written.len() - written.trim_start().len());
        let end = start + written.trim().len();
        let cell = Cell {
            text: String::new(),
            start,
            end,
        };
        self.cells += 1;
        self.inside = true;
        match table.rows.last_mut() {
            Some(row) => row.push(cell),
            None => table.head.push(cell),
        }
    }

    fn push(&mut self, shown: &str) {
        if !self.inside {
            self.before.push_str(shown);
            return;
        }
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        if let Some(cell) = table.rows.last_mut().unwrap_or(&mut table.head).last_mut() {
            cell.text.push_str(shown);
        }
    }
}
