//! Numbers of persons of which a part is covered: what is left of several lists adds up to the whole.

use crate::check::privacy::lists::{self, List};
use crate::model::record::Record;
use crate::privacy::words::Words;
use crate::source::{SourceTree, Span};

/// Digits shown before the covered ones, the covered ones, digits behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Form {
    start: usize,
    end: usize,
    before: usize,
    hidden: usize,
    behind: usize,
}

/// Half hidden numbers: in the text by their form alone, in lists of persons under the heads of `numbers`.
pub(super) fn of(
    record: &Record,
    tree: &SourceTree,
    (numbers, others): (&Words, &Words),
) -> Vec<Span> {
    let text = &tree.file(record.file).text;
    let plain = forms(text).into_iter().filter(|form| {
        let length = form.before + form.hidden + form.behind;
        let begins = text
            .get(form.start..)
            .is_some_and(|rest| rest.starts_with('1'));
        let is_mobile = length == 11 && form.before == 3 && begins;
        let is_long = (15..=19).contains(&length) && form.before >= 4 && form.hidden >= 4;
        let line = text.get(..form.start).unwrap_or_default();
        let line = line
            .rsplit(['\n', '，', '；', ','])
            .next()
            .unwrap_or_default();
        (is_mobile || is_long) && form.behind > 0 && !others.any_in(line)
    });
    let mut spans: Vec<Span> = plain
        .map(|form| Span {
            file: record.file,
            start: form.start,
            end: form.end,
        })
        .collect();
    for list in lists::of(record, tree) {
        let heads: Vec<usize> = list
            .columns(numbers)
            .filter(|index| !others.any_in(&list.heads[*index]))
            .collect();
        for row in &list.rows {
            let cells = heads.iter().filter_map(|index| List::cell(row, *index));
            let hidden = cells.filter(|cell| {
                let told = |form: &Form| form.hidden >= 2 && form.before + form.behind >= 3;
                forms(cell.text).iter().any(told)
            });
            spans.extend(hidden.map(|cell| cell.span));
        }
    }
    spans
}

/// Runs of digits with a run of covering signs in or before them.
fn forms(text: &str) -> Vec<Form> {
    let mut found = Vec::new();
    let mut glyphs = text.char_indices().peekable();
    while let Some((start, glyph)) = glyphs.next() {
        if !is_digit(glyph) && !is_cover(glyph) {
            continue;
        }
        let mut form = Form {
            start,
            end: start + glyph.len_utf8(),
            before: usize::from(is_digit(glyph)),
            hidden: usize::from(is_cover(glyph)),
            behind: 0,
        };
        while let Some((at, glyph)) = glyphs.next_if(|(_, c)| is_digit(*c) || is_cover(*c)) {
            if is_cover(glyph) {
                form.hidden += 1;
            } else if form.hidden == 0 {
                form.before += 1;
            } else {
                form.behind += 1;
            }
            form.end = at + glyph.len_utf8();
        }
        if form.hidden > 0 && form.before + form.behind > 0 {
            found.push(form);
        }
    }
    found
}

fn is_digit(glyph: char) -> bool {
    glyph.is_ascii_digit() || ('０'..='９').contains(&glyph)
}

fn is_cover(glyph: char) -> bool {
    matches!(glyph, '*' | '＊' | '×' | '•' | '●' | '█' | '■' | '✱')
}

#[cfg(test)]
mod tests {
    use super::forms;

    #[test]
    fn counts_what_is_shown_and_what_is_not() {
        let told = |text: &str| {
            let forms = forms(text);
            let parts = forms
                .iter()
                .map(|form| (form.before, form.hidden, form.behind));
            parts.collect::<Vec<_>>()
        };
        assert_eq!(told("370102********1234"), [(6, 8, 4)]);
        assert_eq!(told("手机138****1234，另记"), [(3, 4, 4)]);
        assert_eq!(told("****5678"), [(0, 4, 4)]);
        assert_eq!(told("**合计** 1,200"), []);
    }
}
