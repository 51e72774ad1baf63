//! Components: what one takes, and whether a call gives it.

use crate::render::contract::Arguments;
use crate::render::contract::paths::meant;
use crate::render::contract::shapes::Kind;
use crate::render::contract::tokens::{Piece, Tag};
use crate::render::contract::walk::Walk;

/// What a component takes.
#[derive(Debug)]
pub(super) struct Signature {
    pub(super) name: String,
    /// The template it stands in.
    pub(super) template: usize,
    pub(super) arguments: Vec<Argument>,
    /// The name under which everything else is kept, as `...rest`.
    pub(super) rest: Option<String>,
}

#[derive(Debug)]
pub(super) struct Argument {
    pub(super) name: String,
    /// The type as written, or empty.
    declared: String,
    /// `@texts`: taken from around the call.
    is_implicit: bool,
    has_default: bool,
}

/// Arguments of a call: the name's piece and what is given.
type Given<'a> = Vec<(&'a Piece, Kind)>;

/// `component card(card: map, @root)`.
pub(super) fn signature(tag: &Tag, template: usize) -> Option<Signature> {
    let pieces = tag.pieces.as_slice();
    let is_one = tag.is_statement && pieces.first()?.name() == Some("component");
    let open = pieces.iter().position(|piece| piece.is("("))?;
    let close = pieces.iter().rposition(|piece| piece.is(")"))?;
    let name = dotted(pieces.get(1..open).filter(|_| is_one)?);
    let mut signature = Signature {
        name,
        template,
        arguments: Vec::new(),
        rest: None,
    };
    for part in parts(pieces.get(open + 1..close)?) {
        let is_rest = part.first().is_some_and(|piece| piece.is("..."));
        let Some(name) = part.iter().find_map(Piece::name) else {
            continue;
        };
        if is_rest {
            signature.rest = Some(name.to_owned());
            continue;
        }
        let colon = part.iter().position(|piece| piece.is(":"));
        let declared = colon.and_then(|at| part.get(at + 1)?.name());
        signature.arguments.push(Argument {
            name: name.to_owned(),
            declared: declared.unwrap_or_default().to_lowercase(),
            is_implicit: part.first().is_some_and(|piece| piece.is("@")),
            has_default: part.iter().any(|piece| piece.is("=")),
        });
    }
    Some(signature)
}

/// The pieces between commas, those inside brackets apart.
fn parts(pieces: &[Piece]) -> Vec<&[Piece]> {
    let mut parts = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    for (at, piece) in pieces.iter().enumerate() {
        if piece.is("[") || piece.is("{") {
            depth += 1;
        } else if piece.is("]") || piece.is("}") {
            depth = depth.saturating_sub(1);
        } else if piece.is(",") && depth == 0 {
            parts.push(&pieces[start..at]);
            start = at + 1;
        }
    }
    parts.push(&pieces[start..]);
    parts
}

fn dotted(pieces: &[Piece]) -> String {
    let names = pieces.iter().filter_map(Piece::name);
    names.collect::<Vec<_>>().join(".")
}

