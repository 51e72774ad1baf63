//! Which template is given what: the page's keys, each with its view.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::render::contract::shapes::{Kind, Shapes};
use crate::render::view::assets::AssetsView;
use crate::render::view::audits::AuditsView;
use crate::render::view::board::BoardView;
use crate::render::view::charter::{CharterView, ChartersView};
use crate::render::view::contracts::ContractsView;
use crate::render::view::due::DueView;
use crate::render::view::duties::DutiesView;
use crate::render::view::election::{ElectionView, ElectionsView};
use crate::render::view::feed::{CorrectionsView, FeedView, SitemapView};
use crate::render::view::feedback::FeedbackView;
use crate::render::view::gongwen::GongwenView;
use crate::render::view::history::{VerifyView, VersionView};
use crate::render::view::home::Home;
use crate::render::view::list::List;
use crate::render::view::matter::MatterView;
use crate::render::view::money::MoneyView;
use crate::render::view::org::OrgView;
use crate::render::view::page::{Page, Site};
use crate::render::view::picture::PictureView;
use crate::render::view::points::PointsView;
use crate::render::view::postings::PostingsView;
use crate::render::view::print::PrintView;
use crate::render::view::projects::ProjectsView;
use crate::render::view::promises::PromisesView;
use crate::render::view::quarter::{PlainView, PosterView};
use crate::render::view::record::RecordPage;
use crate::render::view::search::SearchView;
use crate::render::view::services::ServicesView;
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
    ("layouts/charter.html", &["record", "charter"]),
    ("version.html", &["version"]),
    ("picture.html", &["picture"]),
    ("print.html", &["print"]),
    ("gongwen.html", &["gongwen"]),
    ("poster.html", &["poster"]),
    ("plain.html", &["plain"]),
    ("postings.html", &["postings"]),
    ("money.html", &["money"]),
    ("assets.html", &["assets"]),
    ("projects.html", &["projects"]),
    ("audits.html", &["audits"]),
    ("points.html", &["points"]),
    ("promises.html", &["promises"]),
    ("services.html", &["services"]),
    ("charter.html", &["charters"]),
    ("duties.html", &["duties"]),
    ("elections.html", &["elections"]),
    ("election.html", &["election"]),
    ("due.html", &["due"]),
    ("feedback.html", &["feedback"]),
    ("organisation.html", &["org"]),
    ("corrections.html", &["corrections"]),
    ("verify.html", &["verify"]),
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
    let mut keys: BTreeMap<&'static str, Kind> = of_topics(&mut shapes).into_iter().collect();
    let others = [
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
        ("charter", shapes.of::<CharterView>()),
        ("version", shapes.of::<VersionView>()),
        ("verify", shapes.of::<VerifyView>()),
        ("picture", shapes.of::<PictureView>()),
        ("print", shapes.of::<PrintView>()),
        ("gongwen", shapes.of::<GongwenView>()),
        ("poster", shapes.of::<PosterView>()),
        ("plain", shapes.of::<PlainView>()),
        ("due", shapes.of::<DueView>()),
        ("feedback", shapes.of::<FeedbackView>()),
        ("corrections", shapes.of::<CorrectionsView>()),
        ("search", shapes.of::<SearchView>()),
        ("feed", shapes.of::<FeedView>()),
        ("sitemap", shapes.of::<SitemapView>()),
        ("board", shapes.of::<BoardView>()),
    ];
    keys.extend(others);
    Given { shapes, keys }
});

/// Pages that gather what several records tell.
fn of_topics(shapes: &mut Shapes) -> [(&'static str, Kind); 12] {
    [
        ("postings", shapes.of::<PostingsView>()),
        ("money", shapes.of::<MoneyView>()),
        ("assets", shapes.of::<AssetsView>()),
        ("projects", shapes.of::<ProjectsView>()),
        ("audits", shapes.of::<AuditsView>()),
        ("points", shapes.of::<PointsView>()),
        ("promises", shapes.of::<PromisesView>()),
        ("services", shapes.of::<ServicesView>()),
        ("charters", shapes.of::<ChartersView>()),
        ("duties", shapes.of::<DutiesView>()),
        ("elections", shapes.of::<ElectionsView>()),
        ("election", shapes.of::<ElectionView>()),
    ]
}

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
