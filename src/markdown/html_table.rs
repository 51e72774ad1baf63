//! Tables as HTML: a labelled section that scrolls, and columns of figures marked as such.

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::markdown::events::At;
use crate::markdown::html::{Writer, is_block};
use crate::markdown::tables::{is_filler, surplus};
use crate::markdown::{CAPTION_MAX, CELLS_MAX, escape};

/// Browsers read no larger `colspan`.
const COLSPAN_MAX: usize = 1_000;

impl<'t> Writer<'t, '_> {
    /// Writes the table whose events, between its start and end, are given.
    pub(super) fn table(&mut self, events: &mut Vec<At<'t>>, range: &Range<usize>) {
        let label = self.table_label();
        self.out
            .push_str("<section class=\"scroll\" tabindex=\"0\" aria-label=\"");
        escape::push(&mut self.out, &label);
        self.out.push_str("\">\n<table class=\"d\">\n");
        let mut end = range.end;
        let mut state = State {
            numeric: numeric_columns(self.text, events),
            ..State::default()
        };
        for (event, range) in events.drain(..) {
            if state.cut.is_some() {
                end = end.max(range.end);
                continue;
            }
            match event {
                Event::Start(tag) if state.is_over(&tag, &range) => state.cut = Some(range.start),
                Event::Start(Tag::TableHead) => self.out.push_str("<thead>\n<tr>"),
                Event::End(TagEnd::TableHead) => {
                    self.out.push_str("</tr>\n</thead>\n");
                    state.width = state.column;
                }
                Event::Start(Tag::TableRow) => self.start_row(&mut state, &range),
                Event::End(TagEnd::TableRow) => self.end_row(&mut state),
                Event::Start(Tag::TableCell) => self.start_cell(&mut state, &range),
                Event::End(TagEnd::TableCell) => self.end_cell(&mut state, &range),
                other => self.event(other, &range),
            }
        }
        if state.open {
            self.end_row(&mut state);
        }
        self.out.push_str(if state.body {
            "</tbody>\n</table>\n"
        } else {
            "</table>\n"
        });
        if let Some(rest) = state.cut.and_then(|from| self.text.get(from..end)) {
            self.out.push_str("<pre>");
            escape::push(&mut self.out, rest);
            self.out.push_str("</pre>\n");
        }
        self.out.push_str("</section>\n");
        self.caption.clear();
    }

    /// The caption, or 表 1, 表 2; unique in the text, as landmarks must be.
    fn table_label(&mut self) -> String {
        self.tables += 1;
        let caption = self.caption.trim();
        let unfit =
            caption.is_empty() || caption.contains('\n') || caption.chars().count() > CAPTION_MAX;
        let mut label = if unfit {
            format!("表 {}", self.tables)
        } else {
            caption.to_owned()
        };
        while self.labels.contains(&label) {
            label = format!("{label}（表 {}）", self.tables);
        }
        self.labels.insert(label.clone());
        label
    }

    fn start_row(&mut self, state: &mut State, range: &Range<usize>) {
        self.out
            .push_str(if state.body { "<tr>" } else { "<tbody>\n<tr>" });
        state.body = true;
        state.open = true;
        state.column = 0;
        state.fillers = 0;
        state.row_end = range.end;
    }

    /// Cells that are not written become one wide cell: a short text must not become a long page.
    fn end_row(&mut self, state: &mut State) {
        state.open = false;
        let mut missing = state.fillers;
        while missing > 0 {
            let span = missing.min(COLSPAN_MAX);
            missing -= span;
            if span == 1 {
                self.out.push_str("<td></td>");
            } else {
                write!(self.out, "<td colspan=\"{span}\"></td>")
                    .expect("writing to a string does not fail");
            }
        }
        self.out.push_str("</tr>\n");
    }

    fn start_cell(&mut self, state: &mut State, range: &Range<usize>) {
        self.caption.clear();
        if state.body && is_filler(range, state.row_end) {
            state.fillers += 1;
            return;
        }
        let numeric = state.numeric.get(state.column).copied().unwrap_or(false);
        // An empty `<th>` is announced as a nameless column.
        state.heading = !state.body
            && self
                .text
                .get(range.clone())
                .is_some_and(|cell| !cell.trim().is_empty());
        self.out.push_str(match (state.heading, numeric) {
            (true, true) => "<th scope=\"col\" class=\"n\">",
            (true, false) => "<th scope=\"col\">",
            (false, true) => "<td class=\"n\">",
            (false, false) => "<td>",
        });
        self.start_line();
    }

    fn end_cell(&mut self, state: &mut State, range: &Range<usize>) {
        if state.body && is_filler(range, state.row_end) {
            return;
        }
        state.cells += 1;
        state.column += 1;
        if state.body
            && state.column == state.width
            && let Some(rest) = surplus(self.text, range.end, state.row_end)
        {
            // Shown with its bar: `3 4` would read as one figure.
            self.out.push_str(" | ");
            escape::push(&mut self.out, rest);
        }
        self.out
            .push_str(if state.heading { "</th>" } else { "</td>" });
    }
}

/// Where the writer is inside a table.
#[derive(Default)]
struct State {
    numeric: Vec<bool>,
    /// Columns of the head.
    width: usize,
    column: usize,
    cells: usize,
    /// Cells of this row that are not written.
    fillers: usize,
    row_end: usize,
    body: bool,
    /// A body row has begun and not ended.
    open: bool,
    heading: bool,
    /// Where the rest begins that is shown as written.
    cut: Option<usize>,
}

impl State {
    /// Whether the table ends here: too many cells, or the parser gave up filling rows and went on with other blocks.
    fn is_over(&self, tag: &Tag<'_>, range: &Range<usize>) -> bool {
        match tag {
            Tag::TableRow => self.cells > CELLS_MAX || range.end <= range.start,
            Tag::TableHead | Tag::TableCell => false,
            other => is_block(other),
        }
    }
}

/// For each column whether all its filled body cells are figures, and there is one.
fn numeric_columns(text: &str, events: &[At<'_>]) -> Vec<bool> {
    let mut seen: Vec<(bool, bool)> = Vec::new();
    let mut column = 0;
    let mut body = false;
    for (event, range) in events {
        match event {
            Event::Start(Tag::TableRow) => {
                body = true;
                column = 0;
            }
            Event::Start(Tag::TableCell) if body => {
                if let Some(cell) = text.get(range.clone())
                    && let Some(figure) = is_figure(cell)
                {
                    if seen.len() <= column {
                        seen.resize(column + 1, (false, false));
                    }
                    if let Some((figures, others)) = seen.get_mut(column) {
                        *figures |= figure;
                        *others |= !figure;
                    }
                }
                column += 1;
            }
            _ => {}
        }
    }
    seen.into_iter()
        .map(|(figures, others)| figures && !others)
        .collect()
}

/// Whether a cell is a figure; none if it is blank or a dash.
fn is_figure(cell: &str) -> Option<bool> {
    let mut digits = false;
    let mut blank = true;
    for c in cell.trim().chars() {
        match c {
            '0'..='9' | '０'..='９' => digits = true,
            '-' | '—' | '/' | '－' | '*' | ' ' => continue,
            '.' | ',' | '+' | '%' | '¥' | '￥' | '−' | '，' | '．' | '％' | '(' | ')' | '~' =>
                {}
            _ => return Some(false),
        }
        blank = false;
    }
    if blank { None } else { Some(digits) }
}
