//! Parser events to nodes. A part that is not YAML is reported and left out; the rest of the file is read.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span as Marks, StrInput};

use crate::diagnostic::Problem;
use crate::source::{Span, Spanned};
use crate::yaml::rules::{DUPLICATE_KEY, SYNTAX};
use crate::yaml::said::translate;
use crate::yaml::slips::{GROUP_COMMA, Repaired};
use crate::yaml::{Entry, Kind, Node};

/// Deeper nesting is refused: no record needs it, and it guards the stack.
const DEPTH: usize = 32;
/// More nodes in one file are refused.
const NODES: usize = 400_000;

/// The top-level keys of a mended text.
pub(crate) fn entries(clean: &Repaired<'_>, base: Span, problems: &mut Vec<Problem>) -> Vec<Entry> {
    let mut reader = Reader {
        clean,
        base,
        problems,
    };
    let whole = (0, clean.text.len());
    let entries = match reader.part(whole) {
        Ok(node) => reader.top(node),
        Err(error) => reader.by_blocks(&error),
    };
    reader.without_duplicates(entries)
}

struct Failure {
    span: Span,
    message: String,
    help: &'static str,
}

struct Reader<'a> {
    clean: &'a Repaired<'a>,
    base: Span,
    problems: &'a mut Vec<Problem>,
}

impl Reader<'_> {
    /// Parses a part of the text as one document.
    fn part(&mut self, part: (usize, usize)) -> Result<Node, Failure> {
        let text = self.clean.text.get(part.0..part.1).unwrap_or_default();
        let mut builder = Builder {
            parser: Parser::new_from_str(text),
            places: Places::new(text, part.0),
            clean: self.clean,
            base: self.base,
            nodes: 0,
        };
        // An open bracket or quote shows only at the end of the part: point behind its last word.
        let last = part.0 + text.trim_end().len();
        let node = builder.document();
        node.map_err(|stop| self.failure(stop, last))
    }

    fn failure(&self, stop: Stop, last: usize) -> Failure {
        let offset = self.clean.original(stop.at.min(last));
        let at = self.base.start + offset;
        Failure {
            span: Span {
                file: self.base.file,
                start: at,
                end: at,
            },
            message: stop.message,
            help: stop.help,
        }
    }

    fn top(&mut self, node: Node) -> Vec<Entry> {
        match node.kind {
            Kind::Map(entries) => entries,
            Kind::Blank => Vec::new(),
            Kind::Scalar(_) | Kind::List(_) => {
                self.problems.push(
                    Problem::new(
                        &SYNTAX,
                        node.span,
                        format!("文件应由一行行`项: 值`组成，这里却是{}", node.kind_name()),
                    )
                    .help("每行写一项，项和值之间用半角冒号加一个空格"),
                );
                Vec::new()
            }
        }
    }

    /// Reads each top-level key by itself, so that a broken one costs only itself.
    fn by_blocks(&mut self, first: &Failure) -> Vec<Entry> {
        let mut entries = Vec::new();
        let mut reported = false;
        for block in blocks(&self.clean.text) {
            match self.part(block) {
                Ok(node) => entries.append(&mut self.top(node)),
                Err(failure) => {
                    reported = true;
                    self.report(&failure);
                }
            }
        }
        if !reported {
            self.report(first);
        }
        entries
    }

    fn report(&mut self, failure: &Failure) {
        self.problems
            .push(Problem::new(&SYNTAX, failure.span, failure.message.clone()).help(failure.help));
    }

    /// Reports keys written twice, at every depth, and keeps the first.
    fn without_duplicates(&mut self, entries: Vec<Entry>) -> Vec<Entry> {
        let mut kept: Vec<Entry> = Vec::with_capacity(entries.len());
        let mut places = BTreeMap::new();
        for mut entry in entries {
            entry.value = self.inner_duplicates(entry.value);
            if let Some(first) = places.get(&entry.key.value) {
                self.problems.push(
                    Problem::new(
                        &DUPLICATE_KEY,
                        entry.key.span,
                        format!("`{}`写了两次", entry.key.value),
                    )
                    .label(*first, "第一次")
                    .help("只留正确的一行"),
                );
            } else {
                places.insert(entry.key.value.clone(), entry.key.span);
                kept.push(entry);
            }
        }
        kept
    }

    fn inner_duplicates(&mut self, mut node: Node) -> Node {
        node.kind = match node.kind {
            Kind::Map(entries) => Kind::Map(self.without_duplicates(entries)),
            Kind::List(list) => Kind::List(
                list.into_iter()
                    .map(|node| self.inner_duplicates(node))
                    .collect(),
            ),
            other @ (Kind::Blank | Kind::Scalar(_)) => other,
        };
        node
    }
}

/// Parts of a text that begin with a key at the left margin.
fn blocks(text: &str) -> Vec<(usize, usize)> {
    let mut starts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let begins_key = line
            .chars()
            .next()
            .is_some_and(|c| !c.is_whitespace() && !matches!(c, '#' | '-' | '}' | ']'));
        if begins_key {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().copied().skip(1).chain([text.len()]);
    starts.iter().copied().zip(ends).collect()
}

/// Why parsing stopped, at a byte of the mended text.
struct Stop {
    at: usize,
    message: String,
    help: &'static str,
}

struct Builder<'a> {
    parser: Parser<'a, StrInput<'a>>,
    places: Places<'a>,
    clean: &'a Repaired<'a>,
    base: Span,
    nodes: usize,
}

