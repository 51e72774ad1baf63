//! Running text on leaves: paragraphs, items of lists and tables as the product's Markdown writes them; a long paragraph
//! is parted behind a sentence.

use crate::render::paper::leaves::Plan;
use crate::render::paper::measure::{height, lines};
use crate::render::paper::{Length, em};
use crate::render::view::print::Piece;

/// As paper.css sets text: leading, room around a heading, a picture, a row of a table.
const LEADING: u32 = 150;
const ABOVE: Length = 320;
const HEADING: Length = 560;
const PICTURE: Length = 8_400;
const ROW: u32 = 175;
/// The type of tables, which does not follow that of the text.
const CELL: Length = em(24);
/// Lines of a paragraph that a leaf begins and ends with at least.
const FEWEST: u32 = 2;

/// Tags that never close.
const VOID: &[&str] = &["br", "hr", "img", "input"];

/// Puts text on leaves; `tail` must stand below its end.
pub(crate) fn place(html: &str, (width, size): (Length, Length), tail: Length, plan: &mut Plan) {
    let room = width * 100 / size;
    let mut held = Held {
        html: String::new(),
        high: ABOVE,
    };
    let blocks = blocks(html);
    for (index, block) in blocks.iter().enumerate() {
        let high = block_height(block, room, size);
        let below = if index + 1 == blocks.len() { tail } else { 0 };
        // A heading stays with what it heads.
        let kept = match blocks.get(index + 1) {
            Some(next) if is_heading(block) => {
                block_height(next, room, size).min(height(FEWEST, size, LEADING))
            }
            _ => below,
        };
        if held.high + high + kept <= plan.left() {
            held.push(block, high);
            continue;
        }
        let left = plan.left().saturating_sub(held.high);
        let mut rest = (*block).clone();
        if let Some((first, second)) = parted(block, room, left / height(1, size, LEADING)) {
            held.push(&first, 0);
            rest = second;
        }
        held.put(plan);
        if !plan.is_fresh() {
            plan.turn();
        }
        while let Some((first, second)) =
            over(&rest, (room, size), plan.left().saturating_sub(ABOVE))
        {
            held.push(&first, 0);
            held.put(plan);
            plan.turn();
            rest = second;
        }
        let high = block_height(&rest, room, size);
        held.push(&rest, high);
    }
    held.put(plan);
}

/// Text that waits for the leaf to be full.
struct Held {
    html: String,
    high: Length,
}

impl Held {
    fn push(&mut self, html: &str, high: Length) {
        self.html.push_str(html);
        self.html.push('\n');
        self.high += high;
    }

    fn put(&mut self, plan: &mut Plan) {
        if !self.html.is_empty() {
            let html = joined(&std::mem::take(&mut self.html));
            plan.put(
                Piece {
                    html,
                    ..Piece::default()
                },
                self.high,
            );
        }
        self.high = ABOVE;
    }
}

/// A paragraph or a table higher than a leaf, parted where the leaf ends.
fn over(block: &str, (room, size): (u32, Length), left: Length) -> Option<(String, String)> {
    if block_height(block, room, size) <= left {
        return None;
    }
    parted(block, room, left / height(1, size, LEADING))
        .or_else(|| between_rows(block, |part| block_height(part, room, size) <= left))
}

/// A table parted between two rows, with its head on both parts; at least one row stands on each.
fn between_rows(block: &str, fits: impl Fn(&str) -> bool) -> Option<(String, String)> {
    let (before, rest) = block.split_once("<tbody>")?;
    let (inner, after) = rest.rsplit_once("</tbody>")?;
    let whole = |rows: &str| format!("{before}<tbody>{rows}</tbody>{after}");
    let ends = inner.match_indices("</tr>").map(|(at, end)| at + end.len());
    let ends: Vec<usize> = ends.collect();
    let (_, parts) = ends.split_last()?;
    let fitting = parts.partition_point(|end| fits(&whole(inner.get(..*end).unwrap_or_default())));
    let end = parts.get(fitting.max(1) - 1)?;
    let (first, second) = inner.split_at_checked(*end)?;
    Some((whole(first), going_on(&whole(second))))
}

/// A part of a table under a name of its own: no two sections of a page may have one.
fn going_on(table: &str) -> String {
    let Some((name, rest)) = table.split_once("\">") else {
        return table.to_owned();
    };
    let before = name
        .strip_suffix('）')
        .and_then(|name| name.rsplit_once("（续 "));
    let (name, number) = match before.and_then(|(name, number)| Some((name, number.parse().ok()?)))
    {
        Some((name, number)) => (name, number),
        None => (name, 1_u32),
    };
    format!("{name}（续 {}）\">{rest}", number + 1)
}

/// Elements that stand side by side; a list is given item by item.
fn blocks(html: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    for block in elements(html) {
        match list(block) {
            Some((open, inner)) => {
                let is_ordered = open.starts_with("<ol");
                let items = elements(inner).into_iter().zip(start(open)..);
                blocks.extend(items.map(|(item, number)| {
                    if is_ordered {
                        format!("<ol start=\"{number}\">{item}</ol>")
                    } else {
                        format!("<ul>{item}</ul>")
                    }
                }));
            }
            None => blocks.push(block.to_owned()),
        }
    }
    blocks
}

