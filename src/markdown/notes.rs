//! Footnotes: numbered by first reference, written at the end of the text.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The footnotes of one text.
#[derive(Default)]
pub(super) struct Notes {
    numbers: BTreeMap<String, usize>,
    notes: Vec<Note>,
}

#[derive(Default)]
struct Note {
    references: usize,
    body: String,
}

impl Notes {
    /// Writes a reference; `linked` unless it stands inside another link.
    pub(super) fn refer(&mut self, label: &str, linked: bool, out: &mut String) {
        let number = self.number(label);
        if !linked {
            push(out, format_args!("<sup>[{number}]</sup>"));
            return;
        }
        let Some(note) = self.notes.get_mut(number - 1) else {
            return;
        };
        note.references += 1;
        let id = reference_id(number, note.references);
        push(
            out,
            format_args!("<sup><a id=\"{id}\" href=\"#fn-{number}\">[{number}]</a></sup>"),
        );
    }

    /// Keeps the HTML of a note. A second note of one label is appended, never dropped.
    pub(super) fn define(&mut self, label: &str, body: &str) {
        let number = self.number(label);
        if let Some(note) = self.notes.get_mut(number - 1) {
            note.body.push_str(body);
        }
    }

    /// Appends the list of notes.
    pub(super) fn finish(&self, label: &str, out: &mut String) {
        if self.notes.is_empty() {
            return;
        }
        push(
            out,
            format_args!("<section class=\"notes\" aria-label=\"{label}\">\n<ol>\n"),
        );
        for (index, note) in self.notes.iter().enumerate() {
            let number = index + 1;
            push(out, format_args!("<li id=\"fn-{number}\">{}", note.body));
            for reference in 1..=note.references {
                let id = reference_id(number, reference);
                push(
                    out,
                    format_args!(
                        "<a href=\"#{id}\" aria-label=\"回到正文 {number}-{reference}\">↑</a>"
                    ),
                );
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ol>\n</section>\n");
    }

    fn number(&mut self, label: &str) -> usize {
        if let Some(&number) = self.numbers.get(label) {
            return number;
        }
        self.notes.push(Note::default());
        self.numbers.insert(label.to_owned(), self.notes.len());
        self.notes.len()
    }
}

fn reference_id(number: usize, reference: usize) -> String {
    if reference == 1 {
        format!("fnref-{number}")
    } else {
        format!("fnref-{number}-{reference}")
    }
}

fn push(out: &mut String, arguments: std::fmt::Arguments<'_>) {
    out.write_fmt(arguments)
        .expect("writing to a string does not fail");
}
