//! Who held an office on a day, as the lists of members say that a village published.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::check::Scope;
use crate::model::record::Record;
use crate::model::value::Value;
use crate::model::village::Kind;
use crate::source::{Span, Spanned};

/// 村(居)委会成员.
pub(super) const COMMITTEE: &str = "affairs.committee";

/// 监督委员会成员.
pub(super) const SUPERVISION: &str = "affairs.supervision_committee";

/// 理事会, 监事会 of the collective.
pub(super) const COLLECTIVE: &str = "affairs.collective_officers";

/// Seats that wait for their by-election are listed under such names.
const VACANT: &[&str] = &["缺额", "空缺", "暂缺", "待补选", "待选"];

/// One published list of members.
#[derive(Debug, Clone)]
pub(super) struct Roster<'a> {
    /// The record that lists them.
    pub(super) record: &'a Record,
    /// The day from which it counts.
    pub(super) from: NaiveDate,
    /// Its rows, in their order.
    pub(super) members: Vec<Member<'a>>,
}

/// One row of a list of members.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member<'a> {
    /// 姓名, with its place.
    pub(super) name: &'a str,
    /// Where the name stands.
    pub(super) span: Span,
    /// 职务.
    pub(super) post: &'a str,
    /// 性别, where given.
    pub(super) gender: Option<&'a str>,
    /// 近亲属 as declared, with its place.
    pub(super) kin: Option<(&'a str, Span)>,
}

/// Every published list of an item, oldest first; withdrawn ones say nothing.
pub(super) fn rosters<'a>(scope: &Scope<'a>, item: &str) -> Vec<Roster<'a>> {
    let records = scope.village.published();
    let mut rosters: Vec<Roster<'a>> = records
        .filter(|record| record.item_id() == item && record.withdrawal.is_none())
        .filter_map(roster)
        .collect();
    rosters.sort_by_key(|roster| roster.from);
    rosters
}

fn roster(record: &Record) -> Option<Roster<'_>> {
    let Value::Table(table) = &record.fields.get("members")?.value else {
        return None;
    };
    let (name, post) = (table.column("name")?, table.column("post")?);
    let (gender, kin) = (table.column("gender"), table.column("kin"));
    let members = table.entries().filter_map(|row| {
        let cell = row.cell(name);
        let Value::Person(person) = &cell.value else {
            return None;
        };
        Some(Member {
            name: person.name(),
            span: cell.span,
            post: text(&row.cell(post).value).unwrap_or_default(),
            gender: gender.and_then(|column| text(&row.cell(column).value)),
            kin: kin.and_then(|column| {
                let cell = row.cell(column);
                Some((text(&cell.value)?, cell.span))
            }),
        })
    });
    Some(Roster {
        record,
        from: record.date()?,
        members: members.collect(),
    })
}

/// The list that counted on a day: the newest of those published by then.
pub(super) fn in_force<'r, 'a>(rosters: &'r [Roster<'a>], on: NaiveDate) -> Option<&'r Roster<'a>> {
    let known = rosters.partition_point(|roster| roster.from <= on);
    rosters.get(known.checked_sub(1)?)
}

impl<'a> Roster<'a> {
    /// The members of the committee proper: 主任, 副主任, 委员. Lists also name who sits on the boards below it.
    pub(super) fn seats(&self) -> impl Iterator<Item = &Member<'a>> {
        self.members.iter().filter(|member| member.has_seat())
    }

    /// The row of a name; a vacant seat is nobody's.
    pub(super) fn find(&self, name: &str) -> Option<&Member<'a>> {
        let mut members = self.members.iter();
        members.find(|member| member.name == name && !member.is_vacant())
    }

    /// Where the list as a whole is named.
    pub(super) fn place(&self) -> Span {
        let field = self.record.fields.0.get("members");
        field.map_or(self.record.item_span, |field| field.key)
    }
}

/// How many seats rows hold: a person listed under two posts holds one, each vacancy one.
pub(super) fn seats_held<'m, 'a: 'm>(rows: impl Iterator<Item = &'m Member<'a>>) -> usize {
    let mut persons = BTreeSet::new();
    rows.filter(|member| member.is_vacant() || persons.insert(member.name))
        .count()
}

