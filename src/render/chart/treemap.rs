//! Where the money of a year went: tiles whose areas are the amounts, and rows of bars on a narrow screen.

use std::fmt::Write as _;

use crate::render::chart::amount::{of_sum, percent, pixels};
use crate::render::chart::bar::stacked_rows;
use crate::render::chart::markup::{cut, escape};
use crate::render::chart::part::{Part, Tone, largest, shares, total};
use crate::render::chart::share::with_shares;
use crate::render::chart::squares::{Tile, squarified};

/// At most this many tiles; smaller ones could not be told from one another.
const MOST: usize = 12;
/// The picture, in tenths of a pixel.
const WIDTH: i128 = 10_800;
const HEIGHT: i128 = 3_400;
/// A character of a tile's words, a line of them, and the free space around, in tenths of a pixel.
const CHARACTER: i128 = 210;
const LINE: i128 = 300;
const MARGIN: i128 = 140;

/// A whole and its parts.
#[derive(Clone, Debug)]
pub(crate) struct Treemap {
    /// Begins all ids of the picture.
    pub(crate) id: String,
    /// What the whole is, as `2026年支出`.
    pub(crate) whole: String,
    /// What the parts stand for.
    pub(crate) tone: Tone,
    /// The parts, in any order.
    pub(crate) parts: Vec<Part>,
}

/// The treemap as HTML: the picture with a numbered list of all parts, and for a narrow screen the same as bars.
pub(crate) fn treemap(chart: &Treemap) -> String {
    let parts: Vec<Part> = largest(&chart.parts, MOST);
    let weights: Vec<i128> = parts.iter().map(Part::weight).collect();
    let longest = weights.iter().copied().max().unwrap_or(0);
    if longest == 0 {
        return format!(
            "<p class=\"empty\">{}没有可画的金额，见下方表格。</p>\n",
            escape(&chart.whole)
        );
    }
    let tenths = shares(&weights);
    let heading = format!("{}：{}", chart.whole, of_sum(total(&chart.parts)));
    format!(
        "<div class=\"wide\">{}<table class=\"parts\"><caption class=\"vh\">{}</caption><tbody>\n{}</tbody></table></div>\n\
         <div class=\"narrow\"><table class=\"hb\"><caption class=\"grp\">{}</caption><tbody>\n{}</tbody></table></div>\n",
        picture(chart, &parts, &tenths),
        escape(&heading),
        list(&parts, &tenths),
        escape(&heading),
        stacked_rows(&with_shares(&parts, &tenths), chart.tone, longest)
    )
}

fn picture(chart: &Treemap, parts: &[Part], tenths: &[i128]) -> String {
    let weights: Vec<i128> = parts.iter().map(Part::weight).collect();
    let tiles = squarified(&weights, (WIDTH, HEIGHT));
    let mut shapes = String::new();
    let mut words = String::new();
    for (number, tile) in tiles.iter().enumerate() {
        let Some(tile) = tile else { continue };
        write!(
            shapes,
            r#"<rect class="tile {}" x="{}" y="{}" width="{}" height="{}"/>"#,
            chart.tone.class(),
            pixels(tile.x),
            pixels(tile.y),
            pixels(tile.width),
            pixels(tile.height)
        )
        .expect("a string takes everything");
        let share = tenths.get(number).copied().unwrap_or(0);
        words.push_str(&said(tile, number + 1, &parts[number], share));
    }
    let id = escape(&chart.id);
    let (width, height) = (WIDTH / 10, HEIGHT / 10);
    format!(
        "<svg class=\"tree\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" focusable=\"false\">\
         <title id=\"{id}-t\">{}用在哪里</title><desc id=\"{id}-d\">{}</desc>{shapes}<g>{words}</g></svg>",
        escape(&chart.whole),
        escape(&sentence(chart, parts, tenths))
    )
}

/// What stands in a tile: its number in the list always where there is room, its name, then amount and share.
fn said(tile: &Tile, number: usize, part: &Part, share: i128) -> String {
    let room = (tile.width - 2 * MARGIN) / CHARACTER;
    let rows = tile.height / LINE;
    if room < 1 || rows < 1 {
        return String::new();
    }
    let name = usize::try_from(room - 1).unwrap_or(0);
    // A name of which almost nothing would be left is better looked up by its number.
    let first = if name >= 3 || part.label.chars().count() <= name {
        format!("{number} {}", cut(&part.label, name))
    } else {
        number.to_string()
    };
    let mut lines = vec![(first, "")];
    for text in [part.text.clone(), percent(share)] {
        let fits = usize::try_from(room * 2).unwrap_or(0) >= text.chars().count() + 3;
        if fits && i128::try_from(lines.len()).unwrap_or(i128::MAX) < rows {
            lines.push((text, " class=\"am\""));
        }
    }
    let mut words = String::new();
    let mut at = tile.y + MARGIN.min((tile.height - 160) / 2) + 160;
    for (text, class) in lines {
        write!(
            words,
            "<text{class} x=\"{}\" y=\"{}\">{}</text>",
            pixels(tile.x + MARGIN),
            pixels(at),
            escape(&text)
        )
        .expect("a string takes everything");
        at += LINE;
    }
    words
}

/// What a reader by ear is told.
fn sentence(chart: &Treemap, parts: &[Part], tenths: &[i128]) -> String {
    let most: Vec<String> = parts
        .iter()
        .zip(tenths)
        .take(3)
        .filter(|(part, _)| part.weight() > 0)
        .map(|(part, share)| format!("{}{}，占{}", part.label, part.text, percent(*share)))
        .collect();
    format!(
        "合计{}，共{}项，面积大的是钱多的；最多的是{}。全部数字见下方表格。",
        of_sum(total(&chart.parts)),
        parts.len(),
        most.join("；")
    )
}

fn list(parts: &[Part], tenths: &[i128]) -> String {
    let mut rows = String::new();
    for (number, (part, share)) in parts.iter().zip(tenths).enumerate() {
        writeln!(
            rows,
            "<tr><th scope=\"row\">{} {}</th><td class=\"n\">{}</td><td class=\"n pc\">{}</td></tr>",
            number + 1,
            escape(&part.label),
            escape(&part.text),
            percent(*share)
        )
        .expect("a string takes everything");
    }
    rows
}
