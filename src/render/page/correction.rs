//! What was corrected in a record, the old words beside the new.

use crate::model::record::Record;
use crate::model::village::Village;
use crate::render::Context;
use crate::render::page::history;
use crate::render::say::{link, list_day};
use crate::render::view::record::CorrectionNotice;
use crate::render::view::text::{Day, Run};

/// Differences told beside a correction; the list of versions has all of them.
const SENTENCES: usize = 6;

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

/// What was corrected, newest first; where both versions were sealed, cell by cell.
pub(crate) fn corrections(
    record: &Record,
    village: &Village,
    context: &Context<'_>,
) -> Vec<CorrectionNotice> {
    let mut sealed = history::changes(record, village, context);
    let notices = record.corrections.iter().enumerate().map(|(index, entry)| {
        let word = if entry.is_supplement {
            "补充"
        } else {
            "更正"
        };
        let mut changes = Vec::new();
        if !entry.change.is_empty() {
            changes.push(replaced(&entry.change));
        }
        let former = sealed.remove(&index);
        let link = former.map(|(version, found)| {
            changes.extend(found.iter().take(SENTENCES).map(history::sentence));
            link(
                format!("看第{version}版原来的内容"),
                format!("v{version}/index.html"),
            )
        });
        CorrectionNotice {
            title: format!("第{}版，{word}", index + 2),
            day: entry.date.map_or_else(nothing, list_day),
            record: None,
            changes,
            reason: entry.reason.clone(),
            approved_by: entry.approver.clone(),
            link,
        }
    });
    let mut notices: Vec<CorrectionNotice> = notices.collect();
    notices.reverse();
    let translated = of_translations(record);
    if !translated.is_empty() {
        notices.extend(translated);
        notices.sort_by(|a, b| b.day.iso.cmp(&a.day.iso));
    }
    notices
}

/// What was corrected in the translations alone.
fn of_translations(record: &Record) -> Vec<CorrectionNotice> {
    let entries = record.translations.iter().flat_map(|translation| {
        let entries = translation.corrections.iter();
        entries.map(move |entry| (translation, entry))
    });
    let notices = entries.map(|(translation, entry)| {
        let word = if entry.is_supplement {
            "补充"
        } else {
            "更正"
        };
        let change = Some(replaced(&entry.change)).filter(|_| !entry.change.is_empty());
        CorrectionNotice {
            title: format!("{}，{word}", translation.name()),
            day: entry.date.map_or_else(nothing, list_day),
            record: None,
            changes: change.into_iter().collect(),
            reason: entry.reason.clone(),
            approved_by: entry.approver.clone(),
            link: None,
        }
    });
    notices.collect()
}

fn nothing() -> Day {
    Day {
        text: String::new(),
        iso: String::new(),
    }
}
