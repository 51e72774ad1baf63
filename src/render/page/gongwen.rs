//! The sheet for the files (公文): decisions, notices, minutes and replies in the form that archives take.

use std::fmt::Write as _;

use crate::model::record::Record;
use crate::model::village::Village;
use crate::render::page::issuer::{issuer, letterhead};
use crate::render::page::pictures;
use crate::render::page::shown::{Layout, Shown};
use crate::render::view::gongwen::{GongwenView, Section};
use crate::render::view::matter::{StepState, StepView};
use crate::render::view::table::TableView;
use crate::render::view::text::{Fact, Run, Sentence};
use crate::value::check_code;
use crate::value::date::date_cn;

/// Numbers of the first level.
const NUMERALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// Whether a record is filed as a document: its item says so, and a notice with text of its own is one.
pub(crate) fn is_one(record: &Record, shown: &Shown) -> bool {
    let is_document = match &record.item {
        Some(item) => item.document,
        None => record.body.is_some(),
    };
    is_document && shown.view.withdrawn.is_none() && shown.view.ended.is_none()
}

/// The sheet of a record from the views of its page.
pub(crate) fn view(record: &Record, shown: &Shown, village: &Village) -> GongwenView {
    let given = |id: &str| {
        record
            .fields
            .text(id)
            .map(|text| text.value)
            .unwrap_or_default()
    };
    let day = |id: &str| record.fields.date(id).map(|date| date_cn(date.value));
    let sections = match &shown.layout {
        Layout::Matter(matter) => {
            let done = matter
                .steps
                .iter()
                .filter(|step| step.state == StepState::Done);
            done.enumerate()
                .map(|(index, step)| section(index + 1, step))
                .collect()
        }
        Layout::Plain
        | Layout::Statement(_)
        | Layout::Org(_)
        | Layout::Contracts(_)
        | Layout::Charter(_) => Vec::new(),
    };
    let attached = shown.view.attachments.iter().enumerate();
    let many = shown.view.attachments.len() > 1;
    let letterhead = letterhead(record, village);
    let letters = letterhead.as_ref().map_or(0, |head| head.chars().count());
    GongwenView {
        back: "index.html".to_owned(),
        letterhead,
        letterhead_class: match letters {
            0..=12 => "",
            13..=16 => "longer",
            _ => "longest",
        }
        .to_owned(),
        document_no: given("document_no"),
        sent_to: given("sent_to"),
        facts: facts(shown),
        body_html: numbered(&pictures::on_paper(&shown.view.body_html, record, village)),
        sections,
        tables: shown.view.tables.iter().map(flat).collect(),
        attached: attached
            .map(|(index, attachment)| {
                let number = if many {
                    format!("{}．", index + 1)
                } else {
                    String::new()
                };
                format!("{number}{}", attachment.title)
            })
            .collect(),
        issuer: issuer(record, village),
        day: day("approved_on")
            .or_else(|| day("published_on"))
            .unwrap_or_default(),
        copied_to: given("copied_to"),
        printed_on: day("printed_on").unwrap_or_default(),
        code: village
            .coded(record)
            .map(|digest| check_code::of_record(&digest.0))
            .unwrap_or_default(),
    }
}

/// Facts without links: paper has none.
fn facts(shown: &Shown) -> Vec<Fact> {
    let mut facts = shown.view.facts.clone();
    for fact in &mut facts {
        fact.href = None;
        fact.sources.clear();
    }
    facts
}

fn flat(table: &TableView) -> TableView {
    let mut table = table.clone();
    table.scroll = false;
    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
        cell.href = None;
    }
    table
}

/// A step: when and how it went, in sentences.
fn section(number: usize, step: &StepView) -> Section {
    let mut first: Sentence = step.days.clone();
    if !step.ballot.is_empty() {
        if !first.is_empty() {
            first.push(Run::plain("，"));
        }
        first.push(Run::plain(step.ballot.clone()));
    }
    for fact in &step.facts {
        if !first.is_empty() {
            first.push(Run::plain("；"));
        }
        first.push(Run::plain(format!("{}：", fact.label)));
        first.extend(fact.value.iter().cloned());
    }
    if !first.is_empty() {
        first.push(Run::plain("。"));
    }
    let said = step.text.iter().cloned();
    Section {
        title: format!("{}、{}", chinese(number), step.title),
        text: [first]
            .into_iter()
            .chain(said)
            .filter(|line| !line.is_empty())
            .collect(),
    }
}

/// `十二`, up to 99.
fn chinese(number: usize) -> String {
    let digit = |at: usize| {
        NUMERALS
            .get(at.wrapping_sub(1))
            .copied()
            .unwrap_or_default()
    };
    match (number / 10, number % 10) {
        (0, ones) => digit(ones).to_owned(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens, ones) => format!("{}十{}", digit(tens), digit(ones)),
    }
}

/// Headings of the text become levels: 一、 and below it (一), where the clerk did not number them.
fn numbered(html: &str) -> String {
    let (mut first, mut second) = (0, 0);
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<h") {
        text.push_str(before);
        let level = after.chars().next();
        let end = match level {
            Some(digit @ '1'..='6') => after
                .split_once('>')
                .and_then(|(_, inner)| inner.split_once(&format!("</h{digit}>"))),
            _ => None,
        };
        let Some((inner, behind)) = end else {
            text.push_str("<h");
            rest = after;
            continue;
        };
        let is_first = matches!(level, Some('1' | '2'));
        let number = if is_first {
            (first, second) = (first + 1, 0);
            format!("{}、", chinese(first))
        } else {
            second += 1;
            format!("（{}）", chinese(second))
        };
        let has_own = NUMERALS.iter().any(|one| inner.starts_with(one))
            || inner.starts_with(['（', '(', '第']);
        let number = if has_own { "" } else { number.as_str() };
        let class = if is_first { "l1" } else { "l2" };
        let tag = if is_first { "h2" } else { "h3" };
        let _ = write!(text, "<{tag} class=\"{class}\">{number}{inner}</{tag}>");
        rest = behind;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::{chinese, numbered};

    #[test]
    fn counts_in_chinese() {
        for (number, text) in [
            (1, "一"),
            (10, "十"),
            (12, "十二"),
            (20, "二十"),
            (35, "三十五"),
        ] {
            assert_eq!(chinese(number), text);
        }
    }

    #[test]
    fn numbers_headings() {
        assert_eq!(
            numbered("<p>前</p><h2>时间</h2><h3>第一天</h3><h3>晚上</h3><h2>二、地点</h2><hr>"),
            "<p>前</p><h2 class=\"l1\">一、时间</h2><h3 class=\"l2\">第一天</h3>\
             <h3 class=\"l2\">（二）晚上</h3><h2 class=\"l1\">二、地点</h2><hr>"
        );
    }
}
