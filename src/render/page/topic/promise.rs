//! A promise: what a record says of it, and how it stands on a day.
//!
//! A promise is told apart by its words: a later record that names the same task tells how it stands.

use chrono::NaiveDate;

use crate::model::record::Record;
use crate::model::table::{Row, Table};
use crate::model::value::Value;
use crate::model::village::Village;
use crate::render::page::record::named;
use crate::render::page::topic::table::text;
use crate::render::paths;
use crate::render::say::{link, list_day, mark, strong_mark};
use crate::render::view::promises::PromiseView;
use crate::render::view::text::{Day, Mark};

/// A promise and how it stands.
#[derive(Debug, Clone)]
pub(super) struct Promise<'a> {
    key: String,
    what: String,
    made: &'a Record,
    latest: &'a Record,
    owner: String,
    /// The last day, and how it is written.
    due: Option<(NaiveDate, String)>,
    told: Told,
    said: String,
    /// Address of the record that holds the result.
    matter: Option<String>,
}

/// What the records say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    Done,
    Doing,
    Waiting,
    Delayed,
    Unsaid,
}

/// How it stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Overdue,
    Open,
    Unsaid,
    Done,
}

/// The promises of records, newest first as given; `is_wanted` picks the tables that hold them.
pub(super) fn collect<'a>(
    records: &[&'a Record],
    is_wanted: &dyn Fn(&Table) -> bool,
) -> Vec<Promise<'a>> {
    let mut known: Vec<Promise<'a>> = Vec::new();
    for record in records.iter().rev().filter(|it| it.withdrawal.is_none()) {
        for new in of_record(record, is_wanted) {
            match known.iter_mut().find(|old| old.key == new.key) {
                Some(old) => old.renew(new),
                None => known.push(new),
            }
        }
    }
    known.sort_by(|a, b| {
        let due = |promise: &Promise<'_>| promise.due.as_ref().map(|(day, _)| *day);
        (due(a).is_none(), due(a), a.made.date()).cmp(&(due(b).is_none(), due(b), b.made.date()))
    });
    known
}

fn of_record<'a>(record: &'a Record, is_wanted: &dyn Fn(&Table) -> bool) -> Vec<Promise<'a>> {
    let tables = record.fields.tables().filter(|(_, table)| is_wanted(table));
    let mut found: Vec<Promise<'a>> = tables
        .filter_map(|(_, table)| Some((table, Columns::of(table)?)))
        .flat_map(|(table, columns)| {
            let rows = table.entries();
            rows.map(move |row| from_row(record, table, row, columns))
        })
        .collect();
    let is_known = |found: &[Promise<'_>], what: &str| {
        let key = key(what);
        found.iter().any(|promise| promise.key == key)
    };
    if let Some(Value::List(goals)) = record.fields.get("goals").map(|goals| &goals.value) {
        for goal in goals {
            if !is_known(&found, goal) {
                let due = year_end(record);
                found.push(Promise {
                    due,
                    ..blank(record, goal.value.clone())
                });
            }
        }
    }
    let field = |id: &str| record.fields.text(id).map(|text| text.value);
    if let (true, Some(topic), Some(end)) = (found.is_empty(), field("topic"), field("conclusion"))
    {
        let done = field("implementation").map_or_else(String::new, |text| format!("。{text}"));
        found.push(Promise {
            said: format!("{end}{done}"),
            ..blank(record, topic)
        });
    }
    found
}

/// A goal of a year is to be reached by its end.
fn year_end(record: &Record) -> Option<(NaiveDate, String)> {
    let period = record.period()?;
    Some((period.last_day()?, format!("{period}内")))
}

/// The columns that tell of a promise, under whichever of the catalogue's names.
#[derive(Debug, Clone, Copy)]
struct Columns {
    what: &'static str,
    owner: &'static str,
    state: &'static str,
}

impl Columns {
    fn of(table: &Table) -> Option<Self> {
        let first = |ids: &[&'static str]| {
            let mut ids = ids.iter().copied();
            ids.find(|id| table.def.columns.iter().any(|column| column.id == *id))
        };
        Some(Self {
            what: first(&["task", "topic", "project"])?,
            owner: first(&["owner", "name"])?,
            state: first(&["status", "done"])?,
        })
    }
}

