//! Properties that hold for any text.

use proptest::prelude::*;

use crate::markdown::tests::resolve;
use crate::markdown::{Link, plain, problems, references, tables, to_html};

const FRAGMENTS: &[&str] = &[
    "**",
    "*",
    "~~",
    "~",
    "_",
    "`",
    "```\n",
    "甲",
    "重要通知",
    "：",
    "（",
    "）",
    "“",
    "”",
    "。",
    "\n",
    "\n\n",
    "  \n",
    " ",
    "　",
    "> ",
    "- ",
    "1. ",
    "# ",
    "|",
    "|-|-|\n",
    "| a | b |\n|--|--|\n",
    "[",
    "](",
    ")",
    "![",
    "<b>",
    "<script>alert(1)</script>",
    "<img onerror=1 src=x>",
    "javascript:",
    "JaVaScRiPt:",
    "java&#10;script&colon;",
    "data:text/html,",
    "vbscript:",
    "//host",
    "\\\\host",
    "a.html",
    "https://x.cn",
    "<javascript:alert(1)>",
    "\\",
    "&lt;",
    "&#0;",
    "[^1]",
    "\n[^1]: ",
    "abc",
    "2",
    "\"",
    "'",
    " onerror=",
    "<!--",
    "-->",
    "\t",
    "\r\n",
    "[x]: javascript:1\n",
    "[x]",
    "\u{202e}",
    "é",
    "😀",
    "---\n",
    "tel:1",
    "mailto:a@b",
];

fn fragments() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(FRAGMENTS), 0..40).prop_map(|parts| parts.concat())
}

/// Marks and Chinese in one paragraph.
fn paragraph() -> impl Strategy<Value = String> {
    let parts = [
        "**", "*", "***", "~~", "_", "甲", "乙丙", "：", "（", "）", "“", "”", "a", "2", "。",
    ];
    prop::collection::vec(prop::sample::select(parts.to_vec()), 1..30)
        .prop_map(|parts| format!("文{}文", parts.concat()))
}

/// Tags of the HTML in order; fails where one is not in the list of what this room writes.
fn tags(html: &str) -> Vec<&str> {
    const KNOWN: &[&str] = &[
        "p",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "em",
        "strong",
        "del",
        "code",
        "pre",
        "a",
        "img",
        "ul",
        "ol",
        "li",
        "blockquote",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "section",
        "sup",
        "br",
        "hr",
    ];
    html.split('<')
        .skip(1)
        .map(|tag| {
            let tag = tag.split_once('>').expect("a tag ends").0;
            let name = tag.trim_start_matches('/').split(' ').next().unwrap();
            assert!(KNOWN.contains(&name), "{name}");
            tag
        })
        .collect()
}

/// All that must hold of any text.
pub(super) fn check(text: &str) {
    for resolve in [&resolve as &dyn Fn(&str) -> Link, &|dest: &str| {
        Link::To(dest.to_owned())
    }] {
        let html = to_html(text, resolve);
        assert_eq!(html, to_html(text, resolve));
        let mut open = Vec::new();
        for tag in tags(&html) {
            let name = tag.split(' ').next().unwrap();
            if let Some(name) = name.strip_prefix('/') {
                assert_eq!(open.pop(), Some(name), "{html}");
            } else if !matches!(name, "img" | "br" | "hr") {
                assert!(name != "a" || !open.contains(&"a"), "{html}");
                open.push(name);
            }
            for attribute in ["href=\"", "src=\""] {
                let Some((_, value)) = tag.split_once(attribute) else {
                    continue;
                };
                let value = value.split('"').next().unwrap().to_lowercase();
                let unsafe_scheme = ["javascript", "data", "vbscript", "http", "//", "\\"]
                    .iter()
                    .any(|scheme| value.starts_with(scheme));
                assert!(
                    !unsafe_scheme || !value.contains([':', '\\']) && !value.starts_with("//"),
                    "{tag}"
                );
            }
            let names = tag.split('"').step_by(2).collect::<String>();
            assert!(!names.contains("onerror"), "{tag}");
        }
        assert!(open.is_empty(), "{html}");
        let mut ids: Vec<_> = html
            .split(" id=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap())
            .collect();
        ids.sort_unstable();
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{html}");
    }
    let ranges = problems(text)
        .iter()
        .map(|problem| problem.start..problem.end)
        .chain(
            references(text)
                .iter()
                .map(|reference| reference.start..reference.end),
        )
        .chain(
            tables(text)
                .iter()
                .flat_map(|table| table.rows.iter().flatten().map(|cell| cell.start..cell.end)),
        )
        .collect::<Vec<_>>();
    for range in ranges {
        assert!(text.get(range).is_some());
    }
    plain(text);
}

fn without_marks(text: &str) -> String {
    text.replace(['*', '~', '_'], "")
}

proptest! {
    #[test]
    fn any_text_is_safe(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_markdown_is_safe(text in fragments()) {
        check(&text);
    }

    #[test]
    fn repair_keeps_the_text(text in paragraph()) {
        let html = to_html(&text, &resolve);
        let mut shown = String::new();
        for (index, part) in html.split('<').enumerate() {
            shown.push_str(if index == 0 { part } else { part.split_once('>').unwrap().1 });
        }
        prop_assert_eq!(without_marks(shown.trim()), without_marks(&text));
        prop_assert_eq!(without_marks(&plain(&text)), without_marks(&text));
    }
}
