//! Text in the form in which it is compared: widths, cases, punctuation, dates and numbers that mean the same are the same.
//!
//! Invariant: `themes/default/assets/search.js` folds queries and texts by the same rules; `tests/data/search-fold.json`
//! holds examples that both are tested with.

/// Stands before and after a number, so that a number is only ever found whole.
pub(crate) const MARK: char = '#';

/// Breaks between table cells and paragraphs, which nothing found may cross.
const BREAKS: [char; 2] = ['\t', '\n'];

/// A text folded: letters and numbers without what stands between them, `\n` for each break.
pub(crate) fn fold(text: &str) -> String {
    let mut folding = Folding {
        source: text.chars().map(narrow).collect(),
        at: 0,
        folded: String::with_capacity(text.len()),
    };
    while let Some(c) = folding.peek(0) {
        if c.is_ascii_digit() {
            folding.number();
        } else {
            folding.at += 1;
            if BREAKS.contains(&c) {
                folding.folded.push('\n');
            } else if !is_separator(c) {
                folding.folded.push(c);
            }
        }
    }
    folding.folded
}

/// Full width to half, capitals to small.
fn narrow(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0)
            .expect("full-width forms have a half-width one")
            .to_ascii_lowercase(),
        c => c,
    }
}

/// Whether a character is neither letter nor digit; a list of ranges, since old browsers know no classes of Unicode.
fn is_separator(c: char) -> bool {
    match u32::from(c) {
        0..0x80 => !c.is_ascii_alphanumeric(),
        0x3005..=0x3007 => false,
        code => matches!(
            code,
            0x80..=0xbf
                | 0xd7
                | 0xf7
                | 0x2000..=0x2bff
                | 0x2e00..=0x2e7f
                | 0x3000..=0x303f
                | 0x30fb
                | 0xfe10..=0xfe6f
                | 0xfeff
                | 0xff00..=0xffef
        ),
    }
}

struct Folding {
    source: Vec<char>,
    at: usize,
    folded: String,
}

impl Folding {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.source.get(self.at + ahead).copied()
    }

    /// How many digits stand from here on.
    fn digits(&self, ahead: usize) -> usize {
        let rest = self.source.get(self.at + ahead..).unwrap_or_default();
        rest.iter().take_while(|c| c.is_ascii_digit()).count()
    }

    fn take(&mut self, count: usize) -> String {
        let taken = self.source.iter().skip(self.at).take(count).collect();
        self.at += count;
        taken
    }

    fn push(&mut self, number: &str) {
        self.folded.push(MARK);
        self.folded.push_str(number);
        self.folded.push(MARK);
    }

    fn number(&mut self) {
        if !self.date() && !self.month_and_day() {
            self.amount();
        }
    }

    /// `2025-09-05`, `2025/9/5`, `2025.9.5`, `2025-09`: as `2025年9月5日`, `2025年9月`.
    fn date(&mut self) -> bool {
        let is_year = self.digits(0) == 4
            && matches!(
                (self.peek(0), self.peek(1)),
                (Some('1'), Some('9')) | (Some('2'), Some('0'))
            );
        let Some(between @ ('-' | '/' | '.')) = self.peek(4).filter(|_| is_year) else {
            return false;
        };
        let Some(month) = self.part(5, 12) else {
            return false;
        };
        let after = 5 + self.digits(5);
        let day = self
            .peek(after)
            .filter(|c| *c == between)
            .and_then(|_| self.part(after + 1, 31));
        if day.is_none() && between == '.' {
            return false;
        }
        let year = self.take(4);
        self.push(&year);
        self.folded.push('年');
        self.push(&month.to_string());
        self.folded.push('月');
        self.at += after - 4;
        if let Some(day) = day {
            self.at += 1 + self.digits(1);
            self.push(&day.to_string());
            self.folded.push('日');
        }
        true
    }

    /// `09-05`, standing alone: as `9月5日`.
    fn month_and_day(&mut self) -> bool {
        let is_joined = |c: char| c.is_ascii_digit() || matches!(c, '-' | '/' | '.');
        let before = self
            .at
            .checked_sub(1)
            .and_then(|at| self.source.get(at).copied());
        let is_form = self.digits(0) == 2 && self.peek(2) == Some('-') && self.digits(3) == 2;
        if !is_form || before.is_some_and(is_joined) || self.peek(5).is_some_and(is_joined) {
            return false;
        }
        let (Some(month), Some(day)) = (self.part(0, 12), self.part(3, 31)) else {
            return false;
        };
        self.at += 5;
        self.push(&month.to_string());
        self.folded.push('月');
        self.push(&day.to_string());
        self.folded.push('日');
        true
    }

    /// A number of one or two digits from 1 to `most`.
    fn part(&self, ahead: usize, most: u32) -> Option<u32> {
        let count = self.digits(ahead);
        let digits = self
            .source
            .get(self.at + ahead..self.at + ahead + count.min(2))?;
        let number = digits.iter().fold(0, |number, digit| {
            number * 10 + digit.to_digit(10).unwrap_or(0)
        });
        ((1..=2).contains(&count) && (1..=most).contains(&number)).then_some(number)
    }

    /// `1,520.00` and `1520.0` as `1520`; `09` before 月 and 日 as `9`; `5号` after 月 as `5日`.
    fn amount(&mut self) {
        let count = self.digits(0);
        let mut number = self.take(count);
        while count <= 3 && self.peek(0) == Some(',') && self.digits(1) == 3 {
            self.at += 1;
            number.push_str(&self.take(3));
        }
        if self.peek(0) == Some('.') && self.digits(1) > 0 {
            self.at += 1;
            let decimals = self.digits(0);
            let decimals = self.take(decimals);
            let decimals = decimals.trim_end_matches('0');
            if !decimals.is_empty() {
                number.push('.');
                number.push_str(decimals);
            }
        } else if number.len() == 2 && matches!(self.peek(0), Some('月' | '日' | '号')) {
            number = number.trim_start_matches('0').to_owned();
        }
        let is_day = self.folded.ends_with('月') && self.peek(0) == Some('号');
        self.push(&number);
        if is_day {
            self.at += 1;
            self.folded.push('日');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn folds_as_the_examples_say() {
        let examples = include_str!("../../tests/data/search-fold.json");
        let examples: Vec<(String, String)> = serde_json::from_str(examples).unwrap();
        for (text, folded) in examples {
            assert_eq!(fold(&text), folded, "{text}");
        }
    }
}
