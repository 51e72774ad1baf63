//! F029: no more members pay their dues than there are.

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::model::value::Value;
use crate::source::{Span, Spanned};

/// 交纳党费的人数不多于党员人数 (PTY-04); that the dues themselves add up is F003 and F001.
pub(crate) static DUES_PAYERS: Check = Check {
    rule: Rule {
        code: "F029",
        title: "交纳党费的人数多于党员人数",
        level: Level::Error,
        basis: &["PARTYDUES"],
        explain: "交党费的人不会比党员多。拿`交纳人数`和`党员队伍概况与分类管理`里这一期和上一期公布的人数（取多的一个）比；没有公布过概况的，和 village.yaml 的`党员`比，只提醒，因为那里写的可能不是当时的人数。",
        example: "公开事项: 党费收缴使用\n交纳人数: 49\n（党员队伍概况与分类管理 人数: 46）",
        repair: "公开事项: 党费收缴使用\n交纳人数: 46",
    },
    run: dues_payers,
};

fn dues_payers(scope: &Scope<'_>, report: &mut Report<'_>) {
    let overviews: Vec<&Record> = scope
        .village
        .published()
        .filter(|record| record.item_id() == "party.members_overview")
        .collect();
    for record in scope.village.published() {
        if record.item_id() != "party.dues" {
            continue;
        }
        let Some(payers) = most_payers(record) else {
            continue;
        };
        let (members, place) = match most_members(record, &overviews) {
            Some((members, place)) => (members, Some(place)),
            None => match scope.village.profile.party_members {
                Some(members) => (members, None),
                None => continue,
            },
        };
        if payers.value <= members {
            continue;
        }
        let note = report
            .at(
                payers.span,
                format!("交纳党费 {} 人，党员 {members} 人", payers.value),
            )
            .help("核对交纳人数和党员人数；期间转出的人也交过的，补公布转出以前的`党员队伍概况`")
            .warn_if(place.is_none());
        if let Some(place) = place {
            note.label(place, "党员人数");
        }
    }
}

/// 交纳人数 of the record, else the highest of its months.
fn most_payers(record: &Record) -> Option<Spanned<i64>> {
    let own = record.fields.count("payer_count");
    own.or_else(|| {
        let Value::Table(table) = &record.fields.get("party_dues")?.value else {
            return None;
        };
        let column = table.column("payers")?;
        let cells = table.entries().map(|row| row.cell(column));
        let counts = cells.filter_map(|cell| Some(Spanned::new(cell.value.count()?, cell.span)));
        counts.max_by_key(|count| count.value)
    })
}

/// The highest number of members that counted during the period: of the overviews in it, and the last one before.
fn most_members(record: &Record, overviews: &[&Record]) -> Option<(i64, Span)> {
    let until = record.date()?;
    let from = record.period().and_then(|period| period.first_day())?;
    let day = |overview: &Record| overview.period().and_then(|period| period.last_day());
    let known = overviews
        .iter()
        .filter(|overview| day(overview).is_some_and(|day| day <= until));
    let before = known
        .clone()
        .filter(|overview| day(overview).is_some_and(|day| day < from))
        .max_by_key(|overview| day(overview));
    let within = known.filter(|overview| day(overview).is_some_and(|day| day >= from));
    let counts = within.chain(before).filter_map(|overview| {
        let count = overview.fields.count("headcount")?;
        Some((count.value, count.span))
    });
    counts.max_by_key(|(count, _)| *count)
}
