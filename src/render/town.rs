//! The pages of the town itself, from the summaries of its villages.

use chrono::NaiveDate;
use tera::{Context as Page, Value};

use crate::model::board::Board;
use crate::render::page::board::{self, Summary};
use crate::render::say::day;
use crate::render::view::page;
use crate::render::{Context, Theme, page::frame};
use crate::site::{Content, Site};

/// Renders the town's pages; `failed` names villages whose last build did not succeed.
///
/// # Errors
/// When a template cannot be rendered.
pub(crate) fn render(
    context: &Context<'_>,
    summaries: &[Summary],
    failed: &[String],
    theme: &Theme,
) -> anyhow::Result<Site> {
    let board: &Board = context.board;
    let today: NaiveDate = context.today;
    let frame = site(context, summaries, theme);
    let head = head(board);
    let mut page = Page::new();
    page.insert_value("root", Value::from(""));
    page.insert_value("site", Value::from_serializable(&frame));
    page.insert_value("page", Value::from_serializable(&head));
    page.insert_value(
        "board",
        Value::from_serializable(&board::view(summaries, failed, &board.name, today)),
    );
    let mut site = Site::default();
    for (path, template) in [("index.html", "board.html"), ("404.html", "404.html")] {
        if template == "404.html" {
            let missing = page::Page {
                title: "没有这一页".to_owned(),
                home: false,
                ..head.clone()
            };
            page.insert_value("page", Value::from_serializable(&missing));
        }
        let html = theme
            .tera
            .render(template, &page)
            .map_err(|error| anyhow::anyhow!("模板 {template} 有错：{error}"))?;
        site.files
            .insert(path.to_owned(), Content::Bytes(html.into_bytes()));
    }
    for (path, text) in [&theme.style, &theme.script] {
        site.files
            .insert(path.clone(), Content::Bytes(text.clone().into_bytes()));
    }
    Ok(site)
}

/// The frame of the town's pages.
fn site(context: &Context<'_>, summaries: &[Summary], theme: &Theme) -> page::Site {
    let board = context.board;
    page::Site {
        name: format!("{}三务公开", board.name),
        place: format!("{}{}", board.parent, board.name),
        figures: Vec::new(),
        nav: Vec::new(),
        updated: summaries
            .iter()
            .filter_map(|summary| summary.updated)
            .max()
            .map(day),
        next_due: Vec::new(),
        contacts: board
            .oversight
            .iter()
            .map(|(label, telephone)| page::Contact {
                label: label.clone(),
                telephone: telephone.clone(),
            })
            .collect(),
        visit: Vec::new(),
        demo: frame::demo(context),
        as_of: day(context.today),
        version: None,
        feed: None,
        style: theme.style.0.clone(),
        script: theme.script.0.clone(),
        board: None,
        domain: None,
        id_code: None,
    }
}

/// The head of the town's home page.
fn head(board: &Board) -> page::Page {
    page::Page {
        title: "各村（社区）公开情况".to_owned(),
        nav: String::new(),
        crumbs: Vec::new(),
        here: String::new(),
        home: true,
        column: None,
        published: None,
        source: None,
        description: Some(board.about.clone()).filter(|about| !about.is_empty()),
        print: None,
    }
}
