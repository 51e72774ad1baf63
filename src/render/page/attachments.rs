//! The files of a record: what is shown, linked, and copied or made for the site.

use std::collections::{BTreeMap, BTreeSet};

use crate::markdown;
use crate::model::record::Record;
use crate::model::value::Value;
use crate::model::village::Village;
use crate::render::page::{pictures, record};
use crate::render::view::record::Attachment;
use crate::render::{Context, paths};
use crate::site::Content;
use crate::source::Asset;
use crate::source::facts::{Form, Undrawn, Unsearched};

/// Files other than pictures, where the site keeps them: under their own paths.
pub(super) fn attachments(record: &Record, village: &Village) -> Vec<Attachment> {
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
        .filter(|(path, _)| !village.kept_inside.contains(*path))
        .filter_map(|(path, caption)| {
            let asset = village.assets.get(path)?;
            if asset.facts.picture.is_some() {
                return None;
            }
            let name = path.rsplit('/').next().unwrap_or(path);
            Some(Attachment {
                title: caption.unwrap_or(name).to_owned(),
                href: format!("{root}{}", paths::encoded(path)),
                kind: kind(path, asset),
                pages: pages(asset),
                size: format!("{}{}", size(asset.size_bytes), remark(asset)),
            })
        })
        .collect()
}

/// What a file is besides its name: `扫描件（PDF），3 页，1.2 MB`.
pub(super) fn in_words(path: &str, asset: &Asset) -> String {
    let parts = [kind(path, asset), pages(asset), size(asset.size_bytes)];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("，")
}

/// The word for what a file is; a scan is called one.
fn kind(path: &str, asset: &Asset) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let extension = extension.to_ascii_lowercase();
    let is_scan = asset.facts.unsearched == Some(Unsearched::Scan);
    let word = match extension.as_str() {
        "pdf" if is_scan => "扫描件（PDF）",
        "pdf" => "PDF",
        "xls" | "xlsx" | "xlsm" | "csv" | "ods" | "et" => "表格",
        "doc" | "docx" | "docm" | "odt" | "wps" | "txt" | "rtf" | "ofd" => "文档",
        "ppt" | "pptx" | "dps" => "演示文稿",
        "mp4" | "mov" | "avi" | "wmv" | "mkv" | "webm" => "录像",
        "mp3" | "wav" | "m4a" | "ogg" => "录音",
        "zip" | "rar" | "7z" => "压缩包",
        "" => "文件",
        other => return format!("{} 文件", other.to_ascii_uppercase()),
    };
    word.to_owned()
}

fn pages(asset: &Asset) -> String {
    let pages = asset.facts.pages;
    pages.map_or_else(String::new, |count| format!("{count} 页"))
}

/// Why the pages of a document are not shown as pictures, and what to do.
fn remark(asset: &Asset) -> &'static str {
    match asset.facts.sheets {
        None | Some(Ok(_)) => "",
        Some(Err(Undrawn::Locked)) => "，加了密码，要用密码打开",
        Some(Err(Undrawn::TooMany)) => "，页数多，请打开原件看",
        Some(Err(Undrawn::Broken | Undrawn::TooLarge | Undrawn::Fonts)) => {
            "，这里显示不了，请打开原件看"
        }
    }
}

/// What the site needs of the files that records show: copies, and of pictures both sizes. A picture that cannot be
/// shown is left out: as it is, it may hold what nobody must know.
pub(crate) fn contents<'a>(
    records: impl Iterator<Item = &'a Record>,
    village: &Village,
    context: &Context<'_>,
) -> BTreeMap<String, Content> {
    let records: Vec<&Record> = records.collect();
    let files = records.iter().flat_map(|record| files(record, village));
    let used: BTreeSet<String> = files.collect();
    let mut contents = BTreeMap::new();
    for record in &records {
        sheets(record, village, context, &mut contents);
    }
    for path in used {
        let Some(asset) = village.assets.get(&path) else {
            continue;
        };
        let from = format!("{}/{path}", context.folder);
        let Some(picture) = asset.facts.picture else {
            let copy = Content::Copy {
                from,
                size_bytes: asset.size_bytes,
                sha256: asset.sha256.clone(),
            };
            contents.insert(path, copy);
            continue;
        };
        let Ok(view) = picture.view else { continue };
        let made = |form: Form| Content::Picture {
            from: from.clone(),
            sha256: asset.sha256.clone(),
            form,
        };
        if view.small != view.large {
            contents.insert(paths::small(&path), made(Form::Small));
        }
        contents.insert(path, made(Form::Large));
    }
    contents
}

/// The pages of documents that the record shows as pictures.
fn sheets(
    record: &Record,
    village: &Village,
    context: &Context<'_>,
    contents: &mut BTreeMap<String, Content>,
) {
    for (path, number) in pictures::sheets(record, village) {
        let large = paths::drawn(path, number);
        for (name, is_small) in [(paths::small(&large), true), (large, false)] {
            let made = Content::Picture {
                from: format!("{}/{path}", context.folder),
                sha256: village.assets[path].sha256.clone(),
                form: Form::Sheet { number, is_small },
            };
            contents.insert(name, made);
        }
    }
}

/// Paths of all files the record's page shows or links.
fn files(record: &Record, village: &Village) -> Vec<String> {
    let mut files: Vec<String> = record
        .attachments
        .iter()
        .map(|file| file.path.value.clone())
        .collect();
    for text in record.texts() {
        let references = markdown::references(text).into_iter();
        let named = references.filter_map(|one| record::file(&one.dest, record, village));
        files.extend(named.map(str::to_owned));
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
    files.retain(|path| !village.kept_inside.contains(path));
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
