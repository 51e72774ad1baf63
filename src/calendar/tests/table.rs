//! One cell after the other.

use crate::calendar::tests::{check, day, month, quarter, record, village, with};
use crate::calendar::{Reason, calendar, ics, json, text};
use crate::catalog::Catalog;
use crate::model::record::Correction;
use crate::model::village::{Kind, Unread};
use crate::source::Spanned;
use crate::value::period::Period;

const DETAIL: &str = "finance.monthly_detail";
const SUMMARY: &str = "finance.summary";
const FUNDS: &str = "finance.office_funds";

#[test]
fn a_month_is_on_time_late_missing_or_waiting() {
    let catalog = Catalog::embedded();
    let of = |number, published| record(&catalog, DETAIL, month(2026, number), published);
    let village = village(
        Kind::Village,
        "shandong",
        vec![
            of(5, "2026-06-15"),
            of(6, "2026-07-16"),
            of(8, "2026-09-01"),
        ],
    );
    check(
        &village,
        &catalog,
        "2026-10-15",
        &[
            (DETAIL, month(2026, 4), "没有记录"),
            (DETAIL, month(2026, 5), "按期"),
            (DETAIL, month(2026, 6), "迟1天"),
            (DETAIL, month(2026, 7), "应公开未公开"),
            (DETAIL, month(2026, 8), "按期"),
            // The last day is still in time.
            (DETAIL, month(2026, 9), "待"),
            // Due in January: in the register of the next year.
            (DETAIL, month(2026, 12), "无"),
            (SUMMARY, quarter(2026, 2), "无"),
        ],
    );
    let drawn = calendar(&village, &catalog, day("2026-10-16"));
    let gaps: Vec<(String, i64)> = drawn
        .gaps()
        .iter()
        .map(|gap| (gap.title(), gap.days()))
        .collect();
    assert_eq!(
        gaps,
        [
            ("2026年7月集体收支逐笔明细".to_owned(), 60),
            ("2026年9月集体收支逐笔明细".to_owned(), 1)
        ]
    );
    assert_eq!(drawn.next()[0].period, month(2026, 10));
}

#[test]
fn the_law_of_the_place_decides_how_often() {
    let catalog = Catalog::embedded();
    let months =
        || (4..=6).map(|number| record(&catalog, DETAIL, month(2026, number), "2026-07-10"));
    // Outside Shandong the law asks for the quarter; three months are one.
    let elsewhere = village(Kind::Village, "national", months().collect());
    check(
        &elsewhere,
        &catalog,
        "2026-10-20",
        &[
            (DETAIL, month(2026, 4), "无"),
            (DETAIL, quarter(2026, 2), "按期"),
            (DETAIL, quarter(2026, 3), "应公开未公开"),
        ],
    );
    let incomplete = village(Kind::Village, "national", months().skip(1).collect());
    let drawn = calendar(&incomplete, &catalog, day("2026-10-20"));
    assert!(drawn.owed().all(|entry| entry.proof.is_none()));
    // In Shandong each month stands for itself; a statement of the quarter is late for its first months.
    let whole = record(&catalog, DETAIL, quarter(2026, 2), "2026-07-10");
    let there = village(Kind::Village, "shandong", vec![whole]);
    check(
        &there,
        &catalog,
        "2026-10-20",
        &[
            (DETAIL, month(2026, 4), "迟56天"),
            (DETAIL, month(2026, 6), "按期"),
            (DETAIL, month(2026, 7), "应公开未公开"),
        ],
    );
}

#[test]
fn habit_makes_a_duty_and_a_year_ends_it() {
    let catalog = Catalog::embedded();
    let once = || record(&catalog, SUMMARY, quarter(2025, 4), "2026-01-10");
    let village = village(Kind::Village, "shandong", vec![once()]);
    check(
        &village,
        &catalog,
        "2026-05-01",
        &[(SUMMARY, quarter(2026, 1), "应公开未公开")],
    );
    check(
        &village,
        &catalog,
        "2027-05-01",
        &[(SUMMARY, quarter(2027, 1), "无")],
    );
    let drawn = calendar(&village, &catalog, day("2027-05-01"));
    let outside = drawn
        .outside
        .iter()
        .find(|outside| outside.item.id == SUMMARY)
        .unwrap();
    assert_eq!(outside.reason, Reason::NeverPublished);
}

