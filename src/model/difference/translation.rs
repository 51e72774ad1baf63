//! Translations, by their languages: what reads differently, and whether the translation itself says why.

use crate::catalog::language::Direction;
use crate::model::difference::{Difference, Found, Of, text};
use crate::model::record::Record;
use crate::model::translation::Translation;
use crate::source::Span;

/// Compares the translations of a record then and now.
///
/// A new one explains itself, and so does one made anew from a later version; any other change has to stand in the
/// translation's own 更正, or in that of its record.
pub(super) fn compare(old: &Record, new: &Record, found: &mut Found<'_>) {
    for translation in &new.translations {
        let Some(former) = of(old, translation) else {
            let place = format!("{}（增加）", translation.name());
            let title = apart(translation, &translation.title);
            let span = translation.title.span;
            note(&place, ["", &title], span, true, found);
            continue;
        };
        if former.digest != translation.digest {
            changed(former, translation, found);
        }
    }
    for translation in &old.translations {
        if of(new, translation).is_none() {
            let place = format!("{}（删去）", translation.name());
            let title = apart(translation, &translation.title);
            note(&place, [&title, ""], new.item_span, false, found);
        }
    }
}

/// Whether what changed is told by the translation itself.
pub(crate) fn is_explained(old: &Translation, new: &Translation) -> bool {
    new.corrections.len() > old.corrections.len() || is_renewed(old, new)
}

/// Whether it was made anew from a later version of the record.
pub(crate) fn is_renewed(old: &Translation, new: &Translation) -> bool {
    new.of_version.value > old.of_version.value
}

/// The translation into the same language.
pub(crate) fn of<'a>(record: &'a Record, like: &Translation) -> Option<&'a Translation> {
    let mut all = record.translations.iter();
    all.find(|other| other.language.code == like.language.code)
}

fn changed(old: &Translation, new: &Translation, found: &mut Found<'_>) {
    let name = new.name();
    let is_explained = is_explained(old, new);
    let title = new.title.span;
    let version = |translation: &Translation| format!("第{}版", translation.of_version.value);
    let day = |translation: &Translation| {
        let day = translation.translated_on;
        day.map(|day| day.to_string()).unwrap_or_default()
    };
    for (place, before, after, span) in [
        (
            "标题",
            apart(old, &old.title),
            apart(new, &new.title),
            title,
        ),
        ("译自", version(old), version(new), new.of_version.span),
        (
            "译者",
            old.translator.clone(),
            new.translator.clone(),
            title,
        ),
        ("校对", old.checker.clone(), new.checker.clone(), title),
        ("翻译日期", day(old), day(new), title),
    ] {
        let place = format!("{name} {place}");
        note(&place, [&before, &after], span, is_explained, found);
    }
    let mut inner = Found {
        new: found.new,
        differences: Vec::new(),
    };
    let texts = [old.body.value.as_str(), new.body.value.as_str()];
    text::sentences(&format!("{name} 正文"), texts, new.body.span, &mut inner);
    let sentences = inner.differences.into_iter().map(|difference| Difference {
        before: apart(old, &difference.before),
        after: apart(new, &difference.after),
        of: Of::Translation { is_explained },
        ..difference
    });
    found.differences.extend(sentences);
}

fn note(place: &str, texts: [&str; 2], span: Span, is_explained: bool, found: &mut Found<'_>) {
    let count = found.differences.len();
    found.note(place, texts[0], texts[1], span);
    if let Some(noted) = found.differences.get_mut(count) {
        noted.of = Of::Translation { is_explained };
    }
}

/// Words of a script that runs from the right, kept apart from the Chinese around them.
fn apart(translation: &Translation, words: &str) -> String {
    match translation.language.direction {
        Direction::Rtl if !words.is_empty() => format!("\u{2068}{words}\u{2069}"),
        Direction::Rtl | Direction::Ltr => words.to_owned(),
    }
}
