//! The events of a text, with emphasis beside Chinese repaired. The only file that sets parser options.

use std::ops::Range;
use std::vec::IntoIter;

use pulldown_cmark::{Event, OffsetIter, Options, Parser, Tag, TagEnd};

use crate::markdown::emphasis;

/// An event and its bytes in the text.
pub(super) type At<'t> = (Event<'t>, Range<usize>);

/// The events of a text in order; starts and ends are balanced.
pub(super) fn events(text: &str) -> Events<'_> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    Events {
        text,
        parser: Parser::new_ext(text, options).into_offset_iter(),
        suspects: emphasis::suspects(text),
        ready: Vec::new().into_iter(),
        next: None,
        in_code: false,
    }
}

/// See [`events`].
pub(super) struct Events<'t> {
    text: &'t str,
    parser: OffsetIter<'t>,
    /// Where repair could matter, in ascending order. Nearly always empty: then events pass straight through.
    suspects: Vec<usize>,
    ready: IntoIter<At<'t>>,
    next: Option<At<'t>>,
    in_code: bool,
}

impl<'t> Iterator for Events<'t> {
    type Item = At<'t>;

    fn next(&mut self) -> Option<At<'t>> {
        if self.suspects.is_empty() {
            return self.parser.next();
        }
        if let Some(ready) = self.ready.next() {
            return Some(ready);
        }
        let event = self.next.take().or_else(|| self.parser.next())?;
        match &event.0 {
            Event::Start(Tag::CodeBlock(_)) => self.in_code = true,
            Event::End(TagEnd::CodeBlock) => self.in_code = false,
            _ => {}
        }
        if self.in_code || !is_inline(&event.0) {
            return Some(event);
        }
        self.ready = self.run(event).into_iter();
        self.ready.next()
    }
}

impl<'t> Events<'t> {
    /// All inline events up to the next block, repaired if a suspect is among them.
    fn run(&mut self, first: At<'t>) -> Vec<At<'t>> {
        let start = first.1.start;
        let mut run = vec![first];
        for event in self.parser.by_ref() {
            if !is_inline(&event.0) {
                self.next = Some(event);
                break;
            }
            run.push(event);
        }
        let end = run.iter().map(|at| at.1.end).max().unwrap_or(start);
        let from = self.suspects.partition_point(|&at| at < start);
        if self.suspects.get(from).is_none_or(|&at| at >= end) {
            return run;
        }
        emphasis::repair(self.text, run)
    }
}

fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        ),
        Event::End(tag) => matches!(
            tag,
            TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Link
                | TagEnd::Image
        ),
        Event::Html(_) | Event::Rule => false,
        Event::Text(_)
        | Event::Code(_)
        | Event::InlineMath(_)
        | Event::DisplayMath(_)
        | Event::InlineHtml(_)
        | Event::FootnoteReference(_)
        | Event::SoftBreak
        | Event::HardBreak
        | Event::TaskListMarker(_) => true,
    }
}
