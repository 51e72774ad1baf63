//! 豁免: a warning on one record that somebody answers for falls away; a waiver of anything else is said.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::diagnostic::{Level, Problem, Rule};
use crate::load::rules::{UNUSED_WAIVER, WAIVER};
use crate::model::record::Waiver;
use crate::model::village::Village;
use crate::source::FileId;

/// Every rule by its code.
pub(crate) type Rules = BTreeMap<&'static str, &'static Rule>;

/// The problems that are left; waivers that silence nothing are among them.
pub(super) fn apply(problems: Vec<Problem>, village: &Village, rules: &Rules) -> Vec<Problem> {
    let records = village.by_file();
    let mut used: BTreeSet<(FileId, &'static str)> = BTreeSet::new();
    let mut left = Vec::with_capacity(problems.len());
    for problem in problems {
        let code = problem.rule.code;
        let record = records.get(&problem.span.file);
        let waivers = record.map_or(&[][..], |record| &record.waivers);
        let is_waived = waivers.iter().any(|waiver| named(waiver) == code);
        if is_waived && problem.level != Level::Error {
            used.extend(record.map(|record| (record.file, code)));
        } else {
            left.push(problem);
        }
    }
    let broken: BTreeSet<FileId> = left
        .iter()
        .filter(|problem| problem.level == Level::Error)
        .map(|problem| {
            let file = problem.span.file;
            records.get(&file).map_or(file, |record| record.file)
        })
        .collect();
    for record in &village.records {
        let unused = record.waivers.iter().filter(|waiver| {
            let known = rules.get(named(waiver).as_str());
            !known.is_some_and(|rule| used.contains(&(record.file, rule.code)))
        });
        left.extend(unused.filter_map(|waiver| {
            misused(waiver, rules).or_else(|| {
                // Where the record has an error, the warning may be hidden behind it.
                (!broken.contains(&record.file)).then(|| useless(waiver))
            })
        }));
    }
    left
}

fn named(waiver: &Waiver) -> String {
    waiver.rule.trim().to_ascii_uppercase()
}

/// A waiver of what cannot be waived.
fn misused(waiver: &Waiver, rules: &Rules) -> Option<Problem> {
    let code = named(waiver);
    let Some(rule) = rules.get(code.as_str()) else {
        let message = format!("没有`{}`这条规则", waiver.rule.value);
        let help = "规则写编号，如`F009`；全部编号见 sanwu explain";
        return Some(Problem::new(&WAIVER, waiver.rule.span, message).help(help));
    };
    (rule.level == Level::Error).then(|| {
        let message = format!("`{code}`（{}）是错误，不能豁免", rule.title);
        Problem::new(&WAIVER, waiver.rule.span, message).help("按这条规则改正记录，再删去这条豁免")
    })
}

fn useless(waiver: &Waiver) -> Problem {
    let message = format!("豁免的`{}`在这条记录里没有出现", named(waiver));
    Problem::new(&UNUSED_WAIVER, waiver.rule.span, message).help("删去这条豁免")
}
