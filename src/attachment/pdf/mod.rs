//! The text layer of PDF: pages in order, remarks and form fields on them, and the properties of the file.

mod file;
mod font;
mod object;
mod page;
mod pen;

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::attachment::gather::Gather;
use crate::attachment::pdf::file::File;
use crate::attachment::pdf::object::{Dict, Object};
use crate::attachment::pdf::page::Reader;
use crate::source::decode::{decode, utf16_big};
use crate::source::facts::Unsearched;

/// Pages beyond are not read.
const PAGES_LIMIT: usize = 3_000;
/// Folders of pages within folders.
const DEPTH_LIMIT: usize = 30;

/// Reads a file.
pub(super) fn read(bytes: &[u8], gather: &mut Gather) -> Result<(), Unsearched> {
    let mut file = File::open(bytes)?;
    let survey = survey(&file);
    let (pages, count) = pages(&file, &survey);
    if pages.is_empty() {
        return Err(Unsearched::Broken);
    }
    if count < PAGES_LIMIT && !file.is_spent() {
        gather.pages(count);
    }
    gather.prose("文件属性", "", survey.properties);
    let mut is_scan = false;
    let mut has_text = false;
    let mut reader = Reader::new(&mut file);
    for (index, (page, resources)) in pages.iter().enumerate() {
        let Some(Object::Dict(page)) = reader.file.object(*page) else {
            continue;
        };
        let content = content(reader.file, &page)?;
        let drawn = reader.page(&content, resources)?;
        let mut text = drawn.written.text;
        let is_blank = text.trim().is_empty();
        is_scan |= is_blank && drawn.has_picture;
        has_text |= !is_blank;
        remarks(reader.file, &page, &mut text);
        gather.prose(&format!("第{}页", index + 1), "", text);
        if gather.is_full() {
            return Ok(());
        }
    }
    if reader.file.is_spent() || pages.len() >= PAGES_LIMIT {
        return Err(Unsearched::TooLong);
    }
    if is_scan || !has_text {
        return Err(Unsearched::Scan);
    }
    Ok(())
}

/// What was found on the way through all objects.
#[derive(Debug, Default)]
struct Survey {
    root: Option<u32>,
    /// Pages as they stand in the file, where its book of pages is damaged.
    loose: Vec<u32>,
    properties: String,
}

fn survey(file: &File<'_>) -> Survey {
    let mut survey = Survey::default();
    for number in file.numbers() {
        let Some(Object::Dict(dict)) = file.object(number) else {
            continue;
        };
        match dict.get("Type").and_then(Object::name) {
            Some("Catalog") => {
                if let Some(Object::Reference(root)) = dict.get("Pages") {
                    survey.root = Some(*root);
                }
            }
            Some("Page") => survey.loose.push(number),
            _ if dict.contains_key("Producer") || dict.contains_key("CreationDate") => {
                for key in ["Title", "Author", "Subject", "Keywords"] {
                    if let Some(Object::Text(bytes)) = file.get(&dict, key) {
                        survey.properties.push_str(&readable(&bytes));
                        survey.properties.push('\n');
                    }
                }
            }
            _ => {}
        }
    }
    survey
}

/// Pages in the order of the book, then others as they stand in the file, each with what it draws with; and how many
/// a reader shows: what a change has left loose is searched, but is no page of the book.
fn pages(file: &File<'_>, survey: &Survey) -> (Vec<(u32, Rc<Dict>)>, usize) {
    let mut walk = Walk {
        file,
        seen: BTreeSet::new(),
        pages: Vec::new(),
    };
    let none = Rc::default();
    if let Some(root) = survey.root {
        walk.node(root, &none, 0);
    }
    let in_book = walk.pages.len();
    for page in &survey.loose {
        walk.node(*page, &none, 0);
    }
    let count = if in_book > 0 {
        in_book
    } else {
        walk.pages.len()
    };
    (walk.pages, count)
}

struct Walk<'f, 'a> {
    file: &'f File<'a>,
    seen: BTreeSet<u32>,
    pages: Vec<(u32, Rc<Dict>)>,
}

impl Walk<'_, '_> {
    fn node(&mut self, number: u32, inherited: &Rc<Dict>, depth: usize) {
        if depth > DEPTH_LIMIT || self.pages.len() >= PAGES_LIMIT || !self.seen.insert(number) {
            return;
        }
        let Some(Object::Dict(node)) = self.file.object(number) else {
            return;
        };
        let own = self.file.dict(&node, "Resources").map(Rc::new);
        let resources = own.as_ref().unwrap_or(inherited);
        let Some(kids) = self.file.get(&node, "Kids") else {
            self.pages.push((number, Rc::clone(resources)));
            return;
        };
        for kid in kids.elements() {
            if let Object::Reference(kid) = kid {
                self.node(*kid, resources, depth + 1);
            }
        }
    }
}

/// The operators of a page, which may be cut over several streams.
fn content(file: &mut File<'_>, page: &Dict) -> Result<Vec<u8>, Unsearched> {
    let streams = match page.get("Contents") {
        Some(Object::Reference(number)) => match file.object(*number) {
            Some(Object::Array(list)) => list,
            _ => vec![Object::Reference(*number)],
        },
        Some(Object::Array(list)) => list.clone(),
        _ => Vec::new(),
    };
    let mut content = Vec::new();
    for stream in streams {
        if let Object::Reference(number) = stream
            && let Some(part) = file.stream(number)?
        {
            content.extend(part);
            content.push(b'\n');
        }
    }
    Ok(content)
}

/// What was written onto a page as remarks or into the fields of a form.
fn remarks(file: &File<'_>, page: &Dict, text: &mut String) {
    let Some(annotations) = file.get(page, "Annots") else {
        return;
    };
    for annotation in annotations.elements() {
        let Some(Object::Dict(annotation)) = file.resolve(annotation) else {
            continue;
        };
        for key in ["Contents", "V"] {
            if let Some(Object::Text(bytes)) = file.get(&annotation, key) {
                text.push('\n');
                text.push_str(&readable(&bytes));
            }
        }
    }
}

/// A text outside of pages.
fn readable(bytes: &[u8]) -> String {
    match bytes.strip_prefix(b"\xfe\xff") {
        Some(wide) => utf16_big(wide),
        None => decode(bytes).0,
    }
}
