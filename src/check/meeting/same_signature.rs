//! M021: two meetings do not show one picture of signatures.

use chrono::NaiveDate;

use crate::catalog::item::Category;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::matter::Matter;
use crate::model::record::{Fields, Record};
use crate::model::value::Value;
use crate::source::facts::{Likeness, Unsearched, Unshown};
use crate::source::{Asset, Span};

/// 两次会议用了同一张签名图片 (M021).
pub(crate) static SAME_SIGNATURE: Check = Check {
    rule: Rule {
        code: "M021",
        title: "两次会议用了同一张签名图片",
        level: Level::Warning,
        basis: &["PRACTICE"],
        explain: "每次会议都要当场签到、签字，签出来的不会一模一样。两次会议的签到表、签字页是同一张图片（缩放过、裁过边、另存过的也算），多半是附件放错了。同一天开的会、互相关联的记录不比；现场照片不比。",
        example: "签到影像: files/2025-03-sign.jpg（2025-03-04 的会和 2025-05-06 的会都写了它）",
        repair: "签到影像: files/2025-05-sign.jpg（2025-05-06 当天的签到表）",
    },
    run: same_signature,
};

/// A picture of signatures, and the meeting that it is of.
#[derive(Debug)]
struct Signature<'a> {
    record: &'a Record,
    day: NaiveDate,
    /// Named for the whole record, not for one of its meetings.
    is_loose: bool,
    span: Span,
    asset: &'a Asset,
}

fn same_signature(scope: &Scope<'_>, report: &mut Report<'_>) {
    let mut signatures = Vec::new();
    for record in &scope.village.records {
        collect(record, scope, &mut signatures);
    }
    signatures.sort_by_key(|one| (one.day, one.span));
    // Pairs are few and compared in a few instructions: only sheets of signatures are here.
    for (index, one) in signatures.iter().enumerate() {
        let earlier = signatures.iter().take(index);
        let Some(first) = earlier.into_iter().find(|first| is_same(first, one)) else {
            continue;
        };
        let message = format!("{} 和 {} 两次会议用了同一张签名图片", first.day, one.day);
        report
            .at(one.span, message)
            .label(first.span, format!("{} 的会", first.day))
            .help("换上当次会议的签到表或签字页；确实是同一次会议的，核对两处的日期");
    }
}

fn collect<'a>(record: &'a Record, scope: &Scope<'a>, signatures: &mut Vec<Signature<'a>>) {
    let mut add = |day: Option<NaiveDate>, is_loose: bool, (path, span): (&str, Span)| {
        let asset = scope
            .village
            .assets
            .get(path)
            .filter(|asset| is_sheet(asset, path));
        if let (Some(day), Some(asset)) = (day, asset) {
            signatures.push(Signature {
                record,
                day,
                is_loose,
                span,
                asset,
            });
        }
    };
    for step in record.matter.iter().flat_map(|matter| &matter.steps) {
        for file in files(&step.fields) {
            add(step.date(), false, file);
        }
    }
    let day = record.fields.date("held_on").map(|day| day.value);
    for file in files(&record.fields) {
        add(day.or_else(|| record.date()), false, file);
    }
    if record.category == Category::Decision {
        for attachment in &record.attachments {
            let caption = attachment.caption.as_deref().unwrap_or_default();
            let path = attachment.path.value.as_str();
            if speaks_of_signing(path) || speaks_of_signing(caption) {
                let resolved = record.matter.as_ref().and_then(Matter::resolved_on);
                let day = day.or(resolved).or_else(|| record.date());
                add(day, true, (path, attachment.path.span));
            }
        }
    }
}

/// Sheets of signatures among the files of a meeting.
fn files(fields: &Fields) -> impl Iterator<Item = (&str, Span)> {
    ["signature_file", "evidence_files"]
        .into_iter()
        .flat_map(|id| {
            let files = match fields.get(id).map(|value| &value.value) {
                Some(Value::Files(files)) => files.as_slice(),
                _ => &[],
            };
            files
                .iter()
                .map(|file| (file.value.as_str(), file.span))
                .filter(move |(path, _)| id == "signature_file" || speaks_of_signing(path))
        })
}

fn speaks_of_signing(text: &str) -> bool {
    let text = text.to_lowercase();
    [
        "签到",
        "签名",
        "签字",
        "签章",
        "signature",
        "sign-",
        "-sign",
        "qiandao",
        "qianming",
        "qianzi",
    ]
    .iter()
    .any(|word| text.contains(word))
}

/// A picture, or a scan in PDF, that could be read.
fn is_sheet(asset: &Asset, path: &str) -> bool {
    let is_pdf = path.to_ascii_lowercase().ends_with(".pdf");
    let picture = asset.facts.picture;
    let is_picture = picture.is_some_and(|picture| picture.view != Err(Unshown::Broken));
    is_picture || is_pdf && asset.facts.unsearched != Some(Unsearched::Broken)
}

fn is_same(first: &Signature<'_>, one: &Signature<'_>) -> bool {
    let is_one_meeting = first.day == one.day;
    let is_one_record = first.record.file == one.record.file;
    if is_one_meeting || is_one_record && (first.is_loose || one.is_loose) {
        return false;
    }
    let likeness =
        |one: &Signature<'_>| one.asset.facts.picture.and_then(|picture| picture.likeness);
    let is_alike = match (likeness(first), likeness(one)) {
        (Some(first), Some(one)) => first.distance(one) <= Likeness::NEAR,
        _ => false,
    };
    (first.asset.sha256 == one.asset.sha256 || is_alike) && !are_linked(first.record, one.record)
}

/// Whether one record is about the other: the resolution and its publication show one sheet.
fn are_linked(one: &Record, other: &Record) -> bool {
    let names = |from: &Record, to: &Record| {
        let targets = from
            .references
            .iter()
            .map(|reference| &reference.target.value);
        targets.into_iter().any(|target| *target == to.address)
    };
    names(one, other) || names(other, one)
}
