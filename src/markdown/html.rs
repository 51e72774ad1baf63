//! Events to HTML, in one pass into one string.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag, TagEnd};

use crate::markdown::events::{At, events};
use crate::markdown::html_link::{Image, LinkEnd};
use crate::markdown::notes::Notes;
use crate::markdown::{BLOCKS_MAX, CAPTION_MAX, INLINES_MAX, Link, cjk, escape};

/// The label of the footnotes' section; no table may have it.
const NOTES: &str = "注释";

/// The HTML of a text.
pub(super) fn write(text: &str, resolve: &dyn Fn(&str) -> Link) -> String {
    let mut writer = Writer::new(text, resolve);
    let mut events = events(text);
    let mut table = Vec::new();
    while let Some((event, range)) = events.next() {
        if !matches!(event, Event::Start(Tag::Table(_))) {
            writer.event(event, &range);
            continue;
        }
        // A column is numeric or not by all its cells, so a table is read before it is written.
        table.clear();
        table.extend(events.by_ref().take_while(is_inside()));
        writer.table(&mut table, &range);
    }
    writer.notes.finish(NOTES, &mut writer.out);
    writer.out
}

pub(super) struct Writer<'t, 'r> {
    pub(super) text: &'t str,
    pub(super) resolve: &'r dyn Fn(&str) -> Link,
    pub(super) out: String,
    /// Levels of the headings above this place, as written.
    pub(super) outline: Vec<HeadingLevel>,
    pub(super) blocks: usize,
    inlines: usize,
    code: bool,
    /// At the start of a line of a paragraph, where an indent is dropped.
    pub(super) line_start: bool,
    /// The last character shown, to judge a line break by.
    pub(super) last: char,
    pub(super) links: Vec<LinkEnd<'t>>,
    pub(super) image: Option<Image<'t>>,
    pub(super) notes: Notes,
    /// Where the HTML of a footnote began, and its label.
    defining: Vec<(String, CowStr<'t>)>,
    pub(super) labels: BTreeSet<String>,
    pub(super) tables: usize,
    /// Text of the paragraph or heading right before: the next table's caption.
    pub(super) caption: String,
}

impl<'t, 'r> Writer<'t, 'r> {
    fn new(text: &'t str, resolve: &'r dyn Fn(&str) -> Link) -> Self {
        Self {
            text,
            resolve,
            out: String::with_capacity(text.len() + text.len() / 2),
            outline: Vec::new(),
            blocks: 0,
            inlines: 0,
            code: false,
            line_start: true,
            last: ' ',
            links: Vec::new(),
            image: None,
            notes: Notes::default(),
            defining: Vec::new(),
            labels: BTreeSet::from([NOTES.to_owned()]),
            tables: 0,
            caption: String::new(),
        }
    }

    pub(super) fn event(&mut self, event: Event<'t>, range: &Range<usize>) {
        if self.image.is_some() {
            self.describe(event);
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.push_text(&text),
            Event::Html(html) => escape::push(&mut self.out, &html),
            Event::InlineHtml(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.push_text(&text);
            }
            Event::Code(code) => {
                self.out.push_str("<code>");
                self.push_text(&code);
                self.out.push_str("</code>");
            }
            Event::SoftBreak => {
                if !cjk::joined(self.last, next_shown(self.text, range.end)) {
                    self.out.push('\n');
                }
                self.start_line();
                self.caption.push('\n');
            }
            Event::HardBreak => {
                self.out.push_str("<br>\n");
                self.start_line();
                self.caption.push('\n');
            }
            Event::Rule => {
                self.out.push_str("<hr>\n");
                self.caption.clear();
            }
            Event::FootnoteReference(label) => {
                let linked = !self.links.iter().any(|link| link.anchor);
                self.notes.refer(&label, linked, &mut self.out);
            }
            Event::TaskListMarker(done) => self.out.push_str(if done { "☑ " } else { "☐ " }),
        }
    }

