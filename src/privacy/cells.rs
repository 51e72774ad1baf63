//! Numbers split over the cells of a row, as forms with one box a digit or a group have them.

use crate::privacy::digits::{Digits, digit};
use crate::privacy::{CellHit, Certainty, Hit, Kind, numbers};

/// Numbers never to be published that need more than one cell.
pub(crate) fn split_numbers(cells: &[&str]) -> Vec<CellHit> {
    if cells
        .iter()
        .filter(|cell| cell.contains(|c| digit(c).is_some()))
        .count()
        < 2
    {
        return Vec::new();
    }
    // A line break is the separator that finders trust least.
    let row = cells.join("\n");
    let mut hits = Vec::new();
    numbers::numbers("", &row, &Digits::of(&row), &mut hits);
    let starts: Vec<usize> = cells
        .iter()
        .scan(0, |next, cell| {
            let start = *next;
            *next += cell.len() + 1;
            Some(start)
        })
        .collect();
    let mut found: Vec<CellHit> = hits
        .into_iter()
        .filter(|hit| hit.kind.never_public())
        .filter_map(|hit| {
            let first = starts
                .partition_point(|start| *start <= hit.start)
                .checked_sub(1)?;
            let last = starts
                .partition_point(|start| *start < hit.end)
                .checked_sub(1)?;
            let figures = hit.kind == Kind::Mobile
                && hit.certainty == Certainty::Likely
                && !has_padding(&row, hit);
            (first < last && !figures).then_some(CellHit {
                kind: hit.kind,
                first,
                last,
                certainty: hit.certainty,
            })
        })
        .collect();
    found.sort_by_key(|hit| hit.first);
    found
}

/// Whether a later cell begins with 0, which counts and sums never do.
fn has_padding(row: &str, hit: Hit) -> bool {
    let text = row.get(hit.start..hit.end).unwrap_or_default();
    text.split('\n')
        .skip(1)
        .any(|cell| cell.trim_start().starts_with(['0', '０']))
}
