//! Widths of the columns of a table on paper: what may not break has room, the rest shares what is left so that rows
//! stay low.

use crate::render::paper::Length;
use crate::render::paper::measure::{extent, lines};
use crate::render::view::table::{CellView, RowKind, RowView, TableView};

/// Room left of a number and right of a word, and before a word that follows a number.
const PAD: Length = 200;
const AFTER_NUMBER: Length = 300;
/// The least that words get, in hundredths of an em.
const WORDS: u32 = 320;
/// Shares in a whole table.
const WHOLE: u32 = 200;
/// Lines of the longest cell beyond which there is no use in trying.
const LINES: u32 = 24;

/// How wide the cells of a table are: the same on every paper, so it is found once.
#[derive(Debug)]
pub(crate) struct Measured {
    /// The whole cell and its widest run, for the cells of every row and then of the foot.
    rows: Vec<Vec<(u32, u32)>>,
    /// The same for the names of the columns.
    names: Vec<(u32, u32)>,
}

/// A table's columns, fitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fit {
    /// The share of each column, in two-hundredths of the table.
    pub(crate) shares: Vec<u32>,
    /// Room for words in each, in hundredths of an em.
    rooms: Vec<u32>,
}

impl Measured {
    /// Measures a table.
    pub(crate) fn of(table: &TableView) -> Self {
        let row = |row: &RowView| row.cells.iter().map(|cell| extent(&words(cell))).collect();
        let names = table.columns.iter();
        Self {
            rows: table.rows.iter().chain(&table.foot).map(row).collect(),
            names: names
                .map(|column| extent(last_word(&column.name)))
                .collect(),
        }
    }

    /// The columns of the table in a width and a size; none where what may not break is wider.
    pub(crate) fn fit(&self, table: &TableView, room: Length, em: Length) -> Option<Fit> {
        let whole = room * 100 / em;
        let needs: Vec<Need> = (0..table.columns.len())
            .map(|index| self.need(table, index, em))
            .collect();
        let mut widths = (1..=LINES).find_map(|depth| {
            let widths: Vec<u32> = needs.iter().map(|need| need.at(depth)).collect();
            (widths.iter().sum::<u32>() <= whole).then_some(widths)
        })?;
        spread(&needs, whole, &mut widths);
        let shares = shares(&needs, &widths, whole)?;
        let rooms = shares.iter().zip(&needs);
        Some(Fit {
            rooms: rooms
                .map(|(share, need)| (share * whole / WHOLE).saturating_sub(need.pad))
                .collect(),
            shares,
        })
    }

    fn need(&self, table: &TableView, index: usize, em: Length) -> Need {
        let column = &table.columns[index];
        let is_firm = column.numeric || column.unbroken;
        let (full, longest) = self.names[index];
        // A name may stand on two lines.
        let name = (full / 2 + 60).max(longest).max(210).min(full.max(100));
        let (mut least, mut most) = (name, name);
        let rows = table.rows.iter().chain(&table.foot).zip(&self.rows);
        for (row, measured) in rows {
            if row.cells.len() != table.columns.len() {
                continue;
            }
            let (full, longest) = measured[index];
            let is_whole = row.cells[index].numeric || column.unbroken;
            most = most.max(full);
            least = least.max(if is_whole { full } else { longest });
        }
        if !is_firm {
            least = least.max(WORDS.min(most));
        }
        let follows_number = index > 0 && table.columns[index - 1].numeric && !column.numeric;
        let pad = if follows_number {
            PAD + AFTER_NUMBER
        } else {
            PAD
        };
        Need {
            least,
            most,
            pad: pad * 100 / em + 5,
            is_firm,
        }
    }

    /// Lines that a row fills, those of the foot counted on.
    pub(crate) fn lines(&self, table: &TableView, index: usize, fit: &Fit) -> u32 {
        let mut rows = table.rows.iter().chain(&table.foot);
        let Some(row) = rows.nth(index).filter(|row| row.kind != RowKind::Group) else {
            return 1;
        };
        let mut column = 0;
        let mut most = 1;
        for (cell, (whole, _)) in row.cells.iter().zip(&self.rows[index]) {
            let span = usize::from(cell.colspan.max(1));
            let room = fit.rooms.iter().skip(column).take(span).sum();
            if *whole > room {
                most = most.max(lines(&words(cell), room, 0));
            }
            column += span;
        }
        most
    }
}

impl Fit {
    /// Lines of the head that stands over the columns.
    pub(crate) fn head(&self, table: &TableView) -> u32 {
        let names = table.columns.iter().zip(&self.rooms);
        let most = names.map(|(column, room)| lines(last_word(&column.name), *room, 0));
        let own = most.max().unwrap_or(1);
        let above = u32::try_from(table.head.len().saturating_sub(1)).unwrap_or(0);
        own + above
    }
}

/// What a column asks for, in hundredths of an em.
struct Need {
    /// What may not break.
    least: u32,
    /// The widest cell on one line.
    most: u32,
    /// Room beside the words.
    pad: u32,
    /// Nothing in it may break.
    is_firm: bool,
}

impl Need {
    /// The width with which no cell has more lines than so many.
    fn at(&self, depth: u32) -> u32 {
        let shared = if depth == 1 || self.is_firm {
            self.most
        } else {
            (self.most / depth + 110).min(self.most)
        };
        shared.max(self.least) + self.pad
    }
}

/// Gives what is left to the columns of words, more to the wordy ones; to all where there are none.
fn spread(needs: &[Need], whole: u32, widths: &mut [u32]) {
    let left = whole.saturating_sub(widths.iter().sum());
    let weight = |need: &Need| if need.is_firm { 0 } else { need.most.max(100) };
    let sum: u32 = needs.iter().map(weight).sum();
    let count = u32::try_from(needs.len()).unwrap_or(1).max(1);
    for (need, width) in needs.iter().zip(widths) {
        *width += match sum {
            0 => left / count,
            sum => u32::try_from(u64::from(left) * u64::from(weight(need)) / u64::from(sum))
                .unwrap_or(0),
        };
    }
}

/// Whole two-hundredths: what may not break is rounded up, words give way.
fn shares(needs: &[Need], widths: &[u32], whole: u32) -> Option<Vec<u32>> {
    let mut shares: Vec<u32> = needs
        .iter()
        .zip(widths)
        .map(|(need, width)| {
            let least = ((need.least + need.pad) * WHOLE).div_ceil(whole);
            (width * WHOLE / whole).max(least)
        })
        .collect();
    let mut sum: u32 = shares.iter().sum();
    let least = |need: &Need| ((need.least + need.pad) * WHOLE).div_ceil(whole);
    while sum > WHOLE {
        let spare = |index: usize| shares[index].saturating_sub(least(&needs[index]));
        let widest = (0..shares.len()).max_by_key(|index| spare(*index))?;
        if spare(widest) == 0 {
            return None;
        }
        shares[widest] -= 1;
        sum -= 1;
    }
    // What rounding left goes to the first column of words, which names the row.
    let first = needs.iter().position(|need| !need.is_firm).unwrap_or(0);
    *shares.get_mut(first)? += WHOLE - sum;
    Some(shares)
}

fn words(cell: &CellView) -> String {
    match &cell.mark {
        Some(mark) => format!("{mark}　{}", cell.text),
        None => cell.text.clone(),
    }
}

/// The name of a column under heads in levels is the last of its path.
fn last_word(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}
