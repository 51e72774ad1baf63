//! The files of a record: what is shown, linked and copied to the site.

use crate::markdown::{self};
use crate::model::record::Record;
use crate::model::value::Value;
use crate::model::village::Village;
use crate::render::paths;
use crate::render::view::record::Attachment;

/// Files, where the site keeps them: under their own paths.
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
    if let Some(body) = &record.body {
        let references = markdown::references(body).into_iter();
        let named =
            references.filter_map(|one| village.asset(record, &one.dest).map(str::to_owned));
        files.extend(named);
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
