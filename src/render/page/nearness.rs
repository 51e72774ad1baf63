//! How near a last day is, in words and as the day itself.

use chrono::NaiveDate;

use crate::render::view::contracts::Nearness;

/// Nothing to say: there is no day, or it no longer counts.
pub(super) fn none() -> Nearness {
    Nearness {
        text: String::new(),
        strong: false,
        due: String::new(),
        soon: 0,
    }
}

/// Of a contract: `剩 41 天到期` within `soon` days of its end, `已到期` after it.
pub(super) fn of_term(to: NaiveDate, today: NaiveDate, soon: i64) -> Nearness {
    let days = (to - today).num_days();
    let text = match days {
        ..0 => "已到期".to_owned(),
        0 => "今天到期".to_owned(),
        _ if days <= soon => format!("即将到期，剩 {days} 天"),
        _ => String::new(),
    };
    Nearness {
        strong: !text.is_empty(),
        text,
        due: to.to_string(),
        soon,
    }
}

/// Of a task that waits to be done.
pub(super) fn of_task(until: NaiveDate, today: NaiveDate) -> Nearness {
    let days = (until - today).num_days();
    Nearness {
        text: match days {
            ..0 => format!("过期 {} 天，未见完成", -days),
            0 => "今天到期，未见完成".to_owned(),
            _ => format!("办理中，还有 {days} 天"),
        },
        strong: days < 0,
        due: until.to_string(),
        soon: 0,
    }
}

/// Of what hangs on the board: `还剩 4 天`.
pub(super) fn of_posting(until: NaiveDate, today: NaiveDate) -> Nearness {
    let days = (until - today).num_days();
    Nearness {
        text: match days {
            ..0 => "已截止".to_owned(),
            0 => "今天截止".to_owned(),
            _ => format!("还剩 {days} 天"),
        },
        strong: (0..=3).contains(&days),
        due: until.to_string(),
        soon: 3,
    }
}
