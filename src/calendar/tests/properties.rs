//! Leaving a record away makes nothing better.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::prelude::*;

use crate::calendar::tests::{day, month, quarter, record, village, with};
use crate::calendar::{Calendar, State, calendar};
use crate::catalog::Catalog;
use crate::model::record::Record;
use crate::model::village::Kind;
use crate::value::period::Period;

/// Items of every kind of deadline.
const ITEMS: &[&str] = &[
    "finance.monthly_detail",
    "finance.summary",
    "finance.office_funds",
    "finance.assets",
    "finance.annual_package",
    "finance.audit",
    "affairs.feedback",
    "affairs.committee",
    "affairs.annual_plan",
    "affairs.supervision_report",
    "party.themed_day",
    "party.dues",
];

/// Read once for all cases.
static CATALOG: LazyLock<Catalog> = LazyLock::new(Catalog::embedded);

/// The same with a county's list of all these items.
static LISTED: LazyLock<Catalog> = LazyLock::new(|| {
    let mut catalog = CATALOG.clone();
    catalog.county_list = Some(ITEMS.iter().map(|item| (*item).to_owned()).collect());
    catalog
});

/// An item, a period, how long after 2025-10-01 it was published, and an account book.
type Seed = (usize, u32, i64, u32);

fn seeds() -> impl Strategy<Value = Vec<Seed>> {
    prop::collection::vec((0..ITEMS.len(), 0_u32..16, 0_i64..420, 0_u32..3), 1..24)
}

fn made(catalog: &Catalog, (index, (item, stretch, days, book)): (usize, Seed)) -> Record {
    let period = match stretch {
        0..=9 => month(2026, stretch + 1),
        10..=12 => quarter(2026, stretch - 9),
        13 => Period::Year { year: 2025 },
        14 => Period::Standing,
        _ => Period::Day(day("2026-05-05")),
    };
    let published = day("2025-10-01") + chrono::Duration::days(days);
    let record = record(catalog, ITEMS[item], period, &published.to_string());
    let mut record = match book {
        0 => record,
        1 => with(record, catalog, "account_book", "村民委员会"),
        _ => with(record, catalog, "account_book", "农村集体经济组织"),
    };
    record.address = format!("{index:02}");
    record
}

fn drawn(catalog: &Catalog, seeds: &[Seed], left_out: Option<usize>, kind: Kind) -> Calendar {
    let seeds = seeds.iter().copied().enumerate();
    let records = seeds
        .filter(|(index, _)| Some(*index) != left_out)
        .map(|seed| made(catalog, seed));
    let village = village(kind, "shandong", records.collect());
    calendar(&village, catalog, day("2026-11-20"))
}

/// How green a cell is. What is missing, waits or has no record is not green at all.
fn green(state: State) -> i64 {
    match state {
        State::Done => i64::MAX,
        State::Late(days) => i64::MAX - days,
        State::Missing(_) | State::Waiting | State::Before => 0,
    }
}

/// The cells that somebody owes: item, book and period.
fn cells(calendar: &Calendar) -> BTreeMap<(String, Option<String>, Period), State> {
    let owed = calendar.owed();
    owed.map(|entry| {
        let key = (
            entry.item.id.clone(),
            entry.book.clone(),
            entry.period.clone(),
        );
        (key, entry.state)
    })
    .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_record_less_turns_no_cell_greener(seeds in seeds(), left_out in 0_usize..24, is_village in any::<bool>()) {
        let catalog = &*CATALOG;
        let kind = if is_village { Kind::Village } else { Kind::Community };
        let left_out = left_out % seeds.len();
        let whole = cells(&drawn(catalog, &seeds, None, kind));
        for (cell, less) in cells(&drawn(catalog, &seeds, Some(left_out), kind)) {
            // Books are told apart only where there are two: the one that stays answers for itself.
            let Some(before) = whole.get(&cell) else { continue };
            prop_assert!(green(less) <= green(*before), "{cell:?}: {before:?} became {less:?}");
            prop_assert!(
                !(matches!(before, State::Missing(_)) && less == State::Waiting),
                "{cell:?} waits"
            );
        }
    }

    /// Where the county names what is due and the village began in an earlier year, nothing missing ever disappears.
    #[test]
    fn with_a_list_nothing_missing_disappears(seeds in seeds(), left_out in 0_usize..24) {
        let catalog = &*LISTED;
        let one_book: Vec<Seed> = seeds.into_iter().map(|(item, stretch, days, _)| (item, stretch, days, 0)).collect();
        // Kept last: a plan of the year before, so that the village has begun.
        let left_out = left_out % one_book.len();
        let mut all = one_book;
        all.push((8, 15, 0, 0));
        let whole = drawn(catalog, &all, None, Kind::Village);
        let less = drawn(catalog, &all, Some(left_out), Kind::Village);
        let after = cells(&less);
        for (cell, state) in cells(&whole).into_iter().filter(|(_, state)| matches!(state, State::Missing(_))) {
            prop_assert_eq!(after.get(&cell), Some(&state));
        }
        prop_assert!(less.counts().missing >= whole.counts().missing);
        prop_assert!(less.counts().done() <= whole.counts().done());
        for month in 1..=12 {
            prop_assert!(less.month(month).missing >= whole.month(month).missing);
        }
    }
}
