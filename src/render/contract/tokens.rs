//! A template cut into tags and words: as much of Tera's grammar as is needed to see which names stand where.
//!
//! Templates that come here were read by Tera before, so nothing has to be said about what does not fit.

/// A piece of a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A name or keyword.
    Name(String),
    /// Text in quotation marks, without them.
    Text(String),
    /// A number.
    Number,
    /// Any other sign, as `.`, `==` or `?.`.
    Sign(&'static str),
}

/// A token with its bytes.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) token: Token,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// `{{ … }}` or `{% … %}`.
#[derive(Debug)]
pub(super) struct Tag {
    /// `{% … %}`: it begins with a keyword or a component.
    pub(super) is_statement: bool,
    pub(super) pieces: Vec<Piece>,
}

/// Longer signs first.
const SIGNS: &[&str] = &[
    "...", "//", "**", "==", "!=", "<=", ">=", "?.", "?[", "</", "/>", ".", ",", ":", "=", "|",
    "(", ")", "[", "]", "{", "}", "<", ">", "+", "-", "*", "/", "%", "~", "@",
];

/// The tags of a template, comments and what stands between `raw` and `endraw` left out.
pub(super) fn tags(text: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some((start, opening)) = opening(text, at) {
        if opening == "{#" {
            at = after(text, start, "#}");
            continue;
        }
        let closing = if opening == "{{" { "}}" } else { "%}" };
        let (pieces, end) = pieces(text, start + 2, closing);
        at = end;
        let is_raw = opening == "{%"
            && matches!(pieces.first(), Some(Piece { token: Token::Name(name), .. }) if name == "raw");
        if is_raw {
            at = text
                .get(end..)
                .and_then(|rest| rest.find("endraw"))
                .map_or(text.len(), |found| after(text, end + found, "%}"));
            continue;
        }
        tags.push(Tag {
            is_statement: opening == "{%",
            pieces,
        });
    }
    tags
}

fn opening(text: &str, from: usize) -> Option<(usize, &'static str)> {
    let rest = text.get(from..)?;
    let found = ["{{", "{%", "{#"]
        .into_iter()
        .filter_map(|mark| Some((from + rest.find(mark)?, mark)));
    found.min_by_key(|(at, _)| *at)
}

fn after(text: &str, from: usize, mark: &str) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    rest.find(mark)
        .map_or(text.len(), |at| from + at + mark.len())
}

/// The pieces up to the closing mark, and where the template goes on.
fn pieces(text: &str, from: usize, closing: &str) -> (Vec<Piece>, usize) {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = from;
    let mut depth = 0_usize;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let trimmed = rest.trim_start();
        at += rest.len() - trimmed.len();
        // A brace that was opened inside is closed first.
        if trimmed.starts_with(closing) && depth == 0 {
            return (without_trims(pieces, (from, at)), at + closing.len());
        }
        let Some(first) = trimmed.chars().next() else {
            break;
        };
        let (token, length) = word(trimmed, first);
        match token {
            Token::Sign("{") => depth += 1,
            Token::Sign("}") => depth = depth.saturating_sub(1),
            _ => {}
        }
        pieces.push(Piece {
            token,
            start: at,
            end: at + length,
        });
        at += length;
    }
    (pieces, text.len())
}

/// `{%- … -%}`: the dashes belong to the marks.
fn without_trims(mut pieces: Vec<Piece>, (from, to): (usize, usize)) -> Vec<Piece> {
    if pieces
        .last()
        .is_some_and(|piece| piece.is("-") && piece.end == to)
    {
        pieces.pop();
    }
    if pieces
        .first()
        .is_some_and(|piece| piece.is("-") && piece.start == from)
    {
        pieces.remove(0);
    }
    pieces
}

fn word(rest: &str, first: char) -> (Token, usize) {
    let run = |is_in: fn(char) -> bool| rest.find(|c| !is_in(c)).unwrap_or(rest.len());
    if first.is_alphabetic() || first == '_' {
        let length = run(|c| c.is_alphanumeric() || c == '_');
        let name = rest.get(..length).unwrap_or_default();
        return (Token::Name(name.to_owned()), length);
    }
    if first.is_ascii_digit() {
        return (Token::Number, run(|c| c.is_ascii_digit() || c == '_'));
    }
    if matches!(first, '"' | '\'' | '`') {
        let inner = rest.get(1..).unwrap_or_default();
        let length = inner.find(first).unwrap_or(inner.len());
        let text = inner.get(..length).unwrap_or_default();
        return (Token::Text(text.to_owned()), (length + 2).min(rest.len()));
    }
    match SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
        Some(sign) => (Token::Sign(sign), sign.len()),
        None => (Token::Sign(""), first.len_utf8()),
    }
}

impl Piece {
    pub(super) fn is(&self, sign: &str) -> bool {
        matches!(&self.token, Token::Sign(own) if *own == sign)
    }

    pub(super) fn name(&self) -> Option<&str> {
        match &self.token {
            Token::Name(name) => Some(name),
            _ => None,
        }
    }

    pub(super) fn text(&self) -> Option<&str> {
        match &self.token {
            Token::Text(text) => Some(text),
            _ => None,
        }
    }
}
