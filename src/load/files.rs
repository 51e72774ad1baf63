//! The files that a record shows or links.

use std::collections::BTreeSet;

use crate::load::extras;
use crate::markdown;
use crate::model::record::Record;
use crate::model::value::Value;
use crate::model::village::Village;
use crate::source::SourceTree;

/// The field of the picture of a signature: a proof kept inside, which no page shows.
const SIGNATURE: &str = "signature_file";

/// Paths relative to the village's folder, sorted, each once; with the pictures of signatures when asked.
pub(crate) fn of(record: &Record, tree: &SourceTree, with_signatures: bool) -> Vec<String> {
    let named = record.attachments.iter();
    let mut files: Vec<String> = named.map(|file| file.path.value.clone()).collect();
    for text in record.texts() {
        let local = tree.local_path(record.file);
        let links = markdown::references(text).into_iter();
        files.extend(links.filter_map(|one| extras::resolve(&one.dest, local, &tree.assets)));
    }
    let steps = record.matter.iter().flat_map(|matter| &matter.steps);
    let of_steps = steps.flat_map(|step| step.fields.0.values());
    for field in record.fields.0.values().chain(of_steps) {
        if let Value::Files(found) = &field.value.value
            && (with_signatures || field.def.id != SIGNATURE)
        {
            files.extend(found.iter().map(|file| file.value.clone()));
        }
    }
    files.sort();
    files.dedup();
    files
}

/// The files that a village is made from, by path relative to its folder: `village.yaml`, the records that are no drafts,
/// and every file that these name, also where no page shows it (仅存档).
pub(crate) fn kept(village: &Village, tree: &SourceTree) -> BTreeSet<String> {
    let mut files = BTreeSet::from([tree.local_path(village.span.file).to_owned()]);
    for record in village.published() {
        files.insert(tree.local_path(record.file).to_owned());
        let named = of(record, tree, true).into_iter();
        files.extend(named.filter(|path| tree.assets.contains_key(path)));
    }
    files
}
