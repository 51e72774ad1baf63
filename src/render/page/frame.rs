//! What stands around every page of a village: masthead, columns, contacts, and the page's own head.

use crate::calendar::Calendar;
use crate::model::record::Record;
use crate::model::village::{Kind, Village};
use crate::model::web::Web;
use crate::render::names::{self, CATEGORIES};
use crate::render::page::card::published;
use crate::render::page::tags::column;
use crate::render::page::{corrections, due, feedback, gaps, search};
use crate::render::say::{day, fact, link};
use crate::render::view::home::Phone;
use crate::render::view::page::{Contact, Later, NavItem, Page, Site};
use crate::render::{Context, Theme, paths, qr};
use crate::value::web::WebAddress;

/// The frame of a village's pages.
pub(crate) fn site(
    village: &Village,
    records: &[&Record],
    calendar: &Calendar,
    context: &Context<'_>,
    theme: &Theme,
) -> Site {
    let profile = &village.profile;
    let web = web(village, context);
    let count = |number: Option<i64>, unit: &str| {
        let number = u64::try_from(number?).ok()?;
        let digits = crate::value::decimal::group_digits(&number.to_string());
        Some(format!("{digits} {unit}"))
    };
    let figures = [
        count(profile.households, "户"),
        count(profile.population, "人"),
        count(profile.party_members, "名党员"),
        Some(profile.groups.clone()).filter(|groups| !groups.is_empty()),
    ];
    Site {
        name: format!("{}三务公开栏", profile.name),
        place: format!("{}{}", profile.parent, profile.name),
        figures: figures.into_iter().flatten().collect(),
        nav: nav(village, records),
        updated: records
            .iter()
            .filter_map(|record| published(record))
            .filter(|published| *published <= context.today)
            .max()
            .map(day),
        next_due: gaps::next(calendar),
        next_on: gaps::next_on(calendar),
        contacts: contacts(village),
        visit: visit(village),
        demo: demo(context),
        as_of: day(context.today),
        version: village
            .history
            .seals
            .last()
            .map(|seal| format!("第 {} 号封存，{}", seal.seq, seal.day)),
        feed: Some("feed.xml".to_owned()),
        style: theme.path("style.css"),
        script: theme.path("sanwu.js"),
        later: later(theme),
        board: (context.folder != "content").then(|| {
            link(
                format!("{}各村（社区）", context.board.name),
                "../index.html",
            )
        }),
        domain: Some(web.domain).filter(|domain| !domain.is_empty()),
        id_code: Some(web.code).filter(|code| !code.is_empty()),
    }
}

/// How the village's site is registered.
pub(crate) fn web(village: &Village, context: &Context<'_>) -> Web {
    let id = (context.folder != "content").then_some(village.id.as_str());
    village.profile.web.below(&context.board.web, id)
}

/// What the script of every page loads when it is wanted.
pub(crate) fn later(theme: &Theme) -> Later {
    Later {
        kiosk_style: theme.path("kiosk.css"),
        kiosk_script: theme.path("kiosk.js"),
        keys_script: theme.path("keys.js"),
        age_script: theme.path("age.js"),
        read_script: theme.path("read.js"),
    }
}

/// The way to a home page by telephone, where the settings name one.
pub(crate) fn phone(address: Option<WebAddress>) -> Option<Phone> {
    let address = address?;
    Some(Phone {
        qr_html: qr::svg(address.as_str(), "手机扫码打开本页"),
        address: address.as_str().to_owned(),
    })
}

/// The same of a village: its own address, else its folder below that of the town.
pub(crate) fn phone_of_village(village: &Village, context: &Context<'_>) -> Option<Phone> {
    let town = || {
        let town = context.board.phone_address.as_ref()?;
        Some(if context.folder == "content" {
            town.clone()
        } else {
            town.below(&village.id)
        })
    };
    phone(village.profile.phone_address.clone().or_else(town))
}

