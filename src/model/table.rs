//! A table of the catalogue as filled in by a record.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::catalog::table::{Column, TableDef};
use crate::model::value::Value;
use crate::source::Span;

/// Rows under the columns of a [`TableDef`].
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// Columns and identities.
    pub(crate) def: Arc<TableDef>,
    /// Rows in the order of the file.
    pub(crate) rows: Vec<Row>,
    /// The whole table.
    pub(crate) span: Span,
}

/// What a row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowKind {
    /// An entry.
    Plain,
    /// 上期结转: an opening balance, no entry.
    Opening,
    /// 合计, 小计: a sum over entries, no entry.
    Total,
}

/// One row; cells stand in the order of the columns.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// Entry, opening or total.
    pub(crate) kind: RowKind,
    /// One cell a column.
    pub(crate) cells: Vec<Cell>,
    /// The whole row.
    pub(crate) span: Span,
}

/// One cell.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    /// Its value.
    pub(crate) value: Value,
    /// Where it stands; the row's place when nothing was written.
    pub(crate) span: Span,
}

impl Table {
    /// The position of a column by its id, else by its name or an alias.
    pub(crate) fn column(&self, key: &str) -> Option<usize> {
        let position = |is_it: &dyn Fn(&Column) -> bool| self.def.columns.iter().position(is_it);
        position(&|column| column.id == key)
            .or_else(|| position(&|column| column.name == key))
            .or_else(|| position(&|column| column.is_called(key)))
    }

    /// Rows that are entries.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.kind == RowKind::Plain)
    }

    /// Whether some cell of a column could not be read.
    pub(crate) fn has_unread(&self, column: usize) -> bool {
        self.entries()
            .any(|row| matches!(row.cells[column].value, Value::Unread))
    }

    /// The sum of a column over its entries; `None` when a cell could not be read or the sum overflows.
    pub(crate) fn sum(&self, column: usize) -> Option<Decimal> {
        if self.has_unread(column) {
            return None;
        }
        self.entries()
            .filter_map(|row| row.cells[column].value.number())
            .try_fold(Decimal::ZERO, Decimal::checked_add)
    }

    /// Columns that carry at least one value, with their positions.
    pub(crate) fn used_columns(&self) -> impl Iterator<Item = (usize, &Column)> {
        self.def.columns.iter().enumerate().filter(|(index, _)| {
            self.rows
                .iter()
                .any(|row| row.cells[*index].value.is_given())
        })
    }
}

impl Row {
    /// The number in a cell; a blank counts as zero when `blank_is_zero`.
    pub(crate) fn number(&self, column: usize) -> Option<Decimal> {
        self.cells[column].value.number()
    }

    /// The cell of a column.
    pub(crate) fn cell(&self, column: usize) -> &Cell {
        &self.cells[column]
    }
}
