//! `表`: tables that no catalogue foresees, from YAML rows or from the GFM tables of the body.

use std::ops::Range;

use crate::catalog::formula::Formula;
use crate::diagnostic::Problem;
use crate::load::rules::{FORMULA, SHAPE, TABLE_WIDTH, UNKNOWN_KEY};
use crate::load::value::shape;
use crate::load::{free_cells, free_commas, free_head};
use crate::markdown;
use crate::model::free_table::{FreeCell, FreeColumn, FreeRow, FreeTable, Head, Side};
use crate::model::row::{By, MARKS, RowKind, Said, labelled, marked};
use crate::source::{SourceFile, Span, Spanned};
use crate::value::unit::Unit;
use crate::yaml::{Document, Entry, Fields, Kind, Node};

const KEYS: &[&str] = &["表名", "单位", "说明", "表头", "行", "左", "右", "校验"];

/// Reads every table under `表`; a table without rows takes the next GFM table of the body, whose place in the body is
/// then among `taken`: it is shown once.
pub(crate) fn read_all(
    keys: &mut Fields,
    source: &SourceFile,
    document: &Document,
    problems: &mut Vec<Problem>,
) -> (Vec<FreeTable>, Vec<Range<usize>>) {
    let Some((_, node)) = keys.take(&["表", "tables"]) else {
        return (Vec::new(), Vec::new());
    };
    let base = Span {
        file: node.span.file,
        start: document.body.start,
        end: document.body.end,
    };
    let body = markdown::tables(source.slice(base));
    let mut taken = Vec::new();
    let mut in_body = body
        .iter()
        .map(|table| (table, base))
        .inspect(|(table, _)| {
            taken.push(table.start..table.end);
        });
    let mut tables = Vec::new();
    for element in node.elements() {
        let Kind::Map(entries) = &element.kind else {
            problems.push(shape(element, "表", "一组`{表名: …, 表头: …, 行: …}`"));
            continue;
        };
        tables.extend(one(entries, element.span, &mut in_body, problems));
    }
    drop(in_body);
    (tables, taken)
}

fn one<'a>(
    entries: &[Entry],
    span: Span,
    in_body: &mut impl Iterator<Item = (&'a markdown::Table, Span)>,
    problems: &mut Vec<Problem>,
) -> Option<FreeTable> {
    for entry in entries {
        if !KEYS.contains(&entry.key.value.as_str()) {
            problems.push(
                Problem::new(
                    &UNKNOWN_KEY,
                    entry.key.span,
                    format!("表里没有`{}`这一项", entry.key.value),
                )
                .help(format!("可以写: {}", KEYS.join("、"))),
            );
        }
    }
    let get = |key: &str| {
        entries
            .iter()
            .find(|entry| entry.key.value == key)
            .map(|entry| &entry.value)
    };
    let text = |key: &str| {
        let node = get(key)?;
        Some(Spanned::new(node.text()?.trim().to_owned(), node.span))
    };
    let caption = text("表名");
    let unit = text("单位")
        .map(|unit| Unit::read(&unit))
        .or_else(|| Unit::from_caption(caption.as_ref()?));
    let sides = if get("左").is_some() || get("右").is_some() {
        two_sides((get("表头"), unit.as_ref()), get("左"), get("右"), problems)
    } else if let Some(rows) = get("行") {
        let heads = get("表头").map(|heads| free_commas::heads(heads, rows, problems));
        let heads = free_head::read(heads.as_ref(), problems);
        vec![side(heads, rows, unit.as_ref(), problems)]
    } else if let Some((table, base)) = in_body.next() {
        vec![from_markdown(table, base, unit.as_ref(), problems)]
    } else {
        problems.push(
            Problem::new(&SHAPE, span, "这张表没有`行`，正文里也没有对应的表格")
                .help("写`行:`，或在正文里画一张表格"),
        );
        return None;
    };
    Some(FreeTable {
        unit,
        note: text("说明").map(|note| note.value),
        formulas: formulas(get("校验"), problems),
        caption,
        sides,
    })
}

