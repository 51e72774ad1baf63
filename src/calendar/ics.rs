//! What is missing and what comes, as an iCalendar file (RFC 5545) of all-day events.

use chrono::NaiveDate;

use crate::calendar::{Calendar, Entry, State};

/// A line has at most so many bytes before it is folded.
const LINE_BYTES: usize = 75;

/// One event for each entry that is still to be published, on the last day in time.
pub(crate) fn document(calendars: &[Calendar]) -> String {
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//sanwu//due//ZH".to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        format!("X-WR-CALNAME:{}", escaped("三务公开待办")),
    ];
    for calendar in calendars {
        let open = calendar.owed().filter(|entry| match entry.state {
            State::Missing(_) | State::Waiting => true,
            State::Done | State::Late(_) | State::Before => false,
        });
        lines.extend(open.flat_map(|entry| event(entry, calendar)));
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

fn event(entry: &Entry, calendar: &Calendar) -> Vec<String> {
    let late = match entry.state {
        State::Missing(days) => format!("（应公开未公开，逾期{days}天）"),
        State::Done | State::Late(_) | State::Waiting | State::Before => String::new(),
    };
    let summary = format!("{}：{}{late}", calendar.name, entry.title());
    let about = format!("{}，{}", entry.rule, entry.responsible(calendar.kind));
    let end = entry.due.succ_opt().unwrap_or(entry.due);
    // The name of the event stays the same over the years, so that a calendar renews it and does not repeat it. Two
    // towns may both have a village `dong`; the code of the place tells them apart.
    let place = if calendar.code.is_empty() {
        &calendar.id
    } else {
        &calendar.code
    };
    let uid = format!(
        "{place}-{}-{}{}@sanwu",
        entry.item.id,
        entry.period.key(),
        entry
            .book
            .as_deref()
            .map_or_else(String::new, |book| format!("-{book}"))
    );
    vec![
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}", escaped(&uid)),
        format!("DTSTAMP:{}T000000Z", basic(calendar.today)),
        format!("DTSTART;VALUE=DATE:{}", basic(entry.due)),
        format!("DTEND;VALUE=DATE:{}", basic(end)),
        format!("SUMMARY:{}", escaped(&summary)),
        format!("DESCRIPTION:{}", escaped(&about)),
        format!("CATEGORIES:{}", escaped(entry.item.category.name())),
        "TRANSP:TRANSPARENT".to_owned(),
        "END:VEVENT".to_owned(),
    ]
}

fn basic(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// The line with its end, broken between characters; what follows a break begins with a space.
fn folded(line: &str) -> String {
    let mut out = String::new();
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > LINE_BYTES {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
    out
}

#[cfg(test)]
mod tests {
    use super::{LINE_BYTES, escaped, folded};

    #[test]
    fn folds_between_characters() {
        let line = format!("SUMMARY:{}", "石桥村".repeat(20));
        let text = folded(&line);
        assert!(text.ends_with("\r\n"));
        for part in text.split_terminator("\r\n") {
            assert!(part.len() <= LINE_BYTES, "{part}");
        }
        assert_eq!(text.trim_end().replace("\r\n ", ""), line);
        assert_eq!(escaped("甲,乙;丙\\丁\n戊"), "甲\\,乙\\;丙\\\\丁\\n戊");
    }
}
