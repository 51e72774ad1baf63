//! Small questions about a line of YAML: where a name ends, where a comment begins, which quote is open.

/// Where a key ends.
pub(super) enum KeyEnd {
    /// `项: 值`, with the offset after the colon.
    Plain(usize),
    /// `项：值`, with the offset of the mark.
    Wide(usize),
    /// `项:值`, with the offset of the mark.
    NoSpace(usize),
}

/// Where the key of a line ends, if the line looks like one.
pub(super) fn key_end(text: &str) -> Option<KeyEnd> {
    if text.starts_with(['{', '[', '"', '\'', '#', '|', '>']) {
        return None;
    }
    for (at, mark) in text.char_indices() {
        let rest = text.get(at + mark.len_utf8()..).unwrap_or_default();
        match mark {
            ':' if rest.is_empty() || rest.starts_with([' ', '\t']) => {
                return Some(KeyEnd::Plain(at + 1));
            }
            ':' => {
                let name = text.get(..at).unwrap_or_default();
                return (is_name(name) && !rest.starts_with('/')).then_some(KeyEnd::NoSpace(at));
            }
            '：' => {
                let name = text.get(..at).unwrap_or_default();
                return is_name(name.trim_end()).then_some(KeyEnd::Wide(at));
            }
            '#' if text.get(..at).is_some_and(|before| before.ends_with(' ')) => return None,
            _ => {}
        }
    }
    None
}

/// Whether a text could be the name of a field: short, with a letter, without punctuation.
fn is_name(text: &str) -> bool {
    let length = text.chars().count();
    (1..=16).contains(&length)
        && text.chars().any(char::is_alphabetic)
        && text.chars().all(|c| {
            c.is_alphanumeric()
                || matches!(c, '_' | '.' | '/' | '（' | '）' | '(' | ')' | '、' | '·')
        })
}

/// Where a field's name ends inside braces.
pub(super) enum FieldEnd {
    /// `项：值`, with the offset of the mark.
    Wide(usize),
    /// `项:值`, with the offset of the mark.
    NoSpace(usize),
}

/// Inside braces: where the name of a field ends, if a wrong mark follows it.
pub(super) fn field_end(text: &str) -> Option<FieldEnd> {
    let at = text.find(['：', ':', ',', '}', '，', '"'])?;
    let (name, rest) = text.split_at_checked(at)?;
    if !is_name(name.trim()) {
        return None;
    }
    if rest.starts_with('：') {
        return Some(FieldEnd::Wide(at));
    }
    let value = rest.strip_prefix(':')?;
    let is_joined = !value.starts_with([' ', '\t', ',', '}', '/']) && !value.is_empty();
    is_joined.then_some(FieldEnd::NoSpace(at))
}

/// Whether a field with its colon follows a wide comma.
pub(super) fn begins_known_field(from_comma: &str) -> bool {
    let rest = from_comma.trim_start_matches('，').trim_start();
    let Some(at) = rest.find([':', '：', ',', '}', '，']) else {
        return false;
    };
    rest.get(at..)
        .is_some_and(|mark| mark.starts_with([':', '：']))
        && rest.get(..at).is_some_and(|name| is_name(name.trim()))
}

pub(super) fn dash_length(body: &str) -> usize {
    let mut length = 0;
    while let Some(rest) = body.get(length..).and_then(|rest| rest.strip_prefix("- ")) {
        length += 2 + (rest.len() - rest.trim_start_matches(' ').len());
    }
    length
}

/// Whether the next line is a key of the same list element.
pub(super) fn is_deeper_key(next: &str, indent: usize) -> bool {
    let content = next.trim_start_matches(' ');
    next.len() - content.len() > indent
        && matches!(key_end(content), Some(KeyEnd::Plain(_) | KeyEnd::Wide(_)))
}

/// The `#` that begins a comment: after a space, outside quotes.
pub(super) fn comment_start(value: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = ' ';
    for (at, mark) in value.char_indices() {
        if quote.is_some() {
            quote = quote.filter(|open| *open != mark);
        } else if matches!(mark, '"' | '\'') && matches!(before, ' ' | ',' | '{' | '[' | ':') {
            quote = Some(mark);
        } else if mark == '#' && matches!(before, ' ' | '\t') {
            return Some(at);
        }
        before = mark;
    }
    None
}

/// Whether the text behind a `#` is the number of a house, a well or a lamp: `3楼水管`, `1`.
pub(super) fn is_numbering(comment: &str) -> bool {
    const THINGS: &str = "号楼栋幢井站机泵渠塘库路灯杆变门棚区组标段车沟桥闸房室单地";
    let rest = comment.trim_start_matches(|c: char| c.is_ascii_digit());
    let first = rest.chars().next();
    (1..=4).contains(&(comment.len() - rest.len())) && first.is_none_or(|c| THINGS.contains(c))
}

/// The quotation mark still open after this text.
pub(super) fn open_quote(text: &str, open: Option<char>) -> Option<char> {
    let mut quote = open;
    let mut is_escaped = false;
    for (index, mark) in text.chars().enumerate() {
        let Some(open_mark) = quote else {
            if index == 0 && matches!(mark, '"' | '\'') {
                quote = Some(mark);
            }
            continue;
        };
        if is_escaped {
            is_escaped = false;
        } else if open_mark == '"' && mark == '\\' {
            is_escaped = true;
        } else if mark == open_mark {
            quote = None;
        }
    }
    quote
}
