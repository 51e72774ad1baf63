//! An element of running text as a leaf sees it: its words, read once, and how high they stand.

use crate::render::paper::measure::{height, lines};
use crate::render::paper::{Length, em};

/// As paper.css sets text: leading, room around a block.
pub(super) const LEADING: u32 = 150;
pub(super) const ABOVE: Length = 320;
/// Room around a heading, a picture, a row of a table.
const HEADING: Length = 560;
const PICTURE: Length = 8_400;
const ROW: u32 = 175;
/// The type of tables, which does not follow that of the text.
const CELL: Length = em(24);

/// An element of running text, and the words in it.
pub(super) struct Block {
    pub(super) html: String,
    words: Words,
    pictures: u32,
}

/// The words of a block as they are set.
enum Words {
    Heading(String),
    /// Rows of cells, and how many columns share the width.
    Table(Vec<Vec<String>>, u32),
    /// Lines that begin anew, how much narrower than the leaf they are, and the indent of their first line.
    Text(Vec<String>, u32, u32),
}

impl Block {
    pub(super) fn of(html: String) -> Self {
        let pictures = count(&html, "<img");
        let words = if html.contains("<tr") {
            let rows = html.split("<tr").skip(1);
            let cells = |row: &str| {
                let cells = row.split("<t").skip(1);
                let words = cells.map(|cell| cell.split_once('>').map_or("", |(_, words)| words));
                words.map(plain).collect()
            };
            let rows = rows.map(cells);
            Words::Table(rows.collect(), count(&html, "<th").max(1))
        } else if html.starts_with("<h") && !html.starts_with("<hr") {
            Words::Heading(plain(&html))
        } else {
            let (narrower, indent) = if html.starts_with("<p") {
                (0, 200)
            } else {
                ((count(&html, "<ul>") + count(&html, "<ol")).max(1) * 200, 0)
            };
            let breaks = html.split("<br").flat_map(|part| part.split("<p>"));
            let texts = breaks.map(plain).filter(|text| !text.trim().is_empty());
            Words::Text(texts.collect(), narrower, indent)
        };
        Self {
            html,
            words,
            pictures,
        }
    }

    pub(super) fn is_heading(&self) -> bool {
        matches!(self.words, Words::Heading(_))
    }

    pub(super) fn height(&self, room: u32, size: Length) -> Length {
        match &self.words {
            Words::Heading(text) => height(lines(text, room, 0), size, LEADING) + HEADING,
            Words::Table(rows, columns) => {
                // Columns share the width; a cell of some length takes two lines of it.
                let room = room * size / CELL / columns;
                let most = rows.iter().map(|cells| {
                    let most = cells.iter().map(|cell| lines(cell, room, 0)).max();
                    most.unwrap_or(1)
                });
                let edges = u32::try_from(rows.len()).unwrap_or(u32::MAX) * ROW;
                height(most.sum(), CELL, LEADING) + edges + 2 * ABOVE
            }
            Words::Text(texts, narrower, indent) => {
                let room = room.saturating_sub(*narrower);
                let lines = texts.iter().map(|text| lines(text, room, *indent)).sum();
                height(lines, size, LEADING) + self.pictures * PICTURE
            }
        }
    }
}

fn count(html: &str, tag: &str) -> u32 {
    u32::try_from(html.matches(tag).count()).unwrap_or(u32::MAX)
}

/// The words of some HTML.
pub(super) fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut parts = html.split('<');
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        text.push_str(part.split_once('>').map_or("", |(_, after)| after));
    }
    if !text.contains('&') {
        return text;
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}
