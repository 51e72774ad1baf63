//! The translations of a record, ready for its page: safe HTML, numbers kept in order, and whether each still fits.

use crate::catalog::language::Direction;
use crate::markdown;
use crate::model::record::Record;
use crate::model::translation::{Outdated, Translation};
use crate::model::village::Village;
use crate::render::page::record::resolve;
use crate::render::page::shown::Layout;
use crate::render::say::{day, fact};
use crate::render::view::record::RecordPage;
use crate::render::view::text::{Fact, Run, Sentence};
use crate::render::view::translation::TranslationView;
use crate::render::{Context, bidi, paths};

/// A table of more columns takes the width of the page.
const COLUMNS: usize = 4;

/// The translations of a record whose content is shown.
pub(super) fn views(
    record: &Record,
    village: &Village,
    context: &Context<'_>,
) -> Vec<TranslationView> {
    let translations = record.translations.iter();
    translations
        .map(|translation| view(translation, record, village, context))
        .collect()
}

fn view(
    translation: &Translation,
    record: &Record,
    village: &Village,
    context: &Context<'_>,
) -> TranslationView {
    let language = &translation.language;
    let outdated = village.outdated(record, translation, &context.catalog.procedure);
    TranslationView {
        id: language.anchor(),
        name: language.name.clone(),
        own: language.own.clone(),
        lang: language.lang.clone(),
        dir: language.direction.id().to_owned(),
        vertical: language.is_vertical(),
        title: translation.title.value.clone(),
        body_html: html(translation, record, village),
        outdated_own: outdated
            .as_ref()
            .map(|_| language.outdated.clone())
            .unwrap_or_default(),
        outdated: outdated.map_or_else(Vec::new, |outdated| said(translation, &outdated)),
        facts: facts(translation),
    }
}

/// The text, whose names differ from those in the Chinese text of the same page.
fn html(translation: &Translation, record: &Record, village: &Village) -> String {
    let root = paths::root(&record.address);
    let resolve = |dest: &str| resolve(dest, record, village, &root);
    let html = markdown::to_html(&translation.body, &resolve);
    let anchor = translation.language.anchor();
    let label = format!("aria-label=\"{} ", translation.language.name);
    let html = html
        .replace("id=\"fn", &format!("id=\"{anchor}-fn"))
        .replace("href=\"#fn", &format!("href=\"#{anchor}-fn"))
        .replace("aria-label=\"", &label);
    match translation.language.direction {
        Direction::Rtl => bidi::isolated(&html),
        Direction::Ltr => html,
    }
}

/// `译文对应第1版，原文已于 2026-11-22 更正为第2版，以汉文为准。`
fn said(translation: &Translation, outdated: &Outdated) -> Sentence {
    let version = translation.of_version.value;
    let mut runs = vec![
        Run::plain("译文对应"),
        Run::unbroken(format!("第{version}版")),
        Run::plain("，原文"),
    ];
    if let Some(since) = outdated.since {
        runs.push(Run::plain("已于 "));
        runs.push(Run::unbroken(day(since).iso));
        runs.push(Run::plain(" "));
    } else {
        runs.push(Run::plain("已"));
    }
    runs.push(Run::plain(outdated.word));
    if let Some(now) = outdated.version {
        runs.push(Run::plain("为"));
        runs.push(Run::unbroken(format!("第{now}版")));
    } else {
        runs.push(Run::plain("，译文还没有跟着改"));
    }
    runs.push(Run::plain("，"));
    runs.push(Run::strong("以汉文为准"));
    runs.push(Run::plain("。"));
    runs
}

fn facts(translation: &Translation) -> Vec<Fact> {
    let version = format!("第{}版", translation.of_version.value);
    let mut facts = vec![
        fact("译自汉文", version),
        fact("译者", translation.translator.clone()),
    ];
    if !translation.checker.is_empty() {
        facts.push(fact("校对", translation.checker.clone()));
    }
    if let Some(day) = translation.translated_on {
        facts.push(fact("翻译日期", day.to_string()));
    }
    facts
}

/// Whether the Chinese content is narrow enough to have a second text beside it on a screen of usual width.
pub(super) fn fits_beside(view: &RecordPage, layout: &Layout) -> bool {
    let is_narrow = matches!(layout, Layout::Plain | Layout::Charter(_));
    let mut tables = view.tables.iter();
    is_narrow && tables.all(|table| table.other_side.is_none() && table.columns.len() <= COLUMNS)
}

/// `汉/维`: the languages of a record, where it has more than one.
pub(super) fn tag(record: &Record) -> Option<String> {
    let translations = record.translations.iter();
    let names: Vec<&str> = translations
        .map(|one| one.language.short.as_str())
        .collect();
    (!names.is_empty()).then(|| format!("汉/{}", names.join("/")))
}
