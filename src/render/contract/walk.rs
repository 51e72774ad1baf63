//! Goes through the tags of a template and knows which names there are at each place.

use std::collections::BTreeMap;

use crate::render::contract::shapes::Kind;
use crate::render::contract::tokens::{Piece, Tag, Token};
use crate::render::contract::{Arguments, Chain, Looked, Mistake};

/// Names of one place and what they stand for.
#[derive(Debug, Default)]
pub(super) struct Scope {
    pub(super) names: BTreeMap<String, Kind>,
    /// A component sees nothing of what stands around its call.
    is_closed: bool,
}

/// The walk through one template.
pub(super) struct Walk<'a> {
    pub(super) chain: &'a Chain<'a>,
    template: usize,
    scopes: Vec<Scope>,
    /// The one that includes it may have given it more names.
    is_included: bool,
    pub(super) looked: Looked,
}

/// Words of expressions that are no names.
const KEYWORDS: &[&str] = &[
    "and", "or", "not", "is", "in", "if", "else", "for", "true", "True", "false", "False", "none",
    "None", "null",
];

impl<'a> Walk<'a> {
    pub(super) fn new(
        chain: &'a Chain<'a>,
        template: usize,
        names: impl Iterator<Item = (&'static str, &'a Kind)>,
        is_included: bool,
    ) -> Self {
        let names = names.map(|(name, kind)| (name.to_owned(), kind.clone()));
        Self {
            chain,
            template,
            scopes: vec![Scope {
                names: names.collect(),
                is_closed: false,
            }],
            is_included,
            looked: Looked::default(),
        }
    }

    pub(super) fn tags(&mut self, tags: &[Tag], passed: &mut Arguments) {
        for tag in tags {
            let pieces = tag.pieces.as_slice();
            let word = pieces.first().and_then(Piece::name);
            match word.filter(|_| tag.is_statement) {
                None => {
                    self.expression(pieces, passed);
                }
                Some("if" | "elif") => {
                    self.expression(&pieces[1..], passed);
                }
                Some("for") => self.open_loop(pieces, passed),
                Some("set" | "set_global") => self.set(pieces, passed),
                Some("component") => self.open_component(tag, passed),
                Some("endfor" | "endcomponent") => {
                    // The names of the template itself stay.
                    if self.scopes.len() > 1 {
                        self.scopes.pop();
                    }
                }
                Some(_) => {}
            }
        }
    }

    /// `for a in list`, `for key, value in map`.
    fn open_loop(&mut self, pieces: &[Piece], passed: &mut Arguments) {
        let Some(at) = pieces.iter().position(|piece| piece.name() == Some("in")) else {
            return;
        };
        let over = self.expression(&pieces[at + 1..], passed);
        let names: Vec<&str> = pieces[1..at].iter().filter_map(Piece::name).collect();
        let mut scope = Scope::default();
        scope.names.insert("loop".to_owned(), Kind::Any);
        match (names.as_slice(), over) {
            ([one], Kind::List(element)) => {
                scope.names.insert((*one).to_owned(), *element);
            }
            (names, _) => {
                let names = names.iter().map(|name| ((*name).to_owned(), Kind::Any));
                scope.names.extend(names);
            }
        }
        self.scopes.push(scope);
    }

    fn set(&mut self, pieces: &[Piece], passed: &mut Arguments) {
        let Some(name) = pieces.get(1).and_then(Piece::name) else {
            return;
        };
        let has_value = pieces.get(2).is_some_and(|piece| piece.is("="));
        let kind = if has_value {
            self.expression(&pieces[3..], passed)
        } else {
            Kind::Text
        };
        let is_global = pieces.first().and_then(Piece::name) == Some("set_global");
        let closed = self.scopes.iter().rposition(|scope| scope.is_closed);
        let at = if is_global {
            closed.unwrap_or(0)
        } else {
            self.scopes.len() - 1
        };
        self.scopes[at].names.insert(name.to_owned(), kind);
    }