    fn start(&mut self, tag: Tag<'t>) {
        if is_block(&tag) {
            self.line_start = true;
            self.caption.clear();
        }
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.out.push_str("<p>"),
            Tag::Heading { level, .. } => self.start_heading(level),
            Tag::BlockQuote(_) => self.start_block("<blockquote>\n"),
            Tag::List(None) => self.start_block("<ul>\n"),
            Tag::List(Some(1)) => self.start_block("<ol>\n"),
            Tag::List(Some(first)) => self.start_block(&format!("<ol start=\"{first}\">\n")),
            Tag::Item if self.blocks <= BLOCKS_MAX => self.out.push_str("<li>"),
            Tag::CodeBlock(_) => {
                self.code = true;
                self.out.push_str("<pre><code>");
            }
            Tag::FootnoteDefinition(label) => {
                self.defining.push((std::mem::take(&mut self.out), label));
            }
            Tag::Emphasis => self.start_inline("<em>"),
            Tag::Strong => self.start_inline("<strong>"),
            Tag::Strikethrough => self.start_inline("<del>"),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.start_link(link_type, dest_url, &title),
            Tag::Image {
                dest_url, title, ..
            } => {
                self.image = Some(Image::new(dest_url, title));
            }
            // Tables are written by `table`; the rest is not enabled.
            Tag::Item
            | Tag::Table(_)
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.end_paragraph(),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(_) => self.end_block("</blockquote>\n"),
            TagEnd::List(true) => self.end_block("</ol>\n"),
            TagEnd::List(false) => self.end_block("</ul>\n"),
            TagEnd::Item if self.blocks <= BLOCKS_MAX => self.out.push_str("</li>\n"),
            TagEnd::Item => self.out.push('\n'),
            TagEnd::CodeBlock => {
                self.code = false;
                self.out.push_str("</code></pre>\n");
                self.caption.clear();
            }
            TagEnd::FootnoteDefinition => {
                if let Some((before, label)) = self.defining.pop() {
                    let body = std::mem::replace(&mut self.out, before);
                    self.notes.define(&label, &body);
                }
                self.caption.clear();
            }
            TagEnd::Emphasis => self.end_inline("</em>"),
            TagEnd::Strong => self.end_inline("</strong>"),
            TagEnd::Strikethrough => self.end_inline("</del>"),
            TagEnd::Link => self.end_link(),
            TagEnd::Image
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Text as shown, without the indent of a line.
    fn push_text(&mut self, text: &str) {
        let shown = if self.line_start && !self.code {
            text.trim_start_matches('\u{3000}')
        } else {
            text
        };
        let Some(last) = shown.chars().next_back() else {
            return;
        };
        self.line_start = false;
        self.last = last;
        escape::push(&mut self.out, shown);
        if self.caption.len() <= CAPTION_MAX * 4 {
            self.caption.push_str(shown);
        }
    }

    /// From here an indent is dropped.
    pub(super) fn start_line(&mut self) {
        self.line_start = true;
    }

    fn start_inline(&mut self, tag: &str) {
        self.inlines += 1;
        if self.inlines <= INLINES_MAX {
            self.out.push_str(tag);
        }
    }

    fn end_inline(&mut self, tag: &str) {
        if self.inlines <= INLINES_MAX {
            self.out.push_str(tag);
        }
        self.inlines -= 1;
    }
}

/// Up to the end of the table. Past its limit on filled cells, the parser puts the rest of the text inside the table.
fn is_inside() -> impl FnMut(&At<'_>) -> bool {
    let mut depth = 1;
    move |(event, _)| {
        match event {
            Event::Start(Tag::Table(_)) => depth += 1,
            Event::End(TagEnd::Table) => depth -= 1,
            _ => {}
        }
        depth > 0
    }
}

pub(super) fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}

/// The first character shown after a line break. A few steps suffice; what is farther off is not Chinese text.
pub(super) fn next_shown(text: &str, from: usize) -> char {
    let rest = text.get(from..).unwrap_or_default();
    let hidden = |c: &char| {
        matches!(
            c,
            ' ' | '\t' | '\r' | '\n' | '>' | '*' | '_' | '~' | '[' | '\u{3000}'
        )
    };
    rest.chars().take(64).find(|c| !hidden(c)).unwrap_or(' ')
}
