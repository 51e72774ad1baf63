//! Home addresses (住址), down to a door or a group.

use crate::privacy::digits::digit;
use crate::privacy::words::Words;
use crate::privacy::{Certainty, Hit, Kind, keep, labels};

/// Addresses in `text`, one at most for each stretch without punctuation in which one of the `doors` stands.
pub(crate) fn addresses(head: &str, text: &str, doors: &[usize], hits: &mut Vec<Hit>) {
    let mut done = 0;
    for at in doors.iter().copied() {
        if at < done {
            continue;
        }
        let (before, rest) = text.split_at(at);
        let from = before.char_indices().rev().find(|(_, c)| is_stop(*c));
        let from = from.map_or(0, |(stop, c)| stop + c.len_utf8());
        done = at + rest.find(is_stop).unwrap_or(rest.len());
        if let Some((start, end, certainty)) = address_in(head, text, (from, done)) {
            keep(
                Hit {
                    kind: Kind::Address,
                    start,
                    end,
                    certainty,
                },
                hits,
            );
        }
    }
}

/// Whether a door's number goes on, or begins, with `c`.
pub(crate) fn goes_on(numbered: bool, c: char) -> bool {
    match c {
        'A'..='Z' | 'a'..='z' => numbered,
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '零' | '〇'
        | '百' | '甲' | '乙' | '丙' | '丁' => true,
        _ => digit(c).is_some(),
    }
}

/// Whether a unit of doors may begin with `c`.
pub(crate) fn begins_unit(c: char) -> bool {
    matches!(c, '号' | '幢' | '栋' | '单' | '室' | '组' | '弄')
}

fn address_in(
    head: &str,
    text: &str,
    (from, to): (usize, usize),
) -> Option<(usize, usize, Certainty)> {
    let stretch = text.get(from..to)?;
    door_end(stretch)?;
    let before = text.get(..from).unwrap_or_default();
    let home = last_cue(stretch, &HOME);
    let inside = home.max(last_cue(stretch, &MAIL));
    let office = OFFICE.any_in(stretch) || OFFICE.any_in(labels::last_chars(before, 12));
    let start = from + inside.unwrap_or(0);
    let end = start + door_end(text.get(start..to)?)?;
    let place = text.get(start..end)?;
    let parts = PARTS.iter().filter(|part| place.contains(**part)).count();
    let opened = before.trim_end_matches(is_stop);
    let said = |cues: &Words| cues.end(opened) || cues.any_in(head);
    let of_home = home.is_some()
        || said(&HOME)
        || (before.ends_with(['（', '(']) && opened.ends_with(['家', '户']));
    if of_home || (!office && (inside.is_some() || said(&MAIL))) {
        // A village and a group may be home enough, a group alone is not.
        let whole = parts >= 2 || (parts >= 1 && place.ends_with(['号', '室']));
        return whole.then_some((start, end, Certainty::Sure));
    }
    let flat = place.ends_with('室')
        && ["幢", "栋", "单元", "号楼"]
            .iter()
            .any(|part| place.contains(part));
    let door = place.ends_with('号') && parts >= 2 && STREETS.any_in(place);
    (!office && (flat || door)).then_some((start, end, Certainty::Likely))
}

/// Where the last number with a door's unit ends in `stretch`.
fn door_end(stretch: &str) -> Option<usize> {
    let mut end = None;
    let mut numbered = false;
    for (at, c) in stretch.char_indices() {
        let rest = stretch.get(at..).unwrap_or_default();
        if numbered && begins_unit(c) {
            let unit = UNITS.iter().find(|unit| rest.starts_with(**unit));
            if let Some(unit) = unit {
                end = Some(at + unit.len());
            }
        }
        numbered = goes_on(numbered, c);
    }
    end
}

fn last_cue(stretch: &str, cues: &Words) -> Option<usize> {
    let (end, _) = cues.last_in(stretch)?;
    let rest = stretch.get(end..)?;
    Some(
        stretch.len()
            - rest
                .trim_start_matches(['地', '址', '为', '是', '在', '于'])
                .len(),
    )
}

fn is_stop(c: char) -> bool {
    !(c.is_alphanumeric() || matches!(c, '-' | '—' | '–' | '－' | '#' | '·' | '＃'))
}

/// Words before a home.
static HOME: Words = Words::new(&[
    "现居",
    "现居住",
    "现居住地",
    "居住在",
    "居住地",
    "居住地址",
    "居住于",
    "家住",
    "住在",
    "现住",
    "户籍地址",
    "户籍所在地",
    "户籍地",
    "家庭地址",
    "家庭住址",
    "住址",
    "现住址",
    "住所",
    "户口所在地",
    "户口在",
    "户籍在",
    "家在",
    "暂住",
    "暂住在",
    "老家",
    "搬至",
    "搬到",
    "租住",
    "租住在",
    "租住于",
    "家庭详细地址",
]);

/// Words before any address, an office's too.
static MAIL: Words = Words::new(&[
    "通讯地址",
    "通信地址",
    "联系地址",
    "收件地址",
    "收货地址",
    "邮寄地址",
    "门牌地址",
    "详细地址",
    "地址在",
    "房屋坐落",
    "地址",
]);

static OFFICE: Words = Words::new(&[
    "位于",
    "设在",
    "办公",
    "中心",
    "村委",
    "居委",
    "公司",
    "合作社",
    "委员会",
    "学校",
    "卫生",
    "地点",
    "接收",
    "受理",
    "投票",
    "现场",
    "工程",
    "路段",
    "会议室",
]);

static PARTS: &[&str] = &[
    "省", "市", "县", "区", "乡", "镇", "村", "社区", "街", "路", "巷", "弄", "道", "组", "苑",
    "园", "门牌", "里", "屯", "庄", "寨", "栋", "幢",
];

static STREETS: Words = Words::new(&["街", "路", "巷", "弄", "门牌", "组", "大道", "胡同"]);

static UNITS: &[&str] = &["号楼", "号", "幢", "栋", "单元", "室", "组", "弄"];