impl Walk<'_> {
    /// Follows the call that begins with `<`; where the expression goes on.
    pub(super) fn call(&mut self, pieces: &[Piece], at: usize, passed: &mut Arguments) -> usize {
        let mut next = at + 1;
        while pieces
            .get(next)
            .is_some_and(|piece| piece.is(".") || piece.name().is_some())
        {
            let goes_on = pieces.get(next + 1).is_some_and(|piece| piece.is("."));
            next += 1;
            if !goes_on && !pieces[next - 1].is(".") {
                break;
            }
        }
        let name = dotted(&pieces[at + 1..next]);
        let place = (pieces[at + 1..next].first())
            .map_or((0, 0), |first| (first.start, pieces[next - 1].end));
        let mut given = Given::new();
        let mut is_spread = false;
        while let Some(piece) = pieces.get(next) {
            if piece.is("/>") || piece.is(">") || piece.is("/") {
                break;
            }
            let (value, end) = value(pieces, next);
            let kind = match value {
                Value::Expression(inner) => self.expression(inner, passed),
                Value::Text => Kind::Text,
                Value::Spread(inner) => {
                    is_spread = true;
                    self.expression(inner, passed)
                }
            };
            if piece.name().is_some() {
                given.push((piece, kind));
            }
            next = end;
        }
        self.fits(&name, place, &given, is_spread);
        self.pass(&name, &given, passed);
        next + 1
    }

    /// Keeps what the component gets, for the look at its body.
    fn pass(&self, component: &str, given: &Given<'_>, passed: &mut Arguments) {
        let chain = self.chain;
        let Some(signature) = chain.components.get(component) else {
            return;
        };
        for argument in &signature.arguments {
            let own = given
                .iter()
                .find(|(name, _)| name.name() == Some(&argument.name));
            let around = || argument.is_implicit.then(|| self.look_up(&argument.name))?;
            let Some(kind) = own.map(|(_, kind)| kind.clone()).or_else(around) else {
                continue;
            };
            let kinds = passed
                .entry((component.to_owned(), argument.name.clone()))
                .or_default();
            if kind != Kind::Any && !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
    }

    fn fits(&mut self, component: &str, place: (usize, usize), given: &Given<'_>, is_spread: bool) {
        let chain = self.chain;
        let Some(signature) = chain.components.get(component) else {
            return;
        };
        let names: Vec<&str> = (signature.arguments.iter())
            .map(|argument| argument.name.as_str())
            .collect();
        let path = chain.source(signature.template).path.clone();
        let known = format!("{}（见 {path}）", names.join("、"));
        for (piece, kind) in given {
            let name = piece.name().unwrap_or_default();
            let argument = (signature.arguments.iter()).find(|argument| argument.name == name);
            let span = (piece.start, piece.end);
            match argument {
                None if signature.rest.is_none() => {
                    let help = meant(name, names.iter().copied());
                    let message = format!("部件`{component}`没有`{name}`这个参数");
                    self.mistake(span, message, (help, known.clone()));
                }
                Some(argument) if !kind.fits(&argument.declared) => {
                    let message = format!(
                        "部件`{component}`的参数`{name}`要的是{}，给的是{}",
                        declared_in_words(&argument.declared),
                        kind.in_words()
                    );
                    self.mistake(span, message, (String::new(), String::new()));
                }
                _ => {}
            }
        }
        for argument in &signature.arguments {
            let is_given =
                is_spread || (given.iter()).any(|(piece, _)| piece.name() == Some(&argument.name));
            if !is_given && !argument.is_implicit && !argument.has_default {
                let name = &argument.name;
                let message = format!("部件`{component}`缺少参数`{name}`");
                let help = format!("写成`<{component} {name}={{…}} />`");
                self.mistake(place, message, (help, known.clone()));
            }
        }
    }
}

enum Value<'a> {
    Expression(&'a [Piece]),
    Text,
    Spread(&'a [Piece]),
}

/// `name="text"`, `name={expression}`, `name`, `{...map}`; and where the next one begins.
fn value(pieces: &[Piece], at: usize) -> (Value<'_>, usize) {
    let is = |index: usize, sign: &str| pieces.get(index).is_some_and(|piece| piece.is(sign));
    let open = if is(at, "{") { at } else { at + 2 };
    if is(open, "{") && (open == at || is(at + 1, "=")) {
        let close = closing(pieces, open);
        let inner = &pieces[open + 1..close];
        return match inner.split_first() {
            Some((first, rest)) if first.is("...") => (Value::Spread(rest), close + 1),
            _ => (Value::Expression(inner), close + 1),
        };
    }
    if is(at + 1, "=") {
        return (Value::Text, at + 3);
    }
    (Value::Expression(&pieces[at..=at]), at + 1)
}

fn closing(pieces: &[Piece], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, piece) in pieces.iter().enumerate().skip(open) {
        if piece.is("{") {
            depth += 1;
        } else if piece.is("}") {
            depth -= 1;
            if depth == 0 {
                return at;
            }
        }
    }
    pieces.len() - 1
}

impl Kind {
    /// Whether a value of this kind may be given where a type is declared.
    fn fits(&self, declared: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Text | Self::Choice(_) => matches!(declared, "" | "string"),
            Self::Number => matches!(declared, "" | "integer" | "number"),
            Self::Flag => matches!(declared, "" | "bool"),
            Self::List(_) => matches!(declared, "" | "array"),
            Self::View(_) | Self::Texts => matches!(declared, "" | "map"),
        }
    }

    /// For messages.
    pub(super) fn in_words(&self) -> &'static str {
        match self {
            Self::Text | Self::Choice(_) => "一段文字",
            Self::Number => "一个数",
            Self::Flag => "是或否",
            Self::List(_) => "一个列表",
            Self::View(_) | Self::Texts => "一组字段",
            Self::Any => "别的东西",
        }
    }
}

/// A declared type for people.
pub(super) fn declared_in_words(declared: &str) -> &'static str {
    match declared {
        "string" => "一段文字",
        "integer" | "number" | "float" => "一个数",
        "bool" => "是或否",
        "array" => "一个列表",
        "map" => "一组字段",
        _ => "别的东西",
    }
}
