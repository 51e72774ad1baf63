//! A record's page: facts and tables from the catalogue, text, files, signatures, and what was corrected.

use crate::catalog::field::FieldType;
use crate::markdown::{self, Link as Resolved};
use crate::model::record::{Field, Record};
use crate::model::value::Value;
use crate::model::village::Village;
use crate::render::chart::markup::escape;
use crate::render::page::attachments::attachments;
use crate::render::page::card::{card, marks};
use crate::render::page::correction::corrections;
use crate::render::page::trail::trails;
use crate::render::page::{ended, head, history, late, lead, pictures, translation, vouchers};
use crate::render::say::{day, fact, link, mark};
use crate::render::table_view::{Named, of_catalog, of_free, rooted};
use crate::render::view::list::Card;
use crate::render::view::record::{RecordPage, Waiver};
use crate::render::view::table::TableView;
use crate::render::view::text::{Fact, Run};
use crate::render::{Context, paths};

/// Header fields shown elsewhere on the page than among the facts.
const HEADER: &[&str] = &[
    "title",
    "period_or_event_date",
    "prepared_by",
    "prepared_on",
    "supervision_reviewer",
    "supervision_opinion",
    "supervision_reviewed_on",
    "approver",
    "approved_on",
    "published_on",
    "post_from",
    "post_until",
    "org_name",
    "org_code",
    "category",
    "item_id",
    "issuer",
    "board_location",
    "feedback_contact",
    "version",
    "supersedes",
    "item",
    "record_no",
    "document_no",
    "sent_to",
    "copied_to",
    "printed_on",
    "signature_file",
    "steps",
    "procedure",
];

/// The view of a record.
pub(crate) fn page(record: &Record, village: &Village, context: &Context<'_>) -> RecordPage {
    let root = paths::root(&record.address);
    let is_over = ended::is_over(record, village, context);
    let is_bare = is_over || record.withdrawal.is_some();
    let told = if is_bare {
        Told::default()
    } else {
        told(record, village, &root)
    };
    let mut marks = marks(record, context.today);
    let tag = translation::tag(record).filter(|_| !is_bare);
    marks.extend(tag.map(mark));
    marks.extend(is_over.then(|| mark("名单已撤下")));
    RecordPage {
        title: record.title.value.clone(),
        marks,
        lead: if is_bare {
            Vec::new()
        } else {
            lead::lead(record)
        },
        withdrawn: record.withdrawal.as_ref().map(|withdrawal| {
            let when = withdrawal
                .date
                .map(|date| format!("{} ", day(date).text))
                .unwrap_or_default();
            vec![Run::plain(format!(
                "{when}撤回。原因：{}。批准人：{}。",
                withdrawal.reason, withdrawal.approver
            ))]
        }),
        ended: is_over.then(|| ended::notice(record, village)),
        corrections: corrections(record, village, context),
        late: late::late(record, village, context),
        facts: if is_over {
            ended::facts(record, HEADER)
        } else {
            told.facts
        },
        tables: told.tables,
        body_html: told.body_html,
        translations: if is_bare {
            Vec::new()
        } else {
            translation::views(record, village, context)
        },
        beside: false,
        pictures: if is_bare {
            Vec::new()
        } else {
            pictures::of_record(record, village)
        },
        attachments: if is_bare {
            Vec::new()
        } else {
            attachments(record, village)
        },
        signatures: head::signatures(record),
        head_facts: head::facts(record, village, context),
        waivers: waivers(record, context),
        trails: if is_bare {
            Vec::new()
        } else {
            trails(record, village)
        },
        editions: history::editions(record, village, context),
        related: related(record, village, context),
        links: if is_bare { Vec::new() } else { links(record) },
    }
}

/// Rules waived for the record, with reason and name.
fn waivers(record: &Record, context: &Context<'_>) -> Vec<Waiver> {
    record
        .waivers
        .iter()
        .map(|waiver| Waiver {
            rule: match (context.rule_title)(&waiver.rule) {
                Some(title) => format!("{title}（{}）", waiver.rule.value),
                None => waiver.rule.value.clone(),
            },
            reason: waiver.reason.clone(),
            approved_by: waiver.approver.clone(),
        })
        .collect()
}

/// What a record says: its own facts, its tables, its text.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) facts: Vec<Fact>,
    pub(super) tables: Vec<TableView>,
    pub(super) body_html: String,
}

/// What a record says, with links from a page that lies so far from the root.
pub(super) fn told(record: &Record, village: &Village, root: &str) -> Told {
    Told {
        facts: facts(record, root, village),
        tables: tables(record, root, village),
        body_html: body(record, village, root, None),
    }
}

/// Values of the record's own fields, in the order of the file.
pub(crate) fn facts(record: &Record, root: &str, village: &Village) -> Vec<Fact> {
    let own = record.fields.0.values().filter(|field| {
        !HEADER.contains(&field.def.id.as_str())
            && field.value.is_given()
            && !matches!(field.value.value, Value::Table(_) | Value::Files(_))
            && field.def.kind != FieldType::Markdown
    });
    own.map(|field| one_fact(field, record, root, village))
        .collect()
}

fn one_fact(field: &Field, record: &Record, root: &str, village: &Village) -> Fact {
    let is_subject = field.def.kind == FieldType::SubjectPerson;
    let mut text = record.shown(&field.value.value, is_subject);
    if matches!(field.value.value, Value::Money(_)) {
        text.push_str(" 元");
    }
    let mut fact = fact(field.def.name.clone(), text);
    if let Value::Reference(target) = &field.value.value
        && let Some(other) = named(target, village)
    {
        fact.value = vec![Run::plain(other.text)];
        fact.href = Some(format!("{root}{}", paths::page(&other.address)));
    }
    fact
}

