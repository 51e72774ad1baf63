//! Leaves of a sheet, filled one after the other.

use crate::render::paper::Length;
use crate::render::view::print::{Leaf, Piece};

/// The line on which a sheet goes on: what it is, and where it began.
const RUNNING: Length = 860;

/// Leaves while they are filled.
#[derive(Debug)]
pub(crate) struct Plan {
    leaves: Vec<Vec<Piece>>,
    /// What is left of the last one.
    left: Length,
    /// How much a leaf holds.
    full: Length,
    /// Nothing stands on the last one but its heading.
    is_fresh: bool,
}

impl Plan {
    /// A sheet whose first leaf begins with a heading of this height.
    pub(crate) fn new(full: Length, heading: Length) -> Self {
        Self {
            leaves: vec![Vec::new()],
            left: full.saturating_sub(heading),
            full,
            is_fresh: false,
        }
    }

    /// How high what comes next may be.
    pub(crate) fn left(&self) -> Length {
        self.left
    }

    /// Whether turning the leaf would gain nothing.
    pub(crate) fn is_fresh(&self) -> bool {
        self.is_fresh
    }

    /// Begins a leaf.
    pub(crate) fn turn(&mut self) {
        self.leaves.push(Vec::new());
        self.left = self.full.saturating_sub(RUNNING);
        self.is_fresh = true;
    }

    /// Puts a piece on the last leaf.
    pub(crate) fn put(&mut self, piece: Piece, high: Length) {
        self.leaves.last_mut().expect("there is a leaf").push(piece);
        self.left = self.left.saturating_sub(high);
        self.is_fresh = false;
    }

    /// The leaves, numbered; what ends the sheet has this height and stands on the last.
    pub(crate) fn finish(mut self, tail: Length) -> Vec<Leaf> {
        if tail > self.left && !self.is_fresh {
            self.turn();
        }
        let count = self.leaves.len();
        let leaves = self.leaves.into_iter().enumerate();
        let leaves = leaves.map(|(index, pieces)| Leaf {
            number: String::new(),
            is_first: index == 0,
            is_last: index + 1 == count,
            pieces,
            translation: None,
        });
        numbered(leaves.collect())
    }
}

/// The leaves of a whole sheet with their numbers.
pub(crate) fn numbered(mut leaves: Vec<Leaf>) -> Vec<Leaf> {
    let count = leaves.len();
    for (index, leaf) in leaves.iter_mut().enumerate() {
        leaf.number = format!("第 {} 页 共 {count} 页", index + 1);
    }
    leaves
}
