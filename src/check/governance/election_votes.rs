//! G008: an election is valid, and a winner has the majority, of the right whole.

use crate::check::governance::{elections, offices::is_bound};
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::model::value::Value;
use crate::source::Spanned;

/// 双过半 (ELE-02, ELE-03, ELE-05).
pub(crate) static ELECTION_VOTES: Check = Check {
    rule: Rule {
        code: "G008",
        title: "参加投票或得票没有过半",
        level: Level::Error,
        basis: &["VCOL-18", "RCOL-19"],
        explain: "登记参加选举的村(居)民过半数投票，选举有效；由居民代表投票的，要三分之二以上参加。当选人要得到参加投票的人过半数的票，按实际参加人数算，不按有效票算。另行选举的，得票不少于已投选票的三分之一。标题里写着`另行选举`的，按另行选举算。",
        example: "应参加人数: 566\n实际参加人数: 437\n当选人: [{姓名: 王一, 职务: 委员, 得票: 218}]",
        repair: "应参加人数: 566\n实际参加人数: 437\n当选人: [{姓名: 王一, 职务: 委员, 得票: 219}]",
    },
    run: election_votes,
};

fn election_votes(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (record, day) in elections::records(scope, "affairs.election_result") {
        let soft = !is_bound(scope, day.value);
        turnout(scope, record, soft, report);
        winners(record, soft, report);
    }
}

fn turnout(scope: &Scope<'_>, record: &Record, soft: bool, report: &mut Report<'_>) {
    let (Some(due), Some(present)) = (
        record.fields.count("voters_due"),
        record.fields.count("voters_present"),
    ) else {
        return;
    };
    let by_reps = elections::is_by_representatives(scope, due.value);
    let (needed, whole, share) = if by_reps {
        // 三分之二以上 includes the number itself.
        ((2 * due.value + 2) / 3, "居民代表", "三分之二")
    } else {
        (due.value / 2 + 1, "登记参选", "过半数")
    };
    if present.value >= needed {
        return;
    }
    report
        .at(
            present.span,
            format!(
                "实际参加 {} 人，{whole} {} 人，{share}要 {needed} 人",
                present.value, due.value
            ),
        )
        .label(due.span, whole)
        .help("核对人数，委托投票的也计入；确实不够的，选举无效，重新选举后再公布")
        .warn_if(soft);
}

fn winners(record: &Record, soft: bool, report: &mut Report<'_>) {
    let Some(Value::Table(table)) = record.fields.get("elected").map(|it| &it.value) else {
        return;
    };
    let (Some(name), Some(votes)) = (table.column("name"), table.column("votes")) else {
        return;
    };
    for row in table.entries() {
        let cell = row.cell(votes);
        let Some(count) = cell.value.count() else {
            continue;
        };
        let winner = row.cell(name).value.to_string();
        one(
            record,
            &winner,
            &Spanned::new(count, cell.span),
            soft,
            report,
        );
    }
}

fn one(record: &Record, winner: &str, votes: &Spanned<i64>, soft: bool, report: &mut Report<'_>) {
    let count = votes.value;
    if let Some(valid) = record.fields.count("ballots_valid")
        && count > valid.value
    {
        report
            .at(
                votes.span,
                format!("`{winner}`得票 {count} 张，多于有效票 {} 张", valid.value),
            )
            .label(valid.span, "有效票")
            .help("核对计票记录");
        return;
    }
    let Some(bar) = bar(record) else {
        return;
    };
    if count >= bar.needed {
        return;
    }
    let Bar {
        needed,
        whole,
        says,
        share,
    } = bar;
    report
        .at(
            votes.span,
            format!(
                "`{winner}`得票 {count} 张，{says} {}，{share}要 {needed} 张",
                whole.value
            ),
        )
        .label(whole.span, says)
        .help("核对得票；确实不够的，不能当选，缺额另行选举")
        .warn_if(soft);
}

/// How many votes it takes, and of what.
struct Bar {
    needed: i64,
    whole: Spanned<i64>,
    says: &'static str,
    share: &'static str,
}

fn bar(record: &Record) -> Option<Bar> {
    if record.title.contains("另行选举") {
        let whole = record.fields.count("ballots_returned")?;
        return Some(Bar {
            needed: (whole.value + 2) / 3,
            whole,
            says: "已投选票",
            share: "三分之一",
        });
    }
    let whole = record.fields.count("voters_present")?;
    Some(Bar {
        needed: whole.value / 2 + 1,
        whole,
        says: "参加投票",
        share: "过半数",
    })
}
