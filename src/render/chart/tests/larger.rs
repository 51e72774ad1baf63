//! Treemap, periods, terms and balances.

use chrono::NaiveDate;
use proptest::prelude::*;

use crate::render::chart::part::{Part, Tone};
use crate::render::chart::spark::{Spark, spark};
use crate::render::chart::stack::{Composed, Stack, stack};
use crate::render::chart::terms::{Term, Terms, terms};
use crate::render::chart::tests::{assert_well_formed, parts};
use crate::render::chart::treemap::{Treemap, treemap};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// What a reader by ear is told of a picture.
#[track_caller]
fn described(html: &str) -> &str {
    let (_, after) = html
        .split_once("<desc id=\"")
        .expect("a picture has a description");
    let (text, _) = after.split_once("</desc>").unwrap();
    text.split_once('>').unwrap().1
}

#[test]
fn names_the_largest_tiles_and_numbers_the_small_ones() {
    let parts: Vec<Part> = [
        ("公益支出", 8_000_000),
        ("管理费用", 1_900_000),
        ("税金及附加", 100_000),
    ]
    .map(|(label, fen)| Part::new(label, fen))
    .to_vec();
    let html = treemap(&Treemap {
        id: "t".to_owned(),
        whole: "2026年支出".to_owned(),
        tone: Tone::Expense,
        parts,
    });
    assert_eq!(
        described(&html),
        "合计10.00 万元，共3项，面积大的是钱多的；最多的是公益支出8.00 万元，占80.0%；管理费用1.90 万元，占19.0%；税金及附加0.10 万元，占1.0%。全部数字见下方表格。"
    );
    assert!(html.contains(">1 公益支出</text>"));
    assert_eq!(html.matches("class=\"tile ").count(), 3);
    assert!(html.contains("<th scope=\"row\">3 税金及附加</th><td class=\"n\">0.10 万元</td>"));
    assert!(html.contains("<div class=\"narrow\"><table class=\"hb\">"));
}

#[test]
fn keeps_the_parts_of_all_periods_in_one_order() {
    let period = |label: &str, parts: &[(&str, i64)]| Composed {
        label: label.to_owned(),
        parts: parts
            .iter()
            .map(|(kind, fen)| ((*kind).to_owned(), *fen))
            .collect(),
    };
    let html = stack(&Stack {
        id: "s".to_owned(),
        what: "收入".to_owned(),
        tone: Tone::Income,
        periods: vec![
            period("一季度", &[("补助", 100_000), ("租金", 300_000)]),
            period("二季度", &[("租金", 600_000)]),
        ],
    });
    // The longest bar is whole; the other shows its own length, rent first in both.
    assert!(html.contains("class=\"seg c-in s1\" x=\"0.0%\" y=\"30\" width=\"50.0%\""));
    assert!(html.contains("class=\"seg c-in s2\" x=\"50.0%\" y=\"30\" width=\"16.6%\""));
    assert!(html.contains("class=\"seg c-in s1\" x=\"0.0%\" y=\"104\" width=\"100.0%\""));
    assert!(html.contains("2 补助</th><td class=\"n\">0.10 万元</td><td class=\"n\">—</td>"));
    assert!(
        described(&html)
            .starts_with("每期一条，各条里的项目次序相同：一季度0.40 万元，二季度0.60 万元。")
    );
}

#[test]
fn shows_what_of_a_term_has_passed() {
    let html = terms(&Terms {
        id: "x".to_owned(),
        what: "合同期限".to_owned(),
        today: day(2026, 1, 1),
        all: vec![
            Term {
                label: "仓库".to_owned(),
                from: day(2025, 1, 1),
                to: day(2026, 12, 31),
            },
            Term {
                label: "果园".to_owned(),
                from: day(2023, 1, 1),
                to: day(2025, 12, 31),
            },
        ],
    });
    assert_eq!(
        described(&html),
        "共2项，1项已到期，最先到期的是仓库，2026-12-31。全部日期见下方。"
    );
    // Narrow, the scale is the whole width: four years, of which the store's term is the second half.
    assert!(html.contains("class=\"c-grey\" x=\"50.0%\" y=\"0\" width=\"25.0%\""));
    assert!(html.contains("class=\"c-hub\" x=\"75.0%\" y=\"0\" width=\"25.0%\""));
    assert!(html.contains("class=\"c-grey\" x=\"0.0%\" y=\"0\" width=\"75.0%\""));
    assert!(html.contains("到 2025-12-31"));
}

#[test]
fn counts_short_terms_in_months() {
    let html = terms(&Terms {
        id: "x".to_owned(),
        what: "张贴".to_owned(),
        today: day(2026, 11, 20),
        all: vec![Term {
            label: "名单".to_owned(),
            from: day(2026, 11, 16),
            to: day(2026, 12, 1),
        }],
    });
    assert!(html.contains(">11月</text>") && html.contains(">12月</text>"));
    assert!(html.contains("左边是 2026-11-01，右边是 2026-12-31。"));
}

#[test]
fn draws_balances_from_nothing() {
    let points = [("1月", 100_000), ("2月", 50_000), ("3月", 200_000)];
    let line = |points: &[(&str, i64)]| Spark {
        id: "b".to_owned(),
        what: "期末余额".to_owned(),
        points: points
            .iter()
            .map(|(label, fen)| ((*label).to_owned(), *fen))
            .collect(),
    };
    let html = spark(&line(&points));
    assert_eq!(
        described(&html),
        "从1月的0.10 万元到3月的0.20 万元；最多是3月0.20 万元，最少是2月0.05 万元。"
    );
    // The highest stands at the top, half of it in the middle of the way to nothing.
    assert!(html.contains("cy=\"10\" r=\"6\""));
    assert!(html.contains("cy=\"44\" r=\"3\""));
    assert!(html.contains("<details class=\"data\">"));
    assert_eq!(
        spark(&line(&points[..2])),
        "",
        "two points are no line to learn from"
    );
}

proptest! {
    #[test]
    fn treemap_is_whole(id in "[a-z][a-z0-9]{0,8}", whole in any::<String>(), parts in parts()) {
        assert_well_formed(&treemap(&Treemap { id, whole, tone: Tone::Expense, parts }));
    }

    #[test]
    fn stack_is_whole(what in any::<String>(), periods in prop::collection::vec((any::<String>(), parts()), 0..8)) {
        let periods = periods.into_iter().map(|(label, parts)| Composed {
            label,
            parts: parts.into_iter().map(|part| (part.label, part.fen)).collect(),
        });
        let html = stack(&Stack { id: "s".to_owned(), what, tone: Tone::Income, periods: periods.collect() });
        assert_well_formed(&html);
    }

    #[test]
    fn terms_are_whole(label in any::<String>(), days in prop::collection::vec((0_i64..40_000, 0_i64..20_000), 0..9), today in 0_i64..40_000) {
        let on = |days: i64| day(1980, 1, 1) + chrono::Duration::days(days);
        let all = days.iter().map(|(from, long)| Term { label: label.clone(), from: on(*from), to: on(from + long) });
        let html = terms(&Terms { id: "x".to_owned(), what: label.clone(), today: on(today), all: all.collect() });
        assert_well_formed(&html);
    }

    #[test]
    fn spark_is_whole(what in any::<String>(), points in prop::collection::vec((any::<String>(), any::<i64>()), 0..14)) {
        assert_well_formed(&spark(&Spark { id: "b".to_owned(), what, points }));
    }
}
