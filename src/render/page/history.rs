//! The sealed past on the pages: versions of a record and what differs, former versions, the seal of the board.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use crate::ledger::chain::head_code;
use crate::ledger::change::Kind;
use crate::model::difference::Difference;
use crate::model::history::{Content, Edition, Seal};
use crate::model::record::Record;
use crate::model::village::Village;
use crate::render::page::{ended, record};
use crate::render::say::{day, fact, link, list_day};
use crate::render::view::history::{
    DifferenceView, EditionView, SealView, VerifyView, VersionView,
};
use crate::render::view::text::{Fact, Run};
use crate::render::{Context, paths};
use crate::value::check_code;

/// Address of the page of the seal.
pub(crate) const VERIFY: &str = "verify";
/// Its title.
pub(crate) const VERIFY_TITLE: &str = "封存和核验";

/// Seals told on the page; the ledger has all of them.
const SEALS: usize = 12;

/// The seal and the check code of a record, among its head.
pub(super) fn facts(record: &Record, village: &Village) -> Vec<Fact> {
    let mut facts = Vec::new();
    if let Some(edition) = village.history.sealed(&record.address) {
        facts.push(fact(
            "封存",
            format!("第 {} 号，{}", edition.seq, edition.day),
        ));
    } else if !village.history.seals.is_empty() {
        facts.push(fact("封存", "还没有封存这一版"));
    }
    if let Some(digest) = village.coded(record) {
        facts.push(fact("核对码", check_code::of_record(&digest.0)));
    }
    facts
}

/// What differs at each correction of a record, by its place in the list, with the version before it; nothing where the
/// content is no longer shown.
pub(super) fn changes(
    record: &Record,
    village: &Village,
    context: &Context<'_>,
) -> BTreeMap<usize, (u32, Vec<Difference>)> {
    let mut changes = BTreeMap::new();
    if is_hidden(record, village, context) {
        return changes;
    }
    let mut known = 0;
    for (edition, found) in village.editions(&record.address, &context.catalog.procedure) {
        let side = village.side(&record.address, edition);
        let count = side.map_or(known, |side| side.record.corrections.len());
        // A step that was gone or a translation that came is of no correction before it.
        if let (true, Some(found), true) = (count > known, found, edition.kind.is_visible()) {
            changes.insert(count - 1, (edition.version - 1, found));
        }
        known = count;
    }
    changes
}

/// One difference in words: `期末余额 由 1,520.00 更正为 1,250.00`.
pub(super) fn sentence(difference: &Difference) -> Vec<Run> {
    let Difference {
        place,
        before,
        after,
        ..
    } = difference;
    match (before.is_empty(), after.is_empty()) {
        (true, _) => vec![Run::plain(format!("{place}：")), Run::new(after)],
        (_, true) => vec![Run::plain(format!("{place}：")), Run::old(before)],
        (false, false) => vec![
            Run::plain(format!("{place} 由 ")),
            Run::old(before),
            Run::plain(" 改为 "),
            Run::new(after),
        ],
    }
}

/// The versions of a record, newest first; none where there is only one.
pub(super) fn editions(
    record: &Record,
    village: &Village,
    context: &Context<'_>,
) -> Vec<EditionView> {
    let is_hidden = is_hidden(record, village, context);
    let mut views: Vec<EditionView> = village
        .editions(&record.address, &context.catalog.procedure)
        .into_iter()
        .map(|(edition, found)| {
            let shown = found.filter(|_| !is_hidden).unwrap_or_default();
            EditionView {
                title: title(edition),
                day: list_day(edition.day),
                link: (!stands(edition)).then(|| {
                    let address = format!("v{}/index.html", edition.version);
                    link("看这一版", address)
                }),
                note: edition.note.clone(),
                approved_by: edition.by.clone(),
                code: check_code::of_record(&edition.digest.0),
                hidden: withheld(edition, is_hidden),
                differences: shown.iter().map(difference).collect(),
            }
        })
        .collect();
    views.reverse();
    if views.len() < 2 && village.history.sealed(&record.address).is_some() {
        views.clear();
    }
    views
}

/// Former versions of a record, each with its number and page.
pub(crate) fn versions(
    current: &Record,
    village: &Village,
    context: &Context<'_>,
) -> Vec<(u32, VersionView)> {
    let is_hidden = is_hidden(current, village, context);
    let editions = village.history.of(&current.address);
    let former = editions.iter().filter(|edition| !stands(edition));
    former
        .map(|edition| {
            let next = editions
                .iter()
                .find(|next| next.version == edition.version + 1);
            (
                edition.version,
                version(current, edition, next, (village, is_hidden)),
            )
        })
        .collect()
}

