//! A sample site in the default theme, made from the values in `samples/`, for tests.

mod answers;
mod layouts;
pub(crate) mod theme;

use serde::Serialize;
use tera::{Context, Tera};

use crate::render::qr::svg;
use crate::render::sample::layouts::{contracts, matter, statement};
use crate::render::sample::theme::{file, pairs, read, theme};
use crate::render::style::style_sheet;
use crate::render::view::assets::AssetsView;
use crate::render::view::audits::AuditsView;
use crate::render::view::board::BoardView;
use crate::render::view::due::DueView;
use crate::render::view::feed::{CorrectionsView, FeedView, SitemapView};
use crate::render::view::feedback::FeedbackView;
use crate::render::view::gongwen::GongwenView;
use crate::render::view::home::Home;
use crate::render::view::list::List;
use crate::render::view::money::MoneyView;
use crate::render::view::org::OrgView;
use crate::render::view::page::{ColumnMeta, Page, Site};
use crate::render::view::picture::PictureView;
use crate::render::view::points::PointsView;
use crate::render::view::postings::PostingsView;
use crate::render::view::print::PrintView;
use crate::render::view::projects::ProjectsView;
use crate::render::view::quarter::{PlainView, PosterView};
use crate::render::view::record::RecordPage;
use crate::render::view::search::SearchView;
use crate::render::view::text::Link;

