//! A translation on leaves of its own, behind the Chinese sheet. Lines that stand are planned like lines that lie, with
//! height and width of the leaf changed round.

use crate::render::paper::leaves::Plan;
use crate::render::paper::measure::{height, lines};
use crate::render::paper::prose::Prose;
use crate::render::paper::{Length, Paper, UPRIGHT, WIDE, em};
use crate::render::view::print::Leaf;
use crate::render::view::translation::TranslationView;

/// The type of the text and of the title, in half points; paper.css sets more between the lines, which a smaller type pays.
const TEXT: u32 = 32;
const TITLE: u32 = 36;
/// The running line above, the line of the translator below.
const AROUND: Length = 3_000;
/// What is said where the translation no longer fits, in two languages.
const OUTDATED: Length = 2_200;

/// The leaves of a translation on a sheet of this class, not yet numbered.
pub(crate) fn leaves(view: &TranslationView, class: &str) -> Vec<Leaf> {
    let paper = if class.contains("landscape") {
        WIDE
    } else {
        UPRIGHT
    };
    let Paper {
        width,
        height: full,
    } = paper;
    let said = if view.outdated.is_empty() {
        0
    } else {
        OUTDATED
    };
    let full = full.saturating_sub(AROUND);
    let (width, full, said) = if view.vertical {
        (full.saturating_sub(said), width, 0)
    } else {
        (width, full, said)
    };
    let title = height(
        lines(&view.title, width * 100 / em(TITLE), 0),
        em(TITLE),
        170,
    );
    let mut plan = Plan::new(full, title + said);
    Prose::of(&view.body_html).place((width, em(TEXT)), 0, &mut plan);
    let planned = plan.finish(0);
    let count = planned.len();
    let planned = planned.into_iter().enumerate();
    planned
        .map(|(index, leaf)| {
            let html = leaf.pieces.into_iter().map(|piece| piece.html);
            let mut own = TranslationView {
                body_html: html.collect(),
                ..view.clone()
            };
            if index > 0 {
                own.title.clear();
                own.outdated.clear();
                own.outdated_own.clear();
            }
            if index + 1 < count {
                own.facts.clear();
            }
            Leaf {
                translation: Some(own),
                ..Leaf::default()
            }
        })
        .collect()
}
