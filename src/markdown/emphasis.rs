//! Pairs `*`, `_` and `~` again where CommonMark goes wrong beside Chinese.
//!
//! Leftover runs alone do not suffice: in `甲**（一）**乙**（二）**丙` the parser pairs the second run with the third. So the
//! parser's emphasis is taken apart into its runs, and all runs of one level (a block, or one link's text) are paired anew by
//! CommonMark's own procedure with the flanks of `cjk`. Code, addresses and escaped marks are never runs.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use crate::markdown::cjk::{self, Flanks};
use crate::markdown::events::At;
use crate::markdown::pairing::{Level, Run};

/// Where a run counts otherwise than CommonMark says, in ascending order.
pub(super) fn suspects(text: &str) -> Vec<usize> {
    let mut suspects = Vec::new();
    let mut end = 0;
    for (start, mark) in text.bytes().enumerate() {
        if start < end || !matches!(mark, b'*' | b'~') {
            continue;
        }
        end = start
            + text
                .bytes()
                .skip(start)
                .take_while(|&byte| byte == mark)
                .count();
        let before = char_before(text, start);
        let after = char_after(text, end);
        if cjk::flanks(mark, before, after) != cjk::standard(mark, before, after) {
            suspects.push(start);
        }
    }
    suspects
}

/// The same inline events with emphasis paired anew.
pub(super) fn repair<'t>(text: &'t str, run: Vec<At<'t>>) -> Vec<At<'t>> {
    let mut pieces = Pieces {
        text,
        list: Vec::with_capacity(run.len()),
        runs: Vec::new(),
    };
    let mut autolink = false;
    for (event, range) in run {
        match event {
            Event::Start(Tag::Emphasis) => pieces.mark(range.start, 1),
            Event::End(TagEnd::Emphasis) => pieces.mark(range.end - 1, 1),
            Event::Start(Tag::Strong) => pieces.mark(range.start, 2),
            Event::End(TagEnd::Strong) => pieces.mark(range.end - 2, 2),
            Event::Start(Tag::Strikethrough) | Event::End(TagEnd::Strikethrough) => {
                let start = matches!(event, Event::Start(_));
                pieces.tilde(&range, start);
            }
            Event::Text(slice) if !autolink && text.get(range.clone()) == Some(&*slice) => {
                pieces.text(range);
            }
            other => {
                match &other {
                    Event::Start(Tag::Link {
                        link_type: LinkType::Autolink | LinkType::Email,
                        ..
                    }) => autolink = true,
                    Event::End(TagEnd::Link) => autolink = false,
                    _ => {}
                }
                pieces.list.push(Piece::Event(other, range));
            }
        }
    }
    pieces.flank();
    pieces.pair();
    pieces.into_events()
}

enum Piece<'t> {
    Event(Event<'t>, Range<usize>),
    /// Index into the runs.
    Run(usize),
}

struct Pieces<'t> {
    text: &'t str,
    list: Vec<Piece<'t>>,
    runs: Vec<Run>,
}

impl<'t> Pieces<'t> {
    /// `count` marks at `start`, joined to the run they continue.
    fn mark(&mut self, start: usize, count: usize) {
        let mark = self.text.as_bytes().get(start).copied().unwrap_or(b'*');
        if let (Some(Piece::Run(_)), Some(run)) = (self.list.last(), self.runs.last_mut())
            && run.mark == mark
            && run.start + run.len == start
        {
            run.len += count;
            run.left += count;
            return;
        }
        self.list.push(Piece::Run(self.runs.len()));
        let flanks = Flanks {
            open: false,
            close: false,
        };
        self.runs.push(Run {
            mark,
            start,
            len: count,
            left: count,
            flanks,
            closes: Vec::new(),
            opens: Vec::new(),
        });
    }

    /// Strikethrough has one mark or two on both sides.
    fn tilde(&mut self, range: &Range<usize>, start: bool) {
        let two = self
            .text
            .get(range.clone())
            .is_some_and(|struck| struck.starts_with("~~") && struck.ends_with("~~"));
        let count = if two { 2 } else { 1 };
        self.mark(
            if start {
                range.start
            } else {
                range.end - count
            },
            count,
        );
    }

