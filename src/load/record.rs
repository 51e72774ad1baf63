//! One file to one record.

use std::sync::Arc;

use crate::catalog::Catalog;
use crate::catalog::field::FieldType;
use crate::catalog::item::{Category, Item};
use crate::diagnostic::Problem;
use crate::load::extras::{self, Extras};
use crate::load::keys::Keys;
use crate::load::rules::{NO_CATEGORY, REQUIRED, UNKNOWN_ITEM, UNKNOWN_KEY};
use crate::load::value::{self, Context, Slot};
use crate::load::{address, body_text, links, matter, mend, nil, slips};
use crate::model::record::{Field, Fields, Record};
use crate::model::value::Value;
use crate::source::{FileId, SourceTree, Span, Spanned};
use crate::value::period::Period;
use crate::yaml::{self, Entry, Node};

/// A file as far as it could be read.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// A record; fields that could not be read are marked in it.
    Record(Box<Record>),
    /// No record came of it; the item it names, if that much could be read.
    Unread(Option<String>),
}

/// Reads one file.
pub(crate) fn read(
    tree: &SourceTree,
    file: FileId,
    catalog: &Catalog,
    problems: &mut Vec<Problem>,
) -> Outcome {
    let source = tree.file(file);
    let known = problems.len();
    let document = yaml::split(source, file, problems);
    if document.yaml.end == 0 && problems.len() > known {
        // A body without front matter has been reported; what else is missing follows from that.
        return Outcome::Unread(None);
    }
    let entries = yaml::read(source, file, document.yaml.clone(), problems);
    slips::only_the_cause(known, problems);
    let top = Span {
        file,
        start: document.yaml.start,
        end: document.yaml.start,
    };
    let mut keys = yaml::Fields::new(entries);
    let named = keys.take(&["公开事项", "item"]);
    let item = match &named {
        Some((_, node)) => match find_item(node, catalog, problems) {
            Some(item) => Some(item),
            None => return Outcome::Unread(None),
        },
        None => None,
    };
    let item_span = named.as_ref().map_or(top, |(_, node)| node.span);
    let Some(category) = category(&mut keys, item.as_deref(), top, problems) else {
        return Outcome::Unread(None);
    };
    let extras = extras::read(&mut keys, tree, file, problems);
    let given = Keys::of_item(catalog, item.as_deref());
    let period = period(&keys, &given, catalog);
    let context = Context {
        catalog,
        period: period.as_ref(),
    };
    let steps = keys.take(&["步骤", "steps"]);
    let (free_tables, taken) =
        crate::load::free_table::read_all(&mut keys, source, &document, problems);
    let mut fields = fields(keys, &given, context, problems);
    extras::resolve_files(&mut fields, tree, file, problems);
    let place = body_text::place(source, file, &document);
    let body = body_text::read(&place, &given, context, &mut fields, problems)
        .and_then(|body| body_text::without(body, &taken));
    // Of what was taken out only title, dates and reason are left.
    let is_nil = nil::is_said(&fields, body.as_ref()) && free_tables.is_empty();
    if !extras.withdrawal.as_ref().is_some_and(|one| one.takes_out) {
        let header = || Keys::of_header(catalog, item.as_deref());
        let asked = if is_nil { header() } else { given };
        let said = (steps.is_some(), slips::cut_keys(source, &problems[known..]));
        require(&asked, &fields, &said, item_span, problems);
    }
    let mut matter = matter::read(steps, &fields, item_span, context, problems);
    for step in matter.iter_mut().flat_map(|matter| &mut matter.steps) {
        extras::resolve_files(&mut step.fields, tree, file, problems);
    }
    let record = Assembly {
        item,
        item_span,
        category,
        fields,
        extras,
        period,
    };
    match record.finish(tree, file, problems) {
        Some(mut record) => {
            record.free_tables = free_tables;
            record.matter = matter;
            record.body = body;
            Outcome::Record(Box::new(record))
        }
        None => Outcome::Unread(None),
    }
}

