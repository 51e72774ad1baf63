//! A record's page: facts and tables from the catalogue, text, files, signatures, and what was corrected.

use crate::catalog::field::FieldType;
use crate::catalog::item::Privacy;
use crate::markdown::{self, Link as Resolved};
use crate::model::record::{Field, Record};
use crate::model::value::Value;
use crate::model::village::Village;
use crate::render::chart::markup::escape;
use crate::render::names::{self, shown};
use crate::render::page::card::{card, marks};
use crate::render::say::{day, fact, link};
use crate::render::table_view::{of_catalog, of_free, rooted};
use crate::render::view::list::Card;
use crate::render::view::record::{Attachment, CorrectionNotice, RecordPage, Signature, Waiver};
use crate::render::view::table::TableView;
use crate::render::view::text::{Fact, Run};
use crate::render::{Context, paths};
use crate::value::check_code;

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
    "signature_file",
    "steps",
    "procedure",
];

/// The view of a record.
pub(crate) fn page(record: &Record, village: &Village, context: &Context<'_>) -> RecordPage {
    let root = paths::root(&record.address);
    let is_withdrawn = record.withdrawal.is_some();
    RecordPage {
        title: record.title.value.clone(),
        marks: marks(record, context.today),
        lead: Vec::new(),
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
        corrections: corrections(record),
        late: Vec::new(),
        facts: if is_withdrawn {
            Vec::new()
        } else {
            facts(record, &root, village)
        },
        tables: if is_withdrawn {
            Vec::new()
        } else {
            tables(record, &root, village)
        },
        body_html: if is_withdrawn {
            String::new()
        } else {
            body(record, village, &root)
        },
        attachments: if is_withdrawn {
            Vec::new()
        } else {
            attachments(record, village)
        },
        signatures: signatures(record),
        head_facts: head(record, village, context),
        waivers: record
            .waivers
            .iter()
            .map(|waiver| Waiver {
                rule: waiver.rule.value.clone(),
                reason: waiver.reason.clone(),
                approved_by: waiver.approver.clone(),
            })
            .collect(),
        related: related(record, village, context),
        links: links(record),
    }
}

/// Values of the record's own fields, in the order of the file.
fn facts(record: &Record, root: &str, village: &Village) -> Vec<Fact> {
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
    let mut text = shown(&field.value.value, record, is_subject);
    if matches!(field.value.value, Value::Money(_)) {
        text.push_str(" 元");
    }
    let mut fact = fact(field.def.name.clone(), text);
    if let Value::Reference(target) = &field.value.value
        && let Some(other) = village.record(&crate::model::address::normal(target))
    {
        fact.value = vec![Run::plain(other.title.value.clone())];
        fact.href = Some(format!("{root}{}", paths::page(&other.address)));
    }
    fact
}

/// Tables of the catalogue, then the free ones.
pub(crate) fn tables(record: &Record, root: &str, village: &Village) -> Vec<TableView> {
    let known = |target: &str| {
        let address = crate::model::address::normal(target);
        village
            .record(&address)
            .map(|record| record.title.value.clone())
    };
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
        .filter_map(|(number, table)| of_free(table, &format!("f{}", number + 1)));
    typed
        .filter(|table| !table.rows.is_empty())
        .chain(free)
        .collect()
}

