//! What was corrected in a record, the old words beside the new.

use crate::model::record::Record;
use crate::render::view::record::CorrectionNotice;
use crate::render::view::text::Run;

/// `电费由 1,520 元更正为 1,250 元`: the old words struck through, the new ones underlined.
fn replaced(change: &str) -> Vec<Run> {
    let split = change.split_once('由').and_then(|(before, rest)| {
        let (old, rest) = rest
            .split_once("更正为")
            .or_else(|| rest.split_once("改为"))?;
        let end = rest.find(['，', '。', '；']).unwrap_or(rest.len());
        let (new, after) = rest.split_at_checked(end)?;
        Some((before, old.trim(), new.trim(), after))
    });
    let Some((before, old, new, after)) = split else {
        return vec![Run::plain(change.to_owned())];
    };
    vec![
        Run::plain(format!("{before}由 ")),
        Run::old(old),
        Run::plain(" 更正为 "),
        Run::new(new),
        Run::plain(after),
    ]
}

/// What was corrected, newest first.
pub(crate) fn corrections(record: &Record) -> Vec<CorrectionNotice> {
    let notices = record
        .corrections
        .iter()
        .enumerate()
        .map(|(index, correction)| {
            let change = replaced(&correction.change);
            CorrectionNotice {
                title: format!("第{}版，更正", index + 2),
                day: correction.date.map_or_else(
                    || crate::render::view::text::Day {
                        text: String::new(),
                        iso: String::new(),
                    },
                    crate::render::say::list_day,
                ),
                record: None,
                changes: if correction.change.is_empty() {
                    Vec::new()
                } else {
                    vec![change]
                },
                reason: correction.reason.clone(),
                approved_by: correction.approver.clone(),
                link: None,
            }
        });
    let mut notices: Vec<CorrectionNotice> = notices.collect();
    notices.reverse();
    notices
}
