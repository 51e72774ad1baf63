//! 正在公示: everything that hangs on the board now, what is taken down first on top.

use chrono::NaiveDate;
use tera::Value;

use crate::catalog::item::Category;
use crate::model::record::Record;
use crate::render::chart::terms::{Term, Terms, terms};
use crate::render::names;
use crate::render::page::nearness::of_posting;
use crate::render::page::topic::{Source, TopicPage, href_of, latest};
use crate::render::say::{day, link};
use crate::render::view::postings::{PostingView, PostingsView};
use crate::render::view::statement::FigureView;
use crate::render::view::text::Run;

/// The address of the page.
pub(crate) const ADDRESS: &str = "postings";

pub(super) fn topic(source: Source<'_>) -> Option<TopicPage> {
    let today = source.context.today;
    let hanging = hanging(source.records, today);
    let (_, first) = hanging.first()?;
    let summary = vec![
        Run::plain("现在张贴着 "),
        Run::strong(format!("{} 件", hanging.len())),
        Run::plain(format!("，先到期的是{}，", first.title.value)),
        Run::unbroken(hanging[0].0.1.to_string()),
        Run::plain("。"),
    ];
    let mut lead = summary.clone();
    lead.push(Run::plain("有意见的，在截止那天之前提。"));
    let views = hanging.iter().map(|((_, until), record)| PostingView {
        record: link(record.title.value.clone(), href_of(record)),
        column: names::category(record.category, source.village).to_owned(),
        until: day(*until),
        state: of_posting(*until, today),
    });
    let view = PostingsView {
        lead,
        figure: figure(&hanging, today),
        postings: views.collect(),
    };
    Some(TopicPage {
        address: ADDRESS.to_owned(),
        key: ADDRESS,
        template: "postings.html",
        above: None,
        title: "正在公示".to_owned(),
        column: Category::Affairs,
        summary: Some(summary),
        latest: latest(hanging.iter().map(|(_, record)| *record)),
        view: Value::from_serializable(&view),
    })
}

/// What hangs on a day with its first and last day, by the last day.
fn hanging<'a>(
    records: &[&'a Record],
    today: NaiveDate,
) -> Vec<((NaiveDate, NaiveDate), &'a Record)> {
    let mut hanging: Vec<((NaiveDate, NaiveDate), &Record)> = records
        .iter()
        .filter_map(|record| {
            let from = record.fields.date("post_from")?.value;
            let until = record.fields.date("post_until")?.value;
            (from <= today && today <= until).then_some(((from, until), *record))
        })
        .collect();
    hanging.sort_by(|a, b| (a.0.1, &a.1.address).cmp(&(b.0.1, &b.1.address)));
    hanging
}

/// The postings on one line of time, where there are several.
fn figure(hanging: &[((NaiveDate, NaiveDate), &Record)], today: NaiveDate) -> Option<FigureView> {
    let terms_of = hanging.iter().map(|((from, to), record)| Term {
        label: record.title.value.clone(),
        from: *from,
        to: *to,
    });
    (hanging.len() > 1).then(|| FigureView {
        title: "各件从哪天贴到哪天".to_owned(),
        subtitle: "先到期的在上面".to_owned(),
        html: terms(&Terms {
            id: "terms".to_owned(),
            what: "张贴的日子".to_owned(),
            today,
            all: terms_of.collect(),
        }),
        source: String::new(),
    })
}
