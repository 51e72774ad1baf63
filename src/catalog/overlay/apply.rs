//! Takes an overlay's entries into the catalogue, one by one.

use std::sync::Arc;

use crate::catalog::Catalog;
use crate::catalog::entry::ItemEntry;
use crate::catalog::field::{Blank, FieldDef, FieldType};
use crate::catalog::overlay::{Overlay, OverlayProblem, ParamEntry, floor, place};
use crate::catalog::param::LOCAL;
use crate::catalog::retention::TermEntry;
use crate::catalog::suggest;
use crate::catalog::table::{Column, TableDef};

/// The ids an overlay has changed or added.
#[derive(Debug, Default)]
pub(super) struct Touched {
    pub(super) ids: Vec<String>,
}

/// Collects problems with their places.
pub(super) struct Report<'a> {
    pub(super) text: &'a str,
    pub(super) problems: &'a mut Vec<OverlayProblem>,
}

pub(super) fn apply(
    mut catalog: Catalog,
    overlay: Overlay,
    text: &str,
    problems: &mut Vec<OverlayProblem>,
) -> (Catalog, Touched) {
    let mut report = Report { text, problems };
    let mut touched = Touched::default();
    for source in overlay.sources {
        catalog.sources.insert(source.id.clone(), source);
    }
    for profile in overlay.profiles {
        touched.ids.push(profile.id.clone());
        catalog.profiles.insert(profile.id.clone(), profile);
    }
    for table in overlay.tables {
        take_table(&mut catalog, table, &mut touched);
    }
    for field in overlay.fields {
        let field = FieldDef {
            id: id_or(field.id, &field.name),
            ..field
        };
        touched.ids.push(field.id.clone());
        catalog.fields.insert(field.id.clone(), Arc::new(field));
    }
    for entry in overlay.params {
        take_param(&mut catalog, entry, &mut report);
    }
    for entry in overlay.items {
        take_item(&mut catalog, entry, &mut touched, &mut report);
    }
    for year in overlay.holidays {
        match year.fault() {
            Some((word, fault)) => report.add(
                &year.year.to_string(),
                &word,
                format!("{}年的节假日里，`{word}`{fault}", year.year),
                "对照国务院办公厅的通知改正后才会采用",
            ),
            None => catalog.holidays.take(year),
        }
    }
    for id in overlay.required_basis {
        if catalog.sources.contains_key(&id) {
            catalog.county_basis.push(id);
        } else {
            let help = "先在`依据`里写明，或改成已有的依据编号";
            report.add("", &id, format!("没有`{id}`这个依据"), help);
        }
    }
    let mut catalog = catalog.indexed();
    for entry in overlay.retention {
        take_term(&mut catalog, &entry, &mut report);
    }
    if let Some(names) = overlay.required {
        take_list(&mut catalog, &names, &mut report);
    }
    (catalog, touched)
}

impl Report<'_> {
    pub(super) fn add(&mut self, entry: &str, word: &str, message: String, help: &str) {
        let (line, column) = place::find(self.text, entry, word);
        self.problems.push(OverlayProblem {
            line,
            column,
            message,
            help: help.to_owned(),
            is_weaker: help == floor::HELP,
        });
    }
}

/// The archives office of a county has its own table of terms.
fn take_term(catalog: &mut Catalog, entry: &TermEntry, report: &mut Report<'_>) {
    let sources = entry.basis.iter();
    for id in sources.filter(|id| !catalog.sources.contains_key(*id)) {
        let help = "先在`依据`里写明，或改成已有的依据编号";
        report.add("", id, format!("没有`{id}`这个依据"), help);
    }
    for name in &entry.items {
        match catalog.item(name).map(|item| item.id.clone()) {
            Some(id) => catalog.retentions.take(&id, entry),
            None => report.add(
                "",
                name,
                format!("公开目录里没有`{name}`，没有定它的保管期限"),
                "写事项的名称或编号",
            ),
        }
    }
    catalog.retentions.take_notices(entry);
}

/// A table comes with the field it is written under, so that an item may use it at once.
fn take_table(catalog: &mut Catalog, table: TableDef, touched: &mut Touched) {
    let id = id_or(table.id, &table.key);
    let columns = table.columns.into_iter().map(|column| Column {
        id: id_or(column.id, &column.name),
        ..column
    });
    let table = TableDef {
        columns: columns.collect(),
        id: id.clone(),
        ..table
    };
    touched.ids.push(id.clone());
    if !catalog.fields.contains_key(&id) {
        let field = FieldDef {
            id: id.clone(),
            name: table.key.clone(),
            aliases: table.aliases.clone(),
            kind: FieldType::Table,
            options: Vec::new(),
            table: Some(id.clone()),
            unit: None,
            blank: Blank::Unknown,
            internal: false,
        };
        catalog.fields.insert(id.clone(), Arc::new(field));
    }
    catalog.tables.insert(id, Arc::new(table));
}

