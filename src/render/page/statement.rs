//! Income and expense of a period: one sentence, the figures to take away, charts, the rows, the balance.

use crate::model::record::Record;
use crate::model::summary::{Over, Plan, lines};
use crate::model::village::Village;
use crate::render::Context;
use crate::render::page::accounts::{accounts, balance};
use crate::render::page::compare::{Before, figures, glance};
use crate::render::page::record::{amount, amount_sentence, tables};
use crate::render::page::totals::Totals;
use crate::render::paths;
use crate::render::view::statement::StatementView;
use crate::render::view::table::TableView;
use crate::render::view::text::Run;
use crate::value::period::Period;

/// The view, with the sentence that opens the page.
pub(crate) fn view(
    record: &Record,
    village: &Village,
    context: &Context<'_>,
) -> Option<(Vec<Run>, StatementView)> {
    let totals = Totals::of(record)?;
    let root = paths::root(&record.address);
    let period = record
        .period()
        .map_or_else(String::new, |period| period.to_string());
    let mut lead = vec![("收入", totals.income), ("支出", totals.expense)];
    lead.extend(totals.closing.map(|closing| ("期末余额", closing)));
    // A quarter is told by its months; a single month by its name.
    let months = record
        .period()
        .filter(|period| matches!(period, Period::Quarter { .. }));
    let when = months.map_or_else(|| period.clone(), |months| months.months_cn());
    let mut sentence = vec![Run::plain(format!("{when}，"))];
    sentence.extend(amount_sentence(&lead));
    sentence.extend(largest(&totals));
    let before = Before::of(record, village);
    let mut vouchers = tables(record, &root, village);
    mark_unplanned(record, village, context, &mut vouchers);
    let statement = StatementView {
        glance: glance(&totals, &before, village),
        figures: figures(record, village, &totals, &before),
        accounts: accounts(&totals, record),
        vouchers,
        balance: balance(&totals),
        balance_note: totals
            .closing
            .filter(|closing| !closing.is_negative())
            .map(|closing| {
                vec![
                    Run::plain("期末余额大写　"),
                    Run::capitals(closing.in_capitals()),
                ]
            })
            .unwrap_or_default(),
    };
    Some((sentence, statement))
}

fn largest(totals: &Totals) -> Vec<Run> {
    let largest = totals.uses.iter().max_by_key(|(_, money)| *money);
    match largest {
        Some((label, money)) if totals.uses.len() > 1 => {
            vec![Run::plain(format!(
                "支出最多的是{label}，{}。",
                amount(*money)
            ))]
        }
        _ => Vec::new(),
    }
}

/// Marks the lines of a summary that leave the year's plan, as F040 finds them, and says below what the marks mean.
fn mark_unplanned(
    record: &Record,
    village: &Village,
    context: &Context<'_>,
    tables: &mut [TableView],
) {
    let Some(plan) = Plan::of(record, village, context.catalog, context.today) else {
        return;
    };
    let of_summary = record.fields.tables();
    let mut of_summary = of_summary.map(|(_, table)| table.def.id == "summary");
    let Some(number) = of_summary.position(|is_it| is_it) else {
        return;
    };
    let id = format!("t{}", number + 1);
    let Some(table) = tables.iter_mut().find(|table| table.id == id) else {
        return;
    };
    for line in lines(record) {
        let (mark, note) = match plan.over(record, &line) {
            Some(Over::Unplanned(_)) => (
                "计划外",
                "“计划外”是年度财务计划里没有列这一项，原因看备注和说明。",
            ),
            Some(Over::Beyond { .. }) => (
                "超计划",
                "“超计划”是今年累计超过了年度财务计划，原因看备注和说明。",
            ),
            None => continue,
        };
        let row = format!("{id}-r{}", line.row + 1);
        let row = table.rows.iter_mut().find(|own| own.id == row);
        let cell = row.and_then(|row| row.cells.iter_mut().find(|cell| cell.head));
        if let Some(cell) = cell {
            cell.mark = Some(mark.to_owned());
            if !table.notes.iter().any(|own| own == note) {
                table.notes.push(note.to_owned());
            }
        }
    }
}
