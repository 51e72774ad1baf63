//! C045: a list of those who are aided says from when and how much.

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::model::table::Table;
use crate::model::value::Value;
use crate::source::Span;

/// 救助名单的起始月, 标准 (AFF-03).
pub(crate) static RELIEF_LIST: Check = Check {
    rule: Rule {
        code: "C045",
        title: "救助名单的内容不全",
        level: Level::Warning,
        basis: &["SAL-45", "MCA-2019-52"],
        explain: "低保、特困这样的名单要让人看得出从哪个月起、按什么标准。起始月写在每一行，或者写一个`起始月份`；标准写一个`标准`，或者每一行写金额。",
        example: "救助类别: 最低生活保障\n对象名单:\n  - {姓名: 王一, 村民小组: 一组, 人数: 2}",
        repair: "救助类别: 最低生活保障\n起始月份: 2026-08\n标准: 每人每月 620 元\n对象名单:\n  - {姓名: 王一, 村民小组: 一组, 人数: 2}",
    },
    run: relief_list,
};

/// Aid that goes on from month to month. That a list says where to complain is asked for by the catalogue.
const LASTING: &str = "affairs.low_income";

fn relief_list(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in scope.village.published() {
        if record.item_id() != LASTING || record.withdrawal.is_some() {
            continue;
        }
        let Some((table, place)) = list(record) else {
            continue;
        };
        let rows = table.entries().count();
        let missing: Vec<String> = [
            ("started_from", "from_month", "起始月"),
            ("standard", "amount", "标准或金额"),
        ]
        .into_iter()
        .filter(|(field, _, _)| !record.fields.has(field))
        .filter_map(|(_, column, name)| {
            let bare = blanks(table, column);
            (bare > 0).then(|| format!("{name}（{rows} 行里 {bare} 行没有）"))
        })
        .collect();
        if missing.is_empty() {
            continue;
        }
        report
            .at(place, format!("名单缺少{}", missing.join("、")))
            .help("每一行都一样的写在名单外面：`起始月份`、`标准`；各行不同的写进那一行");
    }
}

fn list(record: &Record) -> Option<(&Table, Span)> {
    let field = record.fields.0.get("relief_list")?;
    match &field.value.value {
        Value::Table(table) if table.entries().count() > 0 => Some((table, field.key)),
        _ => None,
    }
}

/// How many rows leave a column blank; what could not be read was reported.
fn blanks(table: &Table, column: &str) -> usize {
    let Some(column) = table.column(column) else {
        return 0;
    };
    let rows = table.entries();
    rows.filter(|row| matches!(row.cell(column).value, Value::Blank))
        .count()
}
