//! The slips between braces: `{日期：09-05，收入:3,000.00}`.

use crate::diagnostic::{Problem, Repair};
use crate::yaml::marks::{FieldEnd, begins_known_field, field_end};
use crate::yaml::rules::{SYNTAX, WIDE_PUNCTUATION};
use crate::yaml::slips::{GROUP_COMMA, Work};

/// Where we are between brackets.
#[derive(Default)]
struct Flow {
    /// The brackets that are open.
    open: Vec<char>,
    /// The quotation mark that is open.
    quote: Option<char>,
    /// Whether the mark before was a backslash inside quotation marks.
    is_escaped: bool,
    /// The bracket, comma or colon behind which nothing but blanks has come.
    after: Option<char>,
}

impl Flow {
    fn begins_field(&self) -> bool {
        self.quote.is_none()
            && self.open.last() == Some(&'{')
            && matches!(self.after, Some('{' | ','))
    }

    /// Whether nothing stands between two commas of a list, or before its first.
    fn lacks_cell(&self) -> bool {
        self.quote.is_none()
            && self.open.last() == Some(&'[')
            && matches!(self.after, Some('[' | ','))
    }

    fn step(&mut self, mark: char) {
        if let Some(open) = self.quote {
            if self.is_escaped {
                self.is_escaped = false;
            } else if open == '"' && mark == '\\' {
                self.is_escaped = true;
            } else if mark == open {
                self.quote = None;
            }
            return;
        }
        match mark {
            '"' | '\'' if self.after.is_some() => self.quote = Some(mark),
            '{' | '[' => self.open.push(mark),
            '}' | ']' => {
                self.open.pop();
            }
            _ => {}
        }
        if !mark.is_whitespace() {
            self.after = matches!(mark, '{' | '[' | ',' | ':').then_some(mark);
        }
    }
}

impl Work<'_> {
    /// Mends a value that begins with a bracket.
    pub(super) fn braces(&mut self, value: &str, at: usize) {
        let mut flow = Flow::default();
        let mut skip_until = 0;
        for (offset, mark) in value.char_indices() {
            if offset < skip_until {
                continue;
            }
            let rest = value.get(offset..).unwrap_or_default();
            if flow.begins_field()
                && !mark.is_whitespace()
                && let Some(end) = field_end(rest)
            {
                let length = match end {
                    FieldEnd::Wide(end) => self.wide_colon(rest, at + offset, end),
                    FieldEnd::NoSpace(end) => self.missing_space(rest, at + offset, end),
                };
                skip_until = offset + length;
                flow.after = Some(':');
                continue;
            }
            let is_map = flow.quote.is_none() && flow.open.last() == Some(&'{');
            if is_map && mark == '，' && begins_known_field(rest) {
                self.wide_comma(rest, at + offset);
                flow.after = Some(',');
                continue;
            }
            if flow.quote.is_none() && mark == ',' && groups_thousands(value, offset) {
                // `{收入: 3,000.00}`: YAML would end the value here, a clerk means one number.
                self.change(GROUP_COMMA, at + offset + 1);
                continue;
            }
            if mark == ',' && flow.lacks_cell() {
                self.blank_cell(at + offset);
            }
            flow.step(mark);
            self.mended.push(mark);
        }
    }

    /// A cell left empty between commas, before the comma at this offset.
    fn blank_cell(&mut self, at: usize) {
        self.report(
            Problem::new(&SYNTAX, self.at(at, 1), "逗号前面的一格空着")
                .help("空着的格写 \"\"，例如 `[电费, \"\", 860]`")
                .repair(Repair::mark(self.at(at, 1), "\"\",")),
        );
        self.change("\"\"", at);
    }

    fn wide_comma(&mut self, rest: &str, at: usize) {
        let length = '，'.len_utf8();
        let after = rest.get(length..).unwrap_or_default();
        let blanks = after.len() - after.trim_start_matches(' ').len();
        self.report(
            Problem::new(
                &WIDE_PUNCTUATION,
                self.at(at, length),
                "两项之间是全角逗号`，`",
            )
            .help("改成半角逗号加一个空格`, `")
            .repair(Repair::mark(self.at(at, length + blanks), ", ")),
        );
        self.change(", ", at + length);
    }
}

/// Whether the comma at an offset groups thousands: one to three digits before it, exactly three after it.
fn groups_thousands(value: &str, comma: usize) -> bool {
    let before = value.get(..comma).unwrap_or_default();
    let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let grouped = digits == 3
        && before
            .get(..before.len() - 3)
            .is_some_and(|rest| rest.ends_with(','));
    let head = before.get(..before.len() - digits).unwrap_or_default();
    let starts_number =
        !head.ends_with(|c: char| c.is_alphanumeric() || c == '.') || !head.is_ascii();
    let after = value.get(comma + 1..).unwrap_or_default();
    let following = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    (1..=3).contains(&digits) && following == 3 && (grouped || starts_number)
}
