//! T002: lists of named persons leave the site when their posting is long over.

use crate::catalog::field::FieldType;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::model::value::Value;

/// 名单张贴期满，网页已撤下 (PRIV-11): the pages drop the names by themselves, the file does not.
pub(crate) static LIST_EXPIRED: Check = Check {
    rule: Rule {
        code: "T002",
        title: "名单已从网页撤下，文件里还有姓名",
        level: Level::Advice,
        basis: &["PIPL-47"],
        explain: "参选人员、委托投票、救灾、临时救助、危房改造的名单是为了让大家当时监督，目的达到后个人信息应当撤下。张贴期满三十天后，网页、打印稿和数据文件里自动撤下姓名和附件，只留标题、张贴日期、人数和合计，说明曾经公开过。可是记录文件还会随文件夹拷给别人，所以把原件收进村档案，文件里删去名单或改成隐名。",
        example: "张贴止: 2026-04-26（今天 2026-09-30，文件里还有 12 人的姓名）",
        repair: "撤回: {日期: 2026-05-20, 原因: 张贴期满，名单移交村档案室, 批准人: 张三}",
    },
    run: list_expired,
};

fn list_expired(scope: &Scope<'_>, report: &mut Report<'_>) {
    let rules = &scope.village.profile.rules;
    let kept = scope.catalog.list_kept_days(rules, scope.today);
    for record in scope.village.published() {
        let Some(days) = record.list_over(scope.today, kept) else {
            continue;
        };
        let (count, files) = (named(record), record.attachments.len());
        let Some(until) = record
            .fields
            .date("post_until")
            .filter(|_| count + files > 0)
        else {
            continue;
        };
        let what = match (count, files) {
            (0, files) => format!("文件夹里还有 {files} 个附件"),
            (count, 0) => format!("文件里还有 {count} 人的姓名"),
            (count, files) => format!("文件里还有 {count} 人的姓名和 {files} 个附件"),
        };
        report
            .at(until.span, format!("张贴期满 {days} 天，网页已撤下名单，{what}"))
            .help("原件收进村档案；文件里删去名单，或加上`撤回: {日期: …, 原因: 张贴期满, 批准人: …}`并删去姓名");
    }
}

/// How many persons a list names.
fn named(record: &Record) -> usize {
    let tables = record.fields.tables();
    let counts = tables.filter_map(|(_, table)| {
        let columns = table.def.columns.iter();
        let mut columns = columns.enumerate();
        let (index, _) = columns.find(|(_, column)| column.kind == FieldType::SubjectPerson)?;
        let rows = table.entries();
        Some(
            rows.filter(|row| matches!(row.cell(index).value, Value::Person(_)))
                .count(),
        )
    });
    counts.sum()
}
