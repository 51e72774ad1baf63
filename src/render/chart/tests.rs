//! What holds for every chart, whatever a village writes.

use chrono::NaiveDate;
use proptest::prelude::*;

use crate::render::chart::amount::short;
use crate::render::chart::flow::{Flow, flow};
use crate::render::chart::ladder::{Rung, ladder};
use crate::render::chart::pair::{Pair, pair};
use crate::render::chart::part::{Part, Tone, largest, shares, total};
use crate::render::chart::share::{Share, share};
use crate::render::chart::spark::{Spark, spark};
use crate::render::chart::stack::{Composed, Stack, stack};
use crate::render::chart::terms::{Term, Terms, terms};
use crate::render::chart::treemap::{Treemap, treemap};
use crate::render::chart::vote::{Verdict, Vote, vote};

#[test]
fn writes_amounts() {
    #[track_caller]
    fn check(fen: i64, text: &str) {
        assert_eq!(short(fen), text);
    }
    check(31_980_000, "31.98 万元");
    check(610_000, "0.61 万元");
    check(9_999, "99.99 元");
    check(-170_000, "-0.17 万元");
    check(0, "0.00 元");
    check(123_456_789_000, "123,456.79 万元");
    check(i64::MIN, "-9,223,372,036,854.78 万元");
}

#[test]
fn puts_small_parts_together() {
    let parts: Vec<Part> = (1..=30)
        .map(|n| Part::new(&format!("项目{n}"), n * 10_000))
        .collect();
    let kept = largest(&parts, 8);
    assert_eq!(kept.len(), 8);
    assert_eq!(kept.first().unwrap().label, "项目30");
    assert_eq!(kept.last().unwrap().label, "其他 23 项");
    assert_eq!(total(&kept), total(&parts));
}

#[test]
fn shows_a_deficit_as_money_from_before() {
    let chart = Flow {
        id: "q3".to_owned(),
        period: "2026年第三季度".to_owned(),
        account: "村集体账户".to_owned(),
        income: vec![Part::new("光伏收益", 100_000)],
        expense: vec![Part::new("道路", 300_000)],
    };
    let html = flow(&chart);
    assert!(html.contains("动用以前结余"));
    assert!(html.contains("支出比收入多 0.20 万元"));
    assert!(!html.contains("本期结余"));
}

#[test]
fn says_so_when_there_is_nothing_to_draw() {
    let chart = Flow {
        id: "x".to_owned(),
        period: "2026年8月".to_owned(),
        account: String::new(),
        income: vec![],
        expense: vec![],
    };
    assert_eq!(
        flow(&chart),
        "<p class=\"empty\">2026年8月没有收入，也没有支出。</p>\n"
    );
}

#[test]
fn draws_the_passing_line_and_who_did_not_come() {
    let html = vote(&sample_vote());
    assert!(html.contains("应到48人，实到43人，赞成40，反对2，弃权1，未到5；通过线22票"));
    assert!(html.contains("x1=\"45.8%\""));
    assert!(html.contains("width=\"83.4%\"") || html.contains("width=\"83.3%\""));
}

#[test]
fn frames_an_amount_that_was_not_disclosed() {
    let rung = |label: &str, fen, tone| Rung {
        label: label.to_owned(),
        fen,
        text: String::new(),
        note: String::new(),
        link: None,
        tone,
    };
    let html = ladder(
        "资金",
        &[
            rung("预算", Some(100), Tone::Past),
            rung("决算", None, Tone::Balance),
        ],
    );
    assert!(html.contains("c-none dash"));
    assert!(html.contains("<td class=\"n\">—</td>"));
}

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
    assert!(html.contains("class=\"seg c-in s1\" x=\"0.0%\" y=\"24\" width=\"50.0%\""));
    assert!(html.contains("class=\"seg c-in s2\" x=\"50.0%\" y=\"24\" width=\"16.6%\""));
    assert!(html.contains("class=\"seg c-in s1\" x=\"0.0%\" y=\"92\" width=\"100.0%\""));
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
        terms: vec![
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

fn sample_vote() -> Vote {
    Vote {
        id: "v3".to_owned(),
        body: "村民代表会议".to_owned(),
        due: 48,
        present: 43,
        yes: 40,
        no: 2,
        abstained: 1,
        line: Some(22),
        verdict: Verdict::Passed,
        said: "到会人数够，通过".to_owned(),
        rule: "到会过半数同意为通过".to_owned(),
    }
}

/// Whether every element that opens also closes, in order, and no `<` or `&` stands alone.
#[track_caller]
fn assert_well_formed(html: &str) {
    let mut open = Vec::new();
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        assert_entities(text);
        let (tag, after) = after.split_once('>').expect("a tag ends");
        assert_entities(tag);
        assert!(!tag.contains('<'), "{tag}");
        rest = after;
        if tag.ends_with('/') {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name.to_owned()), "{html}");
        } else {
            open.push(tag.split(' ').next().unwrap_or_default().to_owned());
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
}

