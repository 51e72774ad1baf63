//! Mobile numbers (手机号) and the landlines of households (固定电话).

use crate::privacy::digits::Gap;
use crate::privacy::labels::{self, Sense};
use crate::privacy::numbers::{Run, Verdict};
use crate::privacy::words::Words;
use crate::privacy::{Certainty, Kind};

/// What `run` is, as a telephone.
pub(crate) fn judge(run: &Run<'_>) -> Option<Verdict> {
    mobile(run)
        .or_else(|| misspelt(run))
        .or_else(|| landline(run))
}

fn mobile(run: &Run<'_>) -> Option<Verdict> {
    let sizes = run.sizes();
    let plus = run
        .first()
        .before
        .is_some_and(|(_, c)| matches!(c, '+' | '＋'));
    let (national, groups) = match run.digits {
        [0, 0, 8, 6, rest @ ..] => (rest, strip_groups(&sizes, 4)),
        [8, 6, rest @ ..]
            if rest.len() == 11
                && (plus || !matches!(sizes.as_slice(), [2, ..]) || mark_follows(run)) =>
        {
            (rest, strip_groups(&sizes, 2))
        }
        [0, rest @ ..] if rest.len() == 11 && sizes.first() != Some(&1) => {
            (rest, strip_groups(&sizes, 1))
        }
        digits => (digits, Some(sizes.clone())),
    };
    let groups = groups?;
    if national.len() != 11 || !is_mobile_prefix(national) {
        return None;
    }
    let label = run.label.filter(|label| label.says(Sense::Phone));
    if label.is_none() && (run.is_other() || !stands_alone(run, &groups)) {
        return None;
    }
    if run.counted() && !label.is_some_and(|label| label.adjacent) {
        return None;
    }
    if run.letter_beside() && (in_credit_code(run) || (run.letter_before() && run.letter_after())) {
        return None;
    }
    let sure = label.is_some() || (groups.len() == 1 && !run.letter_beside());
    let certainty = if sure {
        Certainty::Sure
    } else {
        Certainty::Likely
    };
    Some(with_opening(run, run.verdict(Kind::Mobile, certainty, 4)))
}

/// A mobile number with a digit too few or too many, where the words say telephone.
fn misspelt(run: &Run<'_>) -> Option<Verdict> {
    let labelled = run
        .label
        .is_some_and(|label| label.says(Sense::Phone) && label.adjacent);
    let shaped = matches!(run.digits.len(), 10 | 12 | 13)
        && is_mobile_prefix(run.digits)
        && run.atoms.len() == 1;
    (labelled && shaped && !run.letter_beside())
        .then(|| run.verdict(Kind::Mobile, Certainty::Likely, 7))
}

fn landline(run: &Run<'_>) -> Option<Verdict> {
    let sizes = run.sizes();
    let with_area = matches!(run.digits, [0, 1..=9, ..])
        && matches!(
            sizes.as_slice(),
            [10..=12] | [3 | 4, 7 | 8] | [3 | 4, 3 | 4, 4]
        );
    let local =
        matches!(run.digits, [2..=8, ..]) && matches!(sizes.as_slice(), [7 | 8] | [3 | 4, 4]);
    if !(with_area || local) || run.neighbours != [0, 0] || run.letter_beside() || run.counted() {
        return None;
    }
    let sentence = labels::last_chars(run.text_before(), 30);
    let sentence = sentence
        .rsplit(['。', '；', '\n'])
        .next()
        .unwrap_or_default();
    if PRIVATE.any_in(sentence) {
        return Some(with_opening(
            run,
            run.verdict(Kind::Landline, Certainty::Sure, 8),
        ));
    }
    let spoken = run.label.is_some_and(|label| label.says(Sense::Phone));
    if !spoken || OFFICE.any_in(sentence) || !with_area {
        return None;
    }
    Some(with_opening(
        run,
        run.verdict(Kind::Landline, Certainty::Likely, 8),
    ))
}

static PRIVATE: Words = Words::new(&[
    "家庭电话",
    "家里",
    "家中",
    "宅电",
    "住宅电话",
    "私人电话",
    "本人电话",
    "家属电话",
    "家电话",
    "家庭座机",
    "家用电话",
    "家庭固话",
]);

static OFFICE: Words = Words::new(&[
    "办公",
    "村委",
    "居委",
    "传真",
    "热线",
    "监督",
    "举报电话",
    "咨询",
    "受理",
    "部门",
    "值班",
    "服务",
    "公司",
    "合作社",
    "中心",
    "政府",
    "纪委",
    "组织办",
    "经管站",
    "单位",
    "党支部",
    "委员会",
    "学校",
    "医院",
    "派出所",
    "银行",
    "信箱",
    "公示",
    "代理",
    "招标",
    "办事",
    "社区",
    "站",
]);

/// Takes the country code off the group lengths; `None` where a group straddles it.
fn strip_groups(sizes: &[usize], code: usize) -> Option<Vec<usize>> {
    let (first, rest) = sizes.split_first()?;
    let mut groups = vec![first.checked_sub(code)?];
    groups.retain(|size| *size > 0);
    groups.extend(rest);
    Some(groups)
}

fn mark_follows(run: &Run<'_>) -> bool {
    run.atoms.get(1).is_some_and(|atom| atom.gap == Gap::Mark)
}

fn is_mobile_prefix(digits: &[u8]) -> bool {
    matches!(digits, [1, 3..=9, ..])
}

/// Whether the grouping is a telephone's, and no further short group makes it a row of figures.
fn stands_alone(run: &Run<'_>, groups: &[usize]) -> bool {
    match groups {
        [11] => true,
        [3, 4, 4] | [3, 8] | [7, 4] | [4, 3, 4] | [4, 4, 3] | [3, 3, 5] => run
            .neighbours
            .iter()
            .all(|length| *length == 0 || *length > 6),
        _ => false,
    }
}

/// Whether it is part of an 18-place word of letters and digits.
fn in_credit_code(run: &Run<'_>) -> bool {
    let alnum = |c: &char| c.is_ascii_alphanumeric();
    let before = run.text_before().chars().rev().take_while(alnum).count();
    let after = run.text_after().chars().take_while(alnum).count();
    before + run.digits.len() + after == 18
}

/// Adds the `+` of a country code and the bracket that opens before the first group.
fn with_opening(run: &Run<'_>, mut verdict: Verdict) -> Verdict {
    let mut before = run.text_before();
    if let Some(rest) = before.strip_suffix(['+', '＋']) {
        before = rest;
        verdict.hit.start = rest.len();
    }
    let inside = run
        .text
        .get(verdict.hit.start..verdict.hit.end)
        .unwrap_or_default();
    let closes = inside.chars().filter(|c| matches!(c, ')' | '）')).count();
    let opens = inside.chars().filter(|c| matches!(c, '(' | '（')).count();
    if closes > opens
        && let Some(rest) = before.strip_suffix(['(', '（'])
    {
        verdict.hit.start = rest.len();
    }
    verdict
}
