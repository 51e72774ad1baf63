//! Tables of a statement: income and expense by account, and the balance.

use crate::model::record::Record;
use crate::render::page::totals::Totals;
use crate::render::view::table::{CellView, ColumnView, RowKind, RowView, TableView};
use crate::value::money::Money;
use rust_decimal::Decimal;

/// Income and expense by account, with shares and the total in words.
pub(super) fn accounts(totals: &Totals, record: &Record) -> Vec<TableView> {
    // A short list of rows is its own account: it would only be said twice.
    let rows = record
        .fields
        .tables()
        .map(|(_, table)| table.rows.len())
        .max()
        .unwrap_or(0);
    if totals.sources.len() + totals.uses.len() >= rows && rows > 0 {
        return Vec::new();
    }
    [
        ("income", "收入", &totals.sources, totals.income),
        ("expense", "支出", &totals.uses, totals.expense),
    ]
    .into_iter()
    .filter(|(_, _, list, _)| !list.is_empty())
    .map(|(id, caption, list, total)| account(id, caption, list, total))
    .collect()
}

fn account(id: &str, caption: &str, list: &[(String, Money)], total: Money) -> TableView {
    let share = |money: Money| {
        let whole = Decimal::from(total.fen());
        let part = Decimal::from(money.fen())
            .checked_mul(Decimal::ONE_HUNDRED)?
            .checked_div(whole)?;
        Some(format!(
            "{}%",
            part.round_dp_with_strategy(1, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
        ))
    };
    let row = |kind, label: &str, money: Money| RowView {
        kind,
        id: String::new(),
        cells: vec![
            words(label),
            number(money.to_string()),
            number(share(money).unwrap_or_default()),
        ],
    };
    TableView {
        id: id.to_owned(),
        caption: caption.to_owned(),
        unit: "单位：元".to_owned(),
        head: Vec::new(),
        columns: vec![
            column("项目", Holds::Words),
            column("金额", Holds::Amount),
            column("占比", Holds::Share),
        ],
        rows: list
            .iter()
            .map(|(label, money)| row(RowKind::Plain, label, *money))
            .collect(),
        foot: vec![row(RowKind::Total, "合计", total)],
        capitals: (!total.is_negative()).then(|| total.in_capitals()),
        notes: Vec::new(),
        scroll: false,
        shares: Vec::new(),
        other_side: None,
    }
}

/// Opening, income, expense and closing as one table; none where the record gives no balance.
pub(super) fn balance(totals: &Totals) -> Option<TableView> {
    let (opening, closing) = (totals.opening?, totals.closing?);
    let row = |kind, label: &str, money: Money| RowView {
        kind,
        id: String::new(),
        cells: vec![words(label), number(money.to_string())],
    };
    Some(TableView {
        id: "balance".to_owned(),
        caption: "货币资金".to_owned(),
        unit: "单位：元".to_owned(),
        head: Vec::new(),
        columns: vec![column("项目", Holds::Words), column("金额", Holds::Amount)],
        rows: vec![
            row(RowKind::Opening, "期初余额", opening),
            row(RowKind::Plain, "加：本期收入", totals.income),
            row(RowKind::Plain, "减：本期支出", totals.expense),
            row(RowKind::Closing, "期末余额", closing),
        ],
        foot: Vec::new(),
        capitals: None,
        notes: Vec::new(),
        scroll: false,
        shares: Vec::new(),
        other_side: None,
    })
}

/// What a column of an account holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Words,
    Amount,
    Share,
}

fn column(name: &str, holds: Holds) -> ColumnView {
    ColumnView {
        name: name.to_owned(),
        numeric: holds != Holds::Words,
        main: holds == Holds::Amount,
        unbroken: false,
    }
}

fn words(text: &str) -> CellView {
    CellView {
        text: text.to_owned(),
        head: true,
        numeric: false,
        href: None,
        mark: None,
        colspan: 1,
    }
}

fn number(text: String) -> CellView {
    CellView {
        text,
        head: false,
        numeric: true,
        href: None,
        mark: None,
        colspan: 1,
    }
}
