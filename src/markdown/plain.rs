//! Text without markers.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::markdown::cjk;
use crate::markdown::events::events;
use crate::markdown::html::next_shown;

/// See [`super::plain`].
pub(super) fn write(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut line_start = true;
    let mut code = false;
    for (event, range) in events(text) {
        match event {
            Event::Text(shown)
            | Event::Code(shown)
            | Event::InlineHtml(shown)
            | Event::Html(shown) => {
                let shown = if line_start && !code {
                    shown.trim_start_matches('\u{3000}')
                } else {
                    &*shown
                };
                line_start &= shown.is_empty();
                out.push_str(shown);
            }
            Event::SoftBreak => {
                let last = out.chars().next_back().unwrap_or(' ');
                if !cjk::joined(last, next_shown(text, range.end)) {
                    out.push(' ');
                }
                line_start = true;
            }
            Event::HardBreak => {
                out.push('\n');
                line_start = true;
            }
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::Start(Tag::Item | Tag::List(_)) => end_line(&mut out),
            Event::Start(Tag::Paragraph | Tag::Heading { .. }) => line_start = true,
            Event::End(TagEnd::TableCell) => {
                out.push(' ');
                line_start = true;
            }
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::HtmlBlock
                | TagEnd::TableHead
                | TagEnd::TableRow
                | TagEnd::CodeBlock,
            ) => {
                code = false;
                line_start = true;
                end_line(&mut out);
            }
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn end_line(out: &mut String) {
    out.truncate(out.trim_end_matches(' ').len());
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}
