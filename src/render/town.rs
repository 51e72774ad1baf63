//! The pages of the town itself, from the summaries of its villages.

use chrono::NaiveDate;
use tera::{Context as Page, Value};

use crate::model::board::Board;
use crate::render::page::board::{self, Summary};
use crate::render::page::{frame, search};
use crate::render::say::{day, link};
use crate::render::view::board::BoardView;
use crate::render::view::feed::{SitemapEntry, SitemapView};
use crate::render::view::page;
use crate::render::{Context, Theme, paths};
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
    let frame = Value::from_serializable(&site(context, summaries, theme));
    let home = page::Page {
        url: board.web.page("index.html"),
        ..head(board)
    };
    let of = |title: &str, nav: &str, root: &str| page::Page {
        title: title.to_owned(),
        nav: nav.to_owned(),
        here: title.to_owned(),
        crumbs: vec![link("首页", format!("{root}index.html"))],
        home: false,
        description: None,
        column: None,
        url: None,
        ..home.clone()
    };
    let show =
        |template: &str, root: &str, head: &page::Page, view: Option<(&'static str, Value)>| {
            let mut page = Page::new();
            page.insert_value("root", Value::from(root));
            page.insert_value("site", frame.clone());
            page.insert_value("page", Value::from_serializable(head));
            if let Some((key, view)) = view {
                page.insert_value(key, view);
            }
            theme.show(template, &page)
        };
    let view = BoardView {
        phone: frame::phone(board.phone_address.clone()),
        ..board::view(summaries, failed, &board.name, context.today)
    };
    let view = ("board", Value::from_serializable(&view));
    let found = search::of_town(summaries, theme);
    let found = ("search", Value::from_serializable(&found));
    let searching = page::Page {
        url: board.web.page(&paths::page(search::ADDRESS)),
        ..of(search::TITLE, search::ADDRESS, "../")
    };
    let pages = [
        (
            "index.html".to_owned(),
            show("board.html", "", &home, Some(view))?,
        ),
        (
            paths::page(search::ADDRESS),
            show("search.html", "../", &searching, Some(found))?,
        ),
        (
            "404.html".to_owned(),
            show("404.html", "", &of("没有这一页", "", ""), None)?,
        ),
    ];
    let mut site = Site::default();
    for (path, html) in pages {
        site.files.insert(path, Content::Bytes(html.into_bytes()));
    }
    if let Some(map) = map(board, summaries) {
        let view = ("sitemap", Value::from_serializable(&map));
        let text = show("sitemap.xml", "", &of("", "", ""), Some(view))?;
        site.files
            .insert("sitemap.xml".to_owned(), Content::Bytes(text.into_bytes()));
    }
    for (path, text) in theme.assets.values() {
        site.files
            .insert(path.clone(), Content::Bytes(text.clone().into_bytes()));
    }
    Ok(site)
}

/// The town's own pages and the home pages of its villages, each of which has a map of its own.
fn map(board: &Board, summaries: &[Summary]) -> Option<SitemapView> {
    let newest = summaries.iter().filter_map(|summary| summary.updated).max();
    let own = ["index.html".to_owned(), paths::page(search::ADDRESS)];
    let own = own.into_iter().map(|path| (path, newest));
    let standing = summaries.iter().filter(|summary| summary.has_pages);
    let homes = standing.map(|summary| (paths::page(&summary.id), summary.updated));
    let entry = |(path, day): (String, Option<NaiveDate>)| {
        Some(SitemapEntry {
            address: board.web.page(&path)?,
            modified: day.map(|day| day.to_string()).unwrap_or_default(),
        })
    };
    let entries = own.chain(homes).map(entry).collect::<Option<_>>()?;
    Some(SitemapView { entries })
}

/// The frame of the town's pages.
fn site(context: &Context<'_>, summaries: &[Summary], theme: &Theme) -> page::Site {
    let board = context.board;
    page::Site {
        name: format!("{}三务公开", board.name),
        place: format!("{}{}", board.parent, board.name),
        figures: Vec::new(),
        nav: [
            ("home", "首页", "index.html".to_owned()),
            (search::ADDRESS, search::TITLE, paths::page(search::ADDRESS)),
        ]
        .map(|(key, text, path)| page::NavItem {
            key: key.to_owned(),
            text: text.to_owned(),
            path,
        })
        .to_vec(),
        updated: summaries
            .iter()
            .filter_map(|summary| summary.updated)
            .max()
            .map(day),
        next_due: Vec::new(),
        next_on: String::new(),
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
        style: theme.path("style.css"),
        script: theme.path("sanwu.js"),
        later: frame::later(theme),
        board: None,
        domain: Some(board.web.domain.clone()).filter(|domain| !domain.is_empty()),
        id_code: Some(board.web.code.clone()).filter(|code| !code.is_empty()),
    }
}

/// The head of the town's home page.
fn head(board: &Board) -> page::Page {
    page::Page {
        title: "各村（社区）公开情况".to_owned(),
        nav: "home".to_owned(),
        crumbs: Vec::new(),
        here: String::new(),
        home: true,
        column: Some(page::ColumnMeta {
            name: "首页".to_owned(),
            description: format!("{}各村（社区）公开情况", board.name),
            keywords: "三务公开,党务,村务,财务".to_owned(),
            kind: "首页".to_owned(),
        }),
        description: Some(board.about.clone()).filter(|about| !about.is_empty()),
        ..page::Page::default()
    }
}