fn find_item(node: &Node, catalog: &Catalog, problems: &mut Vec<Problem>) -> Option<Arc<Item>> {
    let Some(name) = node.text() else {
        problems.push(value::shape(node, "公开事项", "一个事项的名称"));
        return None;
    };
    if let Some(item) = catalog.item(name) {
        return Some(Arc::clone(item));
    }
    let likely = catalog.suggest_item(name);
    let repair = mend::word(&Spanned::new(name.to_owned(), node.span), likely);
    let help = match likely {
        Some(likely) => format!("是不是想写`{likely}`？"),
        None => {
            "用公开目录里的名称；目录里没有的，去掉`公开事项`，改写`类别`作为一般公告".to_owned()
        }
    };
    let message = format!("公开目录里没有`{name}`");
    let problem = Problem::new(&UNKNOWN_ITEM, node.span, message);
    problems.push(problem.help(help).repair(repair));
    None
}

/// The item's category, or the one a free notice names.
fn category(
    keys: &mut yaml::Fields,
    item: Option<&Item>,
    top: Span,
    problems: &mut Vec<Problem>,
) -> Option<Category> {
    let written = keys.take(&["类别", "category"]);
    if let Some(item) = item {
        return Some(item.category);
    }
    let Some((_, node)) = written else {
        problems.push(
            Problem::new(&NO_CATEGORY, top, "既没有`公开事项`，也没有`类别`")
                .help("写`公开事项`（公开目录里的名称）；一般公告写`类别: 村务公开`"),
        );
        return None;
    };
    let category = node.text().and_then(|text| match text.trim() {
        "党务公开" | "党务" | "party" => Some(Category::Party),
        "村务公开"
        | "居务公开"
        | "村务"
        | "居务"
        | "村(居)务公开"
        | "村（居）务公开"
        | "affairs" => Some(Category::Affairs),
        "财务公开" | "财务" | "finance" => Some(Category::Finance),
        "民主决策" | "决策" | "decision" => Some(Category::Decision),
        _ => None,
    });
    if category.is_none() {
        problems.push(
            Problem::new(&NO_CATEGORY, node.span, "`类别`不在四类之中")
                .help("写党务公开、村务公开（社区写居务公开）、财务公开或民主决策"),
        );
    }
    category
}

/// The period, read ahead of the rest because it completes dates without a year.
fn period(keys: &yaml::Fields, given: &Keys<'_>, catalog: &Catalog) -> Option<Period> {
    let def = catalog.field("period_or_event_date")?;
    let names = std::iter::once(&def.name)
        .chain(&def.aliases)
        .chain([&def.id]);
    let node = names.map(String::as_str).find_map(|name| {
        let is_it = given.field(name).is_some_and(|field| field.id == def.id);
        is_it.then(|| keys.peek(name)).flatten()
    })?;
    Period::read(node.text()?.trim()).ok()
}

/// Reads what is left of a mapping: each key a field, each field once.
pub(crate) fn fields(
    keys: yaml::Fields,
    given: &Keys<'_>,
    context: Context<'_>,
    problems: &mut Vec<Problem>,
) -> Fields {
    let mut fields = Fields::default();
    let mut misspelt = Vec::new();
    let mut nothing = None;
    for entry in keys.rest() {
        let Some(def) = given.field(&entry.key) else {
            problems.push(unknown(&entry.key, given));
            misspelt.extend(meant(&entry, given));
            continue;
        };
        let slot = Slot {
            name: &entry.key,
            kind: def.kind,
            options: &def.options,
            unit: def.unit.as_deref(),
            table: given.table(def),
        };
        if def.kind == FieldType::Table && entry.value.text().is_some_and(nil::is_nil) {
            nothing = Some((entry.key.span, entry.value.span));
        }
        let read = value::read(&entry.value, &slot, context, problems);
        let field = Field {
            def: Arc::clone(def),
            key: entry.key.span,
            value: Spanned::new(read, entry.value.span),
        };
        if let Some(first) = fields.0.get(&def.id) {
            problems.push(
                Problem::new(
                    &crate::yaml::rules::DUPLICATE_KEY,
                    entry.key.span,
                    format!("`{}`和前面的一项是同一个内容", entry.key.value),
                )
                .label(first.key, "第一次")
                .help("只留正确的一行"),
            );
            continue;
        }
        fields.0.insert(def.id.clone(), field);
    }
    for field in misspelt {
        fields.0.entry(field.def.id.clone()).or_insert(field);
    }
    nil::say(nothing, context.catalog, &mut fields);
    fields
}

