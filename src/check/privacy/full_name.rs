//! P005: in a masked item, names are masked in the file already.

use crate::catalog::field::FieldType;
use crate::catalog::item::Privacy;
use crate::check::privacy::lists::{self, Kind, List};
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::model::value::Value;
use crate::source::{SourceTree, Span};
use crate::value::person::{Person, USUAL_SURNAMES, apart, is_han, read_persons};

/// PRIV-05, PRIV-10: the page masks names in fields and tables; a table of the body and a title it shows as written.
pub(crate) static FULL_NAME: Check = Check {
    rule: Rule {
        code: "P005",
        title: "隐名的事项里写了全名",
        level: Level::Error,
        basis: &["PIPL-25", "SAL-11"],
        explain: "临时救助、重点帮扶、意见答复这类事项隐名公布，网页上会显示成`张＊＊`。可是文件会拷来拷去，全名留在文件里也会传出去，所以文件里就写隐名。正文里的表格网页照原样显示，写了全名的不能公布。姓名后面带括号的、几个人写在一格里的也算；单位写全称，网页上照写。只公布人数和金额的事项（例如残疾人两项补贴），不列名单。这里不显示姓名，只说在哪一行。",
        example: "姓名: 王一一",
        repair: "姓名: 王＊＊",
    },
    run: full_name,
};

const HELP: &str = "文件里也写隐名：留姓，其余每个字写一个`＊`；是单位的写全称";

fn full_name(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in &scope.village.records {
        let privacy = record.item.as_ref().map(|item| item.privacy);
        if privacy == Some(Privacy::Aggregate) {
            counted(record, scope.tree, report);
        }
        if privacy != Some(Privacy::Masked) {
            continue;
        }
        for (place, what) in written_out(record, scope) {
            report
                .at(place, what.says())
                .help(HELP)
                .warn_if(what == Written::Unknown);
        }
        let mut places = typed(record);
        let (free, body) = untyped(record, scope.tree);
        places.extend(free);
        for place in places {
            report
                .at(place, "这里写了全名，网页上会显示成`张＊＊`这样")
                .help(HELP)
                .warn_if(true);
        }
        for place in body {
            report
                .at(place, "正文的表格里写了全名，网页上会照原样显示")
                .help(HELP);
        }
        if names_somebody(&record.title.value) {
            report
                .at(record.title.span, "标题里像是写了全名，网页上会照原样显示")
                .help("标题里不写姓名，例如写`临时救助公示（第 3 期）`")
                .warn_if(true);
        }
    }
}

/// Names where an item publishes counts and sums only: the page masks those of 表, and shows the body as written.
fn counted(record: &Record, tree: &SourceTree, report: &mut Report<'_>) {
    for list in lists::of(record, tree) {
        let mut names = list
            .rows
            .iter()
            .filter_map(|row| List::cell(row, list.name));
        let names_persons = |cell: &lists::Cell<'_>| {
            is_whole(cell.text) || cell.text.contains(['＊', '*']) && cell.text.chars().any(is_han)
        };
        let Some(first) = names.find(names_persons) else {
            continue;
        };
        if list.kind != Kind::Catalog {
            report
                .at(first.span, "这个事项只公布人数和金额，这里列了名单")
                .help("删去这张表；要公示名单的，按公布名单的事项另写一条")
                .warn_if(list.kind == Kind::Free || !is_whole(first.text));
        }
    }
}

/// What stands in a cell for one who is masked, and is shown as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    /// Several persons.
    Several,
    /// Too long for a person, and no known sort of organisation.
    Unknown,
}

impl Written {
    fn says(self) -> &'static str {
        match self {
            Self::Several => "这里写了几个人的全名，网页上会照原样显示",
            Self::Unknown => "认不出这里写的是人还是单位，网页上会照原样显示",
        }
    }
}

fn written_out(record: &Record, scope: &Scope<'_>) -> Vec<(Span, Written)> {
    let mut found = Vec::new();
    for (_, table) in record.fields.tables() {
        let columns = table.def.columns.iter().enumerate();
        for (index, _) in columns.filter(|(_, column)| column.kind == FieldType::SubjectPerson) {
            for cell in table.rows.iter().map(|row| row.cell(index)) {
                let Value::Text(text) = &cell.value else {
                    continue;
                };
                let (bare, _) = apart(text);
                let count = bare.chars().count();
                if scope.catalog.is_organisation(text) {
                    continue;
                }
                if bare.contains('、') && read_persons(bare).is_ok() {
                    found.push((cell.span, Written::Several));
                } else if count > 6 && bare.chars().all(is_han) {
                    found.push((cell.span, Written::Unknown));
                }
            }
        }
    }
    found
}

/// Whole names in the fields and tables of the catalogue.
fn typed(record: &Record) -> Vec<Span> {
    let mut places: Vec<Span> = Vec::new();
    for field in record.fields.0.values() {
        let is_name = matches!(field.value.value, Value::Person(_));
        if field.def.kind == FieldType::SubjectPerson && is_name {
            places.push(field.value.span);
        }
    }
    for (_, table) in record.fields.tables() {
        let columns = table.def.columns.iter().enumerate();
        for (index, _) in columns.filter(|(_, column)| column.kind == FieldType::SubjectPerson) {
            let cells = table.rows.iter().map(|row| row.cell(index));
            let names = cells.filter(|cell| matches!(cell.value, Value::Person(_)));
            places.extend(names.map(|cell| cell.span));
        }
    }
    places
}

/// Whole names in free tables, and in tables of the body.
fn untyped(record: &Record, tree: &SourceTree) -> (Vec<Span>, Vec<Span>) {
    let (mut free, mut body) = (Vec::new(), Vec::new());
    for list in lists::of(record, tree) {
        let names = list
            .rows
            .iter()
            .filter_map(|row| List::cell(row, list.name));
        let whole = names
            .filter(|cell| is_whole(cell.text))
            .map(|cell| cell.span);
        match list.kind {
            Kind::Catalog => {}
            Kind::Free => free.extend(whole),
            Kind::Body => body.extend(whole),
        }
    }
    // A table of the body that 表 speaks of is one table.
    body.retain(|place| !free.contains(place));
    (free, body)
}

/// A name of usual length, and neither masked nor a body.
fn is_whole(text: &str) -> bool {
    let (name, _) = apart(text);
    let count = name.chars().filter(|c| *c != '·').count();
    let is_short = (2..=4).contains(&count) || name.contains('·');
    is_short && Person::read(name).is_ok()
}

/// Whether a title speaks of one person: `关于王一一同志…`, `王一一申请…`.
fn names_somebody(title: &str) -> bool {
    let starts = title.char_indices().filter(|(at, c)| {
        let before = title.get(..*at).unwrap_or_default();
        USUAL_SURNAMES.contains(*c)
            && (before.is_empty() || BEFORE.iter().any(|word| before.ends_with(word)))
    });
    let mut names = starts.flat_map(|(at, _)| {
        let rest = title.get(at..).unwrap_or_default();
        [2, 3].map(|count| {
            rest.char_indices()
                .nth(count)
                .map(|(end, _)| rest.split_at(end))
        })
    });
    names.any(|parts| {
        parts.is_some_and(|(name, after)| {
            name.chars().all(is_han) && AFTER.iter().any(|word| after.starts_with(word))
        })
    })
}

const BEFORE: &[&str] = &["关于", "对", "给", "为", "慰问", "救助", "、", "：", "户"];

const AFTER: &[&str] = &["同志", "等人", "等户", "申请", "一家", "户的"];
