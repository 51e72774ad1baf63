//! What is due, as text for the terminal: grouped by village, the longest overdue first.

use std::fmt::Write as _;

use chrono::Days;

use crate::calendar::{Calendar, Entry, State};

/// How far ahead the list of what comes looks.
const AHEAD_DAYS: u64 = 45;

/// All villages, one after the other.
pub(crate) fn render(calendars: &[Calendar]) -> String {
    let parts: Vec<String> = calendars.iter().map(village).collect();
    parts.join("\n")
}

fn village(calendar: &Calendar) -> String {
    let counts = calendar.counts();
    let mut text = format!(
        "{} ({})\n  截至 {}: 应公开 {} 项次, 按期 {}, 迟公开 {}, 未公开 {}\n",
        calendar.name,
        calendar.id,
        calendar.today,
        counts.due(),
        counts.on_time,
        counts.late,
        counts.missing
    );
    part(&mut text, "应公开未公开", &calendar.gaps(), |entry| {
        let who = entry.responsible(calendar.kind);
        let unread = match entry.unread.first() {
            Some(path) => format!(", {path} 读不出来"),
            None => String::new(),
        };
        format!(
            "应于 {} 前公开, 逾期 {} 天, {who}{unread}",
            entry.due,
            entry.days()
        )
    });
    let late: Vec<&Entry> = calendar
        .owed()
        .filter(|entry| matches!(entry.state, State::Late(_)))
        .collect();
    part(&mut text, "迟公开", &late, |entry| {
        format!("应于 {} 前公开, 迟 {} 天", entry.due, entry.days())
    });
    let horizon = calendar.today + Days::new(AHEAD_DAYS);
    let mut coming: Vec<&Entry> = calendar
        .owed()
        .filter(|entry| entry.state == State::Waiting && entry.due <= horizon)
        .collect();
    coming.sort_by_key(|entry| entry.due);
    part(&mut text, "近期应公开", &coming, |entry| {
        format!("{} 前", entry.due)
    });
    text
}

fn part(text: &mut String, title: &str, entries: &[&Entry], say: impl Fn(&Entry) -> String) {
    if entries.is_empty() {
        return;
    }
    let _ = writeln!(text, "  {title}");
    for entry in entries {
        let _ = writeln!(text, "    {}: {}", entry.title(), say(entry));
    }
}
