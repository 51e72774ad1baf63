//! Text of office files that are zipped XML: documents, open documents, slides, OFD, and their properties.

use crate::attachment::document::{Dialect, document};
use crate::attachment::gather::Gather;
use crate::attachment::xlsx;
use crate::attachment::xml::{Token, tokens};
use crate::attachment::zip::Zip;
use crate::source::decode::decode;
use crate::source::facts::Unsearched;

/// Reads any file that begins as a zip file does.
pub(super) fn read(bytes: &[u8], gather: &mut Gather) -> Result<(), Unsearched> {
    let mut zip = Zip::open(bytes).ok_or(Unsearched::Broken)?;
    if zip.has("xl/workbook.xml") {
        xlsx::read(&mut zip, gather)?;
    } else if zip.has("word/document.xml") {
        word(&mut zip, gather)?;
    } else if zip.has("ppt/presentation.xml") {
        numbered(&mut zip, ("ppt/slides/slide", ".xml"), gather)?;
        numbered(&mut zip, ("ppt/notesSlides/notesSlide", ".xml"), gather)?;
    } else if zip.has("OFD.xml") {
        numbered(&mut zip, ("Doc_0/Pages/Page_", "/Content.xml"), gather)?;
        numbered(&mut zip, ("Doc_0/Tpls/Tpl_", "/Content.xml"), gather)?;
    } else if zip.has("content.xml") {
        let is_sheet = text(&mut zip, "mimetype")?.contains("spreadsheet");
        let dialect = if is_sheet {
            Dialect::OpenSheet
        } else {
            Dialect::OpenText
        };
        document(&text(&mut zip, "content.xml")?, dialect, "", gather);
        properties(&text(&mut zip, "meta.xml")?, gather);
    } else {
        return Err(Unsearched::Kind);
    }
    for name in [
        "docProps/core.xml",
        "docProps/app.xml",
        "docProps/custom.xml",
    ] {
        properties(&text(&mut zip, name)?, gather);
    }
    Ok(())
}

fn word(zip: &mut Zip<'_>, gather: &mut Gather) -> Result<(), Unsearched> {
    let body = text(zip, "word/document.xml")?;
    document(&body, Dialect::Word, "", gather);
    for name in zip.names() {
        let Some(part) = name.strip_prefix("word/") else {
            continue;
        };
        let place = match () {
            () if part.contains('/') => continue,
            () if part.starts_with("header") || part.starts_with("footer") => "页眉页脚",
            () if part.starts_with("footnotes") || part.starts_with("endnotes") => "脚注",
            () if part.starts_with("comments") => "批注",
            () => continue,
        };
        document(&text(zip, &name)?, Dialect::Word, place, gather);
    }
    Ok(())
}

/// Slides and pages, each a file with its number in the name.
fn numbered(
    zip: &mut Zip<'_>,
    (start, end): (&str, &str),
    gather: &mut Gather,
) -> Result<(), Unsearched> {
    let mut pages: Vec<(usize, String)> = zip
        .names()
        .into_iter()
        .filter_map(|name| {
            let number = name.strip_prefix(start)?.strip_suffix(end)?;
            Some((number.parse().ok()?, name))
        })
        .collect();
    pages.sort();
    for (index, (_, name)) in pages.iter().enumerate() {
        let place = format!("第{}页", index + 1);
        running(&text(zip, name)?, &place, gather);
    }
    Ok(())
}

fn text(zip: &mut Zip<'_>, name: &str) -> Result<String, Unsearched> {
    Ok(decode(&zip.read(name)?).0)
}

/// All text of a small file, a line for each paragraph or object.
pub(super) fn running(xml: &str, place: &str, gather: &mut Gather) {
    let mut lines = String::new();
    let mut depth = 0_usize;
    for token in tokens(xml) {
        match token {
            Token::Open("t" | "text" | "TextCode", _) => depth += 1,
            Token::Close("t" | "text" | "TextCode") => depth = depth.saturating_sub(1),
            Token::Close("p" | "comment" | "TextObject" | "threadedComment") => lines.push('\n'),
            Token::Text(text) if depth > 0 => lines.push_str(&text),
            Token::Open(..) | Token::Close(_) | Token::Text(_) => {}
        }
    }
    gather.prose(place, "", lines);
}

/// Author, title, company and the like.
fn properties(xml: &str, gather: &mut Gather) {
    let texts: Vec<String> = tokens(xml)
        .filter_map(|token| match token {
            Token::Text(text) if !text.trim().is_empty() => Some(text),
            Token::Open(..) | Token::Close(_) | Token::Text(_) => None,
        })
        .collect();
    gather.prose("文件属性", "", texts.join("\n"));
}