fn from_row<'a>(record: &'a Record, table: &Table, row: &Row, columns: Columns) -> Promise<'a> {
    let field = |id: &str| text(table, row, id, record);
    let (what, agreed, state) = (field(columns.what), field("result"), field(columns.state));
    let told = match state.as_str() {
        "已完成" => Told::Done,
        "进行中" => Told::Doing,
        "未开始" => Told::Waiting,
        "延期" => Told::Delayed,
        _ => Told::Unsaid,
    };
    let percent = field("percent");
    let is_part = !percent.is_empty() && !matches!(percent.as_str(), "0%" | "100%");
    let written = [
        if is_part {
            format!("做到{percent}")
        } else {
            String::new()
        },
        field("remark"),
        if columns.state == "done" && told != Told::Unsaid {
            String::new()
        } else {
            field("done")
        },
    ];
    let said: Vec<String> = written.into_iter().filter(|it| !it.is_empty()).collect();
    let due = table.column("due_on").map(|at| &row.cell(at).value);
    let due = due.and_then(Value::date);
    let matter = table.column("matter_id").map(|at| &row.cell(at).value);
    Promise {
        key: key(&what),
        what: if agreed.is_empty() {
            what
        } else {
            format!("{what}：{agreed}")
        },
        owner: field(columns.owner),
        due: due.map(|day| (day, day.to_string())),
        told,
        said: said.join("，"),
        matter: match matter {
            Some(Value::Reference(target) | Value::Text(target)) => Some(target.clone()),
            _ => None,
        },
        ..blank(record, String::new())
    }
}

fn blank(record: &Record, what: String) -> Promise<'_> {
    Promise {
        key: key(&what),
        what,
        made: record,
        latest: record,
        owner: String::new(),
        due: None,
        told: Told::Unsaid,
        said: String::new(),
        matter: None,
    }
}

/// The words of a promise without what is in brackets and without signs.
fn key(what: &str) -> String {
    let mut depth = 0_u32;
    let mut key = String::new();
    for glyph in what.chars() {
        match glyph {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            glyph if depth == 0 && glyph.is_alphanumeric() => key.push(glyph),
            _ => {}
        }
    }
    key
}

impl<'a> Promise<'a> {
    /// What a later record says goes; what it leaves out stays.
    fn renew(&mut self, new: Promise<'a>) {
        self.latest = new.latest;
        if new.told != Told::Unsaid || !new.said.is_empty() {
            self.told = new.told;
            self.said = new.said;
        }
        if !new.owner.is_empty() {
            self.owner = new.owner;
        }
        self.due = new.due.or(self.due.take());
        self.matter = new.matter.or(self.matter.take());
    }

    /// When it was last told of.
    pub(super) fn latest(&self) -> Option<NaiveDate> {
        self.latest.date()
    }

    /// Whether a record made it.
    pub(super) fn is_of(&self, record: &Record) -> bool {
        self.made.address == record.address
    }

    /// Whether two are told in the same words.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.key == other.key
    }

    /// How it stands on a day.
    pub(super) fn standing(&self, today: NaiveDate) -> Standing {
        match self.told {
            Told::Done => Standing::Done,
            Told::Unsaid => Standing::Unsaid,
            Told::Doing | Told::Waiting | Told::Delayed if self.days_over(today) > 0 => {
                Standing::Overdue
            }
            Told::Doing | Told::Waiting | Told::Delayed => Standing::Open,
        }
    }

    fn days_over(&self, today: NaiveDate) -> i64 {
        self.due
            .as_ref()
            .map_or(0, |(day, _)| (today - *day).num_days())
    }

    fn state(&self, today: NaiveDate) -> Mark {
        if self.standing(today) == Standing::Overdue {
            return strong_mark(format!("逾期 {} 天", self.days_over(today)));
        }
        mark(match self.told {
            Told::Done => "办完",
            Told::Doing => "正在办",
            Told::Waiting => "还没开始",
            Told::Delayed => "延期",
            Told::Unsaid if self.said.is_empty() => "未公布",
            Told::Unsaid => "没写明",
        })
    }

    /// As a page with this way to the root shows it.
    pub(super) fn view(&self, village: &Village, root: &str, today: NaiveDate) -> PromiseView {
        let to = |record: &Record| {
            link(
                record.title.value.clone(),
                format!("{root}{}", paths::page(&record.address)),
            )
        };
        let other = self.latest.address != self.made.address;
        let result = self.matter.as_deref().and_then(|it| named(it, village));
        let result = result
            .filter(|result| result.address != self.made.address)
            .map(|result| {
                link(
                    result.text,
                    format!("{root}{}", paths::page(&result.address)),
                )
            });
        PromiseView {
            what: self.what.clone(),
            origin: to(self.made),
            owner: self.owner.clone(),
            until: self.due.as_ref().map(|(day, text)| Day {
                text: text.clone(),
                ..list_day(*day)
            }),
            open: self.standing(today) != Standing::Done && self.days_over(today) <= 0,
            state: self.state(today),
            said: self.said.clone(),
            result: result.or_else(|| other.then(|| to(self.latest))),
        }
    }
}