/// Said on every page of a board whose clock is stopped, so that no real one can be stopped unseen.
pub(crate) fn demo(context: &Context<'_>) -> Option<String> {
    let date = context.board.demo_date?;
    Some(format!(
        "示例网站，日期固定在{}；地名、人名、单位和数字均为虚构。",
        crate::value::date::date_cn(date)
    ))
}

fn nav(village: &Village, records: &[&Record]) -> Vec<NavItem> {
    let item = |key: &str, text: &str, path: &str| NavItem {
        key: key.to_owned(),
        text: text.to_owned(),
        path: path.to_owned(),
    };
    let mut nav = vec![item("home", "首页", "index.html")];
    for category in CATEGORIES {
        let path = format!("{}/index.html", category.id());
        nav.push(item(
            category.id(),
            names::category(category, village),
            &path,
        ));
    }
    nav.push(item(due::ADDRESS, "公开台账", "due/index.html"));
    nav.push(item(
        feedback::ADDRESS,
        feedback::TITLE,
        "feedback/index.html",
    ));
    if records
        .iter()
        .any(|record| record.item_id() == "party.org_structure")
    {
        nav.push(item("organisation", "组织架构", "organisation/index.html"));
    }
    if records.iter().any(|record| record.was_changed()) {
        nav.push(item(
            corrections::ADDRESS,
            "更正",
            &paths::page(corrections::ADDRESS),
        ));
    }
    nav.push(item(search::ADDRESS, search::TITLE, "search/index.html"));
    nav
}

/// Whom to ask and where to complain, with telephones.
pub(crate) fn contacts(village: &Village) -> Vec<Contact> {
    let profile = &village.profile;
    let supervision = match profile.kind {
        Kind::Village => "村务监督委员会",
        Kind::Community => "居务监督委员会",
    };
    let mut contacts = Vec::new();
    if !profile.feedback.is_empty() {
        let (name, telephone) = split_telephone(&profile.feedback);
        let label = if name.is_empty() {
            format!("意见受理（{supervision}）")
        } else if name.contains("委员会") {
            format!("意见受理（{name}）")
        } else {
            format!("意见受理（{supervision} {name}）")
        };
        contacts.push(Contact { label, telephone });
    }
    contacts.extend(profile.oversight.iter().map(|(label, telephone)| Contact {
        label: label.clone(),
        telephone: telephone.clone(),
    }));
    contacts
}

/// `周桂兰 05XX-555 0186` into the name and the number.
fn split_telephone(line: &str) -> (String, String) {
    let at = line
        .find(|c: char| c.is_ascii_digit())
        .unwrap_or(line.len());
    let (name, number) = line.split_at_checked(at).unwrap_or((line, ""));
    let name = name.trim().trim_end_matches(['：', ':', '，', ',', '、']);
    (name.trim().to_owned(), number.trim().to_owned())
}

fn visit(village: &Village) -> Vec<crate::render::view::text::Fact> {
    let profile = &village.profile;
    let mut facts = Vec::new();
    if !profile.board_location.is_empty() {
        facts.push(fact("公开栏", profile.board_location.clone()));
    }
    facts.extend(
        profile
            .reading_room
            .iter()
            .map(|(label, value)| fact(label.clone(), value.clone())),
    );
    if !profile.duty_phone.is_empty() {
        facts.push(fact("值班电话", profile.duty_phone.clone()));
    }
    facts
}

/// The head of a page that belongs to a category or to none.
pub(crate) fn page(title: &str, nav: &str, village: &Village, root: &str) -> Page {
    let category = CATEGORIES.into_iter().find(|category| category.id() == nav);
    let mut crumbs = vec![link("首页", format!("{root}index.html"))];
    if let Some(category) = category {
        let name = names::category(category, village);
        if name != title {
            crumbs.push(link(name, format!("{root}{}/index.html", category.id())));
        }
    }
    Page {
        title: title.to_owned(),
        nav: nav.to_owned(),
        crumbs,
        here: title.to_owned(),
        home: nav == "home",
        column: column(nav, village),
        ..Page::default()
    }
}
