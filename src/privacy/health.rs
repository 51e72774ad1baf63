//! Illness (疾病) and grades of disability (残疾等级), always `Likely`: only a named person makes them personal data.

use crate::privacy::words::Words;
use crate::privacy::{Certainty, Hit, Kind, keep};

/// Words of illness and disability in `text`.
pub(crate) fn conditions(text: &str, hits: &mut Vec<Hit>) {
    let mut illnesses: Vec<_> = ILLNESSES.found(text).collect();
    // A longer word stands before the shorter one that is part of it.
    illnesses.sort_by_key(|(start, index, _)| (*index, *start));
    for (start, _, word) in illnesses {
        add(start, start + word.len(), hits);
    }
    for (start, _, sort) in DISABILITIES.found(text) {
        let rest = text.get(start + sort.len()..).unwrap_or_default();
        let rest = rest.strip_prefix("残疾").unwrap_or(rest);
        let mut following = rest.char_indices();
        let (Some((_, grade)), Some((at, '级'))) = (following.next(), following.next()) else {
            continue;
        };
        if GRADES.contains(grade) {
            let end = text.len() - rest.len() + at + '级'.len_utf8();
            add(start, end, hits);
        }
    }
}

fn add(start: usize, end: usize, hits: &mut Vec<Hit>) {
    keep(
        Hit {
            kind: Kind::Health,
            start,
            end,
            certainty: Certainty::Likely,
        },
        hits,
    );
}

/// How grades of disability are counted.
pub(crate) const GRADES: &str = "一二三四壹贰叁肆1234１２３４";

static DISABILITIES: Words = Words::new(&["肢体", "视力", "听力", "言语", "智力", "精神", "多重"]);

static ILLNESSES: Words = Words::new(&[
    "尿毒症",
    "白血病",
    "艾滋病",
    "精神分裂症",
    "精神分裂",
    "精神病",
    "癫痫",
    "肺癌",
    "肝癌",
    "胃癌",
    "乳腺癌",
    "食道癌",
    "直肠癌",
    "宫颈癌",
    "鼻咽癌",
    "脑瘤",
    "恶性肿瘤",
    "肿瘤",
    "偏瘫",
    "瘫痪",
    "脑梗",
    "乙型肝炎",
    "乙肝",
    "肝炎",
    "肺结核",
    "抑郁症",
    "血友病",
    "帕金森病",
    "先天性心脏病",
    "心脏病",
    "智障",
]);
