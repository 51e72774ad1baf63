//! Cuts a text into runs of digits and says what lies between them.

/// A run of digits without a visible character in between.
#[derive(Debug)]
pub(crate) struct Atom {
    /// Bytes of the text, end exclusive.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The range in `Digits::values`.
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// What separates it from the atom before.
    pub(crate) gap: Gap,
    /// The visible characters on both sides, the first with its byte position.
    pub(crate) before: Option<(usize, char)>,
    pub(crate) after: Option<char>,
    pub(crate) x: Option<TrailingX>,
}

/// An `X` behind a run, the last place of many ID numbers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TrailingX {
    pub(crate) end: usize,
    /// No letter or digit follows.
    pub(crate) last: bool,
}

/// What stands between two runs of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Something no one writes inside a number.
    Break,
    Space,
    /// Hyphen, dot or bracket, perhaps with spaces.
    Mark,
    Line,
}

/// All runs of digits of a text.
#[derive(Debug, Default)]
pub(crate) struct Digits {
    pub(crate) values: Vec<u8>,
    pub(crate) atoms: Vec<Atom>,
}

impl Atom {
    pub(crate) fn len(&self) -> usize {
        self.to - self.from
    }
}

impl Digits {
    /// Reads `text` once.
    pub(crate) fn of(text: &str) -> Self {
        let mut digits = Self::default();
        let mut open = false;
        let mut gap = Between::start();
        let mut before = None;
        for (at, c) in text.char_indices() {
            // Han characters, most of the text, only break what came before.
            let is_plain = matches!(c, '\u{3100}'..='\u{d7ff}');
            if is_plain && !open {
                gap.broken = true;
                gap.length += 1;
                before = Some((at, c));
                continue;
            }
            if is_invisible(c) {
                continue;
            }
            if let Some(value) = digit(c) {
                if !open {
                    digits.begin(at, gap.kind(), before);
                }
                digits.push(value, at + c.len_utf8());
                open = true;
            } else {
                if open {
                    digits.close(c);
                    gap = Between::default();
                    open = false;
                }
                if is_x(c) && gap.length <= 1 && !gap.broken {
                    digits.mark_x(text, at + c.len_utf8());
                }
                gap.add(c);
            }
            before = Some((at, c));
        }
        digits
    }

    fn begin(&mut self, start: usize, gap: Gap, before: Option<(usize, char)>) {
        let from = self.values.len();
        self.atoms.push(Atom {
            start,
            end: start,
            from,
            to: from,
            gap,
            before,
            after: None,
            x: None,
        });
    }

    fn push(&mut self, value: u8, end: usize) {
        self.values.push(value);
        let to = self.values.len();
        if let Some(atom) = self.atoms.last_mut() {
            atom.to = to;
            atom.end = end;
        }
    }

    fn close(&mut self, after: char) {
        if let Some(atom) = self.atoms.last_mut() {
            atom.after = Some(after);
        }
    }

    fn mark_x(&mut self, text: &str, end: usize) {
        let next = text
            .get(end..)
            .and_then(|rest| rest.chars().find(|c| !is_invisible(*c)));
        let last = next.is_none_or(|c| !c.is_ascii_alphanumeric() && digit(c).is_none());
        if let Some(atom) = self.atoms.last_mut() {
            atom.x = Some(TrailingX { end, last });
        }
    }
}

/// What was read since the last digit.
#[derive(Default)]
struct Between {
    length: usize,
    broken: bool,
    mark: bool,
    line: bool,
}

impl Between {
    fn start() -> Self {
        Self {
            broken: true,
            ..Self::default()
        }
    }

    fn add(&mut self, c: char) {
        self.length += 1;
        self.line |= c == '\n';
        self.mark |= is_mark(c);
        self.broken |= !(c.is_whitespace() || is_mark(c)) || self.length > 3;
    }

    fn kind(&self) -> Gap {
        match self {
            Self { broken: true, .. } => Gap::Break,
            Self { line: true, .. } => Gap::Line,
            Self { mark: true, .. } => Gap::Mark,
            Self { .. } => Gap::Space,
        }
    }
}

/// The value of an ASCII or full-width digit, or of one of a script that records are translated into.
pub(crate) fn digit(c: char) -> Option<u8> {
    let zero = match c {
        '0'..='9' => '0',
        '０'..='９' => '０',
        // Arabic, both forms; Tibetan; Mongolian; New Tai Lue; Tai Lue of the temples.
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{f20}'..='\u{f29}' => '\u{f20}',
        '\u{1810}'..='\u{1819}' => '\u{1810}',
        '\u{19d0}'..='\u{19d9}' => '\u{19d0}',
        '\u{1a80}'..='\u{1a89}' => '\u{1a80}',
        _ => return None,
    };
    u8::try_from(u32::from(c) - u32::from(zero)).ok()
}

/// Characters that take no room: zero-width spaces, joiners, direction marks, soft hyphens.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{20e3}' | '\u{feff}'
    )
}

fn is_x(c: char) -> bool {
    matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ' | '×' | '✕' | '╳' | 'Х' | 'х')
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2212}'
                | '－'
                | '﹣'
                | '﹘'
                | 'ー'
                | '_'
                | '.'
                | '．'
                | '·'
                | '•'
                | '‧'
                | '・'
                | '('
                | ')'
                | '（'
                | '）'
    )
}
