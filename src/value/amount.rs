//! Amounts as accountants write them: red figures (红字100) and figures in brackets are below zero.

use crate::value::Mistake;
use crate::value::decimal::fold_digits;
use crate::value::number::Number;

impl Number {
    /// Reads a number that may be an accountant's negative, or stand in Chinese quotation marks.
    ///
    /// # Errors
    /// As [`Number::read`].
    pub(crate) fn read_amount(text: &str) -> Result<Self, Mistake> {
        let text = unquoted(text.trim());
        let folded = fold_digits(text);
        let inner = folded
            .strip_prefix("红字")
            .or_else(|| folded.strip_prefix('(')?.strip_suffix(')'));
        let red = inner.and_then(|inner| Self::read(inner).ok());
        match red {
            Some(number) if !number.value.is_sign_negative() && number.direction.is_none() => {
                let value = if number.value.is_zero() {
                    number.value
                } else {
                    -number.value
                };
                Ok(Self { value, ..number })
            }
            _ => Self::read(text),
        }
    }
}

/// The text between `“ ”`: someone typed the quotation marks of YAML with a Chinese keyboard.
fn unquoted(text: &str) -> &str {
    let inner = text.strip_prefix(['“', '”']);
    let inner = inner.and_then(|inner| inner.strip_suffix(['”', '“']));
    inner.unwrap_or(text)
}
