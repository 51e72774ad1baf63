//! A theme's style sheet with its tokens (colours, sizes) written before it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::catalog::language::Language;

/// The style sheet that pages link: the tokens of both displays as custom properties, then the theme's rules.
pub(crate) fn style_sheet<'a>(
    tokens: impl IntoIterator<Item = (&'a str, &'a str)>,
    contrast: impl IntoIterator<Item = (&'a str, &'a str)>,
    rules: &str,
) -> String {
    let mut sheet = String::from("@charset \"utf-8\";\n");
    properties(":root", tokens, &mut sheet);
    properties("html.hc", contrast, &mut sheet);
    sheet.push_str(rules);
    sheet
}

/// The fonts of each language, for elements that say they are in it.
pub(crate) fn fonts(languages: &[Language]) -> String {
    let mut stacks: BTreeMap<&[String], Vec<String>> = BTreeMap::new();
    for language in languages {
        let selectors = stacks.entry(&language.fonts).or_default();
        selectors.push(format!("[lang={}]", language.lang));
    }
    let mut sheet = String::new();
    for (fonts, selectors) in stacks {
        let named = fonts.iter().map(|font| format!("\"{font}\""));
        let named = named.collect::<Vec<_>>().join(",");
        let selectors = selectors.join(",");
        writeln!(sheet, "{selectors}{{font-family:{named},sans-serif}}")
            .expect("a string takes everything");
    }
    sheet
}

fn properties<'a>(
    selector: &str,
    tokens: impl IntoIterator<Item = (&'a str, &'a str)>,
    sheet: &mut String,
) {
    let mut list = String::new();
    for (name, value) in tokens {
        write!(list, "--{name}:{value};").expect("a string takes everything");
    }
    if !list.is_empty() {
        writeln!(sheet, "{selector}{{{list}}}").expect("a string takes everything");
    }
}
