//! C074: a translation fits what the record says now.

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};

/// 译文跟着原文改.
pub(crate) static TRANSLATION: Check = Check {
    rule: Rule {
        code: "C074",
        title: "原文改了，译文还是旧的",
        level: Level::Warning,
        basis: &["PRACTICE"],
        explain: "汉文更正、补充以后，译文要跟着改，把`译自`写成现在的版次；译文不用改的，核对以后也把`译自`改过来。没有改的，网页上在译文旁边写明它对应的是哪一版。封存过的决策又走完了新的步骤，译文也算旧了，补译以后改`翻译日期`。",
        example: "译自: 第1版（记录已经更正过一次）",
        repair: "译自: 第2版",
    },
    run: translation,
};

fn translation(scope: &Scope<'_>, report: &mut Report<'_>) {
    let records = scope.village.published();
    for record in records.filter(|record| record.withdrawal.is_none()) {
        for translation in &record.translations {
            let outdated = scope
                .village
                .outdated(record, translation, &scope.catalog.procedure);
            let Some(outdated) = outdated else { continue };
            let day = outdated.since.map(|day| format!("于 {day} "));
            let day = day.unwrap_or_default();
            let version = translation.of_version.value;
            let (message, help) = match outdated.version {
                Some(now) => (
                    format!(
                        "{}译自第{version}版，汉文已{day}{}为第{now}版",
                        translation.name(),
                        outdated.word
                    ),
                    format!("照第{now}版改好译文，把`译自`写成`第{now}版`"),
                ),
                None => (
                    format!(
                        "{}封存以后没有改过，汉文{day}又有{}",
                        translation.name(),
                        outdated.word
                    ),
                    "补译新的内容，改`翻译日期`，在译文开头写`补充`".to_owned(),
                ),
            };
            let last = record.corrections.last().map(|last| last.span);
            let note = report.at(translation.of_version.span, message).help(help);
            if let Some(span) = last.filter(|_| outdated.version.is_some()) {
                note.label(span, "这一次改动");
            }
        }
    }
}