    fn open_component(&mut self, tag: &Tag, passed: &Arguments) {
        let mut scope = Scope {
            is_closed: true,
            ..Scope::default()
        };
        scope.names.insert("body".to_owned(), Kind::Any);
        if let Some(signature) = super::call::signature(tag, self.template) {
            for argument in &signature.arguments {
                let key = (signature.name.clone(), argument.name.clone());
                let kind = match passed.get(&key).map(Vec::as_slice) {
                    Some([kind]) => kind.clone(),
                    _ => Kind::Any,
                };
                scope.names.insert(argument.name.clone(), kind);
            }
            if let Some(rest) = signature.rest {
                scope.names.insert(rest, Kind::Any);
            }
        }
        self.scopes.push(scope);
    }

    /// What an expression stands for, where it is a name and its fields and nothing else.
    pub(super) fn expression(&mut self, pieces: &[Piece], passed: &mut Arguments) -> Kind {
        let added = self.comprehension(pieces);
        let mut whole = Kind::Any;
        let mut at = 0;
        while at < pieces.len() {
            let before = at.checked_sub(1).map(|index| &pieces[index]);
            let next = pieces.get(at + 1);
            let piece = &pieces[at];
            if piece.is("<") && !before.is_some_and(is_operand) {
                at = self.call(pieces, at, passed);
                continue;
            }
            let Some(name) = piece.name() else {
                at += 1;
                continue;
            };
            let is_filter_or_test = before.is_some_and(|before| {
                before.is("|") || before.name() == Some("is") || is_negated(pieces, at)
            });
            let is_called = next.is_some_and(|next| next.is("("));
            let is_argument = next.is_some_and(|next| next.is("="));
            if KEYWORDS.contains(&name) || is_filter_or_test || is_called || is_argument {
                at += 1;
                continue;
            }
            let (kind, end) = self.path(pieces, at, passed);
            if at == 0 && end == pieces.len() {
                whole = kind;
            }
            at = end;
        }
        if added {
            self.scopes.pop();
        }
        whole
    }

    /// `[x.text for x in list]`: the name stands before the place that makes it.
    fn comprehension(&mut self, pieces: &[Piece]) -> bool {
        let mut scope = Scope::default();
        for at in 1..pieces.len() {
            if pieces[at].name() == Some("for") {
                let names = pieces[at + 1..].iter();
                let names = names.take_while(|piece| piece.name() != Some("in"));
                let names = names.filter_map(|piece| Some((piece.name()?.to_owned(), Kind::Any)));
                scope.names.extend(names);
            }
        }
        let is_one = !scope.names.is_empty();
        if is_one {
            self.scopes.push(scope);
        }
        is_one
    }

    /// What a name stands for here; `None` where there is no such name.
    pub(super) fn look_up(&self, name: &str) -> Option<Kind> {
        for scope in self.scopes.iter().rev() {
            if let Some(kind) = scope.names.get(name) {
                return Some(kind.clone());
            }
            if scope.is_closed {
                return None;
            }
        }
        (self.is_included || name.starts_with("__tera")).then_some(Kind::Any)
    }

    /// The names there are here.
    pub(super) fn names(&self) -> Vec<&str> {
        let closed = self.scopes.iter().rposition(|scope| scope.is_closed);
        let seen = self.scopes[closed.unwrap_or(0)..].iter();
        let names = seen.flat_map(|scope| scope.names.keys().map(String::as_str));
        let mut names: Vec<&str> = names.filter(|name| *name != "body").collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    pub(super) fn mistake(
        &mut self,
        span: (usize, usize),
        message: String,
        notes: (String, String),
    ) {
        let template = &self.chain.source(self.template).name;
        let mistake = Mistake::new(template, span, message, notes);
        self.looked.mistakes.insert(mistake);
    }
}

/// Whether what follows goes on with this piece: `a < b` is no component.
fn is_operand(piece: &Piece) -> bool {
    match &piece.token {
        Token::Name(name) => !KEYWORDS.contains(&name.as_str()),
        Token::Text(_) | Token::Number => true,
        Token::Sign(sign) => matches!(*sign, ")" | "]" | "}"),
    }
}

/// `is not defined`.
fn is_negated(pieces: &[Piece], at: usize) -> bool {
    let word = |back: usize| at.checked_sub(back).and_then(|index| pieces[index].name());
    word(1) == Some("not") && word(2) == Some("is")
}
