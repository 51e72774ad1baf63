//! A village and a theme to finished pages.

mod chart;
#[cfg(test)]
mod sample;
mod style;
#[cfg(test)]
mod tests;
mod theme;
mod view;

pub(crate) use theme::Theme;

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::model::board::Board;
use crate::model::village::Village;
use crate::site::Site;

/// What surrounds a village while it is rendered.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context<'a> {
    /// The town.
    pub(crate) board: &'a Board,
    /// The catalogue.
    pub(crate) catalog: &'a Catalog,
    /// The day of the build.
    pub(crate) today: NaiveDate,
    /// The folder of the village relative to the root.
    pub(crate) folder: &'a str,
}

/// The pages of a village and what the town needs of it.
#[derive(Debug)]
pub(crate) struct Rendered {
    /// The pages.
    pub(crate) site: Site,
    /// `data/summary.json`.
    pub(crate) summary: serde_json::Value,
}

pub(crate) fn summary(_village: &Village, _context: &Context<'_>) -> serde_json::Value { serde_json::Value::Null }
pub(crate) fn village(_village: &Village, _context: &Context<'_>, _theme: &Theme) -> anyhow::Result<Rendered> { todo!() }
