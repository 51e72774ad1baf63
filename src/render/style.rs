//! A theme's style sheet with its tokens (colours, sizes) written before it.

use std::fmt::Write as _;

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
