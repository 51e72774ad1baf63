//! Every file of a village in turn: a record, a translation of one, settings, or what could not be read.

use crate::catalog::Catalog;
use crate::diagnostic::{Level, Problem};
use crate::ledger::version::Archive;
use crate::load::record::{self, Outcome};
use crate::load::rules::STRAY_FILE;
use crate::load::translation::{self, Named, Names};
use crate::load::{address, disk, files, storage};
use crate::model::record::Record;
use crate::model::village::Unread;
use crate::source::{FileId, SourceTree, Span};

/// Every record of a village with its translations and files, and what could not be read as one.
pub(super) fn read(
    tree: &SourceTree,
    top: Span,
    catalog: &Catalog,
    archive: &Archive,
    problems: &mut Vec<Problem>,
) -> (Vec<Record>, Vec<Unread>) {
    let mut records = Vec::new();
    let mut unread = Vec::new();
    let names = Names::of(tree, catalog);
    let mut translations = Vec::new();
    for index in 0..tree.files.len() {
        let file = FileId(index);
        storage::check(tree.file(file), file, problems);
        let path = tree.local_path(file);
        if file == top.file {
            continue;
        }
        if is_board(path) {
            problems.extend(tree.folder.contains('/').then(|| board_settings(file)));
            continue;
        }
        if disk::is_settings(path) {
            problems.push(second_settings(tree, file, top));
            continue;
        }
        match names.tell(tree, file) {
            Named::Record => {}
            Named::Translation(stem, language) => {
                let read = translation::read(tree, file, &language, problems);
                translations.extend(read.map(|read| (stem, read)));
                continue;
            }
            Named::Wrong(problem) => {
                problems.push(*problem);
                continue;
            }
        }
        match record::read(tree, file, catalog, problems) {
            Outcome::Record(mut record) => {
                if let Some(address) = sealed_address(&record, path, archive) {
                    record.address = address;
                }
                records.push(*record);
            }
            Outcome::Unread(item) => unread.push(Unread {
                path: tree.local_path(file).to_owned(),
                item,
            }),
        }
    }
    unopened(tree, top, &mut unread, problems);
    translation::attach(translations, &mut records, (tree, &unread), problems);
    for record in &mut records {
        record.files = files::of(record, tree, false);
    }
    (records, unread)
}

/// The address under which a file was sealed, where it is made of a date or period that a correction may change: what was
/// published stays where it was.
fn sealed_address(record: &Record, path: &str, archive: &Archive) -> Option<String> {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let is_composed = record.number.is_none() && !stem.split('/').all(address::is_name);
    let is_same = !record.corrections.is_empty() || record.withdrawal.is_some();
    let is_known = archive.versions.contains_key(&(record.address.clone(), 1));
    if !is_composed || !is_same || is_known {
        return None;
    }
    let mut versions = archive.versions.iter().rev();
    let of_file = versions.find(|(_, version)| version.path() == Some(path));
    of_file.map(|((address, _), _)| address.clone())
}

fn is_board(path: &str) -> bool {
    matches!(path, "board.yaml" | "board.yml")
}

/// The town's settings have their place above the villages: here nobody reads them.
fn board_settings(file: FileId) -> Problem {
    let message = "村的文件夹里的`board.yaml`没有读入，这个名字留给镇（街道）的设置";
    Problem::new(&STRAY_FILE, Span::top(file), message)
        .help("是公开内容的，换一个文件名；是镇里的设置，放到`content`文件夹里")
}

fn second_settings(tree: &SourceTree, file: FileId, first: Span) -> Problem {
    let message = format!(
        "`{}`没有读入，已经有`{}`",
        tree.local_path(file),
        tree.local_path(first.file)
    );
    Problem::new(&STRAY_FILE, Span::top(file), message).help("两个文件只留一个")
}

/// Records that are there and could not be opened: an error, for without them the board would look as if they never were.
fn unopened(tree: &SourceTree, top: Span, unread: &mut Vec<Unread>, problems: &mut Vec<Problem>) {
    for (path, reason) in &tree.unread {
        problems.push(
            Problem::new(&STRAY_FILE, top, format!("`{path}`{reason}"))
                .level(Level::Error)
                .help("关掉正开着它的程序，看看文件能不能打开，再运行一次"),
        );
        if !disk::is_settings(path) {
            unread.push(Unread {
                path: path.clone(),
                item: None,
            });
        }
    }
}
