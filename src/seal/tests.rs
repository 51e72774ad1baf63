//! Until when a seal is good.

use super::valid_until;

#[test]
fn a_seal_lasts_to_the_end_of_the_next_quarter() {
    for (day, expected) in [
        ("2026-11-22", "2027-03-31"),
        ("2026-10-01", "2027-03-31"),
        ("2026-12-31", "2027-03-31"),
        ("2027-01-01", "2027-06-30"),
        ("2026-08-31", "2026-12-31"),
        ("2024-02-29", "2024-06-30"),
    ] {
        assert_eq!(
            valid_until(day.parse().unwrap()).to_string(),
            expected,
            "{day}"
        );
    }
}
