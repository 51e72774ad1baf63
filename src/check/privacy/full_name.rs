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
use crate::value::person::{Person, is_han};

/// PRIV-05, PRIV-10: the page masks names in fields and tables; a table of the body and a title it shows as written.
pub(crate) static FULL_NAME: Check = Check {
    rule: Rule {
        code: "P005",
        title: "隐名的事项里写了全名",
        level: Level::Error,
        basis: &["PIPL-25", "SAL-11"],
        explain: "临时救助、重点帮扶、意见答复这类事项隐名公布，网页上会显示成`张＊＊`。可是文件会拷来拷去，全名留在文件里也会传出去，所以文件里就写隐名。正文里的表格网页照原样显示，写了全名的不能公布。这里不显示姓名，只说在哪一行。",
        example: "姓名: 王一一",
        repair: "姓名: 王＊＊",
    },
    run: full_name,
};

const HELP: &str = "文件里也写隐名：留姓，其余每个字写一个`＊`；是单位的写全称";

fn full_name(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in &scope.village.records {
        let privacy = record.item.as_ref().map(|item| item.privacy);
        if privacy != Some(Privacy::Masked) {
            continue;
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
    let count = text.chars().filter(|c| *c != '·').count();
    let is_short = (2..=4).contains(&count) || text.contains('·');
    is_short && Person::read(text).is_ok()
}

/// Whether a title speaks of one person: `关于王一一同志…`, `王一一申请…`.
fn names_somebody(title: &str) -> bool {
    let starts = title.char_indices().filter(|(at, c)| {
        let before = title.get(..*at).unwrap_or_default();
        SURNAMES.contains(*c)
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

/// The usual surnames; a title is free text, and a rarer one says less than it disturbs.
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范石姚谭廖邹熊金陆郝孔崔邱秦江史顾侯邵孟龙段雷钱汤尹黎常武乔贺赖龚";