    /// Splits text into runs and what lies between.
    fn text(&mut self, range: Range<usize>) {
        let bytes = self.text.as_bytes();
        let mut from = range.start;
        let mut at = range.start;
        if is_escaped(bytes, at) {
            at += 1;
        }
        while at < range.end {
            if bytes
                .get(at)
                .is_some_and(|byte| matches!(byte, b'*' | b'_' | b'~'))
            {
                self.plain(from..at);
                self.mark(at, 1);
                from = at + 1;
            }
            at += 1;
        }
        self.plain(from..range.end);
    }

    fn plain(&mut self, range: Range<usize>) {
        if let Some(text) = self.text.get(range.clone())
            && !text.is_empty()
        {
            self.list
                .push(Piece::Event(Event::Text(CowStr::Borrowed(text)), range));
        }
    }

    fn flank(&mut self) {
        for (at, piece) in self.list.iter().enumerate() {
            let Piece::Run(index) = piece else { continue };
            let before = at.checked_sub(1).and_then(|at| self.list.get(at));
            let after = self.list.get(at + 1);
            let Some(run) = self.runs.get_mut(*index) else {
                continue;
            };
            // The edge of a line or of a link's text counts as a space, whatever marker of a block or cell stands there.
            let before = if is_edge(before) {
                ' '
            } else {
                char_before(self.text, run.start)
            };
            let after = if is_edge(after) {
                ' '
            } else {
                char_after(self.text, run.start + run.len)
            };
            run.flanks = match (run.mark, run.len) {
                (b'~', 3..) => Flanks {
                    open: false,
                    close: false,
                },
                // One `~` between Chinese figures is a range: 8~10 元.
                (b'~', 1) => {
                    let standard = cjk::standard(b'_', before, after);
                    Flanks {
                        open: standard.open,
                        close: standard.close,
                    }
                }
                (mark, _) => cjk::flanks(mark, before, after),
            };
        }
    }

    fn pair(&mut self) {
        let mut level = Level::default();
        let mut outer = Vec::new();
        for piece in &self.list {
            match piece {
                Piece::Run(index) => level.take(&mut self.runs, *index),
                Piece::Event(Event::Start(_), _) => outer.push(std::mem::take(&mut level)),
                Piece::Event(Event::End(_), _) => level = outer.pop().unwrap_or_default(),
                Piece::Event(..) => {}
            }
        }
    }

    fn into_events(self) -> Vec<At<'t>> {
        let mut events = Vec::with_capacity(self.list.len() + self.runs.len());
        for piece in self.list {
            let index = match piece {
                Piece::Event(event, range) => {
                    events.push((event, range));
                    continue;
                }
                Piece::Run(index) => index,
            };
            let Some(run) = self.runs.get(index) else {
                continue;
            };
            let range = run.start..run.start + run.len;
            events.extend(
                run.closes
                    .iter()
                    .map(|kind| (Event::End(kind.tag().to_end()), range.clone())),
            );
            if let Some(text) = self.text.get(run.start..run.start + run.left)
                && !text.is_empty()
            {
                events.push((Event::Text(CowStr::Borrowed(text)), range.clone()));
            }
            events.extend(
                run.opens
                    .iter()
                    .rev()
                    .map(|kind| (Event::Start(kind.tag()), range.clone())),
            );
        }
        events
    }
}

fn is_edge(piece: Option<&Piece<'_>>) -> bool {
    match piece {
        None | Some(Piece::Event(Event::SoftBreak | Event::HardBreak, _)) => true,
        Some(Piece::Event(..) | Piece::Run(_)) => false,
    }
}

/// Whether an odd number of backslashes stands before.
fn is_escaped(bytes: &[u8], at: usize) -> bool {
    let backslashes = bytes
        .iter()
        .take(at)
        .rev()
        .take_while(|&&byte| byte == b'\\')
        .count();
    backslashes % 2 == 1
}

fn char_before(text: &str, at: usize) -> char {
    text.get(..at)
        .and_then(|text| text.chars().next_back())
        .unwrap_or(' ')
}

fn char_after(text: &str, at: usize) -> char {
    text.get(at..)
        .and_then(|text| text.chars().next())
        .unwrap_or(' ')
}
