//! The law of the day: sources by version, numbers by place and date.

use crate::catalog::Catalog;
use crate::catalog::tests::day;

#[track_caller]
fn cites(id: &str, on: &str, expected: Option<&str>) {
    let catalog = Catalog::embedded();
    assert_eq!(
        catalog
            .source(id, day(on))
            .map(|cited| cited.text)
            .as_deref(),
        expected,
        "{id} {on}"
    );
}

#[test]
fn cites_the_version_in_force() {
    cites(
        "VCOL-35",
        "2025-12-31",
        Some("《村民委员会组织法》第30条(2018修正)"),
    );
    cites(
        "VCOL-35",
        "2026-01-01",
        Some("《村民委员会组织法》第35条(2025修正)"),
    );
    cites(
        "VCOL-28",
        "2025-06-01",
        Some("《村民委员会组织法》第24条(2018修正)"),
    );
    // New in 2026: nothing to cite before.
    cites("VCOL-33", "2025-12-31", None);
    // The old number is not known, so none is given.
    cites("VCOL-17", "2025-12-31", Some("《村民委员会组织法》"));
    cites("RCOL-34", "2025-12-31", Some("《城市居民委员会组织法》"));
    cites(
        "RCOL-34",
        "2026-01-01",
        Some("《城市居民委员会组织法》第34条(2025修订)"),
    );
    cites("RCEOL-45", "2025-04-30", None);
    cites(
        "RCEOL-45",
        "2025-05-01",
        Some("《农村集体经济组织法》第45条"),
    );
    cites("SAL-45", "2026-06-30", None);
    cites(
        "CWGK-2011",
        "2025-01-01",
        Some("《农村集体经济组织财务公开规定》(农经发〔2011〕13号)"),
    );
    cites("PRACTICE", "2025-01-01", Some("地方实践"));
    cites("NO-SUCH", "2025-01-01", None);
}

#[test]
fn versions_of_a_source_do_not_overlap() {
    for source in Catalog::embedded().sources.values() {
        let open = source
            .versions
            .windows(2)
            .all(|pair| pair[0].until.is_some() && pair[0].until == pair[1].from);
        assert!(open && !source.versions.is_empty(), "{}", source.id);
    }
}

#[track_caller]
fn number(name: &str, profile: &str, on: &str, expected: Option<u32>) {
    let catalog = Catalog::embedded();
    let value = catalog.param(name, profile, day(on));
    assert_eq!(
        value.and_then(|value| value.number),
        expected,
        "{name} {profile} {on}"
    );
}

#[test]
fn numbers_differ_by_place_and_date() {
    number("reply_days", "national", "2026-03-01", Some(10));
    number("reply_days", "shandong", "2026-03-01", Some(5));
    number("reply_days", "chongqing", "2026-03-01", Some(3));
    // A narrower place inherits from the wider one.
    number("reply_days", "shandong_board_day_10", "2026-03-01", Some(5));
    number(
        "periodic_due_days",
        "shandong_board_day_10",
        "2026-03-01",
        Some(10),
    );
    number("periodic_due_days", "shandong", "2026-03-01", Some(15));
    number("reply_days", "nowhere", "2026-03-01", Some(10));
    number("no_such", "national", "2026-03-01", None);
    number("cash_limit_yuan", "national", "2026-03-01", None);
    let catalog = Catalog::embedded();
    let text = |profile| {
        catalog
            .param("finance_frequency", profile, day("2026-03-01"))
            .unwrap()
            .text
            .clone()
    };
    assert_eq!(
        (text("shandong").as_deref(), text("national").as_deref()),
        (Some("monthly"), Some("quarterly"))
    );
    assert!(catalog.flag("itemised_finance", "shandong_board_day_10"));
    assert!(!catalog.flag("itemised_finance", "chongqing"));
}

#[track_caller]
fn floor(item: &str, profile: &str, on: &str, expected: Option<(u32, bool)>) {
    let catalog = Catalog::embedded();
    let item = catalog.item(item).unwrap();
    let floor = catalog.posting_floor(item, profile, day(on));
    assert_eq!(
        floor.map(|floor| (floor.days, floor.hard)),
        expected,
        "{} {profile} {on}",
        item.id
    );
}

#[test]
fn posting_has_a_hard_floor_only_where_a_law_sets_one() {
    floor(
        "finance.monthly_detail",
        "national",
        "2025-12-31",
        Some((15, false)),
    );
    floor(
        "finance.monthly_detail",
        "national",
        "2026-01-01",
        Some((15, true)),
    );
    floor(
        "finance.monthly_detail",
        "shandong",
        "2025-10-08",
        Some((5, true)),
    );
    floor(
        "finance.monthly_detail",
        "shandong_board_day_10",
        "2025-10-08",
        Some((5, true)),
    );
    floor(
        "finance.monthly_detail",
        "chongqing",
        "2025-10-08",
        Some((10, true)),
    );
    floor(
        "finance.monthly_detail",
        "shandong",
        "2026-01-01",
        Some((15, true)),
    );
    // An item's own, longer time.
    floor(
        "affairs.requisition_notice",
        "shandong",
        "2025-10-08",
        Some((30, true)),
    );
    // Party items follow practice; a notice of a meeting has its own time.
    floor(
        "party.progress",
        "shandong",
        "2026-03-01",
        Some((15, false)),
    );
    floor(
        "party.admission_notice",
        "shandong",
        "2026-03-01",
        Some((5, false)),
    );
    floor(
        "decision.meeting_notice",
        "national",
        "2026-03-01",
        Some((10, true)),
    );
    floor("affairs.committee", "national", "2026-03-01", None);
}
