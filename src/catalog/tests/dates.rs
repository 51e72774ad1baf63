//! The law of the day: sources by version, numbers by place and date.

use crate::catalog::Catalog;
use crate::catalog::tests::day;

#[track_caller]
fn cites(catalog: &Catalog, id: &str, on: &str, expected: Option<&str>) {
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
    let catalog = Catalog::embedded();
    cites(
        &catalog,
        "VCOL-35",
        "2025-12-31",
        Some("《村民委员会组织法》第30条(2018修正)"),
    );
    cites(
        &catalog,
        "VCOL-35",
        "2026-01-01",
        Some("《村民委员会组织法》第35条(2025修正)"),
    );
    cites(
        &catalog,
        "VCOL-28",
        "2025-06-01",
        Some("《村民委员会组织法》第24条(2018修正)"),
    );
    // New in 2026: nothing to cite before.
    cites(&catalog, "VCOL-33", "2025-12-31", None);
    // The old number is not known, so none is given.
    cites(
        &catalog,
        "VCOL-17",
        "2025-12-31",
        Some("《村民委员会组织法》"),
    );
    cites(
        &catalog,
        "RCOL-34",
        "2025-12-31",
        Some("《城市居民委员会组织法》"),
    );
    cites(
        &catalog,
        "RCOL-34",
        "2026-01-01",
        Some("《城市居民委员会组织法》第34条(2025修订)"),
    );
    cites(&catalog, "RCEOL-45", "2025-04-30", None);
    cites(
        &catalog,
        "RCEOL-45",
        "2025-05-01",
        Some("《农村集体经济组织法》第45条"),
    );
    cites(&catalog, "SAL-45", "2026-06-30", None);
    cites(
        &catalog,
        "CWGK-2011",
        "2025-01-01",
        Some("《农村集体经济组织财务公开规定》(农经发〔2011〕13号)"),
    );
    cites(&catalog, "PRACTICE", "2025-01-01", Some("地方实践"));
    cites(&catalog, "NO-SUCH", "2025-01-01", None);
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
fn number(catalog: &Catalog, name: &str, profile: &str, on: &str, expected: Option<u32>) {
    let value = catalog.param(name, profile, day(on));
    assert_eq!(
        value.and_then(|value| value.number),
        expected,
        "{name} {profile} {on}"
    );
}

#[test]
fn numbers_differ_by_place_and_date() {
    let catalog = Catalog::embedded();
    number(&catalog, "reply_days", "national", "2026-03-01", Some(10));
    number(&catalog, "reply_days", "shandong", "2026-03-01", Some(5));
    number(&catalog, "reply_days", "chongqing", "2026-03-01", Some(3));
    // A narrower place inherits from the wider one.
    number(
        &catalog,
        "reply_days",
        "shandong_board_day_10",
        "2026-03-01",
        Some(5),
    );
    number(
        &catalog,
        "periodic_due_days",
        "shandong_board_day_10",
        "2026-03-01",
        Some(10),
    );
    number(
        &catalog,
        "periodic_due_days",
        "shandong",
        "2026-03-01",
        Some(15),
    );
    number(&catalog, "reply_days", "nowhere", "2026-03-01", Some(10));
    number(&catalog, "no_such", "national", "2026-03-01", None);
    number(&catalog, "cash_limit_yuan", "national", "2026-03-01", None);
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
fn floor(catalog: &Catalog, item: &str, profile: &str, on: &str, expected: Option<(u32, bool)>) {
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
    let catalog = Catalog::embedded();
    floor(
        &catalog,
        "finance.monthly_detail",
        "national",
        "2025-12-31",
        Some((15, false)),
    );
    floor(
        &catalog,
        "finance.monthly_detail",
        "national",
        "2026-01-01",
        Some((15, true)),
    );
    floor(
        &catalog,
        "finance.monthly_detail",
        "shandong",
        "2025-10-08",
        Some((5, true)),
    );
    floor(
        &catalog,
        "finance.monthly_detail",
        "shandong_board_day_10",
        "2025-10-08",
        Some((5, true)),
    );
    floor(
        &catalog,
        "finance.monthly_detail",
        "chongqing",
        "2025-10-08",
        Some((10, true)),
    );
    floor(
        &catalog,
        "finance.monthly_detail",
        "shandong",
        "2026-01-01",
        Some((15, true)),
    );
}

#[test]
fn some_items_have_a_posting_time_of_their_own() {
    let catalog = Catalog::embedded();
    floor(
        &catalog,
        "affairs.requisition_notice",
        "shandong",
        "2025-10-08",
        Some((30, true)),
    );
    // Party items follow practice; a notice of a meeting has its own time.
    floor(
        &catalog,
        "party.progress",
        "shandong",
        "2026-03-01",
        Some((15, false)),
    );
    floor(
        &catalog,
        "party.admission_notice",
        "shandong",
        "2026-03-01",
        Some((5, false)),
    );
    floor(
        &catalog,
        "decision.meeting_notice",
        "national",
        "2026-03-01",
        Some((10, true)),
    );
    floor(
        &catalog,
        "affairs.committee",
        "national",
        "2026-03-01",
        None,
    );
}
