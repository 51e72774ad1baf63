//! The sheet for the wall (张榜版): what the record's page says, as far as a reader standing before it needs it.

use std::collections::BTreeSet;

use crate::catalog::field::FieldType;
use crate::catalog::item::Category;
use crate::model::record::Record;
use crate::model::village::{Kind, Village};
use crate::render::Context;
use crate::render::page::frame;
use crate::render::page::issuer::{issuer, signers};
use crate::render::page::pictures;
use crate::render::page::shown::{Layout, Shown};
use crate::render::page::wall_table::{of_matter, of_statement};
use crate::render::paper::leaves::numbered;
use crate::render::paper::{translated, wall};
use crate::render::qr;
use crate::render::say::fact;
use crate::render::view::print::PrintView;
use crate::render::view::table::{RowKind, TableView};
use crate::render::view::text::{Fact, Run, Sentence};
use crate::value::check_code;
use crate::value::date::date_cn;
use crate::value::digest::Digest;

/// Offices to ask: the village's own and the first above it; the page has all.
const CONTACTS: usize = 2;

/// The sheet of a record from the views of its page.
pub(crate) fn view(
    record: &Record,
    shown: &Shown,
    village: &Village,
    context: &Context<'_>,
) -> PrintView {
    let tables = tables(record, shown);
    let bare = shown.view.withdrawn.as_ref();
    let say = match (bare.or(shown.view.ended.as_ref()), &shown.layout) {
        (Some(withdrawn), _) => withdrawn.clone(),
        (None, Layout::Contracts(contracts)) => contracts.lead.clone(),
        (None, Layout::Org(org)) => org.lead.clone(),
        (None, _) if shown.view.lead.is_empty() => counted(record, &tables),
        (None, _) => shown.view.lead.clone(),
    };
    let number = format!("公开编号 {}　第{}版", record.address, record.version());
    let posting = posting(record);
    let tell = tell(record, village);
    let (class, mut leaves) = wall::leaves(&wall::Content {
        demo: &frame::demo(context).unwrap_or_default(),
        title: &record.title.value,
        line: (&posting, &number),
        say: &say,
        facts: &facts(record, shown),
        tables: &tables,
        html: &pictures::on_paper(&shown.view.body_html, record, village),
        tell: &tell,
    });
    let translations = &shown.view.translations;
    leaves.extend(
        translations
            .iter()
            .flat_map(|view| translated::leaves(view, &class)),
    );
    PrintView {
        back: "index.html".to_owned(),
        class,
        leaves: numbered(leaves),
        number,
        posting,
        say,
        tell,
        signers: signers(record, village),
        issuer: issuer(record, village),
        day: record
            .fields
            .date("published_on")
            .or_else(|| record.fields.date("post_from"))
            .map(|date| date_cn(date.value))
            .unwrap_or_default(),
        qr_html: village
            .coded(record)
            .map(|digest| qr::svg(&seal_text(record, village, digest), "核对用二维码"))
            .unwrap_or_default(),
        code: village
            .coded(record)
            .map(|digest| check_code::of_record(&digest.0))
            .unwrap_or_default(),
        note: note(record, village),
    }
}

/// What the QR holds: plain text, since a telephone has no way to the village's network.
fn seal_text(record: &Record, village: &Village, digest: Digest) -> String {
    format!(
        "SANWU1 {} {} 第{}版 {}",
        village.profile.name,
        record.address,
        record.version(),
        check_code::in_base64url(&digest.0)
    )
}

fn posting(record: &Record) -> Sentence {
    let date = |id: &str| record.fields.date(id).map(|date| date.value);
    match (date("post_from"), date("post_until"), date("published_on")) {
        (Some(from), Some(until), _) => vec![
            Run::plain("公示期 "),
            Run::unbroken(from.to_string()),
            Run::plain(" 至 "),
            Run::unbroken(until.to_string()),
        ],
        (Some(day), None, _) | (None, _, Some(day)) => {
            vec![Run::plain("公布日期 "), Run::unbroken(day.to_string())]
        }
        (None, _, None) => Vec::new(),
    }
}

