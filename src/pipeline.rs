//! The order of load, check and render for one village, and nothing else: a pure function of its input.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::diagnostic::Findings;
use crate::model::board::Board;
use crate::site::Site;
use crate::source::SourceTree;

/// Everything a site is made from.
#[derive(Debug)]
pub struct Input {
    /// Address of the village.
    pub(crate) id: String,
    /// Its files.
    pub(crate) tree: SourceTree,
    /// The town.
    pub(crate) board: Arc<Board>,
    /// The catalogue with the county's overlay.
    pub(crate) catalog: Arc<Catalog>,
    /// The day of the build.
    pub(crate) today: NaiveDate,
}

/// What comes out: findings always, a site unless one of them is an error.
#[derive(Debug)]
pub struct Build {
    /// Everything that was found.
    pub(crate) findings: Findings,
    /// The pages, `None` where an error stops publishing.
    pub(crate) site: Option<Site>,
}
