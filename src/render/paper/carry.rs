//! Totals carried from leaf to leaf (过次页, 承前页), as a bookkeeper's ledger carries them.
//!
//! Only a column whose rows add up to its printed total is carried, so that what is carried ends in the total.

use crate::render::view::table::{CellView, RowKind, RowView, TableView};
use crate::value::money::Money;

/// What a leaf ends with, and the next one begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// 过次页.
    Over,
    /// 承前页.
    Brought,
}

/// Running totals of a table's columns of money.
#[derive(Debug)]
pub(crate) struct Carry {
    /// For each column, what it says after so many rows; none where nothing is carried.
    columns: Vec<Option<Vec<String>>>,
    label: usize,
}

impl Carry {
    /// The running totals, where some column of money has a printed total.
    pub(crate) fn of(table: &TableView) -> Option<Self> {
        let width = table.columns.len();
        let is_whole = |row: &&RowView| row.cells.len() == width && row.kind == RowKind::Total;
        let mut totals = table.foot.iter().chain(table.rows.iter().rev());
        let total = totals.find(is_whole)?;
        let mut columns: Vec<Option<Vec<String>>> = (0..width)
            .map(|index| sums(table, index, &total.cells[index].text))
            .collect();
        let label = columns.iter().position(Option::is_none)?;
        if columns.iter().all(Option::is_none) {
            return None;
        }
        for (index, column) in table.columns.iter().enumerate() {
            if column.name == "余额" && total.cells[index].text.is_empty() {
                columns[index] = Some(latest(table, index));
            }
        }
        Some(Self { columns, label })
    }

    /// The row that says what `rows` rows add up to.
    pub(crate) fn row(&self, turn: Turn, rows: usize) -> RowView {
        let cells = self.columns.iter().enumerate().map(|(index, column)| {
            let text = match column {
                Some(texts) => texts.get(rows).cloned().unwrap_or_default(),
                None if index == self.label => turn.name().to_owned(),
                None => String::new(),
            };
            CellView {
                text,
                head: index == self.label,
                numeric: column.is_some(),
                href: None,
                mark: None,
                colspan: 1,
            }
        });
        RowView {
            kind: RowKind::Carried,
            id: String::new(),
            cells: cells.collect(),
        }
    }
}

impl Turn {
    fn name(self) -> &'static str {
        match self {
            Self::Over => "过次页",
            Self::Brought => "承前页",
        }
    }
}

/// What a column adds up to after none, one, two … rows; none where it is no money or does not end in the total.
fn sums(table: &TableView, index: usize, total: &str) -> Option<Vec<String>> {
    let total = money(total)?;
    let mut sum = Money::ZERO;
    let mut texts = vec![String::new()];
    for row in &table.rows {
        let cell = row.cells.get(index).map_or("", |cell| cell.text.as_str());
        if row.kind == RowKind::Plain && !cell.is_empty() {
            sum = sum.checked_add(money(cell)?)?;
        }
        texts.push(sum.to_string());
    }
    (sum == total).then_some(texts)
}

/// The balance that stood last, after none, one, two … rows.
fn latest(table: &TableView, index: usize) -> Vec<String> {
    let mut last = String::new();
    let mut texts = vec![String::new()];
    for row in &table.rows {
        if let Some(cell) = row.cells.get(index).filter(|cell| !cell.text.is_empty()) {
            cell.text.clone_into(&mut last);
        }
        texts.push(last.clone());
    }
    texts
}

/// An amount as the board prints it: two decimals. Counts and areas are not carried.
fn money(text: &str) -> Option<Money> {
    let (_, decimals) = text.rsplit_once('.')?;
    (decimals.len() == 2)
        .then(|| Money::read(text, None).ok())
        .flatten()
}
