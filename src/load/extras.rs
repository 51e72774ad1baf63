//! What every record may carry beside its fields: attachments, relations, corrections, waivers, draft.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::diagnostic::Problem;
use crate::load::address::NoAddress;
use crate::load::rules::{DATE, FILE_NAME, MISSING_FILE, REQUIRED, RESERVED, SHAPE, WAIVER};
use crate::load::value::shape;
use crate::model::address;
use crate::model::record::{Attachment, Correction, Reference, Stage, Waiver};
use crate::model::value::Value;
use crate::source::{Asset, FileId, SourceTree, Span, Spanned};
use crate::value::date::read_date;
use crate::yaml::{Fields, Kind, Node};

/// The keys read here.
#[derive(Debug, Default)]
pub(crate) struct Extras {
    /// 编号.
    pub(crate) number: Option<Spanned<String>>,
    /// 附件.
    pub(crate) attachments: Vec<Attachment>,
    /// 关联 and 合同.
    pub(crate) references: Vec<Reference>,
    /// 更正 and 补充.
    pub(crate) corrections: Vec<Correction>,
    /// 撤回.
    pub(crate) withdrawal: Option<Correction>,
    /// 豁免.
    pub(crate) waivers: Vec<Waiver>,
    /// 草稿.
    pub(crate) is_draft: bool,
}

/// 取出原文: what was withdrawn is taken out of the archive as well.
const TAKE_OUT: &str = "取出原文";

/// Takes these keys out of a record.
pub(crate) fn read(
    keys: &mut Fields,
    tree: &SourceTree,
    file: FileId,
    problems: &mut Vec<Problem>,
) -> Extras {
    let number = keys.take(&["编号", "number"]).and_then(|(_, node)| {
        let text = node.text()?.trim().to_owned();
        Some(Spanned::new(text, node.span))
    });
    let mut extras = Extras {
        number,
        ..Extras::default()
    };
    if let Some((_, node)) = keys.take(&["附件", "attachments"]) {
        extras.attachments = attachments(&node, tree, file, problems);
    }
    for relation in ["关联", "合同"] {
        if let Some((_, node)) = keys.take(&[relation]) {
            extras
                .references
                .extend(references(&node, relation, problems));
        }
    }
    extras.corrections = corrections(keys, problems);
    if let Some((_, node)) = keys.take(&["撤回", "withdrawal"]) {
        extras.withdrawal = correction(&node, "撤回", problems);
    }
    if let Some((_, node)) = keys.take(&["豁免", "waivers"]) {
        extras.waivers = node
            .elements()
            .iter()
            .filter_map(|node| waiver(node, problems))
            .collect();
    }
    extras.is_draft = is_draft(keys);
    extras
}

/// 更正 and 补充, by their days.
pub(crate) fn corrections(keys: &mut Fields, problems: &mut Vec<Problem>) -> Vec<Correction> {
    let mut corrections = Vec::new();
    for (word, names) in [
        ("更正", ["更正", "corrections"]),
        ("补充", ["补充", "supplements"]),
    ] {
        if let Some((_, node)) = keys.take(&names) {
            let entries = node.elements().iter();
            corrections.extend(entries.filter_map(|node| correction(node, word, problems)));
        }
    }
    // Each list keeps its own order, so that a date out of order is still found.
    if corrections.iter().any(|one| one.is_supplement) {
        corrections.sort_by_key(|one| one.date);
    }
    corrections
}

/// Whether 草稿 is written.
pub(crate) fn is_draft(keys: &mut Fields) -> bool {
    let written = keys.take(&["草稿", "draft"]);
    written
        .is_some_and(|(_, node)| matches!(node.text().map(str::trim), Some("true" | "是" | "yes")))
}

