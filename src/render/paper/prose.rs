//! Running text on leaves: paragraphs, items of lists and tables as the product's Markdown writes them; a long paragraph
//! is parted behind a sentence.

use crate::render::paper::Length;
use crate::render::paper::block::{ABOVE, Block, LEADING, plain};
use crate::render::paper::leaves::Plan;
use crate::render::paper::measure::{height, lines};
use crate::render::view::print::Piece;

/// Lines of a paragraph that a leaf begins and ends with at least.
const FEWEST: u32 = 2;

/// Tags that never close.
const VOID: &[&str] = &["br", "hr", "img", "input"];

/// Running text, cut into what a leaf may end behind, and read once for all forms that a sheet is tried in.
pub(crate) struct Prose(Vec<Block>);

impl Prose {
    /// Reads HTML as the product's Markdown writes it.
    pub(crate) fn of(html: &str) -> Self {
        Self(blocks(html).into_iter().map(Block::of).collect())
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts the text on leaves; `tail` must stand below its end.
    pub(crate) fn place(&self, (width, size): (Length, Length), tail: Length, plan: &mut Plan) {
        let room = width * 100 / size;
        let mut held = Held {
            html: String::new(),
            high: ABOVE,
        };
        for (index, block) in self.0.iter().enumerate() {
            let high = block.height(room, size);
            let next = self.0.get(index + 1);
            // A heading stays with what it heads.
            let kept = match next {
                Some(next) if block.is_heading() => {
                    next.height(room, size).min(height(FEWEST, size, LEADING))
                }
                Some(_) => 0,
                None => tail,
            };
            if held.high + high + kept <= plan.left() {
                held.push(&block.html, high);
                continue;
            }
            let left = plan.left().saturating_sub(held.high);
            let mut rest = None;
            if let Some((first, second)) =
                parted(&block.html, room, left / height(1, size, LEADING))
            {
                held.push(&first, 0);
                rest = Some(Block::of(second));
            }
            held.put(plan);
            if !plan.is_fresh() {
                plan.turn();
            }
            while let Some((first, second)) = over(
                rest.as_ref().unwrap_or(block),
                (room, size),
                plan.left().saturating_sub(ABOVE),
            ) {
                held.push(&first, 0);
                held.put(plan);
                plan.turn();
                rest = Some(Block::of(second));
            }
            let rest = rest.as_ref().unwrap_or(block);
            held.push(&rest.html, rest.height(room, size));
        }
        held.put(plan);
    }
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
fn over(block: &Block, (room, size): (u32, Length), left: Length) -> Option<(String, String)> {
    if block.height(room, size) <= left {
        return None;
    }
    let fits = |part: String| Block::of(part).height(room, size) <= left;
    parted(&block.html, room, left / height(1, size, LEADING))
        .or_else(|| between_rows(&block.html, fits))
}

/// A table parted between two rows, with its head on both parts; at least one row stands on each.
fn between_rows(block: &str, fits: impl Fn(String) -> bool) -> Option<(String, String)> {
    let (before, rest) = block.split_once("<tbody>")?;
    let (inner, after) = rest.rsplit_once("</tbody>")?;
    let whole = |rows: &str| format!("{before}<tbody>{rows}</tbody>{after}");
    let ends = inner.match_indices("</tr>").map(|(at, end)| at + end.len());
    let ends: Vec<usize> = ends.collect();
    let (_, parts) = ends.split_last()?;
    let fitting = parts.partition_point(|end| fits(whole(inner.get(..*end).unwrap_or_default())));
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
