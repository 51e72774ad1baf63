//! P005: in a masked item, names are masked in the file already.

use crate::catalog::field::FieldType;
use crate::catalog::item::Privacy;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::value::Value;
use crate::source::Span;

/// PRIV-05: the page masks the name; the file is passed on as it is.
pub(crate) static FULL_NAME: Check = Check {
    rule: Rule {
        code: "P005",
        title: "隐名的事项里写了全名",
        level: Level::Warning,
        basis: &["PIPL-25", "SAL-11"],
        explain: "临时救助、重点帮扶、意见答复这类事项隐名公布，网页上会显示成`张＊＊`。可是文件会拷来拷去，全名留在文件里也会传出去，所以文件里就写隐名。这里不显示姓名，只说在哪一行。",
        example: "姓名: 王一一",
        repair: "姓名: 王＊＊",
    },
    run: full_name,
};

fn full_name(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in &scope.village.records {
        let privacy = record.item.as_ref().map(|item| item.privacy);
        if privacy != Some(Privacy::Masked) {
            continue;
        }
        let mut places: Vec<Span> = Vec::new();
        for field in record.fields.0.values() {
            let is_name = matches!(field.value.value, Value::Person(_));
            if field.def.kind == FieldType::SubjectPerson && is_name {
                places.push(field.value.span);
            }
        }
        for (_, table) in record.fields.tables() {
            let columns = table.def.columns.iter().enumerate();
            for (index, _) in columns.filter(|(_, column)| column.kind == FieldType::SubjectPerson)
            {
                let cells = table.rows.iter().map(|row| row.cell(index));
                let names = cells.filter(|cell| matches!(cell.value, Value::Person(_)));
                places.extend(names.map(|cell| cell.span));
            }
        }
        for place in places {
            report
                .at(place, "这里写了全名，网页上会显示成`张＊＊`这样")
                .help("文件里也写隐名：留姓，其余每个字写一个`＊`；是单位的写全称");
        }
    }
}
