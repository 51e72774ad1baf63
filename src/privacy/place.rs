//! Home addresses (住址), down to a door or a group.

use crate::privacy::digits::digit;
use crate::privacy::{Certainty, Hit, Kind, keep, labels};

/// Addresses in `text`, one for each stretch without punctuation at most.
pub(crate) fn addresses(head: &str, text: &str, hits: &mut Vec<Hit>) {
    let mut from = 0;
    for part in text.split_inclusive(is_stop) {
        let stretch = part.trim_end_matches(is_stop);
        if let Some((start, end, certainty)) = address_in(head, text, (from, from + stretch.len()))
        {
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
        from += part.len();
    }
}

fn address_in(
    head: &str,
    text: &str,
    (from, to): (usize, usize),
) -> Option<(usize, usize, Certainty)> {
    let stretch = text.get(from..to)?;
    // Most stretches have no door, and the words around them need not be looked for.
    door_end(stretch)?;
    let before = text.get(..from).unwrap_or_default();
    let home = last_cue(stretch, HOME);
    let inside = home.max(last_cue(stretch, MAIL));
    let office = OFFICE
        .iter()
        .any(|word| stretch.contains(word) || labels::last_chars(before, 12).contains(word));
    let start = from + inside.unwrap_or(0);
    let end = start + door_end(text.get(start..to)?)?;
    let place = text.get(start..end)?;
    let parts = PARTS.iter().filter(|part| place.contains(**part)).count();
    let opened = before.trim_end_matches(is_stop);
    let said = |cues: &[&str]| {
        cues.iter()
            .any(|cue| opened.ends_with(cue) || head.contains(cue))
    };
    let of_home = home.is_some()
        || said(HOME)
        || (before.ends_with(['（', '(']) && opened.ends_with(['家', '户']));
    if of_home || (!office && (inside.is_some() || said(MAIL))) {
        // A village and a group may be home enough, a group alone is not.
        let whole = parts >= 2 || (parts >= 1 && place.ends_with(['号', '室']));
        return whole.then_some((start, end, Certainty::Sure));
    }
    let flat = place.ends_with('室')
        && ["幢", "栋", "单元", "号楼"]
            .iter()
            .any(|part| place.contains(part));
    let door =
        place.ends_with('号') && parts >= 2 && STREETS.iter().any(|street| place.contains(street));
    (!office && (flat || door)).then_some((start, end, Certainty::Likely))
}

/// Where the last number with a door's unit ends in `stretch`.
fn door_end(stretch: &str) -> Option<usize> {
    let mut end = None;
    let mut numbered = false;
    for (at, c) in stretch.char_indices() {
        let rest = stretch.get(at..).unwrap_or_default();
        if numbered {
            let unit = UNITS.iter().find(|unit| rest.starts_with(**unit));
            if let Some(unit) = unit {
                end = Some(at + unit.len());
            }
        }
        numbered = digit(c).is_some()
            || "一二三四五六七八九十零〇百甲乙丙丁".contains(c)
            || (numbered && c.is_ascii_alphabetic());
    }
    end
}

fn last_cue(stretch: &str, cues: &[&str]) -> Option<usize> {
    let end = cues
        .iter()
        .filter_map(|cue| stretch.rfind(cue).map(|at| at + cue.len()))
        .max()?;
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
static HOME: &[&str] = &[
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
];

/// Words before any address, an office's too.
static MAIL: &[&str] = &[
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
];

static OFFICE: &[&str] = &[
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
];

static PARTS: &[&str] = &[
    "省", "市", "县", "区", "乡", "镇", "村", "社区", "街", "路", "巷", "弄", "道", "组", "苑",
    "园", "门牌", "里", "屯", "庄", "寨", "栋", "幢",
];

static STREETS: &[&str] = &["街", "路", "巷", "弄", "门牌", "组", "大道", "胡同"];

static UNITS: &[&str] = &["号楼", "号", "幢", "栋", "单元", "室", "组", "弄"];
