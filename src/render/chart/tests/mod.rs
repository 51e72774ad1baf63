//! What holds for every chart, whatever a village writes.

mod larger;

use proptest::prelude::*;

use crate::render::chart::amount::short;
use crate::render::chart::flow::{Flow, flow};
use crate::render::chart::ladder::{Rung, ladder};
use crate::render::chart::pair::{Pair, pair};
use crate::render::chart::part::{Part, Tone, largest, shares, total};
use crate::render::chart::share::{Share, share};
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
