//! The register as JSON for other programs.

use serde_json::{Value, json};

use crate::calendar::{Calendar, Entry};
use crate::model::village::Kind;

/// All villages in one document; states are `done`, `late`, `missing`, `waiting` and `before`.
pub(crate) fn document(calendars: &[Calendar], today: &str) -> Value {
    json!({
        "schema": "sanwu.due/1",
        "today": today,
        "villages": calendars.iter().map(village).collect::<Vec<_>>(),
    })
}

fn village(calendar: &Calendar) -> Value {
    let counts = calendar.counts();
    let outside = calendar.outside.iter().map(|outside| {
        json!({
            "item": outside.item.id,
            "name": outside.item.name,
            "reason": outside.reason.id(),
            "text": outside.reason.text(),
            "remark": outside.remark,
        })
    });
    json!({
        "id": calendar.id,
        "name": calendar.name,
        "kind": match calendar.kind {
            Kind::Village => "村",
            Kind::Community => "社区",
        },
        "due": counts.due(),
        "on_time": counts.on_time,
        "late": counts.late,
        "missing": counts.missing,
        "waiting": counts.waiting,
        "entries": calendar.entries.iter().map(|one| entry(one, calendar)).collect::<Vec<_>>(),
        "outside": outside.collect::<Vec<_>>(),
    })
}

fn entry(entry: &Entry, calendar: &Calendar) -> Value {
    let proof = entry.proof.as_ref();
    json!({
        "item": entry.item.id,
        "name": entry.item.name,
        "category": entry.item.category.id(),
        "book": entry.book,
        "period": entry.period.key(),
        "title": entry.title(),
        "owed": entry.is_owed(),
        "due": entry.is_owed().then(|| entry.due.to_string()),
        "state": entry.state_id(),
        "days": entry.days(),
        "published": proof.map(|proof| proof.published.to_string()),
        "record": proof.map(|proof| proof.address.as_str()),
        "nil": proof.is_some_and(|proof| proof.is_nil),
        "responsible": entry.responsible(calendar.kind),
        "unread": entry.unread,
    })
}