impl<'a> Builder<'a> {
    fn document(&mut self) -> Result<Node, Stop> {
        loop {
            let (event, marks) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentStart(_) | Event::Nothing => {}
                Event::StreamEnd | Event::DocumentEnd => {
                    return Ok(Node {
                        kind: Kind::Blank,
                        span: self.span(marks),
                    });
                }
                event => {
                    let node = self.node(event, marks, 0)?;
                    self.finish()?;
                    return Ok(node);
                }
            }
        }
    }

    /// Reads to the end, so that a mistake behind the first mapping is found too.
    fn finish(&mut self) -> Result<(), Stop> {
        while let Some(result) = self.parser.next_event() {
            let (event, marks) = result.map_err(|error| self.stop(&error))?;
            if matches!(event, Event::DocumentStart(true)) {
                let at = self.places.byte(marks.start);
                return Err(Stop {
                    at,
                    message: "一个文件里有两段用 `---` 隔开的内容".to_owned(),
                    help: "一条记录一个文件，把第二段另存一个文件",
                });
            }
        }
        Ok(())
    }

    fn next(&mut self) -> Result<(Event<'a>, Marks), Stop> {
        match self.parser.next_event() {
            Some(Ok((event, marks))) => Ok((event, marks)),
            Some(Err(error)) => Err(self.stop(&error)),
            None => Ok((Event::StreamEnd, Marks::default())),
        }
    }

    fn stop(&mut self, error: &ScanError) -> Stop {
        let (message, help) = translate(error.info());
        Stop {
            at: self.places.byte(*error.marker()),
            message,
            help,
        }
    }

    fn node(&mut self, event: Event<'_>, marks: Marks, depth: usize) -> Result<Node, Stop> {
        self.nodes += 1;
        if depth > DEPTH || self.nodes > NODES {
            return Err(Stop {
                at: self.places.byte(marks.start),
                message: "层次太深或内容太多".to_owned(),
                help: "分成几条记录，每条一个文件",
            });
        }
        match event {
            Event::Scalar(text, style, ..) => {
                let blank = style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null");
                let kind = if blank {
                    Kind::Blank
                } else {
                    Kind::Scalar(text.replace(GROUP_COMMA, ","))
                };
                let span = self.span(marks);
                Ok(Node { kind, span })
            }
            Event::SequenceStart(..) => self.list(marks, depth),
            Event::MappingStart(..) => self.map(marks, depth),
            _ => Err(Stop {
                at: self.places.byte(marks.start),
                message: "值以 `*` 或 `&` 开头时会被当作引用".to_owned(),
                help: "给整个值加上英文引号",
            }),
        }
    }

    fn list(&mut self, marks: Marks, depth: usize) -> Result<Node, Stop> {
        let start = self.span(marks);
        let mut list = Vec::new();
        loop {
            let (event, marks) = self.next()?;
            if matches!(event, Event::SequenceEnd) {
                let end = list.last().map_or(start.end, |node: &Node| node.span.end);
                // With the bracket that closes it; a list without any ends where the next thing begins.
                let close = self.span(marks).end.min(end + 1) - self.base.start;
                let close = self.base.start + self.clean.whole(close);
                let span = Span {
                    end: end.max(close),
                    ..start
                };
                return Ok(Node {
                    kind: Kind::List(list),
                    span,
                });
            }
            list.push(self.node(event, marks, depth + 1)?);
        }
    }

    fn map(&mut self, marks: Marks, depth: usize) -> Result<Node, Stop> {
        let start = self.span(marks);
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            let (event, marks) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                let end = entries.last().map_or(start.end, |entry| {
                    entry.value.span.end.max(entry.key.span.end)
                });
                let span = Span { end, ..start };
                return Ok(Node {
                    kind: Kind::Map(entries),
                    span,
                });
            }
            let key = self.node(event, marks, depth + 1)?;
            let Kind::Scalar(name) = key.kind else {
                return Err(Stop {
                    at: self.places.byte(marks.start),
                    message: "这里应是项的名称".to_owned(),
                    help: "写成`项: 值`；值以 `{` 或 `[` 开头而又只是文字时，加上英文引号",
                });
            };
            let (event, marks) = self.next()?;
            let value = self.node(event, marks, depth + 1)?;
            entries.push(Entry {
                key: Spanned::new(name, key.span),
                value,
            });
        }
    }

    fn span(&mut self, marks: Marks) -> Span {
        let start = self.places.byte(marks.start);
        let end = self.places.byte(marks.end).max(start);
        let end = start
            + self
                .clean
                .text
                .get(start..end)
                .map_or(0, |text| text.trim_end().len());
        Span {
            file: self.base.file,
            start: self.base.start + self.clean.original(start),
            end: self.base.start + self.clean.original(end),
        }
    }
}

/// Character positions of the parser to bytes; asked mostly in ascending order.
struct Places<'a> {
    text: &'a str,
    offset: usize,
    chars: usize,
    bytes: usize,
}

impl<'a> Places<'a> {
    fn new(text: &'a str, offset: usize) -> Self {
        Self {
            text,
            offset,
            chars: 0,
            bytes: 0,
        }
    }

    fn byte(&mut self, mark: Marker) -> usize {
        let wanted = mark.index();
        while self.chars > wanted {
            let before = self
                .text
                .get(..self.bytes)
                .and_then(|text| text.chars().next_back());
            self.bytes -= before.map_or(1, char::len_utf8);
            self.chars -= 1;
        }
        let rest = self.text.get(self.bytes..).unwrap_or_default();
        for mark in rest.chars().take(wanted - self.chars) {
            self.bytes += mark.len_utf8();
            self.chars += 1;
        }
        self.offset + self.bytes
    }
}