fn version(
    current: &Record,
    edition: &Edition,
    next: Option<&Edition>,
    (village, is_hidden): (&Village, bool),
) -> VersionView {
    let mut notice = vec![Run::plain(format!("这是第{}版，", edition.version))];
    notice.push(Run::strong("已经不是现在的内容"));
    notice.push(Run::plain(match next {
        Some(next) => format!("，{} {}。", next.day, next.kind.word()),
        None => "，改动还没有封存。".to_owned(),
    }));
    let hidden = withheld(edition, is_hidden);
    notice.extend((!hidden.is_empty()).then(|| Run::plain(hidden)));
    let own = match &edition.content {
        Content::Former(former) if !is_hidden => Some(former),
        Content::Former(_) | Content::Standing(_) | Content::Withheld => None,
    };
    let mut view = VersionView {
        title: current.title.value.clone(),
        notice,
        current: link("看现在的内容", "../index.html"),
        facts: Vec::new(),
        tables: Vec::new(),
        body_html: String::new(),
        head_facts: vec![
            fact("版本", title(edition)),
            fact("封存", format!("第 {} 号，{}", edition.seq, edition.day)),
            fact("核对码", check_code::of_record(&edition.digest.0)),
        ],
    };
    let Some(former) = own else { return view };
    let record = &former.record;
    let address = format!("{}/v{}", current.address, edition.version);
    let told = record::told(record, village, &paths::root(&address));
    view.title.clone_from(&record.title.value);
    view.facts = told.facts;
    view.tables = told.tables;
    view.body_html = told.body_html;
    if let Some(date) = record.fields.date("published_on") {
        view.head_facts
            .insert(1, fact("公布日期", date.value.to_string()));
    }
    let files = record
        .files
        .iter()
        .filter(|path| !village.kept_inside.contains(*path));
    let names: Vec<&str> = files
        .map(|path| path.rsplit('/').next().unwrap_or(path))
        .collect();
    if !names.is_empty() {
        view.head_facts.push(fact("当时的附件", names.join("、")));
    }
    let translations = record.translations.iter();
    let told: Vec<String> = translations
        .map(|one| format!("{}（译自第{}版）", one.language.name, one.of_version.value))
        .collect();
    if !told.is_empty() {
        let told = format!("{}，没有列在这里，原样存在档案里", told.join("、"));
        view.head_facts.push(fact("当时的译文", told));
    }
    view
}

/// Whether the content of no version is shown any more: it was withdrawn, or a list of names is over.
fn is_hidden(record: &Record, village: &Village, context: &Context<'_>) -> bool {
    record.withdrawal.is_some() || ended::is_over(record, village, context)
}

fn withheld(edition: &Edition, is_hidden: bool) -> String {
    match (&edition.content, is_hidden) {
        (Content::Withheld, _) => "内容已从档案中取出，只留核对码。".to_owned(),
        (Content::Former(_) | Content::Standing(_), true) => "内容不再显示。".to_owned(),
        (Content::Former(_) | Content::Standing(_), false) => String::new(),
    }
}

fn stands(edition: &Edition) -> bool {
    matches!(edition.content, Content::Standing(_))
}

/// `第2版，更正`.
fn title(edition: &Edition) -> String {
    format!("第{}版，{}", edition.version, edition.kind.word())
}

fn difference(difference: &Difference) -> DifferenceView {
    DifferenceView {
        place: difference.place.clone(),
        before: difference.before.clone(),
        after: difference.after.clone(),
        change: difference.change.map_or_else(String::new, |change| {
            let sign = if change.fen() > 0 { "+" } else { "" };
            format!("{sign}{change}")
        }),
    }
}

/// The page of the seal.
pub(crate) fn verify(village: &Village) -> VerifyView {
    let seals = &village.history.seals;
    let told = seals.iter().rev().take(SEALS).map(seal);
    let Some(newest) = seals.last() else {
        return VerifyView {
            lead: vec![Run::plain(
                "这个公开栏还没有封存过。内容以公开栏纸质原件为准。",
            )],
            facts: Vec::new(),
            valid_until: None,
            seals: Vec::new(),
        };
    };
    let mut facts = vec![
        fact("封存号", format!("第 {} 号", newest.seq)),
        fact("封存日期", newest.day.to_string()),
        fact("有效至", newest.valid_until.to_string()),
        fact("封存账", "连同签名（有的话）在网页以外的 ledger 文件夹里"),
    ];
    let before = seals.iter().rev().nth(1);
    if let Some(head) = before.and_then(|before| before.head) {
        facts.push(fact("上一号的总核对码", head_code(head)));
    }
    VerifyView {
        lead: vec![
            Run::plain("这些网页属于 "),
            Run::strong(format!("第 {} 号封存", newest.seq)),
            Run::plain(format!(
                "（{}）。改过的每一处都留着原来的样子。",
                newest.day
            )),
        ],
        facts,
        valid_until: Some(day(newest.valid_until)),
        seals: told.collect(),
    }
}

fn seal(seal: &Seal) -> SealView {
    let changes = seal.changes.iter();
    let told: Vec<String> = changes
        .map(|(kind, count)| format!("{} {count}", kind.word()))
        .collect();
    SealView {
        number: format!("第{}号", seal.seq),
        day: list_day(seal.day),
        changes: if told.is_empty() {
            "续期，没有改动".to_owned()
        } else {
            told.join("，")
        },
        code: seal.head.map(head_code).unwrap_or_default(),
    }
}

/// Every version of every record (`data/versions.json`), for whoever follows a board with a program.
pub(crate) fn list(village: &Village) -> Option<Json> {
    let newest = village.history.seals.last()?;
    let records = village.history.records.iter();
    let public =
        records.filter(|(_, editions)| editions.iter().all(|edition| edition.kind != Kind::Keys));
    let records: BTreeMap<&String, Vec<Json>> = public
        .map(|(address, editions)| {
            let versions = editions.iter().map(|edition| {
                json!({
                    "version": edition.version,
                    "kind": edition.kind.word(),
                    "seal": edition.seq,
                    "sealed_on": edition.day.to_string(),
                    "note": edition.note,
                    "approved_by": edition.by,
                    "digest": edition.digest.to_string(),
                    "page": if stands(edition) {
                        format!("{address}/index.html")
                    } else {
                        format!("{address}/v{}/index.html", edition.version)
                    },
                })
            });
            (address, versions.collect())
        })
        .collect();
    Some(json!({
        "schema": "sanwu.versions/1",
        "seal": newest.seq,
        "records": records,
    }))
}
