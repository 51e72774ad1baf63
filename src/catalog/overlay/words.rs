//! Says in Chinese what the YAML library says in English.

use crate::catalog::overlay::OverlayProblem;

/// The problem that kept the file from being read.
pub(super) fn unreadable(error: &serde_yaml::Error) -> OverlayProblem {
    let (line, column) = error
        .location()
        .map_or((1, 1), |place| (place.line(), place.column()));
    let said = error.to_string();
    let mut quoted = said.split('`').skip(1).step_by(2);
    let word = quoted.next().unwrap_or_default().to_owned();
    let has = |part: &str| said.contains(part);
    let (message, help) = if has("unknown field") {
        (format!("不认识的键`{word}`"), nearest(&word, quoted))
    } else if has("unknown variant") {
        (format!("不认识的取值`{word}`"), nearest(&word, quoted))
    } else if has("missing field") {
        (format!("缺少`{word}`"), format!("补上`{word}`"))
    } else if has("duplicate") {
        (format!("`{word}`写了两次"), "留下一处".to_owned())
    } else if has("invalid type") || has("invalid value") {
        (
            "这里的内容类型不对".to_owned(),
            "对照说明看这里该写文字、数、列表还是一组键".to_owned(),
        )
    } else if let Some(sentence) = chinese(&said) {
        (sentence, "改正算式".to_owned())
    } else {
        (
            "这里不是有效的 YAML".to_owned(),
            "检查缩进、冒号(要用半角并空一格)和括号是否成对".to_owned(),
        )
    };
    OverlayProblem {
        line,
        column,
        message,
        help,
        is_weaker: false,
    }
}

fn nearest<'a>(word: &str, expected: impl Iterator<Item = &'a str>) -> String {
    let expected: Vec<&str> = expected.collect();
    match crate::catalog::suggest::nearest(word, expected.iter().copied()) {
        Some(name) => format!("是不是想写`{name}`？"),
        None => "对照说明检查键名".to_owned(),
    }
}

/// Our own readers speak Chinese already: what they say comes after the path.
fn chinese(said: &str) -> Option<String> {
    let sentence = said
        .split(": ")
        .find(|part| part.chars().any(|c| ('一'..='龥').contains(&c)))?;
    let end = sentence.find(" at line").unwrap_or(sentence.len());
    sentence.get(..end).map(str::to_owned)
}
