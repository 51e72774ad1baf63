//! The head of a record's page: what it is, who answers for it, when it was posted, on which law it rests, who signed.

use crate::catalog::item::Privacy;
use crate::model::record::Record;
use crate::model::village::Village;
use crate::render::page::history;
use crate::render::say::fact;
use crate::render::view::record::Signature;
use crate::render::view::text::Fact;
use crate::render::{Context, names};

/// Who prepared, reviewed and approved, with opinion and day.
pub(super) fn signatures(record: &Record) -> Vec<Signature> {
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
pub(super) fn facts(record: &Record, village: &Village, context: &Context<'_>) -> Vec<Fact> {
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
    facts.extend(history::facts(record, village));
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
