//! Paragraphs, headings, lists and quotations as HTML.

use pulldown_cmark::HeadingLevel;

use crate::markdown::BLOCKS_MAX;
use crate::markdown::html::Writer;

impl Writer<'_, '_> {
    pub(super) fn start_block(&mut self, tag: &str) {
        self.blocks += 1;
        if self.blocks <= BLOCKS_MAX {
            self.out.push_str(tag);
        }
    }

    pub(super) fn end_block(&mut self, tag: &str) {
        if self.blocks <= BLOCKS_MAX {
            self.out.push_str(tag);
        }
        self.blocks -= 1;
        self.caption.clear();
    }

    pub(super) fn end_paragraph(&mut self) {
        if self.out.ends_with("<p>") {
            self.out.truncate(self.out.len() - "<p>".len());
            return;
        }
        self.out.truncate(self.out.trim_end_matches('\n').len());
        self.out.push_str("</p>\n");
    }

    /// The first heading is `<h2>`, and each at most one level below the one before: screen readers count.
    pub(super) fn start_heading(&mut self, level: HeadingLevel) {
        while self.outline.last().is_some_and(|&above| above >= level) {
            self.outline.pop();
        }
        self.outline.push(level);
        let [start, _] = heading_tags(self.outline.len());
        self.out.push_str(start);
    }

    pub(super) fn end_heading(&mut self) {
        let [start, end] = heading_tags(self.outline.len());
        if self.out.ends_with(start) {
            self.out.truncate(self.out.len() - start.len());
            self.outline.pop();
            return;
        }
        self.out.push_str(end);
    }
}

fn heading_tags(depth: usize) -> [&'static str; 2] {
    match depth {
        0 | 1 => ["<h2>", "</h2>\n"],
        2 => ["<h3>", "</h3>\n"],
        3 => ["<h4>", "</h4>\n"],
        4 => ["<h5>", "</h5>\n"],
        5.. => ["<h6>", "</h6>\n"],
    }
}
