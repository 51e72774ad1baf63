//! A sample site in the default theme, made from the values in `samples/`, for tests.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tera::{Context, Tera, Value};

use crate::render::chart::flow::{Flow, flow};
use crate::render::chart::ladder::{Rung, ladder};
use crate::render::chart::pair::{Pair, pair};
use crate::render::chart::part::{Part, Tone};
use crate::render::chart::share::{Share, share};
use crate::render::chart::vote::{Verdict, Vote, vote};
use crate::render::style::style_sheet;
use crate::render::view::board::BoardView;
use crate::render::view::contracts::ContractsView;
use crate::render::view::due::DueView;
use crate::render::view::feed::{CorrectionsView, FeedView, SitemapView};
use crate::render::view::home::Home;
use crate::render::view::list::List;
use crate::render::view::matter::MatterView;
use crate::render::view::org::OrgView;
use crate::render::view::page::{ColumnMeta, Page, Site};
use crate::render::view::record::RecordPage;
use crate::render::view::statement::{FigureView, StatementView};
use crate::render::view::text::Link;

/// The default theme, as the binary carries it.
static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// A page or file of the sample site: its path, and its text.
pub(crate) type Sample = (&'static str, String);

/// The templates of the default theme under the names that they have in the product, and those of a child.
pub(crate) fn templates(child: &[(&str, &str)]) -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on([".html", ".xml"]);
    tera.set_fallback_prefixes(["child/", "default/"]).unwrap();
    let mut all = template_files();
    all.extend(
        child
            .iter()
            .map(|(name, text)| (format!("child/{name}"), (*text).to_owned())),
    );
    tera.add_raw_templates(all).unwrap();
    tera.global_context()
        .insert_value("texts", Value::from_serializable(&theme().texts));
    tera
}

/// Names and texts of the default theme's templates.
pub(crate) fn template_files() -> Vec<(String, String)> {
    let mut all = Vec::new();
    collect(DEFAULT.get_dir("templates").unwrap(), &mut all);
    all
}

fn collect(dir: &Dir<'_>, all: &mut Vec<(String, String)>) {
    for file in dir.files() {
        let name = file
            .path()
            .strip_prefix("templates")
            .unwrap()
            .to_str()
            .unwrap();
        all.push((
            format!("default/{name}"),
            file.contents_utf8().unwrap().to_owned(),
        ));
    }
    for dir in dir.dirs() {
        collect(dir, all);
    }
}

/// What `theme.yaml` holds, as far as pages need it.
#[derive(serde::Deserialize)]
pub(crate) struct Theme {
    pub(crate) tokens: BTreeMap<String, String>,
    pub(crate) contrast: BTreeMap<String, String>,
    pub(crate) texts: BTreeMap<String, String>,
}

pub(crate) fn theme() -> Theme {
    read(file("theme.yaml"))
}

fn file(path: &str) -> &'static str {
    DEFAULT.get_file(path).unwrap().contents_utf8().unwrap()
}

fn read<T: DeserializeOwned>(yaml: &str) -> T {
    serde_yaml::from_str(yaml).unwrap_or_else(|error| panic!("{error} in {yaml}"))
}

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

