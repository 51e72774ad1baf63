//! A table of the catalogue as filled in by a record.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::catalog::table::{Column, TableDef};
use crate::model::row::{RowKind, Said, labelled, members};
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

/// One row; cells stand in the order of the columns.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// Entry, opening, sum …, and how that is known.
    pub(crate) said: Said,
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
        self.rows.iter().filter(|row| row.kind() == RowKind::Plain)
    }

    /// Entries, and what is told of them by 其中: rows that are not sums or balances.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &Row> {
        let is_line = |row: &&Row| matches!(row.kind(), RowKind::Plain | RowKind::PartOf);
        self.rows.iter().filter(is_line)
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

    /// The sum of a column over some of its rows; `None` when none of them has a number, or one could not be read.
    pub(crate) fn sum_of(&self, column: usize, rows: &[usize]) -> Option<Decimal> {
        let cells = || rows.iter().map(|row| &self.rows[*row].cells[column].value);
        if cells().any(|value| matches!(value, Value::Unread)) {
            return None;
        }
        let mut numbers = cells().filter_map(Value::number);
        let first = numbers.next()?;
        numbers.try_fold(first, Decimal::checked_add)
    }

    /// The entries that the sum at `index` may add up, the likeliest first. Where rows say a side (收支), a sum that says
    /// one adds up that side.
    pub(crate) fn members(&self, index: usize) -> Vec<Vec<usize>> {
        let kinds: Vec<RowKind> = self.rows.iter().map(Row::kind).collect();
        let row = &self.rows[index];
        let is_grand = row.label().is_some_and(|label| label.starts_with("总计"));
        let readings = members(&kinds, index, is_grand);
        let Some((column, side)) = self.side(row) else {
            return readings;
        };
        let is_same = |at: &usize| self.rows[*at].cells[column].value.to_string() == side;
        let whole = (0..self.rows.len()).filter(|at| kinds[*at] == RowKind::Plain);
        let mut sided = vec![whole.filter(is_same).collect::<Vec<usize>>()];
        if row.kind() == RowKind::Subtotal {
            let groups = readings.into_iter();
            let groups = groups.map(|rows| rows.into_iter().filter(is_same).collect());
            sided = groups.collect();
        }
        sided
    }

    /// The column of sides and the side of a sum: that of its cell, or the one its label begins with (收入合计).
    fn side(&self, row: &Row) -> Option<(usize, String)> {
        let columns = self.def.columns.iter();
        let column = columns.into_iter().position(|column| column.id == "kind")?;
        let value = &row.cells[column].value;
        let label = row.label().unwrap_or_default();
        if value.is_given() && value.to_string() != label {
            return Some((column, value.to_string()));
        }
        let mut options = self.def.columns[column].options.iter();
        let side = options.find(|option| label.contains(option.as_str()))?;
        Some((column, side.clone()))
    }

    /// The positions of the columns that the catalogue sums.
    pub(crate) fn summed(&self) -> impl Iterator<Item = usize> {
        let columns = self.def.columns.iter().enumerate();
        let summed = columns.filter(|(_, column)| self.def.totals.contains(&column.id));
        summed.map(|(index, _)| index)
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
    /// What the row is.
    pub(crate) fn kind(&self) -> RowKind {
        self.said.kind
    }

    /// The first text that says what a row is that is no entry: 合计, 一组小计.
    pub(crate) fn label(&self) -> Option<String> {
        let mut texts = self.cells.iter().filter_map(|cell| match &cell.value {
            Value::Text(text) => Some(text.split_whitespace().collect::<String>()),
            _ => None,
        });
        texts.find(|text| labelled(text).is_some())
    }

    /// The number in a cell; a blank counts as zero when `blank_is_zero`.
    pub(crate) fn number(&self, column: usize) -> Option<Decimal> {
        self.cells[column].value.number()
    }

    /// The cell of a column.
    pub(crate) fn cell(&self, column: usize) -> &Cell {
        &self.cells[column]
    }
}
