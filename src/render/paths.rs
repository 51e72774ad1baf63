//! Addresses: every page is a folder with `index.html`, every link is relative and names its file.

/// The page of an address: `finance/2025-09` is `finance/2025-09/index.html`; the empty one is the home page.
pub(crate) fn page(address: &str) -> String {
    if address.is_empty() {
        "index.html".to_owned()
    } else {
        format!("{address}/index.html")
    }
}

/// The sheet for the wall of a record, beside its page.
pub(crate) fn sheet(address: &str) -> String {
    format!("{address}/print.html")
}

/// The sheet for the files of a record, beside its page.
pub(crate) fn gongwen(address: &str) -> String {
    format!("{address}/gongwen.html")
}

/// The page of a picture of a record, beside the record's page; numbers count from 1.
pub(crate) fn picture(address: &str, number: usize) -> String {
    format!("{address}/{}", picture_beside(number))
}

/// The same, from the record's own page.
pub(crate) fn picture_beside(number: usize) -> String {
    format!("picture-{number}.html")
}

/// The small copy of a picture, beside it.
pub(crate) fn small(path: &str) -> String {
    format!("{path}.480.jpg")
}

/// A page of a document as a picture, beside the document; numbers count from 1.
pub(crate) fn drawn(path: &str, number: usize) -> String {
    format!("{path}.{number}.jpg")
}

/// The way from a page back to the root: `../../` for `finance/2025-09`.
pub(crate) fn root(address: &str) -> String {
    if address.is_empty() {
        String::new()
    } else {
        "../".repeat(address.split('/').count())
    }
}

/// A path as an address in HTML: other than the safe characters become `%XX`.
pub(crate) fn encoded(path: &str) -> String {
    use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
    const SET: &AsciiSet = &CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'#')
        .add(b'%')
        .add(b'<')
        .add(b'>')
        .add(b'?')
        .add(b'`')
        .add(b'{')
        .add(b'}')
        .add(b'\\');
    utf8_percent_encode(path, SET).to_string()
}

#[cfg(test)]
mod tests {
    use super::{encoded, page, root};

    #[test]
    fn leads_back_to_the_root() {
        assert_eq!(root(""), "");
        assert_eq!(root("finance/2025-09"), "../../");
        assert_eq!(page("finance/2025-09"), "finance/2025-09/index.html");
        assert_eq!(
            encoded("files/对账 单#1.pdf"),
            "files/%E5%AF%B9%E8%B4%A6%20%E5%8D%95%231.pdf"
        );
    }
}