fn pairs(map: &BTreeMap<String, String>) -> impl Iterator<Item = (&str, &str)> {
    map.iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
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

/// Path, template and context of every page.
fn contexts() -> Vec<(&'static str, &'static str, Context)> {
    let home: Home = read(include_str!("samples/home.yaml"));
    let record: RecordPage = read(include_str!("samples/record.yaml"));
    let due: DueView = read(include_str!("samples/due.yaml"));
    let org: OrgView = read(include_str!("samples/org.yaml"));
    let corrections: CorrectionsView = read(include_str!("samples/corrections.yaml"));
    let feed: FeedView = read(include_str!("samples/feed.yaml"));
    let sitemap: SitemapView = read(include_str!("samples/sitemap.yaml"));
    let board: BoardView = read(include_str!("samples/board.yaml"));
    let org_record = RecordPage {
        title: "槐荫里社区党组织架构".to_owned(),
        ..RecordPage::default()
    };
    let org_page = with(
        village("../../", &org_record.title, "party"),
        "record",
        &org_record,
    );
    vec![
        (
            "shiqiao/index.html",
            "home.html",
            with(village("", "首页", "home"), "home", &home),
        ),
        (
            "shiqiao/finance/index.html",
            "list.html",
            with(village("../", "财务公开", "finance"), "list", &list(1)),
        ),
        (
            "shiqiao/finance/page/2/index.html",
            "list.html",
            with(
                village("../../../", "财务公开", "finance"),
                "list",
                &list(2),
            ),
        ),
        (
            "shiqiao/affairs/2026-11-dibao/index.html",
            "record.html",
            with(
                village("../../", &record.title, "affairs"),
                "record",
                &record,
            ),
        ),
        (
            "shiqiao/finance/2026-q3/index.html",
            "layouts/statement.html",
            statement(),
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
            with(org_page, "org", &org),
        ),
        (
            "shiqiao/due/index.html",
            "due.html",
            with(village("../", "2026年公开台账", "due"), "due", &due),
        ),
        (
            "shiqiao/organisation/index.html",
            "organisation.html",
            with(village("../", "组织架构", "organisation"), "org", &org),
        ),
        (
            "shiqiao/corrections/index.html",
            "corrections.html",
            with(
                village("../", "更正", "corrections"),
                "corrections",
                &corrections,
            ),
        ),
        (
            "shiqiao/404.html",
            "404.html",
            village("", "没有这一页", ""),
        ),
        (
            "shiqiao/feed.xml",
            "feed.xml",
            with(village("", "", ""), "feed", &feed),
        ),
        (
            "shiqiao/sitemap.xml",
            "sitemap.xml",
            with(village("", "", ""), "sitemap", &sitemap),
        ),
        ("index.html", "board.html", with(town(), "board", &board)),
    ]
}

fn with<T: Serialize>(mut context: Context, key: &'static str, view: &T) -> Context {
    context.insert(key, view);
    context
}

/// The context that every page of the village has.
fn village(root: &str, title: &str, nav: &str) -> Context {
    let site: Site = read(include_str!("samples/site.yaml"));
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
    let mut site: Site = read(include_str!("samples/site.yaml"));
    "云台镇三务公开总览".clone_into(&mut site.name);
    "清溪县云台镇".clone_into(&mut site.place);
    site.figures = vec!["3 个村（社区）".to_owned()];
    site.nav.clear();
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
    let mut list: List = read(include_str!("samples/list.yaml"));
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

#[derive(serde::Deserialize)]
struct StatementSample {
    record: RecordPage,
    statement: StatementView,
    income: Vec<(String, i64)>,
    expense: Vec<(String, i64)>,
}

fn statement() -> Context {
    let mut sample: StatementSample = read(include_str!("samples/statement.yaml"));
    let parts = |list: &[(String, i64)]| -> Vec<Part> {
        list.iter()
            .map(|(label, fen)| Part::new(label, *fen))
            .collect()
    };
    let (income, expense) = (parts(&sample.income), parts(&sample.expense));
    let period = "2026年第三季度";
    let streams = Flow {
        id: "flow".to_owned(),
        period: period.to_owned(),
        account: "村集体账户".to_owned(),
        income,
        expense: expense.clone(),
    };
    let shares = Share {
        id: "share".to_owned(),
        whole: format!("{period}支出"),
        tone: Tone::Expense,
        parts: expense,
    };
    let pairs = [
        Pair {
            heading: "收入　比去年多 3.08 万元（+10.7%）".to_owned(),
            tone: Tone::Income,
            before: Part {
                label: "去年".to_owned(),
                ..Part::new("", 28_900_000)
            },
            after: Part {
                label: "今年".to_owned(),
                ..Part::new("", 31_980_000)
            },
        },
        Pair {
            heading: "支出　比去年多 1.76 万元（+7.2%）".to_owned(),
            tone: Tone::Expense,
            before: Part {
                label: "去年".to_owned(),
                ..Part::new("", 24_410_000)
            },
            after: Part {
                label: "今年".to_owned(),
                ..Part::new("", 26_170_000)
            },
        },
    ];
    sample.statement.figures = vec![
        figure(
            "每 10 元支出中，4 元 3 角用在公益设施建设",
            "2026年第三季度收支流向，单位：万元",
            flow(&streams),
        ),
        figure(
            "公益设施建设占支出的四成多",
            "2026年第三季度支出构成",
            share(&shares),
        ),
        figure(
            "收入比去年同季多一成，支出多 7.2%",
            "2025年第三季度与2026年第三季度，单位：万元",
            pair("与去年同季比较", &pairs),
        ),
    ];
    let context = village("../../", &sample.record.title, "finance");
    with(
        with(context, "record", &sample.record),
        "statement",
        &sample.statement,
    )
}

fn figure(title: &str, subtitle: &str, html: String) -> FigureView {
    let source =
        "数据来源：本页收入表、支出表。图中数字保留两位小数，精确到分的数字以表格为准。".to_owned();
    FigureView {
        title: title.to_owned(),
        subtitle: subtitle.to_owned(),
        html,
        source,
    }
}

#[derive(serde::Deserialize)]
struct MatterSample {
    record: RecordPage,
    matter: MatterView,
}

fn matter() -> Context {
    let mut sample: MatterSample = read(include_str!("samples/matter.yaml"));
    let votes = [
        (2, "村两委会议", [9, 9, 8, 0, 1], 5),
        (3, "党员大会", [62, 51, 47, 1, 3], 32),
        (4, "村民代表会议", [48, 43, 40, 2, 1], 22),
    ];
    for (step, body, [due, present, yes, no, abstained], line) in votes {
        sample.matter.steps[step].vote_html = vote(&Vote {
            id: format!("v{step}"),
            body: body.to_owned(),
            due,
            present,
            yes,
            no,
            abstained,
            line: Some(line),
            verdict: Verdict::Passed,
            said: "到会人数够，通过".to_owned(),
            rule: "三分之二以上到会，到会过半数同意为通过".to_owned(),
        });
    }
    let rung = |label: &str, fen: Option<i64>, text: &str, note: &str, tone: Tone| Rung {
        label: label.to_owned(),
        fen,
        text: text.to_owned(),
        note: note.to_owned(),
        link: None,
        tone,
    };
    let mut rungs = [
        rung(
            "预算",
            Some(18_600_000),
            "186,000.00",
            "村民代表会议批准",
            Tone::Past,
        ),
        rung(
            "合同",
            Some(17_950_000),
            "179,500.00",
            "安平路桥工程队，三家比价最低",
            Tone::Account,
        ),
        rung(
            "已付",
            Some(16_200_000),
            "162,000.00",
            "分两次，",
            Tone::Expense,
        ),
        rung(
            "决算",
            None,
            "",
            "应与结果一并公开，尚未公开",
            Tone::Balance,
        ),
    ];
    rungs[2].link = Some((
        "看凭证".to_owned(),
        "../../finance/2026-q3/index.html#pz".to_owned(),
    ));
    let note = "合同比预算少 6,500.00 元；未付 17,500.00 元，其中质保金 8,975.00 元，一年后支付。";
    sample.matter.money = Some(FigureView {
        source: note.to_owned(),
        ..figure("", "单位：元", ladder("项目资金，单位：元", &rungs))
    });
    let context = village("../../", &sample.record.title, "decision");
    with(
        with(context, "record", &sample.record),
        "matter",
        &sample.matter,
    )
}

#[derive(serde::Deserialize)]
struct ContractsSample {
    record: RecordPage,
    contracts: ContractsView,
}

fn contracts() -> Context {
    let sample: ContractsSample = read(include_str!("samples/contracts.yaml"));
    let context = village("../../", &sample.record.title, "affairs");
    with(
        with(context, "record", &sample.record),
        "contracts",
        &sample.contracts,
    )
}
