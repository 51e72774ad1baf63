//! Which template is given what: the page's keys, each with its view.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::render::contract::shapes::{Kind, Shapes};
use crate::render::view::board::BoardView;
use crate::render::view::contracts::ContractsView;
use crate::render::view::due::DueView;
use crate::render::view::feed::{CorrectionsView, FeedView, SitemapView};
use crate::render::view::feedback::FeedbackView;
use crate::render::view::home::Home;
use crate::render::view::list::List;
use crate::render::view::matter::MatterView;
use crate::render::view::org::OrgView;
use crate::render::view::page::{Page, Site};
use crate::render::view::print::PrintView;
use crate::render::view::record::RecordPage;
use crate::render::view::search::SearchView;
use crate::render::view::statement::StatementView;

/// A template of a page and the keys it is given beside those that every template has.
const PAGES: &[(&str, &[&str])] = &[
    ("home.html", &["home"]),
    ("list.html", &["list"]),
    ("record.html", &["record"]),
    ("layouts/statement.html", &["record", "statement"]),
    ("layouts/matter.html", &["record", "matter"]),
    ("layouts/org_tree.html", &["record", "org"]),
    ("layouts/contracts.html", &["record", "contracts"]),
    ("print.html", &["print"]),
    ("due.html", &["due"]),
    ("feedback.html", &["feedback"]),
    ("organisation.html", &["org"]),
    ("corrections.html", &["corrections"]),
    ("search.html", &["search"]),
    ("404.html", &[]),
    ("feed.xml", &["feed"]),
    ("sitemap.xml", &["sitemap"]),
    ("board.html", &["board"]),
];

/// What every template is given.
const ALWAYS: &[&str] = &["root", "site", "page", "texts"];

/// What templates are given.
#[derive(Debug)]
pub(crate) struct Given {
    /// Views with their fields.
    pub(crate) shapes: Shapes,
    keys: BTreeMap<&'static str, Kind>,
}

/// What templates are given, found once.
pub(crate) static GIVEN: LazyLock<Given> = LazyLock::new(|| {
    let mut shapes = Shapes::default();
    let keys = [
        ("root", Kind::Text),
        ("texts", Kind::Texts),
        ("site", shapes.of::<Site>()),
        ("page", shapes.of::<Page>()),
        ("home", shapes.of::<Home>()),
        ("list", shapes.of::<List>()),
        ("record", shapes.of::<RecordPage>()),
        ("statement", shapes.of::<StatementView>()),
        ("matter", shapes.of::<MatterView>()),
        ("org", shapes.of::<OrgView>()),
        ("contracts", shapes.of::<ContractsView>()),
        ("print", shapes.of::<PrintView>()),
        ("due", shapes.of::<DueView>()),
        ("feedback", shapes.of::<FeedbackView>()),
        ("corrections", shapes.of::<CorrectionsView>()),
        ("search", shapes.of::<SearchView>()),
        ("feed", shapes.of::<FeedView>()),
        ("sitemap", shapes.of::<SitemapView>()),
        ("board", shapes.of::<BoardView>()),
    ];
    Given {
        shapes,
        keys: keys.into_iter().collect(),
    }
});

impl Given {
    /// The pages' templates with the keys that each is given.
    pub(crate) fn pages() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
        PAGES.iter().map(|(template, own)| {
            let keys = ALWAYS.iter().chain(*own).copied();
            (*template, keys.collect())
        })
    }

    /// The pages' templates that are given a key of their own.
    pub(crate) fn to(key: &str) -> Vec<&'static str> {
        let pages = PAGES.iter().filter(|(_, own)| own.contains(&key));
        pages.map(|(template, _)| *template).collect()
    }

    /// Every key with what it stands for.
    pub(crate) fn keys(&self) -> impl Iterator<Item = (&'static str, &Kind)> {
        self.keys.iter().map(|(name, kind)| (*name, kind))
    }
}