/// Where the page has no sentence: how many rows there are, and the sum that counts.
fn counted(record: &Record, tables: &[TableView]) -> Sentence {
    let Some(table) = tables.first() else {
        return Vec::new();
    };
    let count = table
        .rows
        .iter()
        .filter(|row| row.kind == RowKind::Plain)
        .count();
    if count < 2 {
        return Vec::new();
    }
    let period = record.period().map(|period| format!("{period}，"));
    let mut runs = vec![
        Run::plain(format!(
            "{}{}共 ",
            period.unwrap_or_default(),
            table.caption
        )),
        Run::strong(format!("{count} 条")),
    ];
    let main = table.columns.iter().position(|column| column.main);
    let sum = main.and_then(|main| Some((main, table.foot.first()?.cells.get(main)?)));
    if let Some((main, cell)) = sum.filter(|(_, cell)| !cell.text.is_empty()) {
        let unit = if table.unit.is_empty() { "" } else { " 元" };
        runs.push(Run::plain(format!("，{}合计 ", table.columns[main].name)));
        runs.push(Run::strong(format!("{}{unit}", cell.text)));
    }
    runs.push(Run::plain("。"));
    runs
}

fn facts(record: &Record, shown: &Shown) -> Vec<Fact> {
    // Who keeps the accounts signs below, and the seal says whose they are.
    let said_below: BTreeSet<&str> = match &shown.layout {
        Layout::Statement(_) => record
            .fields
            .0
            .values()
            .filter(|field| {
                matches!(field.def.kind, FieldType::Person | FieldType::Persons)
                    || field.def.id == "account_book"
            })
            .map(|field| field.def.name.as_str())
            .collect(),
        Layout::Plain
        | Layout::Matter(_)
        | Layout::Org(_)
        | Layout::Contracts(_)
        | Layout::Charter(_) => BTreeSet::new(),
    };
    let mut facts = shown.view.facts.clone();
    facts.retain(|fact| !said_below.contains(fact.label.as_str()));
    let resolution = record
        .matter
        .as_ref()
        .filter(|_| record.withdrawal.is_none())
        .and_then(|matter| matter.resolution()?.fields.text("resolution_text"));
    facts.extend(resolution.map(|text| Fact {
        wide: true,
        ..fact("决议", text.value)
    }));
    facts
}

fn tables(record: &Record, shown: &Shown) -> Vec<TableView> {
    let mut tables = match &shown.layout {
        Layout::Statement(statement) => of_statement(record, statement),
        Layout::Matter(matter) => vec![of_matter(matter)],
        Layout::Contracts(contracts) => contracts.tables.clone(),
        Layout::Plain | Layout::Org(_) | Layout::Charter(_) => Vec::new(),
    };
    tables.extend(shown.view.tables.iter().cloned());
    tables
}

/// Corrections, newest first, and whom to ask.
fn tell(record: &Record, village: &Village) -> Vec<Sentence> {
    let ended = |text: &str| text.trim_end_matches('。').to_owned();
    let corrections = record.corrections.iter().enumerate().rev();
    let mut lines: Vec<Sentence> = corrections
        .map(|(index, correction)| {
            let date = correction.date.map(|date| format!("{date}，"));
            let mut parts = vec![ended(&correction.change)];
            parts.push(format!("原因：{}", ended(&correction.reason)));
            parts.push(format!("批准人：{}", correction.approver));
            parts.retain(|part| !part.is_empty() && !part.ends_with('：'));
            vec![
                Run::strong("更正："),
                Run::plain(format!(
                    "第{}版，{}{}。",
                    index + 2,
                    date.unwrap_or_default(),
                    parts.join("；")
                )),
            ]
        })
        .collect();
    lines.extend(contacts_line(village));
    lines
}

/// Whom to ask, on one line.
pub(crate) fn contacts_line(village: &Village) -> Option<Sentence> {
    let mut contacts = frame::contacts(village);
    contacts.truncate(CONTACTS);
    if contacts.is_empty() {
        return None;
    }
    let mut line = vec![Run::strong("有疑问：")];
    for (index, contact) in contacts.iter().enumerate() {
        let before = if index == 0 { "" } else { "；" };
        let office = contact.label.strip_prefix("意见受理（");
        let office = office.and_then(|office| office.strip_suffix('）'));
        let office = office.unwrap_or(&contact.label);
        line.push(Run::plain(format!("{before}{office} ")));
        line.push(Run::unbroken(contact.telephone.clone()));
    }
    line.push(Run::plain("。"));
    Some(line)
}

fn note(record: &Record, village: &Village) -> String {
    let room = village.profile.reading_room.iter();
    let place = room
        .filter(|(label, _)| label.ends_with("地点"))
        .map(|(_, place)| place.as_str())
        .next()
        .unwrap_or(match village.profile.kind {
            Kind::Village => "村公开室",
            Kind::Community => "社区公开室",
        });
    let rest = match record.category {
        Category::Finance => "凭证",
        Category::Party | Category::Affairs | Category::Decision => "附件",
    };
    format!("{rest}和历次版本见公开栏网页；原件在{place}查看。")
}