/// The public record that a reference names: by its title, or by the number of a contract it lists.
pub(crate) fn named(target: &str, village: &Village) -> Option<Named> {
    let other = village.named(target).filter(|other| other.is_public())?;
    let by_address = other.address == crate::model::address::normal(target);
    Some(Named {
        text: if by_address {
            other.title.value.clone()
        } else {
            target.to_owned()
        },
        address: other.address.clone(),
    })
}

/// Tables of the catalogue, then the free ones.
pub(crate) fn tables(record: &Record, root: &str, village: &Village) -> Vec<TableView> {
    let known = |target: &str| named(target, village);
    let typed = record
        .fields
        .tables()
        .enumerate()
        .map(|(number, (_, table))| {
            rooted(
                of_catalog(table, record, &format!("t{}", number + 1), &known),
                root,
            )
        });
    let free = record
        .free_tables
        .iter()
        .enumerate()
        .filter_map(|(number, table)| of_free(table, &format!("f{}", number + 1), record));
    let tables = typed.filter(|table| !table.rows.is_empty()).chain(free);
    vouchers::linked(tables.collect(), record, village)
}

/// The Markdown body, and the long texts among the fields but one that a layout shows itself.
pub(crate) fn body(record: &Record, village: &Village, root: &str, but: Option<&str>) -> String {
    let mut html = String::new();
    let resolve = |dest: &str| resolve(dest, record, village, root);
    for field in record.fields.0.values() {
        if field.def.kind == FieldType::Markdown
            && but != Some(field.def.id.as_str())
            && let Value::Text(text) = &field.value.value
        {
            // 正文 would only say that text follows.
            if field.def.name != "正文" {
                html.push_str("<h2>");
                html.push_str(&escape(&field.def.name));
                html.push_str("</h2>\n");
            }
            html.push_str(&markdown::to_html(text, &resolve));
        }
    }
    if let Some(body) = &record.body {
        html.push_str(&markdown::to_html(body, &resolve));
    }
    html
}

/// Links of the text: to records by address, to files beside the record; anything else stays text.
pub(crate) fn resolve(dest: &str, record: &Record, village: &Village, root: &str) -> Resolved {
    if dest.starts_with('#') {
        return Resolved::To(dest.to_owned());
    }
    let folder = record
        .address
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    let from_here = crate::model::address::normal(dest);
    let beside = if folder.is_empty() {
        from_here.clone()
    } else {
        format!("{folder}/{from_here}")
    };
    for address in [&beside, &from_here] {
        if village.record(address).is_some() {
            return Resolved::To(format!("{root}{}", paths::page(address)));
        }
    }
    match file(dest, record, village) {
        Some(path) => match village.assets[path].facts.picture {
            // Only what a page shows of a picture is published, and never the file itself.
            Some(_) => pictures::in_text(path, record, village, root)
                .map_or(Resolved::Text, Resolved::Picture),
            None => Resolved::To(format!("{root}{}", paths::encoded(path))),
        },
        None => Resolved::Text,
    }
}

/// The file that an address in the text of a record names: beside the record, or from the village's folder.
pub(super) fn file<'a>(dest: &str, record: &Record, village: &'a Village) -> Option<&'a str> {
    let path = village.asset(record, &crate::model::address::normal(dest))?;
    (!village.kept_inside.contains(path)).then_some(path)
}

/// Records this one names, and records that name it.
fn related(record: &Record, village: &Village, context: &Context<'_>) -> Vec<Card> {
    let mut addresses: Vec<&str> = record
        .references
        .iter()
        .map(|reference| reference.target.value.as_str())
        .collect();
    let naming = village.citing(&record.address);
    addresses.extend(naming.map(|other| other.address.as_str()));
    let mut cards: Vec<Card> = Vec::new();
    for address in addresses {
        let other = village.named(address).filter(|other| other.is_public());
        if let Some(other) = other
            && other.address != record.address
            && !cards
                .iter()
                .any(|card| card.path == paths::page(&other.address))
        {
            cards.push(card(other, context.today));
        }
    }
    cards
}

fn links(record: &Record) -> Vec<crate::render::view::text::Link> {
    let root = paths::root(&record.address);
    let tables = record.fields.tables().enumerate();
    tables
        .filter(|(_, (_, table))| !table.rows.is_empty())
        .map(|(number, (_, table))| {
            let file = crate::render::data::csv_path(record, number);
            link(
                format!("下载表格：{}", table.def.key),
                format!("{root}{file}"),
            )
        })
        .collect()
}

/// One sentence about amounts: `收入 31.98 万元，支出 26.17 万元`.
pub(crate) fn amount_sentence(parts: &[(&str, crate::value::money::Money)]) -> Vec<Run> {
    let mut runs = Vec::new();
    for (index, (label, money)) in parts.iter().enumerate() {
        runs.push(Run::plain(format!(
            "{}{label} ",
            if index == 0 { "" } else { "，" }
        )));
        runs.push(Run::strong(amount(*money)));
    }
    runs.push(Run::plain("。"));
    runs
}

/// An amount as people say it: 万元 from ten thousand on, yuan below.
pub(crate) fn amount(money: crate::value::money::Money) -> String {
    if money.fen().unsigned_abs() >= 1_000_000 {
        format!("{} 万元", money.wan())
    } else {
        format!("{money} 元")
    }
}