#[test]
fn the_countys_list_decides_where_there_is_one() {
    let mut catalog = Catalog::embedded();
    let records = |catalog: &Catalog| {
        vec![
            record(catalog, DETAIL, month(2025, 12), "2026-01-10"),
            record(catalog, SUMMARY, quarter(2026, 1), "2026-04-10"),
        ]
    };
    catalog.county_list = Some(vec![DETAIL.to_owned(), "affairs.seal".to_owned()]);
    let village = village(Kind::Village, "shandong", records(&catalog));
    check(
        &village,
        &catalog,
        "2026-08-01",
        &[
            (DETAIL, month(2026, 5), "应公开未公开"),
            ("affairs.seal", quarter(2026, 2), "应公开未公开"),
            // Published though nobody asked; the next quarter is not owed.
            (SUMMARY, quarter(2026, 1), "已公开"),
            (SUMMARY, quarter(2026, 2), "无"),
        ],
    );
}

#[test]
fn villages_and_communities_differ() {
    let catalog = Catalog::embedded();
    let notice = || {
        record(
            &catalog,
            "affairs.committee",
            Period::Standing,
            "2025-11-01",
        )
    };
    let mut community = village(Kind::Community, "shandong", vec![notice()]);
    // Without it an account that never was is recorded nowhere, and nobody is told that it is missing.
    let begun = crate::model::village::Profile {
        started: Some(day("2025-11-01")),
        ..(*community.profile).clone()
    };
    check(
        &community,
        &catalog,
        "2026-05-01",
        &[(FUNDS, quarter(2026, 1), "没有记录")],
    );
    community.profile = begun.into();
    check(
        &community,
        &catalog,
        "2026-05-01",
        &[
            (FUNDS, quarter(2026, 1), "应公开未公开"),
            (DETAIL, month(2026, 1), "无"),
        ],
    );
    // Converted and not finished: the village's rules.
    let profile = crate::model::village::Profile {
        conversion_unfinished: true,
        ..(*community.profile).clone()
    };
    community.profile = profile.into();
    check(
        &community,
        &catalog,
        "2026-05-01",
        &[
            (FUNDS, quarter(2026, 1), "无"),
            (DETAIL, month(2026, 1), "应公开未公开"),
            ("affairs.committee", Period::Standing, "按期"),
        ],
    );
}

#[test]
fn what_happens_is_never_missing() {
    let catalog = Catalog::embedded();
    let result = record(
        &catalog,
        "finance.audit",
        Period::Day(day("2026-03-01")),
        "2026-06-01",
    );
    let plan = record(
        &catalog,
        "finance.next_month_plan",
        month(2026, 4),
        "2026-04-20",
    );
    let village = village(Kind::Village, "shandong", vec![result, plan]);
    let drawn = calendar(&village, &catalog, day("2026-11-20"));
    let seen: Vec<(&str, bool)> = drawn
        .entries
        .iter()
        .filter(|entry| entry.item.id != DETAIL)
        .map(|entry| (entry.item.id.as_str(), entry.is_owed()))
        .collect();
    assert_eq!(
        seen,
        [("finance.next_month_plan", false), ("finance.audit", false)]
    );
}

#[test]
fn what_does_not_stand_answers_nothing() {
    let catalog = Catalog::embedded();
    let of = |number, published| record(&catalog, DETAIL, month(2026, number), published);
    let mut draft = of(5, "2026-06-01");
    draft.is_draft = true;
    let mut withdrawn = of(6, "2026-07-01");
    withdrawn.withdrawal = Some(Correction {
        date: Some(day("2026-08-01")),
        reason: "张冠李戴".to_owned(),
        approver: "李四".to_owned(),
        change: String::new(),
        is_supplement: false,
        takes_out: false,
        span: super::at(),
    });
    let mut village = village(
        Kind::Village,
        "shandong",
        vec![of(4, "2026-05-01"), draft, withdrawn, of(7, "2026-12-01")],
    );
    village.unread.push(Unread {
        path: "finance/2026-08.yaml".to_owned(),
        item: Some(DETAIL.to_owned()),
    });
    let missing = [5, 6, 7, 8].map(|number| (DETAIL, month(2026, number), "应公开未公开"));
    check(&village, &catalog, "2026-10-01", &missing);
    let text = text::render(&[calendar(&village, &catalog, day("2026-10-01"))]);
    assert!(text.contains("2026年8月集体收支逐笔明细: 应于 2026-09-15 前公开, 逾期 16 天, 农村集体经济组织, finance/2026-08.yaml 读不出来\n"), "{text}");
}

