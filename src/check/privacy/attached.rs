//! One search through what attachments hold, for all checks of this subject: a hit for each kind in each file.

use std::collections::BTreeMap;

use crate::check::named::Named;
use crate::model::village::Village;
use crate::privacy::{self, Certainty, Kind};
use crate::source::Span;
use crate::source::facts::{Body, Facts, Part, Row};

/// Personal data of one kind in one attachment; never the text itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attached {
    /// Where a record names the file, else the top of the village; without an excerpt.
    pub(crate) span: Span,
    /// Whether a record names the file, so that it would be published.
    pub(crate) is_named: bool,
    /// What it is.
    pub(crate) kind: Kind,
    /// The file, with the numbers in its name left out.
    path: String,
    /// Where a person finds the first in the file.
    place: String,
    /// How often it occurs.
    count: usize,
}

impl Attached {
    /// What is said of it, under the name of the kind that the check looks for.
    pub(crate) fn message(&self, kind: Kind) -> String {
        let Self {
            path, place, count, ..
        } = self;
        let name = kind.name();
        let file = if self.is_named { "附件" } else { "文件" };
        match count {
            1 => format!("{file}`{path}`{place}里有{name}"),
            _ if place.is_empty() => format!("{file}`{path}`里有 {count} 处{name}"),
            _ => format!("{file}`{path}`{place}等 {count} 处有{name}"),
        }
    }

    /// What to do about a number that never gets out.
    pub(crate) fn remedy(&self) -> &'static str {
        if self.is_named {
            "删去号码再放回来；隐藏的工作表、批注、文件属性里的也要删，原件留在村里存档"
        } else {
            "没有记录用这个文件，不会公开；把它移出这个文件夹，另外保管"
        }
    }
}

/// Searches every attachment of a village, in the order of their paths.
pub(crate) fn search_attachments(village: &Village, named: &Named<'_>) -> Vec<Attached> {
    let mut found = Vec::new();
    for (path, asset) in &village.assets {
        let hits = in_facts(&asset.facts);
        if hits.is_empty() {
            continue;
        }
        let named = named.place(path);
        found.extend(hits.into_iter().map(|(kind, (place, count))| Attached {
            span: named.unwrap_or(village.span),
            is_named: named.is_some(),
            kind,
            path: without_numbers(path),
            place,
            count,
        }));
    }
    found
}

/// The first place of each kind, and how many there are.
type Hits = BTreeMap<Kind, (String, usize)>;

/// What was found in one attachment.
pub(super) fn in_facts(facts: &Facts) -> Hits {
    let mut hits = Hits::new();
    for part in &facts.parts {
        match &part.body {
            Body::Prose { unit, text } => in_prose(part, unit, text, &mut hits),
            Body::Rows(rows) => in_rows(part, rows, &mut hits),
        }
    }
    hits
}

fn note(kind: Kind, place: impl FnOnce() -> String, hits: &mut Hits) {
    match hits.get_mut(&kind) {
        Some((_, count)) => *count += 1,
        None => {
            hits.insert(kind, (place(), 1));
        }
    }
}

/// What is told of an attachment: as in a record, and a street without a door is no address.
fn is_told(hit: privacy::Hit, text: &str) -> bool {
    let is_door = || {
        let own = text.get(hit.start..hit.end).unwrap_or_default();
        hit.kind != Kind::Address || own.contains(['号', '室', '弄'])
    };
    hit.kind.never_public() || (hit.certainty == Certainty::Sure && is_door())
}

fn in_prose(part: &Part, unit: &str, text: &str, hits: &mut Hits) {
    for hit in privacy::find(text)
        .into_iter()
        .filter(|hit| is_told(*hit, text))
    {
        let place = || {
            let before = text.get(..hit.start).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            if unit.is_empty() {
                part.place.clone()
            } else {
                format!("{}第{line}{unit}", part.place)
            }
        };
        note(hit.kind, place, hits);
    }
}

fn in_rows(part: &Part, rows: &[Row], hits: &mut Hits) {
    let mut heads = Heads::default();
    for row in rows {
        heads.read(row);
        let place = || format!("{}第{}行", part.place, row.number);
        let mut left = "";
        for (column, text) in row
            .cells
            .iter()
            .enumerate()
            .filter(|(_, text)| !text.is_empty())
        {
            let head = heads.before(column, left);
            let under = privacy::find_under(&head, text).into_iter();
            let told = under.filter(|hit| is_told(*hit, text) && !is_office(*hit, &head));
            for hit in told {
                note(hit.kind, place, hits);
            }
            left = if is_figure(text) { "" } else { text };
        }
        let cells: Vec<&str> = row.cells.iter().map(String::as_str).collect();
        for hit in privacy::find_in_cells(&cells) {
            note(hit.kind, place, hits);
        }
    }
}

/// Telephones that are public by purpose, as the fields of a record for them are.
fn is_office(hit: privacy::Hit, head: &str) -> bool {
    let is_phone = matches!(hit.kind, Kind::Mobile | Kind::Landline);
    is_phone && OFFICE.iter().any(|word| head.contains(word))
}

static OFFICE: &[&str] = &[
    "值班电话",
    "办公电话",
    "监督电话",
    "举报电话",
    "服务电话",
    "咨询电话",
    "受理电话",
    "意见受理",
    "热线",
];

/// The words above the cells of a sheet, read as they come.
#[derive(Debug, Default)]
struct Heads {
    columns: Vec<String>,
    rows: usize,
    is_done: bool,
    last: usize,
    /// The row before was blank or a title: a further table may begin.
    is_fresh: bool,
}

/// Rows of column heads, one above the other.
const HEAD_ROWS: usize = 4;
/// A word before a number is no longer than this.
const WORD_CHARS: usize = 16;

impl Heads {
    fn read(&mut self, row: &Row) {
        let filled = row.cells.iter().filter(|cell| !cell.is_empty());
        let count = filled.clone().count();
        let is_fresh = self.is_fresh || row.number > self.last + 1;
        self.last = row.number;
        self.is_fresh = count < 2;
        if count < 2 {
            return;
        }
        let is_words = !filled.clone().any(|cell| is_figure(cell));
        if !is_words {
            self.is_done = true;
            return;
        }
        if self.is_done && is_fresh {
            *self = Self {
                last: row.number,
                ..Self::default()
            };
        }
        if self.is_done || self.rows >= HEAD_ROWS {
            self.is_done = true;
            return;
        }
        self.rows += 1;
        let count = self.columns.len().max(row.cells.len());
        self.columns.resize(count, String::new());
        for (head, cell) in self.columns.iter_mut().zip(&row.cells) {
            head.push(' ');
            head.push_str(cell);
        }
    }

    /// The words before a cell: its column's head, then the cell to its left as in forms.
    fn before(&self, column: usize, left: &str) -> String {
        let head = self.columns.get(column).map_or("", String::as_str);
        if left.chars().count() > WORD_CHARS {
            return head.to_owned();
        }
        format!("{head} {left}")
    }
}

/// Whether a cell is a number or a code rather than a word.
fn is_figure(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits > 0 && digits * 2 >= text.chars().count()
}

/// A path as it may be shown.
pub(crate) fn without_numbers(path: &str) -> String {
    let mut shown = path.to_owned();
    for hit in privacy::find(path).into_iter().rev() {
        if hit.kind.never_public() {
            shown.replace_range(hit.start..hit.end, "……");
        }
    }
    shown
}
