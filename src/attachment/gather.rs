//! Collects the text of an attachment and stops at a limit, so that no file can fill the memory.

use crate::source::facts::{Body, Facts, Part, Row, Unsearched};

/// The text kept of one attachment; a cell costs a little even when it is empty.
const TEXT_LIMIT_BYTES: usize = 24 << 20;
const CELL_COST_BYTES: usize = 24;
/// Cells beyond are put side by side; no form of a village is that wide.
const COLUMNS_LIMIT: usize = 400;

/// Texts that the cells of one workbook share.
pub(super) const STRINGS_LIMIT: usize = 1 << 20;

/// Text in the making.
#[derive(Debug)]
pub(super) struct Gather {
    parts: Vec<Part>,
    left_bytes: usize,
    unsearched: Option<Unsearched>,
    pages: Option<usize>,
}

/// The cells of a row in the making.
#[derive(Debug, Default)]
pub(super) struct Cells(Vec<String>);

impl Gather {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self {
            parts: Vec::new(),
            left_bytes: TEXT_LIMIT_BYTES,
            unsearched: None,
            pages: None,
        }
    }

    /// Notes the number of pages.
    pub(super) fn pages(&mut self, count: usize) {
        self.pages = Some(count);
    }

    /// Adds running text; nothing but white space is left out.
    pub(super) fn prose(&mut self, place: &str, unit: &'static str, text: String) {
        if text.trim().is_empty() || !self.pays(text.len()) {
            return;
        }
        self.parts.push(Part {
            place: place.to_owned(),
            body: Body::Prose { unit, text },
        });
    }

    /// Begins a table; its rows follow.
    pub(super) fn table(&mut self, place: String) {
        self.parts.push(Part {
            place,
            body: Body::Rows(Vec::new()),
        });
    }

    /// Adds a row to the table begun last; `false` where there is no more room.
    pub(super) fn row(&mut self, number: usize, cells: Cells) -> bool {
        let cells = cells.0;
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return !self.is_full();
        }
        let cells_cost: usize = cells.iter().map(|cell| cell.len() + CELL_COST_BYTES).sum();
        let cost = cells_cost + CELL_COST_BYTES;
        let Some(Part {
            body: Body::Rows(rows),
            ..
        }) = self.parts.last_mut()
        else {
            return false;
        };
        if cost <= self.left_bytes {
            rows.push(Row { number, cells });
        }
        self.pays(cost)
    }

    /// Notes why something could not be searched; the first reason stays.
    pub(super) fn fails(&mut self, why: Unsearched) {
        self.unsearched.get_or_insert(why);
    }

    /// Whether the limit was reached.
    pub(super) fn is_full(&self) -> bool {
        self.unsearched == Some(Unsearched::TooLong)
    }

    /// What was found.
    pub(super) fn facts(mut self) -> Facts {
        self.parts
            .retain(|part| !matches!(&part.body, Body::Rows(rows) if rows.is_empty()));
        Facts {
            parts: self.parts,
            unsearched: self.unsearched,
            picture: None,
            pages: self.pages,
            sheets: None,
        }
    }

    fn pays(&mut self, cost_bytes: usize) -> bool {
        match self.left_bytes.checked_sub(cost_bytes) {
            Some(left) => self.left_bytes = left,
            None => self.unsearched = Some(Unsearched::TooLong),
        }
        !self.is_full()
    }
}

impl Cells {
    /// Puts a text into a column, counted from 0; columns left out are blank.
    pub(super) fn put(&mut self, column: usize, text: String) {
        if text.is_empty() {
            return;
        }
        let column = if column < COLUMNS_LIMIT {
            column
        } else {
            self.0.len()
        };
        if self.0.len() <= column {
            self.0.resize(column + 1, String::new());
        }
        let cell = &mut self.0[column];
        if cell.is_empty() {
            *cell = text;
        } else {
            cell.push('\n');
            cell.push_str(&text);
        }
    }

    /// The number of columns so far.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}
