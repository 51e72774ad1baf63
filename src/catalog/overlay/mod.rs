//! A county's own catalogue (县级目录), laid over the embedded one.

use crate::catalog::Catalog;

/// Something in an overlay that could not be taken as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OverlayProblem {
    /// From 1.
    pub(crate) line: usize,
    /// In characters, from 1.
    pub(crate) column: usize,
    pub(crate) message: String,
    pub(crate) help: String,
}

impl Catalog {
    /// The catalogue with an overlay file laid over it, and what was not taken from it.
    pub(crate) fn with_overlay(self, file: &str, text: &str) -> (Self, Vec<OverlayProblem>) {
        (self.with_digest(file, text), Vec::new())
    }
}