impl Member<'_> {
    /// Whether the seat waits for somebody.
    pub(super) fn is_vacant(&self) -> bool {
        VACANT.contains(&self.name)
    }

    /// The posts one by one: `党支部书记、村委会主任（兼）` are three.
    pub(super) fn posts(&self) -> impl Iterator<Item = &'_ str> {
        const BETWEEN: &[char] = &[
            '、', '，', ',', '；', '兼', '（', '(', '）', ')', '及', '和', '/', '／', ' ', '　',
        ];
        let parts = self.post.split(BETWEEN).map(str::trim);
        parts.filter(|part| !part.is_empty())
    }

    /// Whether the post is one of the committee's own.
    pub(super) fn has_seat(&self) -> bool {
        // Longer words first: 村委会主任, 村委主任, 村主任 are one post, 村党支部委员 is another.
        const BODIES: &[&str] = &[
            "村民委员会",
            "居民委员会",
            "村委会",
            "居委会",
            "村委",
            "居委",
            "村",
            "社区",
        ];
        self.posts().any(|part| {
            let own = BODIES
                .iter()
                .find_map(|body| part.strip_prefix(body))
                .unwrap_or(part);
            matches!(own, "主任" | "副主任" | "委员" | "专职委员" | "兼职委员")
        })
    }
}

fn text(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text.as_str()),
        _ => None,
    }
}

/// Who keeps the books (会计, 出纳), as the records of money name them.
#[derive(Debug, Default)]
pub(super) struct Keepers<'a>(BTreeMap<NaiveDate, Vec<Keeper<'a>>>);

/// One person who keeps the books.
#[derive(Debug, Clone, Copy)]
pub(super) struct Keeper<'a> {
    /// The name.
    pub(super) name: &'a str,
    /// 会计 or 出纳.
    pub(super) post: &'a str,
    /// Where the record names the person.
    pub(super) span: Span,
}

impl<'a> Keepers<'a> {
    /// Everyone named by some published record.
    pub(super) fn of(scope: &Scope<'a>) -> Self {
        let mut keepers = Self::default();
        for record in scope.village.published() {
            let Some(on) = record.date() else { continue };
            let found = of_record(record);
            if !found.is_empty() {
                keepers.0.entry(on).or_default().extend(found);
            }
        }
        keepers
    }

    /// Those named from a day on, up to but not on another.
    pub(super) fn between(
        &self,
        from: NaiveDate,
        until: Option<NaiveDate>,
    ) -> impl Iterator<Item = &Keeper<'a>> {
        let days = self.0.range(from..);
        days.take_while(move |(day, _)| until.is_none_or(|until| **day < until))
            .flat_map(|(_, keepers)| keepers)
    }
}

/// Who keeps the books, as one record names them.
pub(super) fn of_record(record: &Record) -> Vec<Keeper<'_>> {
    let posts = [("bookkeeper", "会计"), ("cashier", "出纳")];
    let named = posts.iter().filter_map(|(id, post)| {
        let value = record.fields.get(id)?;
        let Value::Person(person) = &value.value else {
            return None;
        };
        Some(Keeper {
            name: person.name(),
            post,
            span: value.span,
        })
    });
    named.collect()
}

/// The persons of a field, each with the place of the field.
pub(super) fn persons<'a>(record: &'a Record, field: &str) -> Vec<Spanned<&'a str>> {
    let Some(value) = record.fields.get(field) else {
        return Vec::new();
    };
    let people = match &value.value {
        Value::Person(person) => std::slice::from_ref(person),
        Value::Persons(persons) => persons.as_slice(),
        _ => &[],
    };
    let people = people.iter();
    people
        .map(|person| Spanned::new(person.name(), value.span))
        .collect()
}

/// Whether the law on the economic collective was in force.
pub(super) fn is_collective_bound(scope: &Scope<'_>, on: NaiveDate) -> bool {
    scope.catalog.source("RCEOL-26", on).is_some()
}

/// Whether the law of today already bound the place that day: the residents' committee law was rewritten on 2026-01-01
/// and asked for little before, the villagers' law was only renumbered.
pub(super) fn is_bound(scope: &Scope<'_>, on: NaiveDate) -> bool {
    let rewritten = NaiveDate::from_ymd_opt(2026, 1, 1);
    scope.village.profile.kind == Kind::Village || rewritten.is_some_and(|day| on >= day)
}
