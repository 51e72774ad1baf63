//! Values as clerks write them: read exactly, computed exactly, shown as finished text.
//!
//! Readers take any text and never panic; what is ambiguous is a [`Mistake`] that names the trouble.

pub(crate) mod amount;
pub(crate) mod calendar;
pub(crate) mod capitals;
pub(crate) mod check_code;
pub(crate) mod date;
pub(crate) mod decimal;
pub(crate) mod digest;
pub(crate) mod hours;
pub(crate) mod money;
pub(crate) mod number;
pub(crate) mod numeral;
pub(crate) mod period;
pub(crate) mod person;
pub(crate) mod phone;
pub(crate) mod quantity;
pub(crate) mod unit;
pub(crate) mod web;

#[cfg(test)]
mod tests;

/// Why a text is not a value: one Chinese sentence without full stop, and a remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mistake {
    /// What does not fit, for the headline of a finding.
    pub(crate) message: String,
    /// What to write instead.
    pub(crate) help: String,
}

impl Mistake {
    /// A mistake with its remedy.
    pub(crate) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: help.into(),
        }
    }
}

/// The text in backticks, short, and without a number that could identify a person.
///
/// Findings are pasted into chat groups, so a run of eleven digits or more keeps only its ends.
pub(crate) fn quote(text: &str) -> String {
    const SHOWN_CHARS: usize = 24;
    let mut shown = String::from("`");
    let mut digits = Vec::new();
    let mut count = 0;
    for glyph in text.trim().chars().filter(|glyph| !glyph.is_control()) {
        count += 1;
        if count > SHOWN_CHARS {
            break;
        }
        if glyph.is_ascii_digit() || ('０'..='９').contains(&glyph) {
            digits.push(glyph);
            continue;
        }
        push_digits(&mut shown, &mut digits);
        shown.push(if glyph == '`' { '\'' } else { glyph });
    }
    push_digits(&mut shown, &mut digits);
    if count > SHOWN_CHARS {
        shown.push('…');
    }
    shown.push('`');
    shown
}

fn push_digits(shown: &mut String, digits: &mut Vec<char>) {
    const IDENTIFYING: usize = 11;
    if digits.len() < IDENTIFYING {
        shown.extend(digits.iter());
    } else {
        shown.extend(digits.iter().take(3));
        shown.push_str("****");
        shown.extend(digits.iter().skip(digits.len() - 4));
    }
    digits.clear();
}
