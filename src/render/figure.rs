//! What a telephone shows of a row of a free table beside its name, where the heads do not fit.

use crate::model::free_table::{FreeColumn, Role, Side};
use crate::model::row::RowKind;

/// The figure of a row on a telephone: what a row comes to in all, else money, else the first number.
pub(super) fn of(side: &Side) -> Option<usize> {
    let amounts = || {
        let columns = side.columns.iter().enumerate();
        columns.filter(|(_, column)| matches!(column.role, Role::Amount | Role::Income))
    };
    let name = |column: &FreeColumn| column.path.last().cloned().unwrap_or_default();
    let mut in_all = amounts().filter(|(_, column)| {
        let name = name(column);
        ["合计", "总计", "共计", "小计"]
            .iter()
            .any(|word| name.starts_with(word))
    });
    let in_all = in_all.next_back().map(|(index, _)| index);
    let money = || {
        let mut amounts = amounts();
        amounts
            .find(|(_, column)| name(column).contains("金额"))
            .map(|(index, _)| index)
    };
    let first = || amounts().next().map(|(index, _)| index);
    in_all.or_else(money).or_else(first)
}

/// Whether a column names rows: a running number does not, unless there is nothing else.
pub(super) fn names_rows(side: &Side, index: usize) -> bool {
    let is_words = |index: usize| {
        let entries = side.rows.iter().filter(|row| row.kind() == RowKind::Plain);
        let mut cells = entries.filter_map(|row| row.cells.get(index));
        cells.any(|cell| cell.text.chars().any(|c| !c.is_ascii_digit()))
    };
    let is_text = |index: &usize| side.columns[*index].role == Role::Text;
    let mut others = (0..side.columns.len()).filter(is_text);
    is_words(index) || !others.any(is_words)
}
