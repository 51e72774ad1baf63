//! Small pieces of finished text: runs of a sentence, days, marks.

use chrono::{Datelike as _, NaiveDate};

use crate::render::view::text::{Day, Fact, Link, Mark, Run};
use crate::value::date::date_cn;

/// `2026年11月20日`.
pub(crate) fn day(date: NaiveDate) -> Day {
    Day {
        text: date_cn(date),
        iso: date.to_string(),
    }
}

/// `2026-11-20`, for lists.
pub(crate) fn list_day(date: NaiveDate) -> Day {
    Day {
        text: date.to_string(),
        iso: date.to_string(),
    }
}

/// `11-20`, where the year is plain.
pub(crate) fn short_day(date: NaiveDate) -> Day {
    Day {
        text: format!("{:02}-{:02}", date.month(), date.day()),
        iso: date.to_string(),
    }
}

/// A quiet mark.
pub(crate) fn mark(text: impl Into<String>) -> Mark {
    Mark {
        text: text.into(),
        strong: false,
        due: String::new(),
    }
}

/// A mark that waits for the reader.
pub(crate) fn strong_mark(text: impl Into<String>) -> Mark {
    Mark {
        text: text.into(),
        strong: true,
        due: String::new(),
    }
}

/// A mark that waits for the reader until a day, with the days that are left in its words.
pub(crate) fn mark_until(text: impl Into<String>, day: NaiveDate) -> Mark {
    Mark {
        due: day.to_string(),
        ..strong_mark(text)
    }
}

/// A fact on one line.
pub(crate) fn fact(label: impl Into<String>, value: impl Into<String>) -> Fact {
    let value = value.into();
    Fact {
        label: label.into(),
        wide: value.chars().count() > 60,
        value: vec![Run::plain(value)],
        href: None,
        sources: Vec::new(),
    }
}

/// A link.
pub(crate) fn link(text: impl Into<String>, href: impl Into<String>) -> Link {
    Link {
        text: text.into(),
        href: href.into(),
    }
}
