//! R005: what was disclosed changes only with a correction that says so.

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::difference::{Difference, Side, differences};
use crate::model::history::{self, Content, Former};
use crate::model::record::Record;

/// Other places of a record shown beside the first.
const LABELS: usize = 3;

/// 封存后的内容不能悄悄改 (FIN-24).
pub(crate) static UNSAID: Check = Check {
    rule: Rule {
        code: "R005",
        title: "封存过的内容改了，没有写更正",
        level: Level::Error,
        basis: &["ACCT-14", "SD-CWGK-13", "PRACTICE"],
        explain: "公布并封存过的内容，居民看得到的字改了任何一处，都要在`更正`里写日期、原因、批准人和改了什么；只是增加内容的写`补充`。一件事新走完的步骤不算改动。译文也一样：只改译文的，`更正`写在译文自己的开头；新加的译文、照新一版重新翻译的（`译自`的版次大了）不用另写，删去的写在记录里。不问改动大小：一律写明，以后谁都查得到。",
        example: "（第 12 号封存时）\n期末余额: 10,100.00\n（现在）\n期末余额: 10,010.00",
        repair: "期末余额: 10,010.00\n更正: [{日期: 2026-05-12, 原因: 抄错, 批准人: 张三, 内容: 期末余额由10100.00元改为10010.00元}]",
    },
    run: unsaid,
};

/// 写了更正, 内容没有变.
pub(crate) static UNCHANGED: Check = Check {
    rule: Rule {
        code: "R006",
        title: "写了更正，内容和封存的一样",
        level: Level::Warning,
        basis: &["PRACTICE"],
        explain: "新写了一次`更正`或`补充`，可是居民看到的内容和上一次封存的一模一样：多半是忘了改数，或者改在了别的文件里。",
        example: "（第 12 号封存时）\n期末余额: 10,100.00\n（现在）\n期末余额: 10,100.00\n更正: [{日期: 2026-05-12, 原因: 抄错, 批准人: 张三, 内容: 期末余额由10100.00元改为10010.00元}]",
        repair: "期末余额: 10,010.00\n更正: [{日期: 2026-05-12, 原因: 抄错, 批准人: 张三, 内容: 期末余额由10100.00元改为10010.00元}]",
    },
    run: unchanged,
};

fn unsaid(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (record, former) in changed(scope) {
        let before = &former.record;
        let is_said = record.corrections.len() > before.corrections.len()
            || record.withdrawal.is_some() && before.withdrawal.is_none();
        if is_said {
            continue;
        }
        let unsaid: Vec<Difference> = found(scope, record, former)
            .into_iter()
            .filter(Difference::needs_word)
            .collect();
        let Some(first) = unsaid.first() else {
            continue;
        };
        let others = match unsaid.len() - 1 {
            0 => String::new(),
            count => format!("，另有 {count} 处"),
        };
        let mut note = report
            .at(
                first.span,
                format!("{}{others}，没有写更正", said(first, record)),
            )
            .help("在`更正`里写日期、原因、批准人和内容（只是增加的写`补充`）；不该改的改回原来的")
            .basis(super::basis(record));
        for other in unsaid.iter().skip(1).take(LABELS) {
            if other.span != first.span {
                note = note.label(other.span, said(other, record));
            }
        }
    }
}

fn unchanged(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (record, former) in changed(scope) {
        let known = former.record.corrections.len();
        let Some(new) = record.corrections.get(known..).and_then(<[_]>::last) else {
            continue;
        };
        if found(scope, record, former).is_empty() {
            let word = if new.is_supplement {
                "补充"
            } else {
                "更正"
            };
            report
                .at(new.span, format!("写了{word}，内容和上一次封存的一样"))
                .help(format!("把要改的内容改好；不用改的，删去这一次{word}"));
        }
    }
}

/// Records that stand and read otherwise than when they were sealed last.
fn changed<'a>(scope: &Scope<'a>) -> impl Iterator<Item = (&'a Record, &'a Former)> {
    let village = scope.village;
    let records = village.records.iter().filter(|record| record.is_public());
    records.filter_map(|record| {
        let last = village.history.of(&record.address).last()?;
        match &last.content {
            Content::Former(former) => Some((record, former)),
            Content::Standing(_) | Content::Withheld => None,
        }
    })
}

fn found(scope: &Scope<'_>, record: &Record, former: &Former) -> Vec<Difference> {
    let files = history::sums(record, scope.tree, &scope.village.kept_inside);
    let old = Side {
        record: &former.record,
        files: &former.files,
    };
    let new = Side {
        record,
        files: &files,
    };
    differences(old, new, &scope.catalog.procedure)
}

/// `“期末余额”封存时是 10,100.00，现在是 10,010.00`; of a record that hides names only the place.
fn said(difference: &Difference, record: &Record) -> String {
    let Difference {
        place,
        before,
        after,
        ..
    } = difference;
    if record.masks() {
        return format!("`{place}`和封存时不一样");
    }
    match (before.is_empty(), after.is_empty()) {
        (true, _) => format!("`{place}`封存时没有，现在是“{}”", short(after)),
        (_, true) => format!("`{place}`封存时是“{}”，现在没有", short(before)),
        (false, false) => {
            format!(
                "`{place}`封存时是“{}”，现在是“{}”",
                short(before),
                short(after)
            )
        }
    }
}

fn short(text: &str) -> String {
    const CHARACTERS: usize = 40;
    let mut short: String = text.chars().take(CHARACTERS).collect();
    if text.chars().nth(CHARACTERS).is_some() {
        short.push('…');
    }
    short
}
