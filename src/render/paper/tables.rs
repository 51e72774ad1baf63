//! Tables on leaves: a table that is too long goes on with its head repeated and its totals carried.

use std::ops::Range;

use crate::render::paper::carry::{Carry, Turn};
use crate::render::paper::columns::{Fit, Measured};
use crate::render::paper::leaves::Plan;
use crate::render::paper::measure::{height, lines};
use crate::render::paper::{Length, em};
use crate::render::view::print::Piece;
use crate::render::view::table::{RowKind, TableView};

/// As paper.css sets tables: above one, its caption, a row beside its lines, and its head beside them.
const ABOVE: Length = 360;
const CAPTION: Length = 780;
const ROW: Length = 135;
const HEAD: Length = 140;
const CAPITALS: Length = 720;
const NOTE: Length = 620;
const GROUP: Length = 150;
/// The gap between the halves of a two-sided table.
const GAP: Length = 900;
/// Leading of tables, in hundredths of the size.
const LEADING: u32 = 135;
/// Rows that begin and end a leaf at least, where there are more.
const FEWEST: usize = 2;

/// A table with what is the same on every paper.
pub(crate) struct Prepared {
    sides: Vec<(TableView, Measured)>,
}

/// A table in the columns of a sheet.
pub(crate) struct Fitted<'a> {
    sides: Vec<Side<'a>>,
    caption: Length,
    /// Height of each row, the higher side's.
    rows: Vec<Length>,
    end: Length,
}

struct Side<'a> {
    table: &'a TableView,
    measured: &'a Measured,
    fit: Option<Fit>,
    carry: Option<Carry>,
}

impl Prepared {
    /// Measures a table and its other side.
    pub(crate) fn of(table: &TableView) -> Self {
        let mut left = table.clone();
        let right = left.other_side.take();
        let sides = std::iter::once(left).chain(right.map(|right| *right));
        let sides = sides.map(|mut table| {
            // On paper nothing scrolls.
            table.scroll = false;
            soften(&mut table);
            let measured = Measured::of(&table);
            (table, measured)
        });
        Self {
            sides: sides.collect(),
        }
    }

    /// The table in a width and a size of type; none where some column has no room.
    pub(crate) fn fitted(&self, width: Length, size: Length) -> Option<Fitted<'_>> {
        let fitted = Fitted::of(self, width, size);
        let has_room = fitted.sides.iter().all(|side| side.fit.is_some());
        has_room.then_some(fitted)
    }
}

impl<'a> Fitted<'a> {
    /// The table in a width and a size, as wide as it comes out.
    pub(crate) fn of(prepared: &'a Prepared, width: Length, size: Length) -> Self {
        let room = match prepared.sides.as_slice() {
            [_] => width,
            sides => (width - GAP) / u32::try_from(sides.len()).unwrap_or(1),
        };
        let sides: Vec<Side<'a>> = prepared
            .sides
            .iter()
            .map(|(table, measured)| Side {
                fit: measured.fit(table, room, size),
                carry: Carry::of(table),
                table,
                measured,
            })
            .collect();
        let count = sides.iter().map(|side| side.table.rows.len()).max();
        let highest = |measure: &dyn Fn(&Side<'_>) -> Length| -> Length {
            sides.iter().map(measure).max().unwrap_or(0)
        };
        let rows = (0..count.unwrap_or(0)).map(|index| highest(&|side| side.row(index, size)));
        Self {
            caption: highest(&|side| side.above(size)),
            rows: rows.collect(),
            end: highest(&|side| side.end(room, size)),
            sides,
        }
    }

    /// The table on one leaf.
    pub(crate) fn whole(&self) -> Piece {
        self.piece(0..self.rows.len(), true)
    }

    /// Puts the table on leaves; `tail` is what must stand below its last row.
    pub(crate) fn place(&self, tail: Length, plan: &mut Plan) {
        let count = self.rows.len();
        let mut from = 0;
        loop {
            let brought = if from > 0 { self.carried() } else { 0 };
            let above = self.caption + brought;
            let rest: Length = self.rows.get(from..).unwrap_or_default().iter().sum();
            let whole = above + rest + self.end;
            if whole + tail <= plan.left() || (plan.is_fresh() && count - from <= 1) {
                plan.put(self.piece(from..count, true), whole);
                return;
            }
            let taken = self.taken(from, plan.left().saturating_sub(above + self.carried()));
            let fewest = FEWEST.min(count - from);
            if taken < fewest && !plan.is_fresh() {
                plan.turn();
                continue;
            }
            let taken = taken.max(1);
            let used: Length = self.rows.iter().skip(from).take(taken).sum();
            plan.put(self.piece(from..from + taken, false), above + used);
            plan.turn();
            from += taken;
        }
    }

