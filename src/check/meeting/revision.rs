//! M015: the sum that was resolved on is the one that was proposed, or a note says why not.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::check::identity::shown;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::matter::{Matter, Step};
use crate::source::{Span, Spanned};

/// 决议和提议的方案不一样, 没有修改说明 (PROC-13).
pub(crate) static REVISION: Check = Check {
    rule: Rule {
        code: "M015",
        title: "决议的金额和提议的对不上，没有修改说明",
        level: Level::Warning,
        basis: &["PRACTICE"],
        explain: "大家审议的方案和最后作出的决议应当是同一个方案，公开的决议应当是会上作出的决议。文字可以不同，金额不能不同：提议（或商议、审议）写的金额在决议里一个也没有，决议公开写的金额在决议里一个也没有，就提醒。结果是`修改后通过`，或者文字里写了修改、调整、核减的，不提醒。",
        example: "- {步骤: 提议, 正文: 修路预算18万元}\n- {步骤: 决议, 结果: 通过, 决议内容: 同意修路，造价21万元}",
        repair: "- {步骤: 提议, 正文: 修路预算18万元}\n- {步骤: 决议, 结果: 修改后通过, 决议内容: 同意修路，增加路灯，造价由18万元调整为21万元}",
    },
    run: revision,
};

fn revision(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in &scope.village.records {
        if let Some(matter) = &record.matter {
            one(matter, report);
        }
    }
}

fn one(matter: &Matter, report: &mut Report<'_>) {
    let Some(resolution) = matter.resolution() else {
        return;
    };
    let Some(resolved) = stated(resolution, &["resolution_text", "text"]) else {
        return;
    };
    let proposed = ["review", "consult", "propose"].into_iter().find_map(|id| {
        let step = matter.step(id)?;
        stated(step, &["text"])
    });
    if let Some(proposed) = proposed.filter(|_| !is_revised(resolution)) {
        compare(&proposed, &resolved, ("提议", "决议"), report);
    }
    let disclosed = matter.step("disclose_resolution");
    let disclosed = disclosed.filter(|step| !is_revised(step));
    if let Some(disclosed) = disclosed.and_then(|step| stated(step, &["resolution_text", "text"])) {
        compare(&resolved, &disclosed, ("决议", "公开的决议"), report);
    }
}

/// The sums that a step states, with the place of the text.
struct Stated {
    sums: BTreeSet<Decimal>,
    place: Span,
}

fn stated(step: &Step, fields: &[&str]) -> Option<Stated> {
    fields.iter().find_map(|id| {
        let text = step.fields.text(id)?;
        let sums = sums(&text.value);
        (!sums.is_empty()).then_some(Stated {
            sums,
            place: text.span,
        })
    })
}

fn compare(
    first: &Stated,
    second: &Stated,
    (before, after): (&str, &str),
    report: &mut Report<'_>,
) {
    let (Some(one), Some(other)) = (first.sums.last(), second.sums.last()) else {
        return;
    };
    if !first.sums.is_disjoint(&second.sums) {
        return;
    }
    report
        .at(
            second.place,
            format!(
                "{after}里的金额是 {} 元，{before}里的是 {} 元，没有修改说明",
                shown(*other, true),
                shown(*one, true)
            ),
        )
        .label(first.place, before.to_owned())
        .help("核对两处金额；方案改过的，结果写`修改后通过`，并写清改了什么、为什么");
}

const REVISED: &[&str] = &[
    "修改", "调整", "变更", "核减", "核增", "压减", "追加", "增加", "减少", "改为", "审减",
];

fn is_revised(step: &Step) -> bool {
    let says = |id: &str| -> Option<Spanned<String>> { step.fields.text(id) };
    let is_outcome = says("outcome").is_some_and(|text| text.value == "修改后通过");
    is_outcome
        || ["text", "opinion_summary", "resolution_text"]
            .into_iter()
            .filter_map(says)
            .any(|text| REVISED.iter().any(|word| text.contains(word)))
}

/// Every amount of money in a text, in yuan: `18万元`, `180,000.00元`.
fn sums(text: &str) -> BTreeSet<Decimal> {
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices('元') {
        let before = text.get(..at).unwrap_or_default().trim_end();
        let (before, factor) = match before.strip_suffix('万') {
            Some(before) => (before.trim_end(), Decimal::from(10_000)),
            None => (before, Decimal::ONE),
        };
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '，');
        let rest = before.trim_end_matches(is_part);
        let number = before.get(rest.len()..).unwrap_or_default();
        let number: String = number
            .chars()
            .filter(|c| !matches!(c, ',' | '，'))
            .collect();
        let sum = number.parse::<Decimal>().ok();
        if let Some(sum) = sum.and_then(|sum| sum.checked_mul(factor)) {
            found.insert(sum.normalize());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::sums;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = sums(text).iter().map(ToString::to_string).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn finds_sums() {
        check("修路预算18万元", &["180000"]);
        check("共 180,000.00 元，每人30元", &["30", "180000"]);
        check("单价 1.2万元/公里", &["12000"]);
        check("公元前", &[]);
        check("第3条、2元店", &["2"]);
    }
}
