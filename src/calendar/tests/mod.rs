//! Cells by table, and what must hold of all of them.

mod properties;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::calendar::{Calendar, Entry, calendar};
use crate::catalog::Catalog;
use crate::model::history::History;
use crate::model::links::Links;
use crate::model::record::{Field, Fields, Record};
use crate::model::trail::Trails;
use crate::model::value::Value;
use crate::model::village::{Kind, Profile, Village};
use crate::source::{FileId, Span, Spanned};
use crate::value::period::Period;

fn at() -> Span {
    Span::top(FileId(0))
}

fn spanned<T>(value: T) -> Spanned<T> {
    Spanned::new(value, at())
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn month(year: i32, month: u32) -> Period {
    Period::Month { year, month }
}

fn quarter(year: i32, quarter: u32) -> Period {
    Period::Quarter { year, quarter }
}

/// A record of an item about a period, published on a day.
fn record(catalog: &Catalog, item: &str, period: Period, published: &str) -> Record {
    let item = catalog.item(item).unwrap();
    let address = format!("{}-{}", item.id, period.key());
    let fields = [
        ("period_or_event_date", Value::Period(period)),
        ("published_on", Value::Date(day(published))),
    ];
    let fields = fields.into_iter().map(|(id, value)| {
        let field = Field {
            def: Arc::clone(catalog.field(id).unwrap()),
            key: at(),
            value: spanned(value),
        };
        (id.to_owned(), field)
    });
    Record {
        address,
        number: None,
        file: FileId(0),
        digest: [0; 32],
        item: Some(Arc::clone(item)),
        item_span: at(),
        category: item.category,
        title: spanned(item.name.clone()),
        fields: Fields(fields.collect()),
        free_tables: Vec::new(),
        matter: None,
        body: None,
        attachments: Vec::new(),
        files: Vec::new(),
        references: Vec::new(),
        translations: Vec::new(),
        corrections: Vec::new(),
        withdrawal: None,
        waivers: Vec::new(),
        is_draft: false,
    }
}

/// The same with a text field: an account book, say.
fn with(mut record: Record, catalog: &Catalog, id: &str, text: &str) -> Record {
    let field = Field {
        def: Arc::clone(catalog.field(id).unwrap()),
        key: at(),
        value: spanned(Value::Text(text.to_owned())),
    };
    record.address = format!("{}-{text}", record.address);
    record.fields.0.insert(id.to_owned(), field);
    record
}

fn village(kind: Kind, rules: &str, records: Vec<Record>) -> Village {
    Village {
        id: "dong".to_owned(),
        profile: Arc::new(Profile {
            name: "东村".to_owned(),
            kind,
            parent: String::new(),
            code: String::new(),
            households: None,
            population: None,
            party_members: None,
            groups: String::new(),
            rules: rules.to_owned(),
            board_location: String::new(),
            duty_phone: String::new(),
            feedback: String::new(),
            oversight: Vec::new(),
            reading_room: Vec::new(),
            secretary_is_director: false,
            conversion_unfinished: false,
            letterheads: Vec::new(),
            places: Vec::new(),
            started: None,
            books: Vec::new(),
            exemptions: Vec::new(),
            web: crate::model::web::Web::default(),
            phone_address: None,
            about: String::new(),
            has_assessment: false,
        }),
        links: Links::of(&records),
        trails: Trails::default(),
        records,
        unread: Vec::new(),
        assets: BTreeMap::new(),
        history: History::default(),
        kept_inside: BTreeSet::new(),
        span: at(),
    }
}

/// The state of a period of an item, as read aloud; `无` where there is no cell.
fn state(calendar: &Calendar, item: &str, period: &Period) -> String {
    let entry = |entry: &&Entry| entry.item.id == item && entry.period == *period;
    let found = calendar.entries.iter().find(entry);
    found.map_or_else(|| "无".to_owned(), Entry::state_cn)
}

#[track_caller]
fn check(village: &Village, catalog: &Catalog, today: &str, expected: &[(&str, Period, &str)]) {
    let calendar = calendar(village, catalog, day(today));
    for (item, period, text) in expected {
        assert_eq!(state(&calendar, item, period), *text, "{item} {period}");
    }
}
