//! Opening hours (开放时间) as a village writes them: read to a week without guessing, or not at all.

use std::fmt;

/// Monday first.
pub(crate) const WEEKDAYS: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// What is open on each day of a week.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Week {
    days: [Day; 7],
    /// Written as 工作日, which statutory holidays move.
    pub(crate) follows_holidays: bool,
}

/// One day of a week.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum Day {
    /// Nothing is said of it.
    #[default]
    Unsaid,
    /// 休息.
    Closed,
    /// Open, earliest first.
    Open(Vec<Hours>),
}

/// From when to when, in minutes from midnight; `8:30–11:30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hours {
    from: u16,
    to: u16,
}

impl Week {
    /// Reads `周一至周五 8:30-11:30，14:00-17:00；周六 9:00-11:00`. Days must be named, times need no guess about
    /// morning or afternoon, no day may be given twice, and nothing may be left over.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text = normal(text);
        let mut rest = Rest(&text);
        let mut week = Self::default();
        loop {
            let days = rest.days(&mut week.follows_holidays)?;
            let day = if rest.any(&["休息", "不开放", "闭馆", "关门", "休"]) {
                Day::Closed
            } else {
                Day::Open(rest.times()?)
            };
            week.say(days, &day)?;
            if rest.0.is_empty() {
                return Some(week);
            }
            if !rest.any(&[";", ",", "。"]) {
                return None;
            }
            if rest.0.is_empty() {
                return Some(week);
            }
        }
    }

    /// Monday first.
    pub(crate) fn days(&self) -> &[Day; 7] {
        &self.days
    }

    /// A day said twice is read only where the second time closes it: 每天…；周一休息.
    fn say(&mut self, days: [bool; 7], day: &Day) -> Option<()> {
        for (at, _) in days.iter().enumerate().filter(|(_, named)| **named) {
            let known = self.days.get_mut(at)?;
            let is_new = *known == Day::Unsaid;
            if !is_new && *day != Day::Closed {
                return None;
            }
            known.clone_from(day);
        }
        Some(())
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.from == 0 && self.to == DAY {
            return f.write_str("全天");
        }
        let clock = |minutes: u16| format!("{}:{:02}", minutes / 60, minutes % 60);
        write!(f, "{}–{}", clock(self.from), clock(self.to))
    }
}

/// Without spaces, in the characters the grammar knows.
fn normal(text: &str) -> String {
    let mut plain = String::new();
    for glyph in text.chars().filter(|glyph| !glyph.is_whitespace()) {
        plain.push(match glyph {
            '０'..='９' => char::from_u32(u32::from(glyph) - 0xFEE0).unwrap_or(glyph),
            '：' => ':',
            '，' => ',',
            '；' => ';',
            '－' | '–' | '—' | '~' | '～' | '至' | '到' => '-',
            '天' if plain.ends_with('周') || plain.ends_with('期') || plain.ends_with('拜') => {
                '日'
            }
            other => other,
        });
    }
    plain.replace("星期", "周").replace("礼拜", "周")
}

/// What is still to be read.
struct Rest<'a>(&'a str);

impl Rest<'_> {
    fn eat(&mut self, word: &str) -> bool {
        let Some(rest) = self.0.strip_prefix(word) else {
            return false;
        };
        self.0 = rest;
        true
    }

    fn any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|word| self.eat(word))
    }

    fn days(&mut self, follows_holidays: &mut bool) -> Option<[bool; 7]> {
        let mut named = [false; 7];
        loop {
            if self.any(&["每天", "每日", "天天"]) {
                named = [true; 7];
            } else if self.eat("工作日") {
                *follows_holidays = true;
                named.iter_mut().take(5).for_each(|day| *day = true);
            } else if self.any(&["周末", "双休日", "周六日"]) {
                named.iter_mut().skip(5).for_each(|day| *day = true);
            } else {
                self.range(&mut named)?;
            }
            if !self.any(&["、", "和", "及"]) {
                return Some(named);
            }
        }
    }

    /// `周一`, `周一-周五`, `每周一`; after 、 the 周 may be left out.
    fn range(&mut self, named: &mut [bool; 7]) -> Option<()> {
        let is_first = !named.contains(&true);
        let from = self.weekday(is_first)?;
        let before = self.0;
        let to = if self.eat("-") {
            let to = self.weekday(false);
            if to.is_none() {
                self.0 = before;
            }
            to.unwrap_or(from)
        } else {
            from
        };
        if to < from {
            return None;
        }
        named
            .iter_mut()
            .take(to + 1)
            .skip(from)
            .for_each(|day| *day = true);
        Some(())
    }

    fn weekday(&mut self, needs_prefix: bool) -> Option<usize> {
        let had_prefix = self.any(&["每周", "周"]);
        if needs_prefix && !had_prefix {
            return None;
        }
        ["一", "二", "三", "四", "五", "六", "日"]
            .iter()
            .position(|day| self.eat(day))
    }

    fn times(&mut self) -> Option<Vec<Hours>> {
        if self.any(&["全天", "24小时"]) {
            return Some(vec![Hours { from: 0, to: DAY }]);
        }
        let mut times: Vec<Hours> = Vec::new();
        loop {
            let from = self.time()?;
            if !self.eat("-") {
                return None;
            }
            let to = self.time()?;
            let follows = times.last().is_none_or(|last| last.to < from);
            if from >= to || to > DAY || !follows {
                return None;
            }
            times.push(Hours { from, to });
            let before = self.0;
            let is_joined = self.any(&[",", "、", "和", "及"]);
            if !self.begins_a_time() {
                self.0 = before;
                return Some(times);
            }
            if !is_joined && self.0.starts_with(|glyph: char| glyph.is_ascii_digit()) {
                return None;
            }
        }
    }

    fn begins_a_time(&self) -> bool {
        const PARTS: [&str; 4] = ["上午", "早上", "下午", "晚上"];
        self.0.starts_with(|glyph: char| glyph.is_ascii_digit())
            || PARTS.iter().any(|part| self.0.starts_with(part))
    }

    /// `8:30`, `8点`, `8点半`, with 上午 or 下午 only where the hour says the same.
    fn time(&mut self) -> Option<u16> {
        let morning = self.any(&["上午", "早上"]);
        let afternoon = !morning && self.any(&["下午", "晚上"]);
        let hour = self.digits()?;
        let minute = if self.eat(":") {
            let minute = self.0.get(..2)?;
            let read = minute.bytes().all(|byte| byte.is_ascii_digit());
            self.0 = self.0.get(2..)?;
            if !read {
                return None;
            }
            minute.parse().ok()?
        } else if self.any(&["点半", "时半"]) {
            30
        } else if self.any(&["点", "时"]) {
            0
        } else {
            return None;
        };
        let fits = !(morning && hour > 12 || afternoon && hour < 12);
        (fits && hour <= 24 && minute < 60).then_some(hour * 60 + minute)
    }

    fn digits(&mut self) -> Option<u16> {
        let end = self
            .0
            .find(|glyph: char| !glyph.is_ascii_digit())
            .unwrap_or(self.0.len());
        let (digits, rest) = self.0.split_at_checked(end)?;
        if digits.is_empty() || digits.len() > 2 {
            return None;
        }
        self.0 = rest;
        digits.parse().ok()
    }
}