#[test]
fn a_statement_of_nothing_counts() {
    let catalog = Catalog::embedded();
    let mut nil = record(&catalog, DETAIL, month(2026, 5), "2026-06-10");
    nil.body = Some(Spanned::new("本期无收支。".to_owned(), super::at()));
    let village = village(Kind::Village, "shandong", vec![nil]);
    check(
        &village,
        &catalog,
        "2026-07-01",
        &[(DETAIL, month(2026, 5), "按期，本期无此项")],
    );
}

#[test]
fn each_account_book_is_due_for_itself() {
    let catalog = Catalog::embedded();
    let of = |number, book| {
        let record = record(&catalog, DETAIL, month(2026, number), "2026-09-10");
        with(record, &catalog, "account_book", book)
    };
    let village = village(
        Kind::Village,
        "shandong",
        vec![
            of(7, "村民委员会"),
            of(7, "农村集体经济组织"),
            of(8, "村民委员会"),
        ],
    );
    let drawn = calendar(&village, &catalog, day("2026-10-01"));
    let gaps: Vec<(String, &str)> = drawn
        .gaps()
        .iter()
        .map(|gap| (gap.title(), gap.responsible(Kind::Village)))
        .map(|(title, who)| {
            (
                title,
                if who == "农村集体经济组织" {
                    "集体"
                } else {
                    "村委"
                },
            )
        })
        .collect();
    assert_eq!(
        gaps,
        [(
            "2026年8月集体收支逐笔明细（农村集体经济组织账）".to_owned(),
            "集体"
        )]
    );
}

#[test]
fn a_village_owes_nothing_from_before_it_began() {
    let catalog = Catalog::embedded();
    let first = record(&catalog, DETAIL, month(2025, 9), "2025-10-08");
    let village = village(Kind::Village, "shandong", vec![first]);
    check(
        &village,
        &catalog,
        "2025-12-20",
        &[
            (DETAIL, month(2025, 3), "没有记录"),
            (DETAIL, month(2025, 9), "按期"),
            (DETAIL, month(2025, 11), "应公开未公开"),
        ],
    );
    // From 1 January on a new register; December is in it.
    check(
        &village,
        &catalog,
        "2026-02-01",
        &[
            (DETAIL, month(2025, 11), "无"),
            (DETAIL, month(2025, 12), "应公开未公开"),
        ],
    );
}

#[test]
fn writes_calendars_that_programs_read() {
    let catalog = Catalog::embedded();
    let first = record(&catalog, DETAIL, month(2026, 8), "2026-09-08");
    let village = village(Kind::Village, "shandong", vec![first]);
    let drawn = [calendar(&village, &catalog, day("2026-10-20"))];
    let text = ics::document(&drawn);
    let unfolded = text.replace("\r\n ", "");
    let lines: Vec<&str> = unfolded.split_terminator("\r\n").collect();
    assert_eq!(
        (lines[0], lines[lines.len() - 1]),
        ("BEGIN:VCALENDAR", "END:VCALENDAR")
    );
    for property in [
        "UID:",
        "DTSTAMP:",
        "DTSTART;VALUE=DATE:",
        "DTEND;VALUE=DATE:",
        "SUMMARY:",
    ] {
        assert_eq!(
            lines
                .iter()
                .filter(|line| line.starts_with(property))
                .count(),
            3,
            "{property}"
        );
    }
    assert!(
        text.split_terminator("\r\n")
            .all(|line| line.len() <= 75 && !line.contains('\n'))
    );
    let first = lines
        .iter()
        .position(|line| *line == "BEGIN:VEVENT")
        .unwrap();
    assert_eq!(
        &lines[first + 1..first + 6],
        [
            "UID:dong-finance.monthly_detail-2026-09@sanwu",
            "DTSTAMP:20261020T000000Z",
            "DTSTART;VALUE=DATE:20261015",
            "DTEND;VALUE=DATE:20261016",
            "SUMMARY:东村：2026年9月集体收支逐笔明细（应公开未公开，逾期5天）",
        ]
    );
    let document = json::document(&drawn, "2026-10-20");
    assert_eq!(document["schema"], "sanwu.due/1");
    assert_eq!(document["villages"][0]["missing"], 1);
    assert_eq!(document["villages"][0]["entries"][9]["state"], "missing");
}