/// The Markdown body, and the long texts among the fields.
fn body(record: &Record, village: &Village, root: &str) -> String {
    let mut html = String::new();
    let resolve = |dest: &str| resolve(dest, record, village, root);
    for field in record.fields.0.values() {
        if field.def.kind == FieldType::Markdown
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
fn resolve(dest: &str, record: &Record, village: &Village, root: &str) -> Resolved {
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
    for path in [&beside, &from_here] {
        if village.assets.contains_key(path.as_str()) {
            return Resolved::To(format!("{root}{}", paths::encoded(path)));
        }
    }
    Resolved::Text
}

/// Files, where the site keeps them: under their own paths.
fn attachments(record: &Record, village: &Village) -> Vec<Attachment> {
    let root = paths::root(&record.address);
    let files = record
        .attachments
        .iter()
        .map(|file| (file.path.value.as_str(), file.caption.as_deref()));
    let evidence = record
        .fields
        .0
        .values()
        .filter(|field| field.def.id != "signature_file")
        .filter_map(|field| match &field.value.value {
            Value::Files(files) => Some(files.iter().map(|file| (file.value.as_str(), None))),
            _ => None,
        });
    files
        .chain(evidence.flatten())
        .filter_map(|(path, caption)| {
            let asset = village.assets.get(path)?;
            let name = path.rsplit('/').next().unwrap_or(path);
            let extension = name
                .rsplit_once('.')
                .map_or("", |(_, extension)| extension)
                .to_ascii_lowercase();
            let image = matches!(extension.as_str(), "jpg" | "jpeg" | "png" | "gif" | "webp");
            Some(Attachment {
                title: caption.unwrap_or(name).to_owned(),
                href: format!("{root}{}", paths::encoded(path)),
                kind: match extension.as_str() {
                    _ if image => "图片".to_owned(),
                    "pdf" => "PDF".to_owned(),
                    "xls" | "xlsx" | "csv" | "ods" => "表格".to_owned(),
                    "doc" | "docx" | "txt" => "文档".to_owned(),
                    other => other.to_ascii_uppercase(),
                },
                size: size(asset.size_bytes),
                image,
            })
        })
        .collect()
}

/// Paths of all files the record's page shows or links.
pub(crate) fn files(record: &Record, village: &Village) -> Vec<String> {
    let mut files: Vec<String> = record
        .attachments
        .iter()
        .map(|file| file.path.value.clone())
        .collect();
    let folder = record
        .address
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    if let Some(body) = &record.body {
        for reference in markdown::references(body) {
            let beside = format!("{folder}/{}", reference.dest);
            files.extend(
                [beside, reference.dest]
                    .into_iter()
                    .find(|path| village.assets.contains_key(path)),
            );
        }
    }
    let steps = record
        .matter
        .iter()
        .flat_map(|matter| &matter.steps)
        .map(|step| &step.fields);
    for fields in std::iter::once(&record.fields).chain(steps) {
        for field in fields
            .0
            .values()
            .filter(|field| field.def.id != "signature_file")
        {
            if let Value::Files(found) = &field.value.value {
                files.extend(found.iter().map(|file| file.value.clone()));
            }
        }
    }
    files
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} 字节"),
        1024..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        _ => {
            let tenths = bytes * 10 / 1_048_576;
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}

fn signatures(record: &Record) -> Vec<Signature> {
    [
        ("编制人", "prepared_by", "prepared_on", ""),
        (
            "监督委员会审核",
            "supervision_reviewer",
            "supervision_reviewed_on",
            "supervision_opinion",
        ),
        ("签批人", "approver", "approved_on", ""),
    ]
    .into_iter()
    .filter_map(|(role, who, when, opinion)| {
        let name = record.fields.text(who)?.value;
        Some(Signature {
            role: role.to_owned(),
            name,
            opinion: record
                .fields
                .text(opinion)
                .map(|text| text.value)
                .unwrap_or_default(),
            day: record
                .fields
                .date(when)
                .map(|date| crate::render::say::list_day(date.value)),
        })
    })
    .collect()
}

/// The record head: what it is, who answers for it, when it was posted, on which law it rests.
fn head(record: &Record, village: &Village, context: &Context<'_>) -> Vec<Fact> {
    let mut facts = Vec::new();
    let category = names::category(record.category, village);
    match &record.item {
        Some(item) => facts.push(fact("公开类别", format!("{category} › {}", item.name))),
        None => facts.push(fact("公开类别", category)),
    }
    if let Some(item) = &record.item {
        facts.push(fact("公开单位", item.issuer.name()));
    }
    if let Some(period) = record.period() {
        facts.push(fact("所属期间", period.to_string()));
    }
    for (label, id) in [
        ("公布日期", "published_on"),
        ("张贴起", "post_from"),
        ("张贴止", "post_until"),
    ] {
        if let Some(date) = record.fields.date(id) {
            facts.push(fact(label, date.value.to_string()));
        }
    }
    facts.push(fact(
        "有效性",
        match (&record.withdrawal, record.version()) {
            (Some(_), _) => "已撤回".to_owned(),
            (None, 1) => "现行，第1版".to_owned(),
            (None, version) => format!("现行，第{version}版"),
        },
    ));
    facts.push(fact("公开编号", record.address.clone()));
    facts.push(fact("核对码", check_code::of_record(&record.digest)));
    if let Some(item) = &record.item {
        let on = record.date().unwrap_or(context.today);
        let basis = context
            .catalog
            .cite(&item.basis, &village.profile.rules, on);
        let texts: Vec<String> = basis.into_iter().map(|cited| cited.text).collect();
        if !texts.is_empty() {
            facts.push(Fact {
                wide: true,
                ..fact("公开依据", texts.join("；"))
            });
        }
        if matches!(item.privacy, Privacy::Masked | Privacy::Aggregate) {
            facts.push(fact("隐私", "涉及个人的，姓名已隐去或只列总数"));
        }
    }
    facts
}

/// `电费由 1,520 元更正为 1,250 元`: the old words struck through, the new ones underlined.
fn replaced(change: &str) -> Vec<Run> {
    let split = change.split_once('由').and_then(|(before, rest)| {
        let (old, rest) = rest
            .split_once("更正为")
            .or_else(|| rest.split_once("改为"))?;
        let end = rest.find(['，', '。', '；']).unwrap_or(rest.len());
        let (new, after) = rest.split_at_checked(end)?;
        Some((before, old.trim(), new.trim(), after))
    });
    let Some((before, old, new, after)) = split else {
        return vec![Run::plain(change.to_owned())];
    };
    vec![
        Run::plain(format!("{before}由 ")),
        Run::old(old),
        Run::plain(" 更正为 "),
        Run::new(new),
        Run::plain(after),
    ]
}

/// What was corrected, newest first.
pub(crate) fn corrections(record: &Record) -> Vec<CorrectionNotice> {
    let notices = record
        .corrections
        .iter()
        .enumerate()
        .map(|(index, correction)| {
            let change = replaced(&correction.change);
            CorrectionNotice {
                title: format!("第{}版，更正", index + 2),
                day: correction.date.map_or_else(
                    || crate::render::view::text::Day {
                        text: String::new(),
                        iso: String::new(),
                    },
                    crate::render::say::list_day,
                ),
                record: None,
                changes: if correction.change.is_empty() {
                    Vec::new()
                } else {
                    vec![change]
                },
                reason: correction.reason.clone(),
                approved_by: correction.approver.clone(),
                link: None,
            }
        });
    let mut notices: Vec<CorrectionNotice> = notices.collect();
    notices.reverse();
    notices
}

/// Records this one names, and records that name it.
fn related(record: &Record, village: &Village, context: &Context<'_>) -> Vec<Card> {
    let mut addresses: Vec<&str> = record
        .references
        .iter()
        .map(|reference| reference.target.value.as_str())
        .collect();
    let naming = village.published().filter(|other| {
        other
            .references
            .iter()
            .any(|reference| reference.target.value == record.address)
    });
    addresses.extend(naming.map(|other| other.address.as_str()));
    let mut cards: Vec<Card> = Vec::new();
    for address in addresses {
        let other = village
            .record(address)
            .filter(|other| crate::render::is_public(other));
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
        .filter(|(_, (_, table))| !table.rows.is_empty() && record.withdrawal.is_none())
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