/// The opening tag of a list and what is in it.
fn list(block: &str) -> Option<(&str, &str)> {
    let is_list = block.starts_with("<ul>") || block.starts_with("<ol");
    let (open, rest) = block.split_once('>').filter(|_| is_list)?;
    let inner = rest
        .strip_suffix("</ul>")
        .or_else(|| rest.strip_suffix("</ol>"))?;
    Some((open, inner))
}

fn start(open: &str) -> u32 {
    let given = open
        .split_once("start=\"")
        .and_then(|(_, rest)| rest.split_once('"'));
    given
        .and_then(|(number, _)| number.parse().ok())
        .unwrap_or(1)
}

/// Items of one list, joined again.
fn joined(html: &str) -> String {
    let mut joined = html.replace("</ul>\n<ul>", "\n");
    while let Some(at) = joined.find("</ol>\n<ol start=\"") {
        let rest = joined
            .get(at..)
            .and_then(|rest| rest.find('>').zip(rest.rfind('>')));
        let Some((close, _)) = rest else { break };
        let after = joined.get(at + close + 1..).and_then(|rest| rest.find('>'));
        let Some(open) = after else { break };
        joined.replace_range(at..=(at + close + 1 + open), "\n");
    }
    joined
}

/// The elements of some HTML, whole.
fn elements(html: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut depth, mut begin) = (0_usize, 0);
    for (at, _) in html.match_indices('<') {
        let tag = html.get(at + 1..).unwrap_or_default();
        let Some(end) = tag.find('>').map(|end| at + 1 + end + 1) else {
            break;
        };
        let name = tag.trim_start_matches('/');
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next();
        let is_void = name.is_some_and(|name| VOID.contains(&name));
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if !is_void {
            if depth == 0 {
                begin = at;
            }
            depth += 1;
        } else if depth == 0 {
            begin = at;
        }
        if depth == 0 {
            found.extend(html.get(begin..end));
        }
    }
    found
}

fn is_heading(block: &str) -> bool {
    block.starts_with("<h") && !block.starts_with("<hr")
}

fn block_height(block: &str, room: u32, size: Length) -> Length {
    let pictures = u32::try_from(block.matches("<img").count()).unwrap_or(0) * PICTURE;
    let rows = u32::try_from(block.matches("<tr").count()).unwrap_or(0);
    if rows > 0 {
        // Columns share the width; a cell of some length takes two lines of it.
        let width = u32::try_from(block.matches("<th").count().max(1)).unwrap_or(1);
        let room = room * size / CELL / width;
        let cells = block.split("<tr").skip(1);
        let lines = cells.map(|row| {
            let cells = row.split("<t").skip(1);
            let words = cells.map(|cell| cell.split_once('>').map_or("", |(_, words)| words));
            let most = words.map(|words| lines(&plain(words), room, 0)).max();
            most.unwrap_or(1)
        });
        return height(lines.sum(), CELL, LEADING) + rows * ROW + 2 * ABOVE;
    }
    if is_heading(block) {
        return height(lines(&plain(block), room, 0), size, LEADING) + HEADING;
    }
    let (narrower, indent) = if block.starts_with("<p") {
        (0, 200)
    } else {
        (
            u32::try_from(block.matches("<ul>").count() + block.matches("<ol").count())
                .unwrap_or(1)
                .max(1)
                * 200,
            0,
        )
    };
    let room = room.saturating_sub(narrower);
    let breaks = block.split("<br").flat_map(|part| part.split("<p>"));
    let texts = breaks.map(plain).filter(|text| !text.trim().is_empty());
    let lines: u32 = texts.map(|text| lines(&text, room, indent)).sum();
    height(lines, size, LEADING) + pictures
}

/// A paragraph parted behind the last sentence that ends within so many lines.
fn parted(block: &str, room: u32, most: u32) -> Option<(String, String)> {
    let (open, indent) = if block.starts_with("<p>") {
        ("<p>", 200)
    } else {
        ("<p class=\"on\">", 0)
    };
    let inner = block.strip_prefix(open)?.strip_suffix("</p>")?;
    let mut best = None;
    let mut depth = 0_i32;
    for (at, c) in inner.char_indices() {
        match c {
            '<' if inner.get(at..).is_some_and(|rest| rest.starts_with("</")) => depth -= 1,
            '<' => depth += 1,
            c if depth == 0 && ends_sentence(c, inner, at) => {
                let end = at + c.len_utf8();
                let count = lines(&plain(inner.get(..end)?), room, indent);
                if count > most {
                    break;
                }
                if count >= FEWEST && end < inner.len() {
                    best = Some(end);
                }
            }
            _ => {}
        }
    }
    let (first, second) = inner.split_at_checked(best?)?;
    Some((
        format!("{open}{first}</p>"),
        format!("<p class=\"on\">{second}</p>"),
    ))
}

/// Whether a sentence ends here, in Chinese or in a language that records are translated into.
fn ends_sentence(c: char, text: &str, at: usize) -> bool {
    match c {
        '。' | '；' | '᠃' | '།' | '؛' | '؟' | '۔' => true,
        '.' => {
            let before = text.get(..at).and_then(|text| text.chars().next_back());
            let after = text.get(at + 1..).and_then(|text| text.chars().next());
            before.is_some_and(|c| !c.is_ascii()) && after == Some(' ')
        }
        _ => false,
    }
}

/// The words of some HTML.
fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut parts = html.split('<');
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        text.push_str(part.split_once('>').map_or("", |(_, after)| after));
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}
