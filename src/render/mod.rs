//! A village and a theme to finished pages.

mod bidi;
mod chart;
pub(crate) mod contract;
mod data;
mod feeds;
mod figure;
mod names;
mod page;
mod paper;
mod past;
mod paths;
mod qr;
#[cfg(test)]
mod sample;
mod say;
mod seal_sheet;
mod sheets;
mod style;
mod table_foot;
mod table_view;
#[cfg(test)]
mod tests;
mod theme;
mod topics;
mod town;
mod view;
mod village;

pub(crate) use page::board::Summary;
pub(crate) use seal_sheet::seal_sheet;
pub(crate) use theme::{Theme, ThemeFiles};
pub(crate) use town::render as town;

use chrono::NaiveDate;

use crate::calendar;
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
    /// What the code of a rule is called, for waivers.
    pub(crate) rule_title: fn(&str) -> Option<&'static str>,
}

/// The pages of a village and what the town needs of it.
#[derive(Debug)]
pub(crate) struct Rendered {
    /// The pages.
    pub(crate) site: Site,
    /// `data/summary.json`.
    pub(crate) summary: serde_json::Value,
}

/// Renders a village's site.
///
/// # Errors
/// When a template of the theme cannot be rendered; the message names it.
pub(crate) fn village(
    village: &Village,
    context: &Context<'_>,
    theme: &Theme,
) -> anyhow::Result<Rendered> {
    self::village::render(village, context, theme)
}

/// What the town needs of a village whose pages are not rendered now.
pub(crate) fn summary(village: &Village, context: &Context<'_>) -> serde_json::Value {
    let calendar = calendar::calendar(village, context.catalog, context.today);
    let summary = Summary::of(village, &self::village::newest_first(village), &calendar);
    serde_json::to_value(summary).unwrap_or_default()
}
