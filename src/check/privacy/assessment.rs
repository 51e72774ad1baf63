//! P010: who publishes lists of names has weighed first what that does to the people on them.

use crate::catalog::field::FieldType;
use crate::catalog::item::Privacy;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::model::value::Value;

/// PRIV-12: 个人信息保护影响评估, once a village.
pub(crate) static ASSESSMENT: Check = Check {
    rule: Rule {
        code: "P010",
        title: "公布名单前的影响评估没有记",
        level: Level::Warning,
        basis: &["PIPL-55", "PIPL-56"],
        explain: "向社会公开个人信息，事前要做个人信息保护影响评估，报告至少保存三年。一个村评估一次，把所公布的各类名单都写进去，在 village.yaml 里记下日期、编号和谁保管，不用每份名单都写。",
        example: "名称: 东村\n类型: 村",
        repair: "名称: 东村\n类型: 村\n影响评估: {日期: 2025-03-01, 编号: 评估〔2025〕1号, 保管: 村档案室}",
    },
    run: assessment,
};

fn assessment(scope: &Scope<'_>, report: &mut Report<'_>) {
    if scope.village.profile.has_assessment {
        return;
    }
    let lists = scope
        .village
        .published()
        .filter(|record| names_persons(record))
        .count();
    if lists > 0 {
        report
            .at(scope.village.span, format!("公布了 {lists} 份涉及个人的名单，记下的影响评估有 0 份"))
            .help("在 village.yaml 里写`影响评估: {日期: …, 编号: …, 保管: …}`；还没有做的，请镇里指导做一次");
    }
}

fn names_persons(record: &Record) -> bool {
    let privacy = record.item.as_ref().map(|item| item.privacy);
    let of_class = matches!(privacy, Some(Privacy::Named | Privacy::Masked));
    let mut tables = record.fields.tables();
    of_class
        && record.withdrawal.is_none()
        && tables.any(|(_, table)| {
            let columns = table.def.columns.iter().enumerate();
            let mut names = columns.filter(|(_, column)| column.kind == FieldType::SubjectPerson);
            names.any(|(index, _)| {
                let mut cells = table.entries().map(|row| &row.cell(index).value);
                cells.any(|value| match value {
                    Value::Person(_) => true,
                    Value::Text(text) => text.contains(['＊', '*']),
                    _ => false,
                })
            })
        })
}
