//! Cuts XML into tags and text, leniently: attachments are read, not judged.

/// A piece of an XML text; names are without their prefix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `<name attributes>`; an empty element gives `Close` right after.
    Open(&'a str, Attributes<'a>),
    /// `</name>`.
    Close(&'a str),
    /// Text with its entities resolved.
    Text(String),
}

/// The attributes of a tag as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Attributes<'a>(&'a str);

/// The pieces of a text in order.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    rest: &'a str,
    close: Option<&'a str>,
}

/// Reads a text.
pub(super) fn tokens(text: &str) -> Tokens<'_> {
    Tokens {
        rest: text,
        close: None,
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(name) = self.close.take() {
            return Some(Token::Close(name));
        }
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let Some(tag) = self.rest.strip_prefix('<') else {
                let (text, rest) = self.cut('<');
                self.rest = rest;
                return Some(Token::Text(unescape(text)));
            };
            if let Some(data) = tag.strip_prefix("![CDATA[") {
                let (text, rest) = data.split_once("]]>").unwrap_or((data, ""));
                self.rest = rest;
                return Some(Token::Text(text.to_owned()));
            }
            if let Some(comment) = tag.strip_prefix("!--") {
                self.rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
                continue;
            }
            let (tag, rest) = tag_end(tag);
            self.rest = rest;
            if tag.starts_with(['?', '!']) {
                continue;
            }
            if let Some(name) = tag.strip_prefix('/') {
                return Some(Token::Close(local(name.trim())));
            }
            let tag = if let Some(tag) = tag.strip_suffix('/') {
                self.close = Some(local(name_of(tag)));
                tag
            } else {
                tag
            };
            let name = name_of(tag);
            let attributes = tag.get(name.len()..).unwrap_or_default();
            return Some(Token::Open(local(name), Attributes(attributes)));
        }
    }
}

impl<'a> Tokens<'a> {
    fn cut(&self, end: char) -> (&'a str, &'a str) {
        let at = self.rest.find(end).unwrap_or(self.rest.len());
        self.rest.split_at(at)
    }
}

impl Attributes<'_> {
    /// The value of an attribute, its prefix left out of account.
    pub(super) fn get(self, wanted: &str) -> Option<String> {
        let mut rest = self.0;
        loop {
            let (name, after) = rest.split_once('=')?;
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let (value, next) = after.get(1..)?.split_once(quote)?;
            if local(name.trim()) == wanted {
                return Some(unescape(value));
            }
            rest = next;
        }
    }

    /// A whole number.
    pub(super) fn number(self, wanted: &str) -> Option<usize> {
        self.get(wanted)?.trim().parse().ok()
    }
}

/// The inside of a tag and what follows it; `>` within quotes does not end it.
fn tag_end(tag: &str) -> (&str, &str) {
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (None, '>') => {
                let (inside, rest) = tag.split_at(at);
                return (inside, rest.get(1..).unwrap_or_default());
            }
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    (tag, "")
}

fn name_of(tag: &str) -> &str {
    tag.split(|c: char| c.is_whitespace())
        .next()
        .unwrap_or_default()
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// Resolves the entities of XML and HTML that occur in numbers and names.
pub(super) fn unescape(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        result.push_str(before);
        rest = after;
        // No name of an entity is longer.
        let end = after.bytes().take(10).position(|byte| byte == b';');
        let entity = end.and_then(|end| Some((after.get(..end)?, after.get(end + 1..)?)));
        match entity.and_then(|(name, next)| Some((character(name)?, next))) {
            Some((c, next)) => {
                result.push(c);
                rest = next;
            }
            None => result.push('&'),
        }
    }
    result.push_str(rest);
    result
}

fn character(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => {
            let code = name.strip_prefix('#')?;
            let code = match code.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => code.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}
