//! Which style sheets a page loads besides that of all pages: those whose things stand on it.

/// Sheets that only some pages load, in the order in which they are loaded, each with the classes that call for it.
pub(super) const SHEETS: [(&str, &[&str]); 11] = [
    ("home.css", &["ans", "col", "topics", "strip"]),
    ("trail.css", &["trail"]),
    ("charts.css", &["fig", "vote", "glance", "case"]),
    ("register.css", &["due"]),
    ("people.css", &["org"]),
    ("topics.css", &["arts", "diff", "week", "pr"]),
    ("pictures.css", &["shots", "pic", "one"]),
    ("search.css", &["finder"]),
    (PAPER, &["sheetbg"]),
    (BILINGUAL, &["words"]),
    ("tongues.css", &["tongues", "tongue"]),
];

/// A sheet of paper has no other beside it but that of a second language.
const PAPER: &str = "paper.css";
const BILINGUAL: &str = "bilingual.css";

/// The page with links to the sheets that it calls for, behind that of all pages; `path` is where a sheet lies.
pub(super) fn linked(html: String, path: &dyn Fn(&str) -> String) -> String {
    let Some((before, behind)) = html.split_once(&path("style.css")) else {
        return html;
    };
    let (Some((_, root)), Some((quote, rest))) = (before.rsplit_once('"'), behind.split_once('>'))
    else {
        return html;
    };
    let called = called(rest);
    let mut page = String::with_capacity(html.len() + called.len() * 80);
    page.push_str(before);
    page.push_str(&path("style.css"));
    page.push_str(quote);
    page.push('>');
    for name in called {
        page.push_str("\n<link rel=\"stylesheet\" href=\"");
        page.push_str(root);
        page.push_str(&path(name));
        page.push_str("\">");
    }
    page.push_str(rest);
    page
}

fn called(html: &str) -> Vec<&'static str> {
    let mut is_called = [false; SHEETS.len()];
    for piece in html.split(" class=\"").skip(1) {
        let names = piece.split('"').next().unwrap_or_default();
        for name in names.split(' ') {
            let of = SHEETS.iter().position(|(_, own)| own.contains(&name));
            if let Some(at) = of {
                is_called[at] = true;
            }
        }
    }
    let called = SHEETS.iter().zip(is_called);
    let mut called: Vec<&str> = called
        .filter(|(_, is_called)| *is_called)
        .map(|((name, _), _)| *name)
        .collect();
    if called.contains(&PAPER) {
        called.retain(|name| [PAPER, BILINGUAL].contains(name));
    }
    called
}

#[cfg(test)]
mod tests {
    use super::linked;

    #[track_caller]
    fn check(body: &str, sheets: &str) {
        let page = |more: &str| {
            format!("<link rel=\"stylesheet\" href=\"../style.css\">{more}<script></script>{body}")
        };
        let path = |name: &str| name.to_owned();
        assert_eq!(linked(page(""), &path), page(sheets));
    }

    #[test]
    fn pages_load_what_stands_on_them() {
        check("<p class=\"lead\">", "");
        check("<p>class=\"fig\"</p>", "");
        check(
            "<ul class=\"shots\"><figure class=\"wide fig\">",
            "\n<link rel=\"stylesheet\" href=\"../charts.css\">\n<link rel=\"stylesheet\" href=\"../pictures.css\">",
        );
        check(
            "<body class=\"sheetbg\"><a class=\"pic\">",
            "\n<link rel=\"stylesheet\" href=\"../paper.css\">",
        );
        check(
            "<body class=\"sheetbg\"><figure class=\"fig\"><div class=\"words stands\">",
            "\n<link rel=\"stylesheet\" href=\"../paper.css\">\n<link rel=\"stylesheet\" href=\"../bilingual.css\">",
        );
        let feed = "<feed class=\"fig\"/>".to_owned();
        assert_eq!(linked(feed.clone(), &|name| name.to_owned()), feed);
    }
}
