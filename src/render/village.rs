//! All pages of a village: values made once and shared, pages rendered in parallel.

use anyhow::Context as _;
use rayon::prelude::*;
use tera::{Context as Page, Value};

use crate::calendar::{self, Calendar};
use crate::catalog::item::Category;
use crate::model::record::Record;
use crate::model::village::Village;
use crate::model::web::Web;
use crate::render::page::board::Summary;
use crate::render::page::card::{card, published};
use crate::render::page::quarter::{self, Quarter};
use crate::render::page::shown::{Layout, Shown};
use crate::render::page::{
    attachments, corrections, due, ended, feedback, frame, gaps, history, home, list, org, search,
    tags,
};
use crate::render::view::home::{Home, TopicLink};
use crate::render::view::page;
use crate::render::view::text::Run;
use crate::render::{Context, Rendered, Theme, data, names, paths};
use crate::search::Document;
use crate::site::{Content, Site};

/// Renders a village.
///
/// # Errors
/// When a template cannot be rendered.
pub(crate) fn render(
    village: &Village,
    context: &Context<'_>,
    theme: &Theme,
) -> anyhow::Result<Rendered> {
    let records = newest_first(village);
    let calendar = calendar::calendar(village, context.catalog, context.today);
    let frame = frame::site(village, &records, &calendar, context, theme);
    let pages = Pages {
        village,
        calendar: &calendar,
        context,
        theme,
        web: frame::web(village, context),
        site: Value::from_serializable(&frame),
    };
    let mut site = Site::default();
    let shown: Vec<Vec<(String, String)>> = records
        .par_iter()
        .map(|record| pages.record(record))
        .collect::<anyhow::Result<_>>()?;
    let gathered = pages.gathered(&records)?;
    let documents = records
        .par_iter()
        .zip(&shown)
        .map(|(record, pages)| search::document(record, &pages[0].1));
    let mut documents: Vec<Document> = documents.collect();
    documents.extend(gathered.documents);
    let index = search::index(village, documents, &calendar);
    let mut texts = vec![pages.search(index.list.clone(), records.len())?];
    texts.extend(index.files);
    texts.extend(gathered.pages);
    texts.extend(shown.into_iter().flatten());
    texts.extend(pages.others(&records, gathered.links)?);
    texts.extend(pages.map(&records, &texts)?);
    texts.extend(pages.former(&records)?);
    texts.extend(theme.assets.values().cloned());
    open_data(village, &records, context, &mut site);
    let whole = records
        .iter()
        .copied()
        .filter(|record| is_whole(record, village, context));
    for record in whole.clone() {
        texts.extend(pages.pictures(record)?);
    }
    for (path, text) in texts {
        site.files.insert(path, Content::Bytes(text.into_bytes()));
    }
    let contents = attachments::contents(whole, village, context);
    site.files.extend(contents);
    let summary = Summary {
        search: Some(index.list),
        ..Summary::of(village, &records, &calendar)
    };
    let summary = serde_json::to_value(summary).context("摘要写不成 JSON")?;
    site.files.insert(
        "data/summary.json".to_owned(),
        Content::Bytes(json_text(&summary)),
    );
    Ok(Rendered { site, summary })
}

/// Public records by the day of publication, newest first, then by address.
pub(crate) fn newest_first(village: &Village) -> Vec<&Record> {
    let mut records: Vec<&Record> = village
        .records
        .iter()
        .filter(|record| record.is_public())
        .collect();
    records.sort_by(|a, b| {
        published(b)
            .cmp(&published(a))
            .then_with(|| a.address.cmp(&b.address))
    });
    records
}

/// What all pages of one village share.
pub(super) struct Pages<'a> {
    pub(super) village: &'a Village,
    pub(super) calendar: &'a Calendar,
    pub(super) context: &'a Context<'a>,
    pub(super) theme: &'a Theme,
    /// How the site is registered, for whole addresses.
    pub(super) web: Web,
    site: Value,
}