fn take_param(catalog: &mut Catalog, entry: ParamEntry, report: &mut Report<'_>) {
    let known = catalog
        .params
        .values()
        .find(|param| param.id == entry.id || param.name == entry.id);
    let Some(param) = known.cloned() else {
        let names = catalog.params.values().map(|param| param.name.as_str());
        let help = suggestion(suggest::nearest(&entry.id, names));
        report.add(
            &entry.id,
            &entry.id,
            format!("没有`{}`这个参数", entry.id),
            &help,
        );
        return;
    };
    let mut values = param.values.clone();
    for value in entry.values {
        let value = value.in_place(LOCAL);
        if value.profile != LOCAL && !catalog.profiles.contains_key(&value.profile) {
            report.add(
                &entry.id,
                &value.profile,
                format!("没有`{}`这个规则包", value.profile),
                "先在规则包里写明",
            );
        } else if let Some(message) = floor::weaker_value(&param, &value) {
            let word = value
                .number
                .map(|number| number.to_string())
                .unwrap_or_default();
            report.add(&entry.id, &word, message, floor::HELP);
        } else {
            values.push(value);
        }
    }
    catalog.params.insert(
        param.id.clone(),
        crate::catalog::param::Param { values, ..param },
    );
}

fn take_item(
    catalog: &mut Catalog,
    entry: ItemEntry,
    touched: &mut Touched,
    report: &mut Report<'_>,
) {
    let shown = if entry.id.is_empty() {
        entry.name.clone().unwrap_or_default()
    } else {
        entry.id.clone()
    };
    let entry = resolved(catalog, entry);
    // With an id the name may be a new one; without, it is how the item is found.
    let known = catalog.item(&shown).cloned();
    let item = match known {
        Some(base) => {
            let name = if entry.id.is_empty() {
                None
            } else {
                entry.name.clone()
            };
            let entry = ItemEntry { name, ..entry };
            let (entry, weaker) = floor::strengthened(catalog, entry, &base);
            for (word, message) in weaker {
                report.add(&shown, &word, message, floor::HELP);
            }
            entry.change((*base).clone())
        }
        None if entry.id.is_empty() => {
            let help = suggestion(catalog.suggest_item(&shown));
            report.add(
                &shown,
                &shown,
                format!("目录里没有`{shown}`，新的事项要写编号"),
                &help,
            );
            return;
        }
        None => match entry.create() {
            Ok(item) => {
                let (item, weaker) = floor::raised(catalog, item);
                for (word, message) in weaker {
                    report.add(&shown, &word, message, floor::HELP);
                }
                item
            }
            Err(missing) => {
                report.add(
                    &shown,
                    &shown,
                    format!("新的事项`{shown}`缺少{missing}"),
                    "补上后才会采用",
                );
                return;
            }
        },
    };
    touched.ids.push(item.id.clone());
    catalog.items.insert(item.id.clone(), Arc::new(item));
}

fn take_list(catalog: &mut Catalog, names: &[String], report: &mut Report<'_>) {
    let mut list = catalog.county_list.take().unwrap_or_default();
    for name in names {
        if let Some(item) = catalog.item(name) {
            list.push(item.id.clone());
            continue;
        }
        let help = suggestion(catalog.suggest_item(name));
        report.add("", name, format!("目录里没有`{name}`"), &help);
    }
    catalog.county_list = Some(list);
}

/// The entry with ids for the Chinese names of fields, tables and parameters.
fn resolved(catalog: &Catalog, entry: ItemEntry) -> ItemEntry {
    let field = |name: String| {
        let known = catalog.fields.values().find(|field| field.is_called(&name));
        known.map_or(name, |field| field.id.clone())
    };
    let fields =
        |names: Option<Vec<String>>| names.map(|names| names.into_iter().map(field).collect());
    let deadline = entry.deadline.map(|mut deadline| {
        let named = deadline
            .param
            .as_ref()
            .and_then(|name| catalog.params.values().find(|param| param.name == *name));
        deadline.param = named.map(|param| param.id.clone()).or(deadline.param);
        deadline.event_field = deadline.event_field.map(field);
        deadline
    });
    ItemEntry {
        header: fields(entry.header),
        required: fields(entry.required),
        add_required: fields(entry.add_required),
        optional: fields(entry.optional),
        table: entry
            .table
            .map(|name| catalog.table(&name).map_or(name, |table| table.id.clone())),
        deadline,
        ..entry
    }
}

fn id_or(id: String, name: &str) -> String {
    if id.is_empty() { name.to_owned() } else { id }
}

fn suggestion(name: Option<&str>) -> String {
    name.map_or_else(
        || "对照目录检查名称".to_owned(),
        |name| format!("是不是想写`{name}`？"),
    )
}