/// A page or file of the sample site: its path, and its text.
pub(crate) type Sample = (&'static str, String);

/// Style sheet, script and attachments of the sample site.
pub(crate) fn files() -> Vec<Sample> {
    let theme = theme();
    let sheet = style_sheet(
        pairs(&theme.tokens),
        pairs(&theme.contrast),
        file("assets/style.css"),
    );
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"640\" height=\"360\"><path fill=\"#d8d1c4\" d=\"M0 0H640V360H0Z\"/></svg>";
    let mut files = Vec::new();
    for (style, script) in [
        ("assets/style.css", "assets/sanwu.js"),
        ("shiqiao/assets/style.css", "shiqiao/assets/sanwu.js"),
    ] {
        files.push((style, sheet.clone()));
        files.push((script, file("assets/sanwu.js").to_owned()));
    }
    for later in [
        "assets/kiosk.css",
        "assets/kiosk.js",
        "assets/keys.js",
        "assets/age.js",
        "assets/read.js",
    ] {
        files.push((later, file(later).to_owned()));
    }
    for (path, own) in [
        ("shiqiao/assets/charts.css", "assets/charts.css"),
        ("shiqiao/assets/topics.css", "assets/topics.css"),
        ("shiqiao/assets/paper.css", "assets/paper.css"),
        ("shiqiao/assets/pictures.css", "assets/pictures.css"),
        ("shiqiao/assets/search.css", "assets/search.css"),
        ("shiqiao/assets/search.js", "assets/search.js"),
    ] {
        files.push((path, file(own).to_owned()));
    }
    files.push((
        "shiqiao/affairs/2026-11-dibao/files/minutes.pdf",
        "%PDF-1.4\n".to_owned(),
    ));
    files.push((
        "shiqiao/affairs/2026-11-dibao/files/wall.svg",
        picture.to_owned(),
    ));
    files
}

/// Every page of the theme, rendered.
pub(crate) fn pages(tera: &Tera) -> Vec<Sample> {
    let show = |template: &str, context: &Context| match tera.render(template, context) {
        Ok(page) => page,
        Err(error) => panic!("{template}: {error}"),
    };
    contexts()
        .into_iter()
        .map(|(path, template, context)| (path, show(template, &context)))
        .collect()
}

/// Path and template of a page, and its context.
type Planned = (&'static str, &'static str, Context);

/// Path, template and context of every page.
fn contexts() -> Vec<Planned> {
    let mut all = lists();
    all.extend(records());
    all.extend(others());
    all.extend(answers::past());
    all.extend(topics());
    all.extend(answers::answers());
    all
}

fn lists() -> Vec<Planned> {
    let finance = |root, number| with(village(root, "财务公开", "finance"), "list", &list(number));
    let home: Home = read(include_str!("../samples/home.yaml"));
    let board: BoardView = read(include_str!("../samples/board.yaml"));
    let home = with(village("", "首页", "home"), "home", &home);
    vec![
        ("shiqiao/index.html", "home.html", home),
        ("shiqiao/finance/index.html", "list.html", finance("../", 1)),
        (
            "shiqiao/finance/page/2/index.html",
            "list.html",
            finance("../../../", 2),
        ),
        ("index.html", "board.html", with(town(), "board", &board)),
    ]
}

fn records() -> Vec<Planned> {
    let record: RecordPage = read(include_str!("../samples/record.yaml"));
    let title = "槐荫里社区党组织架构";
    let bodies = RecordPage {
        title: title.to_owned(),
        ..RecordPage::default()
    };
    let org: OrgView = read(include_str!("../samples/org.yaml"));
    let plain = with(
        village("../../", &record.title, "affairs"),
        "record",
        &record,
    );
    let sheet = PrintView {
        qr_html: svg("SANWU1 石桥村 finance/2026-q3 第2版", "核对用二维码"),
        ..read(include_str!("../samples/print.yaml"))
    };
    let sheet = with(
        village("../../", "2026年第三季度财务收支公开表", ""),
        "print",
        &sheet,
    );
    let gongwen: GongwenView = read(include_str!("../samples/gongwen.yaml"));
    let gongwen = with(
        village("../../", "关于石桥至东岭道路硬化的决定", ""),
        "gongwen",
        &gongwen,
    );
    let tree = with(village("../../", title, "party"), "record", &bodies);
    let picture: PictureView = read(include_str!("../samples/picture.yaml"));
    let shown = village("../../", &picture.title, "affairs");
    vec![
        (
            "shiqiao/affairs/2026-11-dibao/index.html",
            "record.html",
            plain,
        ),
        (
            "shiqiao/affairs/2026-11-dibao/picture-1.html",
            "picture.html",
            with(shown, "picture", &picture),
        ),
        (
            "shiqiao/finance/2026-q3/index.html",
            "layouts/statement.html",
            statement(),
        ),
        ("shiqiao/finance/2026-q3/print.html", "print.html", sheet),
        (
            "shiqiao/decision/road/gongwen.html",
            "gongwen.html",
            gongwen,
        ),
        (
            "shiqiao/decision/road/index.html",
            "layouts/matter.html",
            matter(),
        ),
        (
            "shiqiao/affairs/contracts/index.html",
            "layouts/contracts.html",
            contracts(),
        ),
        (
            "shiqiao/party/2026-org/index.html",
            "layouts/org_tree.html",
            with(tree, "org", &org),
        ),
    ]
}

fn topics() -> Vec<Planned> {
    fn one<T: for<'de> serde::Deserialize<'de> + Serialize>(
        (path, template): (&'static str, &'static str),
        (title, key): (&str, &'static str),
        sample: &str,
    ) -> Planned {
        let view: T = read(sample);
        (
            path,
            template,
            with(village("../", title, "finance"), key, &view),
        )
    }
    vec![
        one::<PostingsView>(
            ("shiqiao/postings/index.html", "postings.html"),
            ("正在公示", "postings"),
            include_str!("../samples/postings.yaml"),
        ),
        one::<MoneyView>(
            ("shiqiao/money/index.html", "money.html"),
            ("全年收支", "money"),
            include_str!("../samples/money.yaml"),
        ),
        one::<AssetsView>(
            ("shiqiao/assets/index.html", "assets.html"),
            ("资产和合同", "assets"),
            include_str!("../samples/assets.yaml"),
        ),
        one::<ProjectsView>(
            ("shiqiao/projects/index.html", "projects.html"),
            ("工程和采购", "projects"),
            include_str!("../samples/projects.yaml"),
        ),
        one::<AuditsView>(
            ("shiqiao/audits/index.html", "audits.html"),
            ("审计和整改", "audits"),
            include_str!("../samples/audits.yaml"),
        ),
        one::<PointsView>(
            ("shiqiao/points/index.html", "points.html"),
            ("积分", "points"),
            include_str!("../samples/points.yaml"),
        ),
    ]
}

fn others() -> Vec<Planned> {
    let due: DueView = read(include_str!("../samples/due.yaml"));
    let org: OrgView = read(include_str!("../samples/org.yaml"));
    let corrections: CorrectionsView = read(include_str!("../samples/corrections.yaml"));
    let feedback: FeedbackView = read(include_str!("../samples/feedback.yaml"));
    let feed: FeedView = read(include_str!("../samples/feed.yaml"));
    let sitemap: SitemapView = read(include_str!("../samples/sitemap.yaml"));
    let search: SearchView = read(include_str!("../samples/search.yaml"));
    let root = || village("", "", "");
    let poster = PosterView {
        qr_html: svg("SANWU1 石桥村 posters/2026-q3", "核对用二维码"),
        ..read(include_str!("../samples/poster.yaml"))
    };
    let poster = with(
        village("../../", "石桥村2026年第三季度公开了什么", "due"),
        "poster",
        &poster,
    );
    let plain: PlainView = read(include_str!("../samples/plain.yaml"));
    let plain = with(
        village("../../", "2026年第三季度村里的账和事", "due"),
        "plain",
        &plain,
    );
    let due = with(village("../", "2026年公开台账", "due"), "due", &due);
    let org = with(village("../", "组织架构", "organisation"), "org", &org);
    let corrections = with(
        village("../", "更正", "corrections"),
        "corrections",
        &corrections,
    );
    let feedback = with(
        village("../", "意见与答复", "feedback"),
        "feedback",
        &feedback,
    );
    vec![
        ("shiqiao/due/index.html", "due.html", due),
        ("shiqiao/posters/2026-q3/index.html", "poster.html", poster),
        ("shiqiao/plain/2026-q3/index.html", "plain.html", plain),
        ("shiqiao/feedback/index.html", "feedback.html", feedback),
        ("shiqiao/organisation/index.html", "organisation.html", org),
        (
            "shiqiao/corrections/index.html",
            "corrections.html",
            corrections,
        ),
        (
            "shiqiao/search/index.html",
            "search.html",
            with(village("../", "搜索", "search"), "search", &search),
        ),
        (
            "shiqiao/404.html",
            "404.html",
            village("", "没有这一页", ""),
        ),
        ("shiqiao/feed.xml", "feed.xml", with(root(), "feed", &feed)),
        (
            "shiqiao/sitemap.xml",
            "sitemap.xml",
            with(root(), "sitemap", &sitemap),
        ),
    ]
}

fn with<T: Serialize>(mut context: Context, key: &'static str, view: &T) -> Context {
    context.insert(key, view);
    context
}

/// The context that every page of the village has.
fn village(root: &str, title: &str, nav: &str) -> Context {
    let site: Site = read(include_str!("../samples/site.yaml"));
    let column = site
        .nav
        .iter()
        .find(|item| item.key == nav && item.text != title);
    let mut crumbs = vec![Link {
        text: "首页".to_owned(),
        href: format!("{root}index.html"),
    }];
    crumbs.extend(column.map(|item| Link {
        text: item.text.clone(),
        href: format!("{root}{}", item.path),
    }));
    let page = Page {
        title: title.to_owned(),
        nav: nav.to_owned(),
        crumbs,
        here: title.to_owned(),
        home: nav == "home",
        column: Some(ColumnMeta {
            name: title.to_owned(),
            description: "村里的收入和支出".to_owned(),
            keywords: "收支,财务".to_owned(),
            kind: "数据发布".to_owned(),
        }),
        published: Some("2026-11-20 08:00".to_owned()),
        ..Page::default()
    };
    with(
        with(with(Context::new(), "root", &root), "site", &site),
        "page",
        &page,
    )
}

fn town() -> Context {
    let mut site: Site = read(include_str!("../samples/site.yaml"));
    "云台镇三务公开总览".clone_into(&mut site.name);
    "清溪县云台镇".clone_into(&mut site.place);
    site.figures = vec!["3 个村（社区）".to_owned()];
    site.nav.clear();
    site.feed = None;
    site.visit.clear();
    let page = Page {
        title: "各村（社区）公开情况".to_owned(),
        home: true,
        ..Page::default()
    };
    with(
        with(with(Context::new(), "root", &""), "site", &site),
        "page",
        &page,
    )
}

fn list(number: usize) -> List {
    let mut list: List = read(include_str!("../samples/list.yaml"));
    if number == 2 {
        let pager = list.pager.as_mut().unwrap();
        pager.previous = Some("../../index.html".to_owned());
        pager.next = None;
        pager.pages.reverse();
        pager.pages[0].href = Some("../../index.html".to_owned());
        "1".clone_into(&mut pager.pages[0].text);
        "2".clone_into(&mut pager.pages[1].text);
    }
    list
}