    /// How many rows from one on have room; the last rows stay for the totals, and a heading for what it heads.
    fn taken(&self, from: usize, mut room: Length) -> usize {
        let mut taken = 0;
        for high in self.rows.iter().skip(from) {
            if *high > room {
                break;
            }
            room -= high;
            taken += 1;
        }
        let rest = self.rows.len() - from;
        taken = taken.min(rest.saturating_sub(if rest > 2 * FEWEST { FEWEST } else { 1 }));
        while taken > 0 && self.is_heading(from + taken - 1) {
            taken -= 1;
        }
        taken
    }

    fn is_heading(&self, index: usize) -> bool {
        let mut rows = self
            .sides
            .iter()
            .filter_map(|side| side.table.rows.get(index));
        rows.any(|row| row.kind == RowKind::Group)
    }

    /// The height of a row that carries a total.
    fn carried(&self) -> Length {
        let has_one = self.sides.iter().any(|side| side.carry.is_some());
        if has_one {
            height(1, em(24), LEADING) + ROW
        } else {
            0
        }
    }

    fn piece(&self, rows: Range<usize>, is_end: bool) -> Piece {
        let mut sides = self.sides.iter().map(|side| side.part(&rows, is_end));
        let mut first = sides.next().expect("a table has a side");
        first.other_side = sides.next().map(Box::new);
        Piece {
            table: Some(first),
            ..Piece::default()
        }
    }
}

impl Side<'_> {
    fn row(&self, index: usize, size: Length) -> Length {
        if index >= self.table.rows.len() {
            return 0;
        }
        let is_heading = self.table.rows[index].kind == RowKind::Group;
        self.high(index, size) + if is_heading { GROUP } else { 0 }
    }

    /// The height of a row, those of the foot counted on.
    fn high(&self, index: usize, size: Length) -> Length {
        let fit = self.fit.as_ref();
        let lines = fit.map_or(1, |fit| self.measured.lines(self.table, index, fit));
        height(lines, size, LEADING) + ROW
    }

    /// Caption and head.
    fn above(&self, size: Length) -> Length {
        let caption = if self.table.caption.is_empty() {
            0
        } else {
            CAPTION
        };
        let head = self.fit.as_ref().map_or(1, |fit| fit.head(self.table));
        ABOVE + caption + height(head, size, LEADING) + HEAD
    }

    /// Totals, the amount in words and remarks.
    fn end(&self, room: Length, size: Length) -> Length {
        let table = &self.table;
        let rows = table.rows.len();
        let foot = (rows..rows + table.foot.len()).map(|index| self.high(index, size));
        let capitals = table.capitals.as_ref().map_or(0, |text| {
            let lines = lines(&format!("大写　{text}"), room * 90 / size, 0);
            CAPITALS + height(lines - 1, size, LEADING)
        });
        let notes = table.notes.iter().map(|note| {
            let lines = lines(note, room * 100 / em(21), 0);
            NOTE + height(lines - 1, em(21), 150)
        });
        foot.sum::<Length>() + capitals + notes.sum::<Length>()
    }

    /// The rows of one leaf; what ends the table stands on the last.
    fn part(&self, rows: &Range<usize>, is_end: bool) -> TableView {
        let count = self.table.rows.len();
        let (from, to) = (rows.start.min(count), rows.end.min(count));
        let mut part = self.table.clone();
        part.rows = self.table.rows[from..to].to_vec();
        part.shares = self
            .fit
            .as_ref()
            .map(|fit| fit.shares.clone())
            .unwrap_or_default();
        if let Some(carry) = &self.carry {
            if rows.start > 0 {
                part.rows.insert(0, carry.row(Turn::Brought, from));
            }
            if !is_end {
                part.rows.push(carry.row(Turn::Over, to));
            }
        }
        if rows.start > 0 {
            part.id.clear();
            part.caption.push_str("（续）");
        }
        if !is_end {
            part.foot.clear();
            part.capitals = None;
            part.notes.clear();
        }
        part
    }
}

/// A column of codes in which the title of a record stands may break after all.
fn soften(table: &mut TableView) {
    let rows = table.rows.iter();
    let codes: Vec<bool> = (0..table.columns.len())
        .map(|index| {
            let mut cells = rows.clone().filter_map(|row| row.cells.get(index));
            cells.all(|cell| cell.text.is_ascii())
        })
        .collect();
    for (column, is_code) in table.columns.iter_mut().zip(codes) {
        column.unbroken &= is_code;
    }
}