fn formulas(node: Option<&Node>, problems: &mut Vec<Problem>) -> Vec<Spanned<Formula>> {
    let mut formulas = Vec::new();
    for element in node.map(Node::elements).unwrap_or_default() {
        match element.text().map(Formula::parse) {
            Some(Ok(formula)) => formulas.push(Spanned::new(formula, element.span)),
            Some(Err(reason)) => problems.push(
                Problem::new(&FORMULA, element.span, format!("算式读不懂：{reason}"))
                    .help("写成 `金额 = 面积 × 单价` 或 `合计 = 第1行至第6行之和`"),
            ),
            None => problems.push(shape(element, "校验", "一条算式")),
        }
    }
    formulas
}

fn two_sides(
    (heads, unit): (Option<&Node>, Option<&Unit>),
    left: Option<&Node>,
    right: Option<&Node>,
    problems: &mut Vec<Problem>,
) -> Vec<Side> {
    let heads = free_head::read(heads, problems);
    let (left_heads, right_heads) = match halves(&heads, left, right) {
        Some(at) => (heads[..at].to_vec(), heads[at..].to_vec()),
        None => (heads.clone(), heads),
    };
    let mut sides = Vec::new();
    for (heads, rows) in [(left_heads, left), (right_heads, right)] {
        if let Some(rows) = rows {
            sides.push(side(heads, rows, unit, problems));
        }
    }
    sides
}

/// Where the heads of the right side begin. A head written once serves both sides; one for both has as many columns as a
/// row of the left and a row of the right together, or says everything twice.
fn halves(heads: &[Head], left: Option<&Node>, right: Option<&Node>) -> Option<usize> {
    let half = heads.len() / 2;
    let pairs = heads[..half].iter().zip(heads.get(half..)?);
    let is_even = half > 0 && heads.len().is_multiple_of(2);
    if is_even && pairs.into_iter().all(|(a, b)| a.text == b.text) {
        return Some(half);
    }
    let width = |rows: &Node| {
        let rows = rows.elements().iter();
        let widths = rows.filter_map(|row| match &row.kind {
            Kind::List(cells) => Some(cells.len()),
            Kind::Blank | Kind::Scalar(_) | Kind::Map(_) => None,
        });
        widths.max()
    };
    let (left, right) = (width(left?)?, width(right?)?);
    let columns = |heads: &[Head]| heads.iter().map(Head::width).sum::<usize>();
    let mut cuts = 1..heads.len();
    cuts.find(|at| columns(&heads[..*at]) == left && columns(&heads[*at..]) == right)
}

fn side(heads: Vec<Head>, rows: &Node, unit: Option<&Unit>, problems: &mut Vec<Problem>) -> Side {
    let columns = free_head::columns(&heads);
    let before = problems.len();
    let mut read = Vec::new();
    for element in rows.elements() {
        let (said, cells) = match &element.kind {
            Kind::Map(entries) if entries.len() == 1 => {
                if let Some(said) = marked(&entries[0].key.value) {
                    (Some(said), entries[0].value.elements())
                } else {
                    problems.push(unknown_mark(&entries[0]));
                    continue;
                }
            }
            Kind::List(cells) => (None, cells.as_slice()),
            Kind::Blank => continue,
            Kind::Scalar(_) | Kind::Map(_) => {
                problems.push(shape(
                    element,
                    "行",
                    "一行 `[格, 格, …]`，或 `合计: [格, …]`",
                ));
                continue;
            }
        };
        let is_section = said.is_some_and(|said| said.kind == RowKind::Section);
        let cells = if is_section {
            cells.to_vec()
        } else {
            free_commas::cells(cells, columns.len(), problems)
        };
        read.push(row(said, &cells, element.span, &columns, problems));
    }
    let is_aligned = !problems
        .iter()
        .skip(before)
        .any(|problem| problem.rule.code == TABLE_WIDTH.code);
    let columns = free_cells::with_roles(columns, &read);
    if is_aligned {
        free_cells::judge(&columns, &read, unit, problems);
    }
    Side {
        columns,
        heads,
        rows: read,
        is_aligned,
    }
}