/// Why a record gets no address, as a finding.
pub(crate) fn no_address(reason: NoAddress, span: Span) -> Problem {
    match reason {
        NoAddress::FileName => Problem::new(
            &FILE_NAME,
            span,
            "文件名不是英文，又没有期间或编号，定不下网址",
        )
        .help("加一项`编号`（英文字母、数字、`-`），或把文件名改成英文，例如 `2025-road.yaml`"),
        NoAddress::Reserved => Problem::new(&RESERVED, span, "这个文件名是网站自己要用的网址")
            .help("换一个文件名或文件夹名"),
    }
}

fn attachments(
    node: &Node,
    tree: &SourceTree,
    file: FileId,
    problems: &mut Vec<Problem>,
) -> Vec<Attachment> {
    let mut attachments = Vec::new();
    for element in node.elements() {
        let (path, caption) = match &element.kind {
            Kind::Scalar(text) => (Some(Spanned::new(text.clone(), element.span)), None),
            Kind::Map(_) => (
                entry(element, "文件"),
                entry(element, "说明").map(|text| text.value),
            ),
            Kind::Blank => continue,
            Kind::List(_) => (None, None),
        };
        let kept = entry(element, "仅存档");
        let is_kept_inside =
            kept.is_some_and(|text| !matches!(text.value.as_str(), "否" | "false" | "no"));
        let Some(path) = path else {
            problems.push(shape(
                element,
                "附件",
                "文件名，或`{文件: …, 说明: …, 阶段: 前, 凭证: 记-3, 仅存档: 是}`",
            ));
            continue;
        };
        let stage = stage(element, problems);
        let vouchers = vouchers(element);
        match resolve(&path.value, tree.local_path(file), &tree.assets) {
            Some(found) => attachments.push(Attachment {
                path: Spanned::new(found, path.span),
                caption,
                is_kept_inside,
                stage,
                vouchers,
            }),
            None => problems.push(
                Problem::new(
                    &MISSING_FILE,
                    path.span,
                    format!("附件`{}`不在文件夹里", path.value),
                )
                .help("把文件放到这个位置，或改正文件名；路径从记录所在的文件夹算起"),
            ),
        }
    }
    attachments
}

fn stage(node: &Node, problems: &mut Vec<Problem>) -> Option<Stage> {
    let text = entry(node, "阶段")?;
    let stage = Stage::read(&text);
    if stage.is_none() {
        problems.push(
            Problem::new(&SHAPE, text.span, format!("`阶段`写的是`{}`", text.value))
                .help("写`前`、`中`或`后`：施工以前、施工当中、完工以后拍的照片"),
        );
    }
    stage
}

/// One number, or a list of them.
fn vouchers(node: &Node) -> Vec<Spanned<String>> {
    let Kind::Map(entries) = &node.kind else {
        return Vec::new();
    };
    let named = entries.iter().find(|entry| entry.key.value == "凭证");
    let numbers = named.into_iter().flat_map(|entry| match &entry.value.kind {
        Kind::List(elements) => elements.as_slice(),
        _ => std::slice::from_ref(&entry.value),
    });
    let numbers = numbers.filter_map(|node| {
        let text = node.text()?.trim();
        (!text.is_empty()).then(|| Spanned::new(text.to_owned(), node.span))
    });
    numbers.collect()
}

/// Turns the files that fields name into paths relative to the village's folder; a missing one is reported.
pub(crate) fn resolve_files(
    fields: &mut crate::model::record::Fields,
    tree: &SourceTree,
    file: FileId,
    problems: &mut Vec<Problem>,
) {
    for field in fields.0.values_mut() {
        let Value::Files(files) = &mut field.value.value else {
            continue;
        };
        for path in files.iter_mut() {
            match resolve(&path.value, tree.local_path(file), &tree.assets) {
                Some(found) => path.value = found,
                None => problems.push(
                    Problem::new(
                        &MISSING_FILE,
                        path.span,
                        format!("`{}`里的文件`{}`不在文件夹里", field.def.name, path.value),
                    )
                    .help("把文件放到这个位置，或改正文件名；路径从记录所在的文件夹算起"),
                ),
            }
        }
    }
}