#[track_caller]
fn assert_entities(text: &str) {
    for after in text.split('&').skip(1) {
        assert!(
            ["amp;", "lt;", "gt;", "quot;"]
                .iter()
                .any(|name| after.starts_with(name)),
            "{text}"
        );
    }
    assert!(
        !text.chars().any(|c| c.is_control() && c != '\n'),
        "{text:?}"
    );
}

/// Widths of all segments of stacked bars, in tenths of a per cent.
fn widths(html: &str) -> Vec<i128> {
    html.split("class=\"seg ")
        .skip(1)
        .map(|segment| {
            let (_, after) = segment
                .split_once("width=\"")
                .expect("a segment has a width");
            let (width, _) = after.split_once("%\"").expect("in per cent");
            width.replace('.', "").parse().expect("a number")
        })
        .collect()
}

fn parts() -> impl Strategy<Value = Vec<Part>> {
    let part = (
        any::<String>(),
        prop_oneof![any::<i64>(), 0_i64..10_000_000],
    );
    prop::collection::vec(part.prop_map(|(label, fen)| Part::new(&label, fen)), 0..32)
}

proptest! {
    #[test]
    fn shares_add_up(weights in prop::collection::vec(0_i128..1_000_000_000_000, 1..40)) {
        let sum: i128 = shares(&weights).iter().sum();
        prop_assert_eq!(sum, if weights.iter().sum::<i128>() == 0 { 0 } else { 1000 });
    }

    #[test]
    fn share_is_whole(id in "[a-z][a-z0-9]{0,8}", whole in any::<String>(), parts in parts()) {
        let html = share(&Share { id, whole, tone: Tone::Expense, parts });
        assert_well_formed(&html);
        let widths = widths(&html);
        prop_assert!(widths.is_empty() || widths.iter().sum::<i128>() == 1000);
    }

    #[test]
    fn flow_is_whole(income in parts(), expense in parts(), account in any::<String>()) {
        let chart = Flow { id: "f".to_owned(), period: "2026年".to_owned(), account, income, expense };
        assert_well_formed(&flow(&chart));
    }

    #[test]
    fn pair_is_whole(before in parts(), heading in any::<String>()) {
        let pairs: Vec<Pair> = before
            .chunks_exact(2)
            .map(|two| Pair { heading: heading.clone(), tone: Tone::Income, before: vec![two[0].clone(), two[1].clone()], after: two[1].clone() })
            .collect();
        assert_well_formed(&pair(&heading, &pairs));
    }

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
        let html = terms(&Terms { id: "x".to_owned(), what: label.clone(), today: on(today), terms: all.collect() });
        assert_well_formed(&html);
    }

    #[test]
    fn spark_is_whole(what in any::<String>(), points in prop::collection::vec((any::<String>(), any::<i64>()), 0..14)) {
        assert_well_formed(&spark(&Spark { id: "b".to_owned(), what, points }));
    }

    #[test]
    fn vote_is_whole(counts in prop::array::uniform5(any::<u32>()), line in any::<Option<u32>>(), said in any::<String>()) {
        let [due, present, yes, no, abstained] = counts;
        let html = vote(&Vote { due, present, yes, no, abstained, line, said, ..sample_vote() });
        assert_well_formed(&html);
        prop_assert!(widths(&html).iter().sum::<i128>() <= 1000);
    }

    #[test]
    fn ladder_is_whole(amounts in prop::collection::vec(any::<Option<i64>>(), 0..6), note in any::<String>()) {
        let rungs: Vec<Rung> = amounts
            .into_iter()
            .map(|fen| Rung {
                label: note.clone(),
                fen,
                text: String::new(),
                note: note.clone(),
                link: Some((note.clone(), note.clone())),
                tone: Tone::Account,
            })
            .collect();
        assert_well_formed(&ladder(&note, &rungs));
    }
}
