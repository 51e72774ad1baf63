//! What a row is (合计, 小计, 其中, 期初 …), by its mark or by its label, and which rows a total adds up: the one place that
//! says so, for free tables and tables of the catalogue alike.

use crate::model::summary::bare;

/// What a row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowKind {
    /// An entry.
    Plain,
    /// 合计: a sum over entries, no entry.
    Total,
    /// 小计: the sum of a group.
    Subtotal,
    /// 其中: part of the row above, legally fewer than the whole.
    PartOf,
    /// 期初, 上期结转: an opening balance, no entry.
    Opening,
    /// 期末: a closing balance.
    Closing,
    /// 本年累计, 过次页, 合计（大写）: says something of more than these rows, or in words; never added up and never judged.
    Aside,
    /// 段: a heading between rows.
    Section,
}

/// How it is known what a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// The clerk marked it: `合计: […]`.
    Mark,
    /// Its label is the word itself: 合计.
    Label,
    /// Its label ends like one: 电费合计. What follows from that is only a warning.
    Guess,
}

/// What a row is, and how that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Said {
    /// What it is.
    pub(crate) kind: RowKind,
    /// How that is known.
    pub(crate) by: By,
}

impl Said {
    /// An entry, as most rows are.
    pub(crate) const PLAIN: Self = Self {
        kind: RowKind::Plain,
        by: By::Label,
    };

    /// Whether it is a sum: 合计 or 小计.
    pub(crate) fn is_sum(self) -> bool {
        matches!(self.kind, RowKind::Total | RowKind::Subtotal)
    }
}

/// The marks a clerk may write before a row.
pub(crate) const MARKS: &str = "合计、小计、其中、期初、期末、段";

/// What a mark says of the row behind it.
pub(crate) fn marked(key: &str) -> Option<Said> {
    let kind = match key.trim() {
        "合计" | "总计" => RowKind::Total,
        "小计" => RowKind::Subtotal,
        "其中" => RowKind::PartOf,
        "期初" => RowKind::Opening,
        "期末" => RowKind::Closing,
        "段" => RowKind::Section,
        "行" => RowKind::Plain,
        _ => return None,
    };
    let by = By::Mark;
    Some(Said { kind, by })
}

/// What a label says of its row; none for one that names an entry.
pub(crate) fn labelled(label: &str) -> Option<Said> {
    let text: String = label.split_whitespace().collect();
    let sure = |kind| {
        let by = By::Label;
        Some(Said { kind, by })
    };
    if text.starts_with("其中") {
        return sure(RowKind::PartOf);
    }
    let is_in_words = text.contains("大写");
    let text = bare(&without_brackets(&text));
    let guess = |kind| {
        let by = By::Guess;
        let is_short = text.chars().count() <= LABEL_CHARS_MAX;
        is_short.then_some(Said { kind, by })
    };
    match text.as_str() {
        "合计" | "总计" | "小计" | "共计" | "合计金额" if is_in_words => {
            sure(RowKind::Aside)
        }
        "合计" | "总计" | "共计" | "本月合计" | "本季合计" | "本期合计" | "本年合计" => {
            sure(RowKind::Total)
        }
        "累计" => guess(RowKind::Total),
        "小计" | "本页小计" | "本页合计" | "本月小计" => sure(RowKind::Subtotal),
        "本年累计" | "本季累计" | "自年初累计" | "年初至今累计" | "过次页" | "转下页" | "大写"
        | "金额大写" | "人民币大写" | "合计大写" | "大写金额" | "合计金额大写" => {
            sure(RowKind::Aside)
        }
        "上期结转" | "上期结余" | "上月结转" | "上月结余" | "上季转来" | "上季结转"
        | "上年结转" | "上年结余" | "期初余额" | "期初" | "承前页" => {
            sure(RowKind::Opening)
        }
        "期末余额" | "期末" | "本季余额" | "本月余额" | "期末结余" => {
            sure(RowKind::Closing)
        }
        _ if text.ends_with("小计") => guess(RowKind::Subtotal),
        _ if text.ends_with("合计") || text.ends_with("总计") || text.ends_with("共计") => {
            guess(RowKind::Total)
        }
        _ => None,
    }
}

/// A longer label tells a story: no total is called so.
const LABEL_CHARS_MAX: usize = 12;

/// A label without what stands in brackets at its end: `合计（元）`.
fn without_brackets(label: &str) -> String {
    let label = label.trim_end_matches(['：', ':']);
    let open = label.rfind(['（', '(']).filter(|at| *at > 0);
    let open = open.filter(|_| label.ends_with(['）', ')']));
    let bare = open.and_then(|open| label.get(..open));
    bare.unwrap_or(label).to_owned()
}

