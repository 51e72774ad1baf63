//! Charts as HTML and SVG, made at build time from labels and amounts.
//!
//! Pure functions over integers: amounts in fen, lengths in tenths of a per cent or of a pixel. Each chart says in words what
//! it shows, keeps text out of its shapes, and can be told apart without colour. The caller gives the ids, so that the same
//! record makes the same bytes. A picture in pixels has a narrow twin; one in per cent of its width is its own.

pub(crate) mod amount;
pub(crate) mod bar;
pub(crate) mod count;
pub(crate) mod flow;
pub(crate) mod ladder;
pub(crate) mod pair;
pub(crate) mod part;
pub(crate) mod share;
pub(crate) mod spark;
pub(crate) mod stack;
pub(crate) mod terms;
pub(crate) mod treemap;
pub(crate) mod vote;

pub(crate) mod markup;
mod squares;

#[cfg(test)]
mod tests;
