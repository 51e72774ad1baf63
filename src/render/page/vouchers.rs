//! From a line of the accounts to the picture or scan of its voucher.

use crate::model::record::{Attachment, Record};
use crate::model::village::Village;
use crate::render::page::pictures;
use crate::render::paths;
use crate::render::view::table::TableView;

/// The tables, the numbers of vouchers in them leading to the attachments that show these (凭证).
pub(super) fn linked(
    mut tables: Vec<TableView>,
    record: &Record,
    village: &Village,
) -> Vec<TableView> {
    let shown: Vec<(&str, String)> = record
        .attachments
        .iter()
        .filter(|file| !village.kept_inside.contains(&file.path.value))
        .flat_map(|file| {
            let numbers = file.vouchers.iter().map(|number| number.value.as_str());
            numbers.map(|number| (number, address(file, record, village)))
        })
        .collect();
    if shown.is_empty() {
        return tables;
    }
    let columns: Vec<&str> = record
        .fields
        .tables()
        .filter_map(|(_, table)| Some(table.def.columns[table.column("voucher_no")?].name.as_str()))
        .collect();
    for table in &mut tables {
        let is_number = |name: &str| columns.contains(&name);
        let Some(column) = table.columns.iter().position(|one| is_number(&one.name)) else {
            continue;
        };
        for cell in table
            .rows
            .iter_mut()
            .filter_map(|row| row.cells.get_mut(column))
        {
            let found = shown.iter().find(|(number, _)| *number == cell.text);
            cell.href = cell.href.take().or_else(|| Some(found?.1.clone()));
        }
    }
    tables
}

/// The page of a picture, or the file itself.
fn address(file: &Attachment, record: &Record, village: &Village) -> String {
    let path = &file.path.value;
    match pictures::number(path, record, village) {
        Some(number) => paths::picture_beside(number),
        None => format!("{}{}", paths::root(&record.address), paths::encoded(path)),
    }
}
