//! The leaves of a sheet for the wall: upright or on its side, with its heading first and its seal last.

use crate::render::paper::facts::{self, said, words};
use crate::render::paper::leaves::Plan;
use crate::render::paper::measure::{height, lines, width};
use crate::render::paper::prose::Prose;
use crate::render::paper::tables::{Fitted, Prepared};
use crate::render::paper::{Length, Paper, UPRIGHT, WIDE, em};
use crate::render::view::print::Leaf;
use crate::render::view::table::TableView;
use crate::render::view::text::{Fact, Sentence};

/// What a sheet says.
pub(crate) struct Content<'a> {
    /// The banner of a demonstration; empty for none.
    pub(crate) demo: &'a str,
    /// Its title.
    pub(crate) title: &'a str,
    /// How long it is posted, and its number.
    pub(crate) line: (&'a Sentence, &'a str),
    /// The finding.
    pub(crate) say: &'a Sentence,
    /// Facts.
    pub(crate) facts: &'a [Fact],
    /// Tables.
    pub(crate) tables: &'a [TableView],
    /// The clerk's text.
    pub(crate) html: &'a str,
    /// Corrections and whom to ask.
    pub(crate) tell: &'a [Sentence],
}

/// How a sheet is set.
struct Form {
    paper: Paper,
    /// The type of tables, in half points.
    table: u32,
    /// The type of title, finding and contacts, in half points.
    words: [u32; 3],
    classes: &'static [&'static str],
}

/// Title, finding and contacts, in half points.
const WORDS: [u32; 3] = [52, 32, 28];

/// Forms of a sheet in the order in which they are tried: upright; upright and closer, for what is one leaf then; on its
/// side; and with smaller type for tables that have no room otherwise.
const FORMS: [Form; 5] = [
    Form {
        paper: UPRIGHT,
        table: 24,
        words: WORDS,
        classes: &[],
    },
    Form {
        paper: UPRIGHT,
        table: 24,
        words: [44, 30, 24],
        classes: &["close"],
    },
    Form {
        paper: WIDE,
        table: 24,
        words: WORDS,
        classes: &["landscape"],
    },
    Form {
        paper: WIDE,
        table: 21,
        words: WORDS,
        classes: &["landscape", "fine"],
    },
    Form {
        paper: WIDE,
        table: 18,
        words: WORDS,
        classes: &["landscape", "finest"],
    },
];

/// Classes of the sheet, and its leaves: the first form with the fewest leaves on which every column has room.
pub(crate) fn leaves(content: &Content<'_>) -> (String, Vec<Leaf>) {
    let tables: Vec<Prepared> = content.tables.iter().map(Prepared::of).collect();
    let prose = Prose::of(content.html);
    let mut best: Option<(&Form, Vec<Leaf>)> = None;
    for form in &FORMS {
        // Smaller type is for what has no room otherwise.
        let is_done = best.as_ref().is_some_and(|(_, fewest)| fewest.len() == 1);
        if is_done || (best.is_some() && form.table < 24) {
            break;
        }
        let fitted = tables
            .iter()
            .map(|table| table.fitted(form.paper.width, em(form.table)));
        let Some(fitted) = fitted.collect::<Option<Vec<_>>>() else {
            continue;
        };
        let leaves = on(content, form, (&fitted, &prose));
        let is_closer = form.words != WORDS;
        if best
            .as_ref()
            .is_none_or(|(_, fewest)| leaves.len() < fewest.len())
            && (!is_closer || leaves.len() == 1)
        {
            best = Some((form, leaves));
        }
    }
    let (form, leaves) = best.unwrap_or_else(|| {
        let [.., form] = &FORMS;
        let fitted = tables
            .iter()
            .map(|table| Fitted::of(table, form.paper.width, em(form.table)));
        let fitted: Vec<Fitted<'_>> = fitted.collect();
        (form, on(content, form, (&fitted, &prose)))
    });
    let mut classes = form.classes.to_vec();
    classes.extend((!tables.is_empty()).then_some("dense"));
    (classes.join(" "), leaves)
}

/// The leaves in one form.
fn on(content: &Content<'_>, form: &Form, (tables, prose): (&[Fitted<'_>], &Prose)) -> Vec<Leaf> {
    let width = form.paper.width;
    let tail = tail(content, form);
    let mut plan = Plan::new(form.paper.height, heading(content, form));
    let below = |is_last: bool| if is_last { tail } else { 0 };
    if !content.facts.is_empty() {
        let is_last = tables.is_empty() && prose.is_empty();
        facts::place(content.facts, (width, em(24)), below(is_last), &mut plan);
    }
    for (index, table) in tables.iter().enumerate() {
        let is_last = index + 1 == tables.len() && prose.is_empty();
        table.place(below(is_last), &mut plan);
    }
    if !prose.is_empty() {
        let size = em(if tables.is_empty() { 32 } else { 28 });
        prose.place((width, size), tail, &mut plan);
    }
    plan.finish(tail)
}

/// Banner, board, rule, title, number and finding.
fn heading(content: &Content<'_>, form: &Form) -> Length {
    let width_of = form.paper.width;
    let room = |half_points: u32| width_of * 100 / em(half_points);
    let [title, say, _] = form.words;
    let demo = if content.demo.is_empty() {
        0
    } else {
        let banner = format!("演示 {}", content.demo);
        height(lines(&banner, room(22), 0), em(22), 150) + 110
    };
    // Letters of the title stand 0.04 em apart.
    let titled = lines(content.title, room(title) * 100 / 104, 0);
    let (posting, number) = content.line;
    let is_long = width(&words(posting)) + width(number) + 200 > room(24);
    let say = if content.say.is_empty() {
        0
    } else {
        320 + said(content.say, width_of, say)
    };
    let line = if is_long { 1_660 } else { 1_020 };
    demo + 710 + 760 + height(titled, em(title), 125) + line + say
}

/// Corrections and contacts, the boxes for signatures, seal and QR, the code and the last line.
fn tail(content: &Content<'_>, form: &Form) -> Length {
    let size = em(form.words[2]);
    let tell = content.tell.iter().map(|line| {
        let lines = lines(&words(line), form.paper.width * 100 / size, 0);
        height(lines, size, 150)
    });
    200 + tell.sum::<Length>() + 4_440 + 840 + 660
}
