//! Opening hours.

use crate::value::hours::{Day, WEEKDAYS, Week};

/// The week as `周一 8:30–11:30 14:00–17:00`, days apart by `/`; days alike and next to each other stand once.
fn shown(week: &Week) -> String {
    let mut days: Vec<String> = Vec::new();
    for (name, day) in WEEKDAYS.iter().zip(week.days()) {
        let text = match day {
            Day::Unsaid => continue,
            Day::Closed => "休".to_owned(),
            Day::Open(hours) => {
                let hours: Vec<String> = hours.iter().map(ToString::to_string).collect();
                hours.join(" ")
            }
        };
        let name = name.trim_start_matches('周');
        match days
            .last_mut()
            .filter(|last| last.ends_with(&format!(" {text}")))
        {
            Some(last) => *last = format!("{}{name} {text}", last.split(' ').next().unwrap()),
            None => days.push(format!("{name} {text}")),
        }
    }
    days.join("/")
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let week = Week::read(text);
    assert_eq!(
        week.as_ref().map(shown).as_deref(),
        Some(expected),
        "{text}"
    );
}

#[track_caller]
fn refuses(text: &str) {
    assert_eq!(Week::read(text), None, "{text}");
}

#[test]
fn reads_hours() {
    check(
        "周一至周五 8:30-11:30，14:00-17:00",
        "一二三四五 8:30–11:30 14:00–17:00",
    );
    check("工作日8:30-17:30", "一二三四五 8:30–17:30");
    check("每天8:00-20:00", "一二三四五六日 8:00–20:00");
    check(
        "每天 10:30-12:30和16:30-18:00",
        "一二三四五六日 10:30–12:30 16:30–18:00",
    );
    check("每周一、三、五 9:00—11:00", "一三五 9:00–11:00");
    check(
        "周一到周六 ８：００～１２：００；周日休息",
        "一二三四五六 8:00–12:00/日 休",
    );
    check("每天8:00-18:00；周一闭馆", "一 休/二三四五六日 8:00–18:00");
    check(
        "星期一至星期天 上午8点-11点半，下午14:00-17:00",
        "一二三四五六日 8:00–11:30 14:00–17:00",
    );
    check(
        "周一至周五8:30-17:00，周六、周日9:00-16:00。",
        "一二三四五 8:30–17:00/六日 9:00–16:00",
    );
    check("双休日 9:00 至 16:00", "六日 9:00–16:00");
    check("每天全天", "一二三四五六日 全天");
    check("每天24小时", "一二三四五六日 全天");
    assert!(Week::read("工作日8:30-17:30").unwrap().follows_holidays);
    assert!(!Week::read("周一至周五8:30-17:30").unwrap().follows_holidays);
}

#[test]
fn refuses_what_would_be_a_guess() {
    // No day.
    refuses("8:30-18:00");
    refuses("10:30-12:30和16:30-18:00");
    // No time.
    refuses("工作日");
    refuses("预约");
    refuses("");
    // Two in the afternoon or at night?
    refuses("每天 下午2:00-5:00");
    refuses("每天8:30-5:30");
    // A day said twice, times that overlap, days backwards.
    refuses("每天8:00-18:00；周六9:00-11:00");
    refuses("周一8:00-12:00，11:00-14:00");
    refuses("周五至周一8:00-12:00");
    // Something left over, something missing.
    refuses("周一至周五 8:30-11:30，14:30-17:00，赶集日照常");
    refuses("周一至周五 8:30-");
    refuses("周一至周五 8:3-11:30");
    refuses("周一 25:00-26:00");
    refuses("周一 8:30-9:308:30-9:30");
    refuses("周八 8:30-9:30");
}