impl Pages<'_> {
    /// The context of a page at an address.
    pub(super) fn start(&self, address: &str, head: &page::Page) -> Page {
        let url = self.web.page(&paths::page(address));
        let head = page::Page {
            url: head.url.clone().or(url),
            ..head.clone()
        };
        self.begin(address, &head)
    }

    /// The context of a page that stands nowhere of its own.
    pub(super) fn begin(&self, address: &str, head: &page::Page) -> Page {
        let mut page = Page::new();
        page.insert_value("root", Value::from(paths::root(address)));
        page.insert_value("site", self.site.clone());
        page.insert_value("page", Value::from_serializable(head));
        page
    }

    pub(super) fn show(&self, template: &str, page: &Page) -> anyhow::Result<String> {
        self.theme.show(template, page)
    }

    /// The page of a record and, beside it, its sheets for the wall and for the files.
    fn record(&self, record: &Record) -> anyhow::Result<Vec<(String, String)>> {
        let root = paths::root(&record.address);
        let mut head = frame::page(&record.title, record.category.id(), self.village, &root);
        let shown = Shown::of(record, self.village, self.context, self.theme);
        let card = card(record, self.context.today);
        tags::describe(&mut head, record, (&shown.view, &card), self.village);
        let mut sheets = self.sheets(record, &shown, &head)?;
        head.print = Some("print.html".to_owned());
        head.gongwen = (sheets.len() > 1).then(|| "gongwen.html".to_owned());
        let mut page = self.start(&record.address, &head);
        match &shown.layout {
            Layout::Plain => {}
            Layout::Statement(view) => {
                page.insert_value("statement", Value::from_serializable(view));
            }
            Layout::Matter(view) => page.insert_value("matter", Value::from_serializable(view)),
            Layout::Org(view) => page.insert_value("org", Value::from_serializable(view)),
            Layout::Contracts(view) => {
                page.insert_value("contracts", Value::from_serializable(view));
            }
            Layout::Charter(view) => page.insert_value("charter", Value::from_serializable(view)),
        }
        page.insert_value("record", Value::from_serializable(&shown.view));
        let html = self.show(shown.layout.template(), &page)?;
        sheets.insert(0, (paths::page(&record.address), html));
        Ok(sheets)
    }

    /// The search page, which loads this list first.
    fn search(&self, list: String, records: usize) -> anyhow::Result<(String, String)> {
        let head = frame::page(search::TITLE, search::ADDRESS, self.village, "../");
        let mut page = self.start(search::ADDRESS, &head);
        let view = search::of_village(self.village, list, records, self.theme);
        page.insert_value("search", Value::from_serializable(&view));
        Ok((
            paths::page(search::ADDRESS),
            self.show("search.html", &page)?,
        ))
    }

    /// Home, lists, register, opinions, organisation, corrections, feed, map, 404.
    fn others(
        &self,
        records: &[&Record],
        topics: Vec<TopicLink>,
    ) -> anyhow::Result<Vec<(String, String)>> {
        let quarters = Quarter::all(records, self.calendar);
        let mut pages = self.quarters(&quarters)?;
        let over = quarters
            .iter()
            .position(|quarter| quarter.is_over(self.calendar.today));
        let last = over
            .or(quarters.len().checked_sub(1))
            .map(|at| &quarters[at..=at]);
        let mut head = frame::page("首页", "home", self.village, "");
        head.description =
            Some(self.village.profile.about.clone()).filter(|about| !about.is_empty());
        let mut page = self.start("", &head);
        let home = Home {
            phone: frame::phone_of_village(self.village, self.context),
            sheets: quarter::links(last.unwrap_or_default(), ""),
            topics,
            ..home::view(self.village, records, self.calendar)
        };
        page.insert_value("home", Value::from_serializable(&home));
        pages.push(("index.html".to_owned(), self.show("home.html", &page)?));
        self.lists(records, &mut pages)?;
        let title = due::title(self.calendar);
        let head = frame::page(&title, due::ADDRESS, self.village, "../");
        let mut page = self.start(due::ADDRESS, &head);
        page.insert_value(
            "due",
            Value::from_serializable(&due::view(
                self.calendar,
                self.village,
                quarter::links(&quarters, "../"),
            )),
        );
        pages.push((paths::page(due::ADDRESS), self.show("due.html", &page)?));
        pages.push(self.feedback()?);
        if let Some(org) = newest(records, "party.org_structure")
            .and_then(|record| org::view(record, self.village))
        {
            let mut page = self.start(
                "organisation",
                &frame::page("组织架构", "organisation", self.village, "../"),
            );
            page.insert_value("org", Value::from_serializable(&org));
            pages.push((
                "organisation/index.html".to_owned(),
                self.show("organisation.html", &page)?,
            ));
        }
        let view = corrections::view(records, self.village, self.context);
        if !view.notices.is_empty() {
            let mut page = self.start(
                "corrections",
                &frame::page("更正", "corrections", self.village, "../"),
            );
            page.insert_value("corrections", Value::from_serializable(&view));
            pages.push((
                paths::page(corrections::ADDRESS),
                self.show("corrections.html", &page)?,
            ));
        }
        pages.push(self.verify()?);
        let missing = frame::page("没有这一页", "", self.village, "");
        pages.push((
            "404.html".to_owned(),
            self.show("404.html", &self.begin("", &missing))?,
        ));
        pages.push(self.feed(records)?);
        Ok(pages)
    }

    fn feedback(&self) -> anyhow::Result<(String, String)> {
        let address = feedback::ADDRESS;
        let head = frame::page(feedback::TITLE, address, self.village, "../");
        let mut page = self.start(address, &head);
        let view = feedback::view(self.village, self.context);
        page.insert_value(address, Value::from_serializable(&view));
        Ok((paths::page(address), self.show("feedback.html", &page)?))
    }

    fn lists(&self, records: &[&Record], pages: &mut Vec<(String, String)>) -> anyhow::Result<()> {
        for category in names::CATEGORIES {
            let own = records
                .iter()
                .filter(|record| record.category == category)
                .map(|record| card(record, self.context.today));
            let cards = list::joined(own.collect(), gaps::lines(self.calendar, category));
            let name = names::category(category, self.village);
            let lead = [
                Run::plain(format!("{name}共 ")),
                Run::strong(format!("{} 件", list::disclosed(&cards))),
                Run::plain("，最新的在前。"),
            ];
            let mut lists = list::pages(&cards, &lead);
            if let Some(first) = lists.first_mut().filter(|_| category == Category::Finance) {
                first.figures = list::balances(self.village, records);
            }
            for (index, list) in lists.iter().enumerate() {
                let address = list::address(category.id(), index);
                let mut head =
                    frame::page(name, category.id(), self.village, &paths::root(&address));
                if index > 0 {
                    head.here = format!("{name}，第 {} 页", index + 1);
                    head.title = format!("{name}（第 {} 页）", index + 1);
                }
                let mut page = self.start(&address, &head);
                page.insert_value("list", Value::from_serializable(list));
                pages.push((paths::page(&address), self.show("list.html", &page)?));
            }
        }
        Ok(())
    }
}