/// The field a misspelt key probably means: given, but not read, so that it is not reported as missing too.
fn meant(entry: &Entry, given: &Keys<'_>) -> Option<Field> {
    let def = given.field(given.suggest(&entry.key)?)?;
    Some(Field {
        def: Arc::clone(def),
        key: entry.key.span,
        value: Spanned::new(Value::Unread, entry.value.span),
    })
}

/// A key that names nothing, with the likely word.
fn unknown(key: &Spanned<String>, given: &Keys<'_>) -> Problem {
    let likely = given.suggest(key);
    let help = match likely {
        Some(likely) => format!("是不是想写`{likely}`？"),
        None => "用公开目录里的名称；`sanwu new` 会列出这个事项的全部项".to_owned(),
    };
    Problem::new(&UNKNOWN_KEY, key.span, format!("不认识的项`{}`", key.value))
        .help(help)
        .repair(mend::word(key, likely))
}

/// Fields that must stand in the record; what the steps of a decision say need not be said again.
fn require(
    given: &Keys<'_>,
    fields: &Fields,
    (has_steps, cut): &(bool, Vec<String>),
    at: Span,
    problems: &mut Vec<Problem>,
) {
    for field in given.required() {
        let written = fields.0.get(&field.id);
        let is_given = written.is_some_and(|written| !matches!(written.value.value, Value::Blank));
        if is_given || *has_steps && field.id == "steps" {
            continue;
        }
        let name = match field.table {
            Some(_) => given.table(field).map_or(&field.name, |table| &table.key),
            None => &field.name,
        };
        // The slip in it has been reported; what it meant to say is not missing.
        if cut.iter().any(|key| key == name || field.is_called(key)) {
            continue;
        }
        let (span, message) = match written {
            Some(written) => (written.key, format!("必填项`{name}`是空的")),
            None => (at, format!("缺少必填项`{name}`")),
        };
        problems.push(Problem::new(&REQUIRED, span, message).help(format!("补上`{name}`")));
    }
}

/// What is known of a record before it has an address.
struct Assembly {
    item: Option<Arc<Item>>,
    item_span: Span,
    category: Category,
    fields: Fields,
    extras: Extras,
    period: Option<Period>,
}

impl Assembly {
    fn finish(
        self,
        tree: &SourceTree,
        file: FileId,
        problems: &mut Vec<Problem>,
    ) -> Option<Record> {
        let number = self
            .extras
            .number
            .as_ref()
            .map(|number| number.value.as_str());
        let date = self
            .fields
            .date("published_on")
            .map(|date| date.value.to_string());
        let period = self.period.as_ref().map(Period::key).or(date);
        let parts = address::Parts {
            path: tree.local_path(file),
            item: self.item.as_ref().map_or("", |item| item.id.as_str()),
            number,
            period: period.as_deref(),
        };
        let address = match address::address(parts) {
            Ok(address) => address,
            Err(reason) => {
                problems.push(extras::no_address(reason, Span::top(file)));
                return None;
            }
        };
        let title = self.fields.text("title");
        let title =
            title.unwrap_or_else(|| Spanned::new("（没有标题）".to_owned(), self.item_span));
        let references = links::all(&self.fields, self.extras.references);
        Some(Record {
            address,
            number: self.extras.number.map(|number| number.value),
            file,
            digest: tree.file(file).digest,
            item: self.item,
            item_span: self.item_span,
            category: self.category,
            title,
            fields: self.fields,
            free_tables: Vec::new(),
            matter: None,
            body: None,
            attachments: self.extras.attachments,
            files: Vec::new(),
            references,
            translations: Vec::new(),
            corrections: self.extras.corrections,
            withdrawal: self.extras.withdrawal,
            waivers: self.extras.waivers,
            is_draft: self.extras.is_draft,
        })
    }
}
