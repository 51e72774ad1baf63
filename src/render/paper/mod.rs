//! Sheets of paper, planned while the site is built: what stands on which leaf.
//!
//! A style sheet cannot add up the amounts of a page, so rows are given to leaves here, by heights estimated from the
//! words and the widths of the columns. Lengths are whole hundredths of a millimetre, widths of words whole hundredths
//! of an em; both follow `assets/paper.css`. A test prints every sheet and counts its pages.

mod block;
mod carry;
pub(crate) mod columns;
pub(crate) mod facts;
pub(crate) mod leaves;
pub(crate) mod measure;
pub(crate) mod prose;
pub(crate) mod tables;
#[cfg(test)]
mod tests;
pub(crate) mod translated;
pub(crate) mod wall;

/// A length on paper, in hundredths of a millimetre.
pub(crate) type Length = u32;

/// A sheet's width between its margins and how much stands on a leaf of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Paper {
    /// Between the margins.
    pub(crate) width: Length,
    /// Above the number of the leaf, less what estimates may be wrong by.
    pub(crate) height: Length,
}

/// A4 upright.
pub(crate) const UPRIGHT: Paper = Paper {
    width: 17_400,
    height: 26_200,
};

/// A4 on its side, for tables of many columns.
pub(crate) const WIDE: Paper = Paper {
    width: 26_100,
    height: 17_500,
};

/// The em of a size in half points: 24 is 12 pt.
pub(crate) const fn em(half_points: u32) -> Length {
    // A point is 0.352778 mm.
    (half_points * 176_389 + 5_000) / 10_000
}