fn newest<'a>(records: &[&'a Record], item: &str) -> Option<&'a Record> {
    records
        .iter()
        .copied()
        .find(|record| record.item_id() == item && record.withdrawal.is_none())
}

fn open_data(village: &Village, records: &[&Record], context: &Context<'_>, site: &mut Site) {
    let document = data::records(village, records, context);
    site.files.insert(
        "data/records.json".to_owned(),
        Content::Bytes(json_text(&document)),
    );
    if let Some(versions) = history::list(village) {
        let path = "data/versions.json".to_owned();
        site.files
            .insert(path, Content::Bytes(json_text(&versions)));
    }
    for record in records
        .iter()
        .filter(|record| is_whole(record, village, context))
    {
        for (number, (_, table)) in record.fields.tables().enumerate() {
            if !table.rows.is_empty() {
                let csv = data::csv(table, record);
                site.files.insert(
                    data::csv_path(record, number),
                    Content::Bytes(csv.into_bytes()),
                );
            }
        }
    }
}

fn json_text(document: &serde_json::Value) -> Vec<u8> {
    let mut text = document.to_string();
    text.push('\n');
    text.into_bytes()
}

/// Whether the content of a record is shown: it was not withdrawn, and no list in it is over.
pub(super) fn is_whole(record: &Record, village: &Village, context: &Context<'_>) -> bool {
    record.withdrawal.is_none() && !ended::is_over(record, village, context)
}