fn row(
    said: Option<Said>,
    nodes: &[Node],
    span: Span,
    columns: &[FreeColumn],
    problems: &mut Vec<Problem>,
) -> FreeRow {
    let mut cells: Vec<FreeCell> = nodes
        .iter()
        .map(|node| {
            if matches!(node.kind, Kind::List(_) | Kind::Map(_)) {
                problems.push(shape(node, "格", "一个值"));
            }
            free_cells::read(node.text().unwrap_or_default(), node.span)
        })
        .collect();
    let is_section = said.is_some_and(|said| said.kind == RowKind::Section);
    if !columns.is_empty() && cells.len() != columns.len() && !is_section {
        problems.push(
            Problem::new(
                &TABLE_WIDTH,
                span,
                format!("这一行有 {} 格，表头有 {} 列", cells.len(), columns.len()),
            )
            .help("补齐空着的格（写 \"\"），或去掉多出的格；数字里的逗号要放在引号里"),
        );
    }
    if !is_section {
        cells.resize_with(columns.len().max(cells.len()), || {
            free_cells::read("", span)
        });
    }
    let mut row = finish(said, cells, span);
    row.indent = indent(nodes);
    row
}

/// How far the first words of a row are set in.
fn indent(nodes: &[Node]) -> usize {
    let text = nodes.first().and_then(Node::text).unwrap_or_default();
    text.chars().take_while(|c| c.is_whitespace()).count()
}

fn finish(mark: Option<Said>, cells: Vec<FreeCell>, span: Span) -> FreeRow {
    let mut row = FreeRow {
        said: mark.unwrap_or(Said::PLAIN),
        indent: 0,
        cells,
        span,
    };
    if mark.is_none() {
        row.said = by_label(&row);
    }
    row
}

/// What a row says it is by its label; one with more words than its label is an entry, however that ends.
fn by_label(row: &FreeRow) -> Said {
    let Some(said) = labelled(&row.label()) else {
        return Said::PLAIN;
    };
    let texts = row.cells.iter().filter(|cell| cell.number.is_none());
    let told = texts.filter(|cell| !cell.is_blank() && labelled(&cell.text).is_none());
    if said.by == By::Guess && told.count() > 0 {
        return Said::PLAIN;
    }
    said
}

fn unknown_mark(entry: &Entry) -> Problem {
    Problem::new(
        &UNKNOWN_KEY,
        entry.key.span,
        format!("行的标记里没有`{}`", entry.key.value),
    )
    .help(format!("可以写: {MARKS}"))
}

fn from_markdown(
    table: &markdown::Table,
    base: Span,
    unit: Option<&Unit>,
    problems: &mut Vec<Problem>,
) -> Side {
    let heads: Vec<_> = table
        .head
        .iter()
        .map(|cell| Head {
            text: cell.text.trim().to_owned(),
            under: Vec::new(),
        })
        .collect();
    let rows: Vec<FreeRow> = table
        .rows
        .iter()
        .map(|row| {
            let cells: Vec<FreeCell> = row
                .iter()
                .map(|one| free_cells::read(&one.text, base.within(one.start, one.end)))
                .collect();
            let span = cells.first().map_or(base, |cell| cell.span);
            finish(None, cells, span)
        })
        .collect();
    let columns = free_cells::with_roles(free_head::columns(&heads), &rows);
    free_cells::judge(&columns, &rows, unit, problems);
    Side {
        columns,
        heads,
        rows,
        is_aligned: true,
    }
}
