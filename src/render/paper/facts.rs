//! Facts on leaves: two to a row, a long one by itself.

use crate::render::paper::leaves::Plan;
use crate::render::paper::measure::{height, lines};
use crate::render::paper::{Length, em};
use crate::render::view::print::Piece;
use crate::render::view::text::{Fact, Sentence};

/// As paper.css sets facts: the space above, a row beside its lines, the label and the gap between two.
const ABOVE: Length = 380;
const ROW: Length = 200;
const LABEL: u32 = 720;
const BESIDE: u32 = 800;
const GAP: Length = 600;
const LEADING: u32 = 135;

/// Puts facts on leaves; `tail` must stand below the last.
pub(crate) fn place(
    facts: &[Fact],
    (width, size): (Length, Length),
    tail: Length,
    plan: &mut Plan,
) {
    let rows = rows(facts);
    let mut held: Vec<Fact> = Vec::new();
    let mut high = ABOVE;
    let count = rows.len();
    for (index, row) in rows.into_iter().enumerate() {
        let row_height = row_height(&row, width, size);
        let below = if index + 1 == count { tail } else { 0 };
        if high + row_height + below > plan.left() && !(plan.is_fresh() && held.is_empty()) {
            put(&mut held, high, plan);
            plan.turn();
            high = ABOVE;
        }
        high += row_height;
        held.extend(row);
    }
    put(&mut held, high, plan);
}

fn put(held: &mut Vec<Fact>, high: Length, plan: &mut Plan) {
    if !held.is_empty() {
        let facts = std::mem::take(held);
        plan.put(
            Piece {
                facts,
                ..Piece::default()
            },
            high,
        );
    }
}

/// As a grid of two columns places them.
fn rows(facts: &[Fact]) -> Vec<Vec<Fact>> {
    let mut rows: Vec<Vec<Fact>> = Vec::new();
    for fact in facts {
        match rows.last_mut() {
            Some(row) if row.len() == 1 && !row[0].wide && !fact.wide => row.push(fact.clone()),
            _ => rows.push(vec![fact.clone()]),
        }
    }
    rows
}

fn row_height(row: &[Fact], width: Length, size: Length) -> Length {
    let most = row.iter().map(|fact| {
        let whole = if fact.wide { width } else { (width - GAP) / 2 };
        let room = (whole * 100 / size).saturating_sub(BESIDE);
        let mut said = words(&fact.value);
        for source in &fact.sources {
            said.push(' ');
            said.push_str(&source.text);
        }
        lines(&said, room, 0).max(lines(&fact.label, LABEL, 0))
    });
    height(most.max().unwrap_or(1), size, LEADING) + ROW
}

/// The words of a sentence.
pub(crate) fn words(sentence: &Sentence) -> String {
    sentence.iter().map(|run| run.text.as_str()).collect()
}

/// The height of a sentence set in a width, with an indent of two characters.
pub(crate) fn said(sentence: &Sentence, width: Length, half_points: u32) -> Length {
    let size = em(half_points);
    height(lines(&words(sentence), width * 100 / size, 200), size, 150)
}
