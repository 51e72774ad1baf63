//! A name with its fields, as `record.tables[0].caption`, against what there is.

use crate::catalog::suggest::nearest;
use crate::render::contract::Arguments;
use crate::render::contract::given::{GIVEN, Given};
use crate::render::contract::shapes::Kind;
use crate::render::contract::tokens::Piece;
use crate::render::contract::walk::Walk;

/// Where a path leads, as far as it was followed.
struct Reached {
    kind: Kind,
    /// As written, for messages.
    text: String,
}

impl Walk<'_> {
    /// Follows the path that begins at a piece: what it stands for, and where the expression goes on.
    pub(super) fn path(
        &mut self,
        pieces: &[Piece],
        at: usize,
        passed: &mut Arguments,
    ) -> (Kind, usize) {
        let end = end_of(pieces, at);
        let is_asked = is_guarded(pieces, end);
        let root = &pieces[at];
        let name = root.name().unwrap_or_default();
        let kind = self.look_up(name).unwrap_or_else(|| {
            if !is_asked {
                self.unknown_name(root);
            }
            Kind::Any
        });
        let mut reached = Reached {
            kind,
            text: name.to_owned(),
        };
        let mut next = at + 1;
        while next < end {
            if pieces[next].is(".") || pieces[next].is("?.") {
                self.step(&mut reached, &pieces[next + 1], is_asked);
                next += 2;
            } else {
                let close = closing(pieces, next);
                let inner = &pieces[next + 1..close];
                self.index(&mut reached, inner, is_asked, passed);
                next = close + 1;
            }
        }
        self.compared(&reached, &pieces[end..]);
        (reached.kind, end)
    }

    fn index(
        &mut self,
        reached: &mut Reached,
        inner: &[Piece],
        is_asked: bool,
        passed: &mut Arguments,
    ) {
        self.expression(inner, passed);
        if let [only] = inner
            && only.text().is_some()
        {
            return self.step(reached, only, is_asked);
        }
        let is_slice = inner.iter().any(|piece| piece.is(":"));
        if let Kind::List(element) = &reached.kind
            && !is_slice
        {
            reached.kind = (**element).clone();
        } else if !is_slice {
            reached.kind = Kind::Any;
        }
        reached.text.push_str("[…]");
    }

    fn step(&mut self, reached: &mut Reached, piece: &Piece, is_asked: bool) {
        let name = piece.name().or(piece.text()).unwrap_or_default();
        let next = match &reached.kind {
            Kind::Any => Some(Kind::Any),
            Kind::View(view) => {
                let found = GIVEN.shapes.field(view, name);
                if found.is_some() {
                    self.looked.used.insert(format!("{view}.{name}"));
                }
                found.cloned()
            }
            Kind::Texts => self.chain.texts.contains(name).then_some(Kind::Text),
            Kind::Text | Kind::Number | Kind::Flag | Kind::Choice(_) | Kind::List(_) => None,
        };
        if next.is_none() && !is_asked {
            self.unknown_field(reached, name, piece);
        }
        reached.kind = next.unwrap_or(Kind::Any);
        reached.text.push('.');
        reached.text.push_str(name);
    }

    fn unknown_name(&mut self, root: &Piece) {
        let name = root.name().unwrap_or_default();
        let names = self.names();
        let given_to = Given::to(name);
        let help = if given_to.is_empty() {
            meant(name, names.iter().copied())
        } else {
            format!("它只在这些模板里有: {}", given_to.join("、"))
        };
        let known = names.join("、");
        self.mistake(
            (root.start, root.end),
            format!("这里没有`{name}`这个名称"),
            (help, known),
        );
    }

    fn unknown_field(&mut self, reached: &Reached, name: &str, piece: &Piece) {
        let span = (piece.start, piece.end);
        let text = &reached.text;
        let told = match &reached.kind {
            Kind::View(view) => {
                let names: Vec<&str> = GIVEN.shapes.names(view).collect();
                let help = meant(name, names.iter().copied());
                (format!("`{text}`里没有`{name}`"), help, names.join("、"))
            }
            Kind::Texts => {
                let names = self.chain.texts.iter().map(String::as_str);
                let mut help = meant(name, names);
                if help.is_empty() {
                    help = format!("在 theme.yaml 的 texts 里写上`{name}: …`");
                }
                (format!("固定用语里没有`{name}`"), help, String::new())
            }
            Kind::List(_) => {
                let help = format!("用 for 逐个取，或者写`{text}[0]`");
                let message = format!("`{text}`是一个列表，不能直接取`{name}`");
                (message, help, String::new())
            }
            Kind::Text | Kind::Number | Kind::Flag | Kind::Choice(_) | Kind::Any => {
                let message = format!("`{text}`是{}，下面没有`{name}`", reached.kind.in_words());
                let help = format!("直接写`{{{{ {text} }}}}`");
                (message, help, String::new())
            }
        };
        self.mistake(span, told.0, (told.1, told.2));
    }

    /// `run.kind == "plain"`: the word must be one that can stand there.
    fn compared(&mut self, reached: &Reached, rest: &[Piece]) {
        let Kind::Choice(choice) = reached.kind else {
            return;
        };
        let [sign, word, ..] = rest else {
            return;
        };
        let words = GIVEN
            .shapes
            .choices
            .get(choice)
            .copied()
            .unwrap_or_default();
        let Some(text) = word.text().filter(|text| !words.contains(text)) else {
            return;
        };
        if sign.is("==") || sign.is("!=") {
            let help = meant(text, words.iter().copied());
            let message = format!("`{}`不会是`{text}`", reached.text);
            self.mistake((word.start, word.end), message, (help, words.join("、")));
        }
    }
}

/// `是不是想写…？`, or nothing.
pub(super) fn meant<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    nearest(name, names).map_or_else(String::new, |likely| format!("是不是想写`{likely}`？"))
}

/// One past the last piece of a path.
fn end_of(pieces: &[Piece], at: usize) -> usize {
    let mut end = at + 1;
    while let Some(piece) = pieces.get(end) {
        let is_dot = piece.is(".") || piece.is("?.");
        if is_dot
            && pieces
                .get(end + 1)
                .is_some_and(|next| next.name().is_some())
        {
            end += 2;
        } else if piece.is("[") || piece.is("?[") {
            end = (closing(pieces, end) + 1).min(pieces.len());
        } else {
            break;
        }
    }
    end
}

/// The bracket that closes the one at a place, else the last piece.
fn closing(pieces: &[Piece], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, piece) in pieces.iter().enumerate().skip(open) {
        if piece.is("[") || piece.is("?[") {
            depth += 1;
        } else if piece.is("]") {
            depth -= 1;
            if depth == 0 {
                return at;
            }
        }
    }
    pieces.len() - 1
}

/// Whether the template itself asks if it is there: `is defined`, `| default(…)`.
fn is_guarded(pieces: &[Piece], end: usize) -> bool {
    let name = |at: usize| pieces.get(at).and_then(Piece::name);
    match pieces.get(end) {
        Some(piece) if piece.is("|") => name(end + 1) == Some("default"),
        Some(piece) if piece.name() == Some("is") => {
            let word = name(end + 1).filter(|word| *word != "not");
            let word = word.or_else(|| name(end + 2));
            matches!(word, Some("defined" | "undefined"))
        }
        _ => false,
    }
}