/// The entries that a sum at `index` may add up, the likeliest first: those since the sum before it, or, when it leads,
/// those until the next. Where groups have no 小计 of their own, a 合计 may close its group or the whole table.
pub(crate) fn members(kinds: &[RowKind], index: usize, is_grand: bool) -> Vec<Vec<usize>> {
    let before = kinds.get(..index).unwrap_or_default();
    if kinds.get(index) == Some(&RowKind::Subtotal) {
        let ends = |kind: RowKind| !matches!(kind, RowKind::Plain | RowKind::PartOf);
        return leading(kinds, index, vec![since(before, ends)], ends);
    }
    let ends_table = |kind: RowKind| kind == RowKind::Total && !is_grand;
    let ends_group = |kind: RowKind| ends_table(kind) || kind == RowKind::Section && !is_grand;
    let own = before.iter().rev().take_while(|kind| !ends_group(**kind));
    let has_subtotals = own.clone().any(|kind| *kind == RowKind::Subtotal);
    let (group, table) = (since(before, ends_group), since(before, ends_table));
    let mut readings = if has_subtotals || group == table || group.is_empty() {
        vec![table]
    } else {
        vec![group, table]
    };
    readings.retain(|reading| !reading.is_empty());
    leading(kinds, index, readings, ends_group)
}

/// What stands before a sum, else what follows it.
fn leading(
    kinds: &[RowKind],
    index: usize,
    mut before: Vec<Vec<usize>>,
    ends: impl Fn(RowKind) -> bool,
) -> Vec<Vec<usize>> {
    before.retain(|reading| !reading.is_empty());
    if before.is_empty() {
        let rest = kinds.iter().enumerate().skip(index + 1);
        let after = rest.take_while(|(_, kind)| !ends(**kind));
        let plain = after.filter(|(_, kind)| **kind == RowKind::Plain);
        before.push(plain.map(|(at, _)| at).collect());
    }
    before
}

fn since(before: &[RowKind], ends: impl Fn(RowKind) -> bool) -> Vec<usize> {
    let rows = before.iter().enumerate().rev();
    let stretch = rows.take_while(|(_, kind)| !ends(**kind));
    let plain = stretch.filter(|(_, kind)| **kind == RowKind::Plain);
    let mut found: Vec<usize> = plain.map(|(at, _)| at).collect();
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::{By, RowKind, labelled, members};

    #[track_caller]
    fn check(label: &str, expected: Option<(RowKind, By)>) {
        let said = labelled(label).map(|said| (said.kind, said.by));
        assert_eq!(said, expected, "{label}");
    }

    #[test]
    fn tells_rows_by_their_labels() {
        check("合        计：", Some((RowKind::Total, By::Label)));
        check("合计（元）", Some((RowKind::Total, By::Label)));
        check("合计（大写）", Some((RowKind::Aside, By::Label)));
        check("二、支出合计", Some((RowKind::Total, By::Guess)));
        check("负债和权益总计", Some((RowKind::Total, By::Guess)));
        check("一组小计", Some((RowKind::Subtotal, By::Guess)));
        check("本页小计", Some((RowKind::Subtotal, By::Label)));
        check("其中：机动地", Some((RowKind::PartOf, By::Label)));
        check("本年累计", Some((RowKind::Aside, By::Label)));
        check("上期结转", Some((RowKind::Opening, By::Label)));
        check("付第三季度村部办公室水电费合计", None);
        check("电费", None);
    }

    #[test]
    fn a_total_spans_groups_that_have_their_own_subtotals() {
        use RowKind::{Plain, Section, Subtotal, Total};
        let kinds = [Section, Plain, Subtotal, Section, Plain, Subtotal, Total];
        assert_eq!(members(&kinds, 6, false), [vec![1, 4]]);
        assert_eq!(members(&kinds, 5, false), [vec![4]]);
    }

    #[test]
    fn a_total_without_subtotals_may_close_its_group_or_the_table() {
        use RowKind::{Plain, Section, Total};
        let kinds = [Section, Plain, Section, Plain, Total];
        assert_eq!(members(&kinds, 4, false), [vec![3], vec![1, 3]]);
    }

    #[test]
    fn a_total_may_lead_its_rows() {
        use RowKind::{Plain, Total};
        let kinds = [Total, Plain, Plain, Total, Plain];
        assert_eq!(members(&kinds, 0, false), [vec![1, 2]]);
        assert_eq!(members(&kinds, 3, false), [vec![1, 2]]);
    }
}
