//! Which findings say that the program can mend them.

use std::collections::BTreeSet;

use crate::diagnostic::{Finding, Findings};
use crate::load::rules::{UNKNOWN_COLUMN, UNKNOWN_KEY};
use crate::yaml::rules::{COLON_SPACE, WIDE_PUNCTUATION};

const HINT: &str = "`sanwu check --fix` 可以自动改";

const DECLINED: &str = "自动改会牵动别的内容，没有改，请手工改";

/// Says of each finding with a repair that there is one, and withdraws those that are not safe where they stand.
pub(crate) fn offer(findings: &mut Findings) {
    let strange = strange_lines(findings);
    for finding in findings.iter_mut() {
        if finding.fix.is_none() {
            continue;
        }
        // Where the key is not known, the mark behind it may belong to the text: `修路，其中：人工费`.
        let is_mark = [WIDE_PUNCTUATION.code, COLON_SPACE.code].contains(&finding.rule.code);
        if is_mark && strange.contains(&line(finding)) {
            finding.fix = None;
            continue;
        }
        if !(finding.help.is_empty() || finding.help.ends_with('？')) {
            finding.help.push('；');
        }
        finding.help.push_str(HINT);
    }
}

/// Says of what `check --fix` has left that it left it, and why.
pub(crate) fn decline(findings: &mut Findings) {
    for finding in findings.iter_mut() {
        if finding.fix.take().is_some() {
            finding.help = finding.help.replace(HINT, DECLINED);
        }
    }
}

/// Lines with a key that nobody knows, by path.
fn strange_lines(findings: &Findings) -> BTreeSet<(String, usize)> {
    let is_strange =
        |finding: &&Finding| [UNKNOWN_KEY.code, UNKNOWN_COLUMN.code].contains(&finding.rule.code);
    findings.iter().filter(is_strange).map(line).collect()
}

fn line(finding: &Finding) -> (String, usize) {
    let place = &finding.place;
    (place.file.path.clone(), place.position().line)
}
