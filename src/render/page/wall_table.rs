//! Tables as the sheet for the wall sets them: accounts side by side, the balance on one line, a step on one line.

use std::collections::BTreeSet;

use crate::model::record::Record;
use crate::render::chart::markup::cut;
use crate::render::page::totals::{Totals, sides};
use crate::render::view::matter::{MatterView, StepState, StepView};
use crate::render::view::statement::StatementView;
use crate::render::view::table::{CellView, ColumnView, RowKind, RowView, TableView};
use crate::value::money::Money;

/// Columns of rows with vouchers that stand on paper beside a summary of some length.
const COLUMNS: usize = 8;
/// Characters of a step that fit its line or two.
const STEP: usize = 72;

/// Income beside expense, the rows with vouchers, the balance.
pub(crate) fn of_statement(record: &Record, statement: &StatementView) -> Vec<TableView> {
    let Some(totals) = Totals::of(record) else {
        return statement.vouchers.clone();
    };
    let has_rows = record
        .fields
        .tables()
        .any(|(_, table)| sides(table).is_some());
    let mut tables = Vec::new();
    // Where every row is an account of its own, the rows alone say all.
    let is_grouped = !has_rows || !statement.accounts.is_empty();
    if is_grouped {
        tables.push(TableView {
            other_side: Some(Box::new(account("支出", &totals.uses, totals.expense))),
            ..account("收入", &totals.sources, totals.income)
        });
    }
    if has_rows {
        let spare: &[&str] = if is_grouped {
            &["余额", "科目", "决策事项", "合同"]
        } else {
            &["余额", "决策事项", "合同"]
        };
        let rows = statement.vouchers.iter();
        tables.extend(rows.map(|table| narrowed(table, spare)));
    }
    tables.extend(balance(&totals));
    tables
}

/// The rows without the columns that can be spared, until what each payment was for has room, and with days that leave
/// out the year where it is one for all.
fn narrowed(table: &TableView, spare: &[&str]) -> TableView {
    let mut table = table.clone();
    for told in spare {
        let index = table.columns.iter().position(|column| column.name == *told);
        if let Some(index) = index.filter(|_| table.columns.len() > COLUMNS) {
            without(&mut table, index);
        }
    }
    let day = table
        .columns
        .iter()
        .position(|column| column.name == "日期");
    let years = day.map(|day| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(day));
        let years = cells.filter_map(|cell| Some(cell.text.split_once('-')?.0.to_owned()));
        years.collect::<BTreeSet<String>>()
    });
    if let (Some(day), Some(years)) = (day, years)
        && years.len() == 1
    {
        for cell in table
            .rows
            .iter_mut()
            .filter_map(|row| row.cells.get_mut(day))
        {
            if let Some((_, short)) = cell.text.split_once('-') {
                cell.text = short.to_owned();
            }
        }
    }
    table
}

/// Takes a column out of a table whose rows do not span.
fn without(table: &mut TableView, index: usize) {
    let width = table.columns.len();
    let is_whole = |row: &RowView| row.cells.len() == width;
    if !table.rows.iter().chain(&table.foot).all(is_whole) {
        return;
    }
    table.columns.remove(index);
    for row in table.rows.iter_mut().chain(&mut table.foot) {
        row.cells.remove(index);
    }
}

fn account(caption: &str, list: &[(String, Money)], total: Money) -> TableView {
    let row = |kind, label: &str, money: Money| RowView {
        kind,
        id: String::new(),
        cells: vec![head(label), number(money)],
    };
    TableView {
        rows: list
            .iter()
            .filter(|(_, money)| money.fen() != 0)
            .map(|(label, money)| row(RowKind::Plain, label, *money))
            .collect(),
        foot: vec![row(RowKind::Total, "合计", total)],
        capitals: Some(total.in_capitals()),
        ..empty(caption, "单位：元", &[("项目", false), ("金额", true)])
    }
}

fn balance(totals: &Totals) -> Option<TableView> {
    let (opening, closing) = (totals.opening?, totals.closing?);
    let columns = [
        ("期初余额", true),
        ("加：收入", true),
        ("减：支出", true),
        ("期末余额", true),
    ];
    Some(TableView {
        rows: vec![RowView {
            kind: RowKind::Closing,
            id: String::new(),
            cells: [opening, totals.income, totals.expense, closing]
                .map(number)
                .to_vec(),
        }],
        ..empty("账上余额", "单位：元", &columns)
    })
}

/// Each step on a line: its name, its day, and how it went.
pub(crate) fn of_matter(matter: &MatterView) -> TableView {
    let row = |step: &StepView| {
        let (day, rest) = match step.days.split_first() {
            Some((day, rest)) => (day.text.clone(), rest),
            None => (String::new(), &[] as &[_]),
        };
        let rest: String = rest.iter().map(|run| run.text.as_str()).collect();
        RowView {
            kind: RowKind::Plain,
            id: String::new(),
            cells: vec![
                head(&step.title),
                words(day),
                words(told(step, rest.trim_start_matches(['，', ' ']))),
            ],
        }
    };
    TableView {
        rows: matter.steps.iter().map(row).collect(),
        ..empty(
            &matter.heading,
            "",
            &[("步骤", false), ("时间", false), ("情况", false)],
        )
    }
}

/// The vote, else the first sentence of what was said; then how long it hung.
fn told(step: &StepView, posted: &str) -> String {
    match step.state {
        StepState::Todo => return "还没有办".to_owned(),
        StepState::Done => {}
    }
    let mut text = step.ballot.clone();
    if text.is_empty() {
        let said: String = step
            .text
            .first()
            .map(|runs| runs.iter().map(|run| run.text.as_str()).collect())
            .unwrap_or_default();
        text = if said.chars().count() <= STEP {
            said
        } else {
            let sentence = said.split_inclusive('。').next().unwrap_or_default();
            cut(sentence, STEP)
        };
    }
    let posted = posted
        .strip_prefix("至 ")
        .map_or_else(|| posted.to_owned(), |until| format!("张贴到 {until}"));
    match (text.trim_end_matches('。'), posted.as_str()) {
        (text, "") => text.to_owned(),
        ("", posted) => posted.to_owned(),
        (text, posted) => format!("{text}；{posted}"),
    }
}

/// A table without rows.
fn empty(caption: &str, unit: &str, columns: &[(&str, bool)]) -> TableView {
    let columns = columns
        .iter()
        .enumerate()
        .map(|(index, (name, numeric))| ColumnView {
            name: (*name).to_owned(),
            numeric: *numeric,
            unbroken: *name == "时间",
            main: *numeric && index + 1 == columns.len(),
        });
    TableView {
        id: String::new(),
        caption: caption.to_owned(),
        unit: unit.to_owned(),
        head: Vec::new(),
        columns: columns.collect(),
        rows: Vec::new(),
        foot: Vec::new(),
        capitals: None,
        notes: Vec::new(),
        scroll: false,
        shares: Vec::new(),
        other_side: None,
    }
}

fn words(text: String) -> CellView {
    CellView {
        text,
        head: false,
        numeric: false,
        href: None,
        mark: None,
        colspan: 1,
    }
}

fn head(text: &str) -> CellView {
    CellView {
        head: true,
        ..words(text.to_owned())
    }
}

fn number(money: Money) -> CellView {
    CellView {
        numeric: true,
        ..words(money.to_string())
    }
}
