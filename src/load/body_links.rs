//! Links and images of a body name what is there: a record, a file, a page of the site.

use crate::diagnostic::{Level, Problem};
use crate::load::rules::{DANGLING, MISSING_FILE};
use crate::load::{address, extras};
use crate::markdown::{self, Reference};
use crate::model::address::normal;
use crate::model::record::Record;
use crate::model::village::Unread;
use crate::source::SourceTree;

/// Reports what a page would show as bare text.
pub(super) fn check(
    records: &[Record],
    tree: &SourceTree,
    unread: &[Unread],
    problems: &mut Vec<Problem>,
) {
    for record in records {
        let Some(body) = &record.body else { continue };
        for link in markdown::references(body) {
            if link.dest.starts_with('#') || stands(&link, record, (records, tree, unread)) {
                continue;
            }
            let span = body.span.within(link.start, link.end);
            let dest = &link.dest;
            problems.push(if link.image || names_file(dest) {
                let what = if link.image { "图片" } else { "文件" };
                Problem::new(&MISSING_FILE, span, format!("正文里的{what}`{dest}`找不到"))
                    .help("把文件放进文件夹，路径从记录所在的文件夹算起；或去掉这个链接")
            } else {
                // The words of the link stay on the page, so that nothing is lost.
                Problem::new(
                    &DANGLING,
                    span,
                    format!("正文里的链接`{dest}`指向的记录不存在"),
                )
                .level(Level::Warning)
                .help("写那条记录的路径，例如 `decision/2025-road`；或去掉这个链接")
            });
        }
    }
}

fn stands(
    link: &Reference,
    record: &Record,
    (records, tree, unread): (&[Record], &SourceTree, &[Unread]),
) -> bool {
    let local = tree.local_path(record.file);
    let here = normal(&link.dest);
    let folder = record.address.rsplit_once('/').map(|(folder, _)| folder);
    let beside = folder.map_or_else(|| here.clone(), |folder| format!("{folder}/{here}"));
    let is_record = |address: &str| {
        records.iter().any(|one| one.address == address)
            || unread.iter().any(|file| normal(&file.path) == address)
    };
    let is_page = extension(&link.dest) == Some("html")
        || address::is_reserved(&here) && !link.image && !names_file(&link.dest);
    is_record(&here)
        || is_record(&beside)
        || is_page
        || extras::resolve(&link.dest, local, &tree.assets).is_some()
        || tree
            .unread
            .keys()
            .chain(tree.strays.keys())
            .any(|path| path.ends_with(&here))
}

/// Whether an address has the extension of an attachment.
fn names_file(dest: &str) -> bool {
    extension(dest).is_some_and(|one| !matches!(one, "yaml" | "yml" | "md" | "html"))
}

fn extension(dest: &str) -> Option<&str> {
    let last = dest.rsplit('/').next().unwrap_or_default();
    last.rsplit_once('.').map(|(_, extension)| extension)
}
