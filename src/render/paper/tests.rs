//! Widths, lines, columns, and leaves that carry their totals.

use crate::render::paper::columns::Measured;
use crate::render::paper::leaves::Plan;
use crate::render::paper::measure::{lines, width};
use crate::render::paper::prose::Prose;
use crate::render::paper::tables::{Fitted, Prepared};
use crate::render::paper::{UPRIGHT, em};
use crate::render::view::print::Leaf;
use crate::render::view::table::{CellView, ColumnView, RowKind, RowView, TableView};
use crate::value::money::Money;

#[test]
fn measures_words() {
    assert_eq!(width("收入合计"), 400);
    assert!(width("12,300.00") > 400);
    assert_eq!(lines("一二三四五", 500, 0), 1);
    assert_eq!(lines("一二三四五六", 500, 0), 2);
    assert_eq!(lines("一二三四五", 500, 200), 2);
    // A comma does not begin a line: it takes the character before it along.
    assert_eq!(lines("一二三四五，六七八九", 500, 0), 3);
    assert_eq!(lines("", 500, 0), 1);
}

fn cell(text: &str, numeric: bool) -> CellView {
    CellView {
        text: text.to_owned(),
        numeric,
        colspan: 1,
        ..CellView::default()
    }
}

/// So many rows of one yuan and a cent more each, with their total.
fn ledger(count: i64) -> TableView {
    let column = |name: &str, numeric| ColumnView {
        name: name.to_owned(),
        numeric,
        ..ColumnView::default()
    };
    let row = |kind, words: &str, amount: String| RowView {
        kind,
        id: String::new(),
        cells: vec![cell(words, false), cell(&amount, true)],
    };
    let rows = (1..=count).map(|number| {
        let amount = Money::from_fen(100 + number);
        row(RowKind::Plain, "付清淤工程款", amount.to_string())
    });
    let total = Money::from_fen(100 * count + count * (count + 1) / 2);
    TableView {
        caption: "明细".to_owned(),
        columns: vec![column("摘要", false), column("支出", true)],
        rows: rows.collect(),
        foot: vec![row(RowKind::Total, "合计", total.to_string())],
        ..TableView::default()
    }
}

fn planned(table: &TableView, tail: u32) -> Vec<Leaf> {
    let mut plan = Plan::new(UPRIGHT.height, 5_000);
    Fitted::of(&Prepared::of(table), UPRIGHT.width, em(24)).place(tail, &mut plan);
    plan.finish(tail)
}

#[test]
fn columns_fill_the_sheet() {
    let table = ledger(3);
    let fit = Measured::of(&table)
        .fit(&table, UPRIGHT.width, em(24))
        .unwrap();
    assert_eq!(fit.shares.iter().sum::<u32>(), 200);
    assert!(fit.shares[0] > fit.shares[1]);
}

#[test]
fn a_short_table_stays_on_one_leaf() {
    let leaves = planned(&ledger(10), 7_000);
    assert_eq!(leaves.len(), 1);
    assert_eq!(leaves[0].number, "第 1 页 共 1 页");
    let table = leaves[0].pieces[0].table.as_ref().unwrap();
    assert!(table.rows.iter().all(|row| row.kind == RowKind::Plain));
}

#[test]
fn totals_are_carried_and_end_in_the_total() {
    let leaves = planned(&ledger(200), 7_000);
    assert!(leaves.len() > 3, "{}", leaves.len());
    let mut sum = Money::ZERO;
    let mut seen = 0;
    for (index, leaf) in leaves.iter().enumerate() {
        let table = leaf.pieces[0].table.as_ref().unwrap();
        let carried: Vec<&RowView> = table
            .rows
            .iter()
            .filter(|row| row.kind == RowKind::Carried)
            .collect();
        let (first, last) = (index == 0, index + 1 == leaves.len());
        assert_eq!(carried.len(), usize::from(!first) + usize::from(!last));
        if !first {
            assert_eq!(carried[0].cells[0].text, "承前页");
            assert_eq!(carried[0].cells[1].text, sum.to_string());
        }
        for row in table.rows.iter().filter(|row| row.kind == RowKind::Plain) {
            seen += 1;
            sum = sum
                .checked_add(Money::read(&row.cells[1].text, None).unwrap())
                .unwrap();
        }
        if last {
            assert_eq!(table.foot[0].cells[1].text, sum.to_string());
            assert!(seen > 190, "rows stay for the totals");
        } else {
            let over = carried.last().unwrap();
            assert_eq!(over.cells[0].text, "过次页");
            assert_eq!(over.cells[1].text, sum.to_string());
        }
    }
    assert_eq!(seen, 200);
}

#[test]
fn what_does_not_end_in_the_total_is_not_carried() {
    let mut table = ledger(200);
    table.foot[0].cells[1].text = "1.00".to_owned();
    for leaf in planned(&table, 0) {
        let rows = &leaf.pieces[0].table.as_ref().unwrap().rows;
        assert!(rows.iter().all(|row| row.kind != RowKind::Carried));
    }
}

#[test]
fn a_long_table_of_the_text_is_parted_between_rows() {
    let row =
        |number: i32| format!("<tr><td>第{number}户</td><td class=\"n\">{number}00.00</td></tr>\n");
    let rows = (1..=90).map(row).collect::<Vec<_>>().concat();
    let table = format!(
        "<section class=\"scroll\" tabindex=\"0\" aria-label=\"表 1\">\n<table class=\"d\">\n<thead>\n<tr><th scope=\"col\">户</th><th scope=\"col\" class=\"n\">元</th></tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n</section>"
    );
    let mut plan = Plan::new(UPRIGHT.height, 5_000);
    Prose::of(&table).place((UPRIGHT.width, em(32)), 7_000, &mut plan);
    let leaves = plan.finish(7_000);
    let parts: Vec<&str> = leaves
        .iter()
        .flat_map(|leaf| &leaf.pieces)
        .map(|piece| piece.html.as_str())
        .collect();
    assert!((3..6).contains(&parts.len()), "{} parts", parts.len());
    for (index, part) in parts.iter().enumerate() {
        assert_eq!(part.matches("<th scope").count(), 2, "{part}");
        let name = match index {
            0 => "aria-label=\"表 1\"".to_owned(),
            number => format!("aria-label=\"表 1（续 {}）\"", number + 1),
        };
        assert!(part.contains(&name), "{part}");
    }
    let all = parts.concat();
    for number in 1..=90 {
        assert_eq!(all.matches(&format!("<td>第{number}户</td>")).count(), 1);
    }
}

#[test]
fn text_is_parted_behind_sentences_and_nothing_is_lost() {
    let sentence = "村民代表会议同意，清淤工程由三家比价最低的一家承做，工期四十天。";
    let long = format!(
        "<p>{}</p>\n<ul><li>一</li><li>二</li></ul>\n<p>完。</p>",
        sentence.repeat(60)
    );
    let mut plan = Plan::new(UPRIGHT.height, 5_000);
    Prose::of(&long).place((UPRIGHT.width, em(32)), 7_000, &mut plan);
    let leaves = plan.finish(7_000);
    assert!(leaves.len() > 1);
    let all: Vec<&str> = leaves
        .iter()
        .flat_map(|leaf| &leaf.pieces)
        .map(|piece| piece.html.as_str())
        .collect();
    let all = all.concat();
    assert_eq!(all.matches("工期四十天。").count(), 60);
    assert!(all.contains("<p class=\"on\">村民代表会议"));
    assert!(all.contains("<ul><li>一</li>\n<li>二</li></ul>"));
}
