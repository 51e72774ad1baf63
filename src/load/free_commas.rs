//! Full-width commas between the cells of a free table: `[电费，860]` is one cell to the parser and two to the clerk.

use crate::diagnostic::{Problem, Repair};
use crate::source::Span;
use crate::yaml::rules::WIDE_PUNCTUATION;
use crate::yaml::{Kind, Node};

/// The marks that stand where a comma should.
const MARKS: [char; 2] = ['，', '、'];

/// The heads of a table: `[项目，金额]` is one head, and a table of one column with such a head is meant as more.
pub(super) fn heads(node: &Node, rows: &Node, problems: &mut Vec<Problem>) -> Node {
    let Kind::List(list) = &node.kind else {
        return node.clone();
    };
    let [head] = list.as_slice() else {
        return node.clone();
    };
    let Some((parts, mark)) = parts(head) else {
        return node.clone();
    };
    let width = |row: &Node| cells_of(row).map(|cells| split(cells, mark).len());
    let rows = rows.elements().iter().filter_map(width);
    let fits = rows.clone().count() > 0 && rows.clone().all(|width| width == parts.len());
    if !fits {
        return node.clone();
    }
    report(std::slice::from_ref(head), problems);
    Node {
        kind: Kind::List(parts),
        span: node.span,
    }
}

/// The cells of a row, divided at full-width commas when that makes them as many as there are columns.
pub(super) fn cells(nodes: &[Node], columns: usize, problems: &mut Vec<Problem>) -> Vec<Node> {
    if nodes.len() < columns {
        // `、` stands between words of one cell far more often than between cells.
        let is_one_cell = nodes.len() == 1;
        for mark in MARKS
            .into_iter()
            .filter(|mark| *mark == '，' || is_one_cell)
        {
            let divided = split(nodes, mark);
            if divided.len() == columns {
                report(nodes, problems);
                return divided;
            }
        }
    }
    nodes.to_vec()
}

fn cells_of(row: &Node) -> Option<&[Node]> {
    match &row.kind {
        Kind::List(cells) => Some(cells),
        Kind::Map(entries) => entries.first().map(|entry| entry.value.elements()),
        Kind::Blank | Kind::Scalar(_) => None,
    }
}

fn split(nodes: &[Node], mark: char) -> Vec<Node> {
    let divided = nodes.iter().map(|node| match parts(node) {
        Some((parts, own)) if own == mark => parts,
        _ => vec![node.clone()],
    });
    divided.flatten().collect()
}

/// The pieces of a plain text between full-width commas, else between 、; one in quotation marks is one text.
fn parts(node: &Node) -> Option<(Vec<Node>, char)> {
    let text = node.text()?;
    let is_plain = node.span.end - node.span.start == text.len();
    let mark = MARKS
        .into_iter()
        .find(|mark| is_plain && text.contains(*mark))?;
    let mut parts = Vec::new();
    let mut at = node.span.start;
    for piece in text.split(mark) {
        let start = at + (piece.len() - piece.trim_start().len());
        let piece_text = piece.trim();
        parts.push(Node {
            kind: Kind::Scalar(piece_text.to_owned()),
            span: Span {
                start,
                end: start + piece_text.len(),
                ..node.span
            },
        });
        at += piece.len() + mark.len_utf8();
    }
    Some((parts, mark))
}

fn report(nodes: &[Node], problems: &mut Vec<Problem>) {
    for node in nodes {
        let Some((parts, mark)) = parts(node) else {
            continue;
        };
        for pair in parts.windows(2) {
            let place = Span {
                start: pair[0].span.end,
                end: pair[1].span.start,
                ..node.span
            };
            problems.push(
                Problem::new(
                    &WIDE_PUNCTUATION,
                    place,
                    format!("两格之间是全角的`{mark}`"),
                )
                .help("改成半角逗号加一个空格`, `；`，`本来是格里的话，给整格加上英文引号")
                .repair(Repair::mark(place, ", ")),
            );
        }
    }
}
