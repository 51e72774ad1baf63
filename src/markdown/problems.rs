//! What a clerk should look at.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::markdown::address::{self, Address};
use crate::markdown::events::events;
use crate::markdown::tables::{is_filler, surplus};
use crate::markdown::{BLOCKS_MAX, CELLS_MAX, Problem, ProblemKind};

/// See [`super::problems`].
pub(super) fn find(text: &str) -> Vec<Problem> {
    let mut finder = Finder {
        text,
        problems: Vec::new(),
        blocks: 0,
        image: None,
        table: Table::default(),
    };
    for (event, range) in events(text) {
        finder.event(&event, &range);
    }
    finder
        .problems
        .sort_by_key(|problem| (problem.start, problem.end, problem.kind));
    finder.problems
}

struct Finder<'t> {
    text: &'t str,
    problems: Vec<Problem>,
    blocks: usize,
    /// The outermost image and whether it has a description.
    image: Option<(Range<usize>, bool, usize)>,
    table: Table,
}

#[derive(Default)]
struct Table {
    range: Range<usize>,
    row: Range<usize>,
    width: usize,
    column: usize,
    cells: usize,
    body: bool,
    /// This row has fewer or more cells than the head.
    ragged: bool,
    /// The table has too many cells and that was said.
    reported: bool,
}

impl Finder<'_> {
    fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        if let (Some((_, described, _)), Event::Text(text) | Event::Code(text)) =
            (&mut self.image, event)
        {
            *described |= !text.trim().is_empty();
        }
        match event {
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                self.report(ProblemKind::RawHtml, range);
            }
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) if *link_type != LinkType::Email && address::kind(dest_url) == Address::Unsafe => {
                self.report(ProblemKind::UnsafeLink, range);
            }
            Event::Start(Tag::Image {
                dest_url, title, ..
            }) => self.start_image(dest_url, title, range),
            Event::End(TagEnd::Image) => self.end_image(),
            Event::Start(Tag::List(_) | Tag::BlockQuote(_)) => {
                self.blocks += 1;
                if self.blocks == BLOCKS_MAX + 1 {
                    self.report(ProblemKind::TooDeep, range);
                }
            }
            Event::End(TagEnd::List(_) | TagEnd::BlockQuote(_)) => self.blocks -= 1,
            Event::Start(Tag::Table(_)) => {
                self.table = Table {
                    range: range.clone(),
                    ..Table::default()
                }
            }
            Event::End(TagEnd::TableHead) => self.table.width = self.table.column,
            Event::Start(Tag::TableRow) => self.start_row(range),
            // A block inside a table: the parser gave up filling rows.
            Event::Start(Tag::Paragraph) if self.table.body && !self.table.reported => {
                self.table.reported = true;
                self.report(ProblemKind::TooManyCells, range);
            }
            Event::End(TagEnd::Table) => self.table = Table::default(),
            Event::End(TagEnd::TableRow) if self.table.ragged => {
                self.report(ProblemKind::RaggedTable, range);
            }
            Event::End(TagEnd::TableCell) => self.end_cell(range),
            _ => {}
        }
    }

    fn start_image(&mut self, dest: &str, title: &str, range: &Range<usize>) {
        match address::kind(dest) {
            Address::Relative => {}
            Address::Outside => self.report(ProblemKind::OutsideImage, range),
            Address::Contact | Address::Unsafe => self.report(ProblemKind::UnsafeLink, range),
        }
        match &mut self.image {
            Some((_, _, depth)) => *depth += 1,
            None => self.image = Some((range.clone(), !title.trim().is_empty(), 0)),
        }
    }

    fn end_image(&mut self) {
        match self.image.take() {
            Some((range, described, depth @ 1..)) => {
                self.image = Some((range, described, depth - 1));
            }
            Some((range, false, 0)) => self.report(ProblemKind::MissingAlt, &range),
            Some((_, true, 0)) | None => {}
        }
    }

    fn start_row(&mut self, range: &Range<usize>) {
        let table = &mut self.table;
        let full = table.cells > CELLS_MAX && !table.reported;
        table.row = range.clone();
        table.column = 0;
        table.body = true;
        table.ragged = false;
        if full {
            table.reported = true;
            let range = table.range.clone();
            self.report(ProblemKind::TooManyCells, &range);
        }
    }

    fn end_cell(&mut self, range: &Range<usize>) {
        let table = &mut self.table;
        if table.body && is_filler(range, table.row.end) {
            table.ragged = true;
            return;
        }
        table.column += 1;
        table.cells += 1;
        if table.body
            && table.column == table.width
            && surplus(self.text, range.end, table.row.end).is_some()
        {
            table.ragged = true;
        }
    }

    fn report(&mut self, kind: ProblemKind, range: &Range<usize>) {
        self.problems.push(Problem {
            kind,
            start: range.start,
            end: range.end.max(range.start),
        });
    }
}
