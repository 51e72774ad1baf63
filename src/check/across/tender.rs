//! F043: who won a tender is among those who bid, at the price that was bid.

use crate::check::report::Report;
use crate::check::slack::slack;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::model::table::Table;
use crate::model::value::Value;
use crate::value::person::apart;

/// 中标人、合同价和投标报价.
pub(crate) static TENDER: Check = Check {
    rule: Rule {
        code: "F043",
        title: "中标人或合同价和投标报价对不上",
        level: Level::Warning,
        basis: &["CWGK-2011"],
        explain: "公布了各家的报价，中标人就应在里面，合同价就是它报的价（按亩、按年报价的除外）。对不上，多半是抄错了名字或数；评标以后改过价的，写一句说明，用`豁免`写明原因。",
        example: "投标人及报价: [{投标人: 甲公司, 报价: 296,500.00}]\n中标人: 丙公司",
        repair: "投标人及报价: [{投标人: 甲公司, 报价: 296,500.00}]\n中标人: 甲公司",
    },
    run: tender,
};

fn tender(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in scope.village.published() {
        let tables = record.fields.tables();
        let Some((_, table)) = tables
            .into_iter()
            .find(|(_, table)| table.def.id == "bidders")
        else {
            continue;
        };
        if record.withdrawal.is_none() {
            compare(scope, record, table, report);
        }
    }
}

fn compare(scope: &Scope<'_>, record: &Record, table: &Table, report: &mut Report<'_>) {
    let (Some(name), Some(price)) = (table.column("bidder"), table.column("price")) else {
        return;
    };
    let is_read = |column: usize| {
        let mut cells = table.entries().map(|row| row.cell(column));
        cells.all(|cell| !matches!(cell.value, Value::Unread))
    };
    let Some(winner) = record.fields.text("winner").filter(|_| is_read(name)) else {
        return;
    };
    let mut entries = table.entries();
    let won = entries.find(|row| is_same(&row.cell(name).value.to_string(), &winner.value));
    if table.entries().next().is_none() {
        return;
    }
    let Some(won) = won else {
        let message = format!("中标人`{}`不在投标人里面", winner.value);
        report
            .at(winner.span, message)
            .help("核对两处的名称，写同一个全称");
        return;
    };
    let bid = won.cell(price);
    let contract = record.fields.money("contract_price");
    let (Some(contract), Some(amount)) = (contract, bid.value.money()) else {
        return;
    };
    let off = contract.value.checked_sub(amount);
    let slack = slack(scope.tree, contract.span) + slack(scope.tree, bid.span);
    // A bid for a year or for a mu is no bid for the whole.
    let (signed, offered) = (contract.value.fen(), amount.fen());
    let is_of_one_kind = signed <= offered.saturating_mul(2) && offered <= signed.saturating_mul(2);
    if is_of_one_kind && off.is_some_and(|off| off.to_decimal().abs() > slack) {
        report
            .at(
                contract.span,
                format!("合同价 {} 元，中标人的报价是 {amount} 元", contract.value),
            )
            .label(bid.span, "报价")
            .help("核对两个数；评标后改过价的，用`豁免`写明原因");
    }
}

/// Whether two names may mean one firm: a short form does not count as another.
fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (apart(one).0, apart(other).0);
    let masked = |text: &str| text.contains(['＊', '*']);
    masked(one) || masked(other) || one.contains(other) || other.contains(one)
}
