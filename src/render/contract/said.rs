//! Mistakes of a theme as people read them: in Chinese, with file, line, excerpt, and what there is at the place.

use std::fmt::Write as _;

use crate::diagnostic::text::excerpt;
use crate::render::contract::{Mistake, Source};

/// What to write.
pub(super) const HELP: &str = "改法";
/// What there is at the place.
pub(super) const KNOWN: &str = "这里有";
/// The call through which a page came to the place.
pub(super) const CALLED: &str = "用在";

/// So many are listed; a theme with more is mended from the top.
const LISTED_MAX: usize = 30;

/// All mistakes of a theme, with a line that counts them before.
pub(crate) fn said<'a>(
    theme: &str,
    mistakes: impl IntoIterator<Item = &'a Mistake>,
    sources: &[Source],
) -> String {
    let mistakes: Vec<&Mistake> = mistakes.into_iter().collect();
    let mut text = format!(
        "主题`{theme}`有 {} 处错误，改好以后才能检查和生成",
        mistakes.len()
    );
    for mistake in mistakes.iter().take(LISTED_MAX) {
        text.push_str("\n\n");
        text.push_str(&one(mistake, sources));
    }
    if mistakes.len() > LISTED_MAX {
        let more = mistakes.len() - LISTED_MAX;
        write!(text, "\n\n还有 {more} 处没有列出").expect("a string takes everything");
    }
    text
}

fn one(mistake: &Mistake, sources: &[Source]) -> String {
    let found = sources
        .iter()
        .find(|source| source.name == mistake.template);
    match found {
        Some(source) => {
            let file = (source.path.as_str(), source.text.as_str());
            excerpt(&mistake.message, file, mistake.span, &mistake.notes)
        }
        None => mistake.message.clone(),
    }
}