/// A file named by a record: beside the record, else from the village's folder.
pub(crate) fn resolve(
    path: &str,
    record: &str,
    assets: &BTreeMap<String, Asset>,
) -> Option<String> {
    let path = path.trim().replace('\\', "/");
    let folder = record.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    let beside = parts.join("/");
    let from_top = path.trim_start_matches('/').to_owned();
    [beside, from_top]
        .into_iter()
        .find(|found| assets.contains_key(found))
}

fn references(node: &Node, relation: &str, problems: &mut Vec<Problem>) -> Vec<Reference> {
    let mut references = Vec::new();
    for element in node.elements() {
        match element.text() {
            Some(text) => references.push(Reference {
                relation: relation.to_owned(),
                target: Spanned::new(address::normal(text), element.span),
            }),
            None => problems.push(shape(element, relation, "另一条记录的地址")),
        }
    }
    references
}

fn correction(node: &Node, name: &str, problems: &mut Vec<Problem>) -> Option<Correction> {
    let Kind::Map(entries) = &node.kind else {
        problems.push(shape(node, name, "`{日期: …, 原因: …, 批准人: …}`"));
        return None;
    };
    for entry in entries {
        let known = known_keys(name);
        if !known.contains(&entry.key.value.as_str()) {
            problems.push(
                Problem::new(
                    &crate::load::rules::UNKNOWN_KEY,
                    entry.key.span,
                    format!("`{name}`里没有`{}`这一项", entry.key.value),
                )
                .help(format!("可以写: {}", known.join("、"))),
            );
        }
    }
    for needed in ["日期", "原因", "批准人"] {
        if entry(node, needed).is_none() {
            problems.push(
                Problem::new(&REQUIRED, node.span, format!("`{name}`缺少`{needed}`"))
                    .help(format!("补上`{needed}`，居民要看得到为什么改、谁同意的")),
            );
        }
    }
    Some(Correction {
        date: entry(node, "日期").and_then(|text| day(&text, name, problems)),
        reason: entry(node, "原因")
            .map(|text| text.value)
            .unwrap_or_default(),
        approver: entry(node, "批准人")
            .map(|text| text.value)
            .unwrap_or_default(),
        change: entry(node, "内容")
            .map(|text| text.value)
            .unwrap_or_default(),
        is_supplement: name == "补充",
        takes_out: entry(node, TAKE_OUT).is_some_and(|text| text.value == "是"),
        span: node.span,
    })
}

/// What one entry of 更正, 补充 or 撤回 may say.
fn known_keys(name: &str) -> &'static [&'static str] {
    match name {
        "撤回" => &["日期", "原因", "批准人", "内容", "审核人", TAKE_OUT],
        _ => &["日期", "原因", "批准人", "内容", "审核人"],
    }
}

fn day(text: &Spanned<String>, name: &str, problems: &mut Vec<Problem>) -> Option<NaiveDate> {
    read_date(text, None)
        .map_err(|mistake| {
            problems.push(
                Problem::new(
                    &DATE,
                    text.span,
                    format!("`{name}`的日期：{}", mistake.message),
                )
                .help(mistake.help),
            );
        })
        .ok()
}

fn waiver(node: &Node, problems: &mut Vec<Problem>) -> Option<Waiver> {
    let (Some(rule), Some(reason), Some(approver)) = (
        entry(node, "规则"),
        entry(node, "理由"),
        entry(node, "批准人"),
    ) else {
        problems.push(
            Problem::new(&WAIVER, node.span, "`豁免`要写明规则、理由和批准人")
                .help("写成 `{规则: F009, 理由: …, 批准人: …}`"),
        );
        return None;
    };
    Some(Waiver {
        rule,
        reason: reason.value,
        approver: approver.value,
    })
}

fn entry(node: &Node, key: &str) -> Option<Spanned<String>> {
    let Kind::Map(entries) = &node.kind else {
        return None;
    };
    let entry = entries.iter().find(|entry| entry.key.value == key)?;
    let text = entry.value.text()?.trim();
    (!text.is_empty()).then(|| Spanned::new(text.to_owned(), entry.value.span))
}
