//! F032: nobody stands twice in one list of money, nor under two kinds of relief of which only one is given.

use std::collections::BTreeMap;

use crate::catalog::field::FieldType;
use crate::catalog::item::Privacy;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::table::{Row, Table};
use crate::source::Span;

/// 一份名单里重复，或同时享受不能兼得的两种救助.
pub(crate) static LISTED_TWICE: Check = Check {
    rule: Rule {
        code: "F032",
        title: "名单里有重复",
        level: Level::Warning,
        basis: &["SAL-45", "GOV-CAT"],
        explain: "同一份发钱的名单里，姓名、村民小组和类别都相同的两行，多半是重复登记；低保和特困（参数`exclusive_relief`）不能兼得，同一个人两样都有的也提醒。已经遮挡姓名的看不出是不是同一个人，不判断。同名不同人的，写上村民小组或在姓名后加户序号，就不再提醒。",
        example: "- {姓名: 王小明, 村民小组: 一组, 类别: 临时救助, 金额: 500.00}\n- {姓名: 王小明, 村民小组: 一组, 类别: 临时救助, 金额: 500.00}",
        repair: "- {姓名: 王小明, 村民小组: 一组, 类别: 临时救助, 金额: 500.00}",
    },
    run: listed_twice,
};

/// Who a row is about, and in what words.
struct Entry {
    /// From 1.
    row: usize,
    person: String,
    words: Vec<String>,
    span: Span,
}

fn listed_twice(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in scope.village.published() {
        let on = record.date().unwrap_or(scope.today);
        let exclusive: Vec<&str> = scope.words("exclusive_relief", on).collect();
        for (_, table) in record.fields.tables() {
            let Some(name) = names(table) else { continue };
            let mut known: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
            for entry in entries(table, name) {
                let others = known.entry(entry.person.clone()).or_default();
                for other in others.iter() {
                    compare(other, &entry, &exclusive, report);
                }
                others.push(entry);
            }
        }
    }
}

/// The column of the names, in a list of persons that says how much each gets. Where rows have days, as work done has,
/// somebody stands there as often as he came.
fn names(table: &Table) -> Option<usize> {
    let of = |kind| {
        let mut columns = table.def.columns.iter();
        columns.position(|column| column.kind == kind)
    };
    let lists_persons = matches!(table.def.privacy, Some(Privacy::Named | Privacy::Masked));
    if !lists_persons || of(FieldType::Date).is_some() {
        return None;
    }
    of(FieldType::Money).and(of(FieldType::SubjectPerson))
}

fn entries(table: &Table, name: usize) -> impl Iterator<Item = Entry> {
    let rows = table.entries().zip(1..);
    rows.filter_map(move |(row, number)| entry(table, (row, number), name))
}

fn entry(table: &Table, (row, number): (&Row, usize), name: usize) -> Option<Entry> {
    let person = row.cell(name).value.to_string();
    let is_masked = person.contains(['＊', '*', '某', '×']);
    if person.is_empty() || is_masked {
        return None;
    }
    let columns = table.def.columns.iter().enumerate();
    let texts = columns.filter(|(_, column)| {
        let is_text = matches!(column.kind, FieldType::Text | FieldType::Enum);
        is_text && column.id != "group"
    });
    let group = table.column("group");
    let group = group.map_or_else(String::new, |group| row.cell(group).value.to_string());
    Some(Entry {
        row: number,
        person: format!("{person} {group}").trim_end().to_owned(),
        words: texts
            .map(|(index, _)| row.cell(index).value.to_string())
            .collect(),
        span: row.cell(name).span,
    })
}

fn compare(other: &Entry, entry: &Entry, exclusive: &[&str], report: &mut Report<'_>) {
    if other.words == entry.words {
        report
            .at(
                entry.span,
                format!(
                    "名单第 {} 行和第 {} 行是同一个人、同一类",
                    entry.row, other.row
                ),
            )
            .label(other.span, format!("第 {} 行", other.row))
            .help("重复登记的删去一行；同名不同人的，写上村民小组或户序号");
        return;
    }
    let kind = |entry: &Entry| {
        let mut kinds = exclusive.iter();
        kinds.position(|kind| entry.words.iter().any(|word| word.contains(kind)))
    };
    if let (Some(one), Some(two)) = (kind(other), kind(entry))
        && one != two
    {
        report
            .at(
                entry.span,
                format!(
                    "同一个人既有`{}`又有`{}`，两样不能兼得",
                    exclusive[one], exclusive[two]
                ),
            )
            .label(other.span, "另一样")
            .help("核对享受的是哪一种；同名不同人的，写上村民小组或户序号");
    }
}
