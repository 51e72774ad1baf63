//! What follows from a slip of writing is not reported beside it: one cause, one finding.

use crate::diagnostic::Problem;
use crate::source::SourceFile;
use crate::yaml::rules::{DUPLICATE_KEY, SYNTAX};

/// The message of a second document in a file.
const SECOND: &str = "一个文件里有两段";

/// Takes out what a second document repeats: that there are two of them has been said.
pub(super) fn only_the_cause(known: usize, problems: &mut Vec<Problem>) {
    let mut own = problems.iter().skip(known);
    let second = own.find(|one| one.rule.code == SYNTAX.code && one.message.starts_with(SECOND));
    let Some(start) = second.map(|one| one.span.start) else {
        return;
    };
    let mut index = 0;
    problems.retain(|one| {
        index += 1;
        index <= known || one.rule.code != DUPLICATE_KEY.code || one.span.start < start
    });
}

/// The keys at the top of a file inside which a slip stands, so that their values were cut short.
pub(super) fn cut_keys(source: &SourceFile, problems: &[Problem]) -> Vec<String> {
    let slips = problems.iter().filter(|one| one.rule.code == SYNTAX.code);
    let keys = slips.filter_map(|one| {
        let at = source.text.get(..one.span.start)?;
        let rest = source.text.get(one.span.start..)?;
        let line = rest.find('\n').map_or(rest.len(), |end| end);
        let until = source.text.get(..at.len() + line)?;
        let key = until.lines().rev().find(|line| {
            let begins = line.chars().next();
            begins.is_some_and(|c| !c.is_whitespace() && !matches!(c, '-' | '#' | ']' | '}'))
        })?;
        let (key, _) = key.split_once([':', '：'])?;
        Some(key.trim().to_owned())
    });
    keys.collect()
}
