//! Workbooks of Excel and WPS (.xlsx): every sheet, hidden ones too, comments, text boxes and properties.

use std::collections::BTreeMap;

use crate::attachment::gather::{Cells, Gather, STRINGS_LIMIT};
use crate::attachment::office;
use crate::attachment::xml::{Token, tokens};
use crate::attachment::zip::Zip;
use crate::source::decode::decode;
use crate::source::facts::Unsearched;

/// Reads a workbook.
pub(super) fn read(zip: &mut Zip<'_>, gather: &mut Gather) -> Result<(), Unsearched> {
    let strings = shared_strings(&text(zip, "xl/sharedStrings.xml")?, gather);
    let targets = targets(&text(zip, "xl/_rels/workbook.xml.rels")?);
    for (name, id) in sheets(&text(zip, "xl/workbook.xml")?) {
        let Some(target) = targets.get(&id) else {
            continue;
        };
        gather.table(format!("工作表“{name}”"));
        sheet(&text(zip, target)?, &strings, gather);
    }
    let names = zip.names();
    for name in names.iter().filter(|name| name.starts_with("xl/")) {
        let place = match () {
            () if name.starts_with("xl/comments") || name.contains("threadedComment") => "批注",
            () if name.starts_with("xl/drawings/drawing") => "文本框",
            () => continue,
        };
        office::running(&text(zip, name)?, place, gather);
    }
    Ok(())
}

fn text(zip: &mut Zip<'_>, name: &str) -> Result<String, Unsearched> {
    Ok(decode(&zip.read(name)?).0)
}

/// Names of the sheets and the ids of their files.
fn sheets(xml: &str) -> Vec<(String, String)> {
    tokens(xml)
        .filter_map(|token| match token {
            Token::Open("sheet", attributes) => {
                Some((attributes.get("name")?, attributes.get("id")?))
            }
            _ => None,
        })
        .collect()
}

/// Paths of files by id.
fn targets(xml: &str) -> BTreeMap<String, String> {
    tokens(xml)
        .filter_map(|token| match token {
            Token::Open("Relationship", attributes) => {
                let target = attributes.get("Target")?;
                let path = match target.strip_prefix('/') {
                    Some(path) => path.to_owned(),
                    None => format!("xl/{target}"),
                };
                Some((attributes.get("Id")?, path))
            }
            _ => None,
        })
        .collect()
}

/// Texts that cells refer to by number; readings given above characters are left out.
fn shared_strings(xml: &str, gather: &mut Gather) -> Vec<String> {
    let mut strings = Vec::new();
    let (mut inside, mut phonetic) = (false, false);
    let mut current = String::new();
    for token in tokens(xml) {
        match token {
            Token::Open("si", _) => current.clear(),
            Token::Close("si") if strings.len() == STRINGS_LIMIT => {
                gather.fails(Unsearched::TooLong);
                break;
            }
            Token::Close("si") => strings.push(std::mem::take(&mut current)),
            Token::Open("rPh", _) => phonetic = true,
            Token::Close("rPh") => phonetic = false,
            Token::Open("t", _) => inside = true,
            Token::Close("t") => inside = false,
            Token::Text(text) if inside && !phonetic => current.push_str(&text),
            Token::Open(..) | Token::Close(_) | Token::Text(_) => {}
        }
    }
    strings
}

/// A cell in the making.
#[derive(Debug, Default)]
struct Cell {
    column: usize,
    is_shared: bool,
    value: String,
    takes_text: bool,
}

fn sheet(xml: &str, strings: &[String], gather: &mut Gather) {
    let mut number = 0;
    let mut cells = Cells::default();
    let mut cell = Cell::default();
    for token in tokens(xml) {
        match token {
            Token::Open("row", attributes) => {
                number = attributes.number("r").unwrap_or(number + 1);
                cells = Cells::default();
            }
            Token::Close("row") => {
                if !gather.row(number, std::mem::take(&mut cells)) {
                    return;
                }
            }
            Token::Open("c", attributes) => {
                let column = attributes.get("r").and_then(|at| column_of(&at));
                cell = Cell {
                    column: column.unwrap_or(cells.len()),
                    is_shared: attributes.get("t").is_some_and(|kind| kind == "s"),
                    ..Cell::default()
                };
            }
            Token::Open("v" | "t", _) => cell.takes_text = true,
            Token::Close("v" | "t") => cell.takes_text = false,
            Token::Text(text) if cell.takes_text => cell.value.push_str(&text),
            Token::Close("c") => {
                let done = std::mem::take(&mut cell);
                cells.put(done.column, done.shown(strings));
            }
            Token::Open(..) | Token::Close(_) | Token::Text(_) => {}
        }
    }
}

impl Cell {
    fn shown(self, strings: &[String]) -> String {
        if !self.is_shared {
            return plain_number(self.value);
        }
        let index: Option<usize> = self.value.trim().parse().ok();
        index
            .and_then(|index| strings.get(index))
            .cloned()
            .unwrap_or_default()
    }
}

/// The column of a place such as `AB12`, from 0.
fn column_of(place: &str) -> Option<usize> {
    let mut column = 0_usize;
    for letter in place.bytes().take_while(u8::is_ascii_alphabetic) {
        let value = usize::from(letter.to_ascii_uppercase() - b'A') + 1;
        column = column.checked_mul(26)?.checked_add(value)?;
    }
    column.checked_sub(1)
}

/// A number as a person would have typed it: Excel stores long ones as `3.7E+17`.
fn plain_number(text: String) -> String {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else {
        return text;
    };
    let (whole, places) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let exponent: Option<usize> = exponent.strip_prefix('+').unwrap_or(exponent).parse().ok();
    match exponent {
        Some(exponent)
            if !whole.is_empty()
                && is_digits(whole)
                && is_digits(places)
                && (places.len()..=30).contains(&exponent) =>
        {
            format!("{whole}{places:0<exponent$}")
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::{column_of, plain_number};

    #[test]
    fn reads_places_and_long_numbers() {
        assert_eq!(column_of("A1"), Some(0));
        assert_eq!(column_of("AB12"), Some(27));
        assert_eq!(column_of("12"), None);
        assert_eq!(column_of(&"Z".repeat(99)), None);
        assert_eq!(plain_number("1.3E+3".into()), "1300");
        assert_eq!(plain_number("1.38E+1".into()), "1.38E+1");
        assert_eq!(plain_number("1E-3".into()), "1E-3");
        assert_eq!(plain_number("TELE5".into()), "TELE5");
    }
}
