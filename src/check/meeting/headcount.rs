//! M003: present ≤ due ≤ eligible, and votes together ≤ present.

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Fields;
use crate::model::table::Table;
use crate::model::value::Value;

/// 人数或票数对不上 (M003).
pub(crate) static HEADCOUNT: Check = Check {
    rule: Rule {
        code: "M003",
        title: "人数或票数对不上",
        level: Level::Error,
        basis: &["VCOL-26", "RCOL-27"],
        explain: "实到不能多于应到，应到不能多于有表决权的总数；同意、反对、弃权三种票加起来不能多于实到。民主评议对每个人的票也是一人一票。",
        example: "应到: 43\n实到: 48",
        repair: "应到: 48\n实到: 43",
    },
    run: headcount,
};

fn headcount(scope: &Scope<'_>, report: &mut Report<'_>) {
    // Minutes that stand as records of their own are held to the same by the catalogue (F014).
    let matters = scope
        .village
        .records
        .iter()
        .filter_map(|record| record.matter.as_ref());
    let steps = matters
        .flat_map(|matter| &matter.steps)
        .map(|step| &step.fields);
    for fields in steps {
        for (more, less) in [
            ("due_count", "present_count"),
            ("eligible_count", "due_count"),
            ("eligible_count", "present_count"),
            ("household_due", "household_present"),
        ] {
            at_most(fields, more, less, report);
        }
        votes(fields, report);
    }
    for record in &scope.village.records {
        for (_, table) in record.fields.tables() {
            appraised(&record.fields, table, report);
        }
    }
}

/// Votes on each name: everybody present votes once. 称职以上 may hold what 优秀 holds too, so that it only warns.
fn appraised(fields: &Fields, table: &Table, report: &mut Report<'_>) {
    let kinds = ["excellent", "competent", "basic", "incompetent"];
    let columns: Vec<usize> = kinds.iter().filter_map(|id| table.column(id)).collect();
    let (Some(present), true) = (fields.count("present_count"), columns.len() == kinds.len())
    else {
        return;
    };
    for row in table.entries() {
        let cells = columns.iter().map(|column| row.cell(*column));
        let counts: Vec<_> = cells
            .filter_map(|cell| match cell.value {
                Value::Count(count) => Some((count, cell.span)),
                _ => None,
            })
            .collect();
        let sum: i64 = counts.iter().map(|(count, _)| count).sum();
        let Some((_, span)) = counts.first().filter(|_| sum > present.value) else {
            continue;
        };
        report
            .at(
                *span,
                format!("各种票共 {sum} 张，多于实到 {} 人", present.value),
            )
            .label(present.span, "实到")
            .help("核对票数和实到人数")
            .warn_if(true);
    }
}

fn at_most(fields: &Fields, more: &str, less: &str, report: &mut Report<'_>) {
    let (Some(whole), Some(part)) = (fields.count(more), fields.count(less)) else {
        return;
    };
    if part.value <= whole.value {
        return;
    }
    let name = |id: &str| {
        fields
            .0
            .get(id)
            .map_or_else(String::new, |field| field.def.name.clone())
    };
    report
        .at(
            part.span,
            format!(
                "`{}`（{}）多于`{}`（{}）",
                name(less),
                part.value,
                name(more),
                whole.value
            ),
        )
        .label(whole.span, name(more))
        .help("核对签到簿上的人数");
}

fn votes(fields: &Fields, report: &mut Report<'_>) {
    let kinds = ["votes_for", "votes_against", "votes_abstain"];
    let counts: Vec<_> = kinds.iter().filter_map(|id| fields.count(id)).collect();
    let (Some(first), Some(present)) = (counts.first(), fields.count("present_count")) else {
        return;
    };
    let sum: i64 = counts.iter().map(|count| count.value).sum();
    if sum > present.value {
        report
            .at(
                first.span,
                format!("各种票共 {sum} 张，多于实到 {} 人", present.value),
            )
            .label(present.span, "实到")
            .help("核对票数和实到人数；在线和委托的也计入实到");
    }
}
