//! Paragraphs and tables of a document of Word or an open office; the sheets of an open workbook are tables with names.

use crate::attachment::gather::{Cells, Gather};
use crate::attachment::xml::{Attributes, Token, tokens};

/// A cell that stands for many equal ones is copied no more often than this.
const REPEATED_LIMIT: usize = 64;

/// Whose XML it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Word: text stands in elements of its own.
    Word,
    /// Open office: text stands in paragraphs.
    OpenText,
    /// A workbook of an open office.
    OpenSheet,
}

/// Reads a document; `place` names the part of the file it is, empty for the document itself.
pub(super) fn document(xml: &str, dialect: Dialect, place: &str, gather: &mut Gather) {
    let mut document = Document {
        dialect,
        place,
        paragraphs: String::new(),
        line: String::new(),
        texts_open: 0,
        skipped: 0,
        tables_open: 0,
        tables: 0,
        table: Table::default(),
    };
    for token in tokens(xml) {
        match token {
            Token::Open("Fallback", _) => document.skipped += 1,
            Token::Close("Fallback") => document.skipped = document.skipped.saturating_sub(1),
            _ if document.skipped > 0 => {}
            Token::Open(name, attributes) => document.open(name, attributes, gather),
            Token::Text(text) if document.texts_open > 0 => document.line.push_str(&text),
            Token::Close(name) => document.close(name, gather),
            Token::Text(_) => {}
        }
        if gather.is_full() {
            return;
        }
    }
    document.end_line();
    gather.prose(place, "段", document.paragraphs);
}

/// A document while it is read.
#[derive(Debug)]
struct Document<'a> {
    dialect: Dialect,
    place: &'a str,
    paragraphs: String,
    line: String,
    /// Elements open around the present place that hold text.
    texts_open: usize,
    /// Elements open whose content is a copy for older programs.
    skipped: usize,
    /// A table inside a cell belongs to that cell.
    tables_open: usize,
    tables: usize,
    table: Table,
}

#[derive(Debug, Default)]
struct Table {
    number: usize,
    rows: usize,
    cells: Cells,
    column: usize,
    cell: String,
    /// How many columns the cell stands for, and whether it is only wide.
    columns: usize,
    is_spanned: bool,
    /// What a program stores beside a number it shows shortened.
    stored: Option<String>,
}

impl Document<'_> {
    fn holds_text(&self, name: &str) -> bool {
        match self.dialect {
            Dialect::Word => matches!(name, "t" | "delText"),
            Dialect::OpenText | Dialect::OpenSheet => matches!(name, "p" | "h"),
        }
    }

    fn open(&mut self, name: &str, attributes: Attributes<'_>, gather: &mut Gather) {
        if self.holds_text(name) {
            self.texts_open += 1;
        }
        match name {
            "tbl" | "table" => {
                self.tables_open += 1;
                if self.tables_open == 1 {
                    self.end_line();
                    self.tables += 1;
                    self.table = Table::default();
                    gather.table(self.table_place(attributes));
                }
            }
            "tr" | "table-row" if self.tables_open == 1 => self.table.begin_row(attributes),
            "tc" | "table-cell" | "covered-table-cell" if self.tables_open == 1 => {
                self.table.begin_cell(attributes);
            }
            "gridSpan" if self.tables_open == 1 => {
                self.table.columns = attributes.number("val").unwrap_or(1);
                self.table.is_spanned = true;
            }
            "tab" | "br" | "s" | "line-break" | "cr" => self.line.push(' '),
            _ => {}
        }
    }

    fn table_place(&self, attributes: Attributes<'_>) -> String {
        match attributes.get("name") {
            Some(name) if self.dialect == Dialect::OpenSheet => format!("工作表“{name}”"),
            _ => format!("{}表{}", self.place, self.tables),
        }
    }

    fn close(&mut self, name: &str, gather: &mut Gather) {
        if self.holds_text(name) {
            self.texts_open = self.texts_open.saturating_sub(1);
        }
        match name {
            "p" | "h" => self.end_line(),
            "tc" | "table-cell" | "covered-table-cell" if self.tables_open == 1 => {
                self.table.end_cell();
            }
            "tr" | "table-row" if self.tables_open == 1 => self.table.end_row(gather),
            "tbl" | "table" => self.tables_open = self.tables_open.saturating_sub(1),
            _ => {}
        }
    }

    /// A paragraph ends: in a cell it is a line of the cell.
    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if line.trim().is_empty() {
            return;
        }
        let text = if self.tables_open > 0 {
            &mut self.table.cell
        } else {
            &mut self.paragraphs
        };
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&line);
    }
}

impl Table {
    fn begin_row(&mut self, attributes: Attributes<'_>) {
        self.rows = attributes.number("number-rows-repeated").unwrap_or(1);
        self.cells = Cells::default();
        self.column = 0;
    }

    fn begin_cell(&mut self, attributes: Attributes<'_>) {
        self.columns = attributes.number("number-columns-repeated").unwrap_or(1);
        self.is_spanned = false;
        self.stored = attributes.get("value");
        self.cell.clear();
    }

    fn end_cell(&mut self) {
        let shown = std::mem::take(&mut self.cell);
        let is_short = shown.contains(['E', '#']);
        let text = match self.stored.take() {
            Some(stored) if is_short => stored,
            _ => shown,
        };
        let copies = if self.is_spanned { 1 } else { self.columns };
        if !text.is_empty() {
            for copy in 0..copies.min(REPEATED_LIMIT) {
                self.cells
                    .put(self.column.saturating_add(copy), text.clone());
            }
        }
        self.column = self.column.saturating_add(self.columns);
    }

    fn end_row(&mut self, gather: &mut Gather) {
        let first = self.number.saturating_add(1);
        gather.row(first, std::mem::take(&mut self.cells));
        self.number = self.number.saturating_add(self.rows.max(1));
    }
}
