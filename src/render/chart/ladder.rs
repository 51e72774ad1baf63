//! How far the money of a matter has come: budget, contract, paid, settlement.

use crate::render::chart::amount::percent;
use crate::render::chart::bar::{bar, of_longest};
use crate::render::chart::markup::escape;
use crate::render::chart::part::Tone;

/// One stage of the money.
#[derive(Clone, Debug)]
pub(crate) struct Rung {
    /// Name of the stage, as `合同`.
    pub(crate) label: String,
    /// Amount in fen; none where it was not disclosed.
    pub(crate) fen: Option<i64>,
    /// The amount as shown, to the fen.
    pub(crate) text: String,
    /// What stands under the bar, as `三家比价最低`; may be empty.
    pub(crate) note: String,
    /// A link behind the note: words and address.
    pub(crate) link: Option<(String, String)>,
    /// Colour of the bar.
    pub(crate) tone: Tone,
}

/// The stages as an HTML table; what is not known is a dashed frame as long as the last known stage but one: the agreed sum.
pub(crate) fn ladder(caption: &str, rungs: &[Rung]) -> String {
    let longest = rungs
        .iter()
        .filter_map(|rung| rung.fen)
        .map(i128::from)
        .max()
        .unwrap_or(0);
    let mut agreed = 1000;
    let mut rows = String::new();
    for rung in rungs {
        let length = rung.fen.map(|fen| of_longest(i128::from(fen), longest));
        rows.push_str(&row(rung, length, agreed));
        if let (Some(share), Tone::Past | Tone::Account) = (length, rung.tone) {
            agreed = share;
        }
    }
    format!(
        "<table class=\"hb\"><caption class=\"vh\">{}</caption><tbody>\n{rows}</tbody></table>\n",
        escape(caption)
    )
}

fn row(rung: &Rung, share: Option<i128>, agreed: i128) -> String {
    let (picture, class) = match share {
        Some(share) => (bar(rung.tone, share), "soft small"),
        None => (unknown(agreed), "bad small"),
    };
    let link = rung
        .link
        .as_ref()
        .map(|(words, href)| format!("<a href=\"{}\">{}</a>", escape(href), escape(words)));
    let note = match (rung.note.is_empty(), link) {
        (true, None) => String::new(),
        (_, link) => format!(
            "<span class=\"{class}\">{}{}</span>",
            escape(&rung.note),
            link.unwrap_or_default()
        ),
    };
    let text = if rung.text.is_empty() {
        "—"
    } else {
        rung.text.as_str()
    };
    format!(
        "<tr><th class=\"lb\" scope=\"row\">{}</th><td>{picture}{note}</td><td class=\"n\">{}</td></tr>\n",
        escape(&rung.label),
        escape(text)
    )
}

fn unknown(share: i128) -> String {
    format!(
        r#"<svg width="100%" height="20" aria-hidden="true" focusable="false"><rect class="c-none dash" x="1" y="1" width="{}" height="18"/></svg>"#,
        percent((share - 5).max(0))
    )
}
