//! Sums over the rows of a free table, within the rounding that the printed digits imply.

use rust_decimal::Decimal;

use crate::catalog::formula::Formula;
use crate::check::finance::declared::by_row;
use crate::check::finance::free_cells::{Amount, Measure, finer, is_rounded, show};
use crate::check::finance::free_names::is_row;
use crate::check::finance::free_rows::{Block, Line, Views, blocks, is_added, numbering, views};
use crate::check::report::Report;
use crate::model::free_table::{FreeTable, Side};
use crate::model::row::{By, RowKind, members};
use crate::source::Spanned;

/// One column of one block, with the numbers of its rows.
struct Column<'a> {
    side: &'a Side,
    block: &'a Block<'a>,
    index: usize,
    measure: Measure<'a>,
    numbers: Vec<Option<Amount>>,
    views: Views,
}

/// 合计 and 小计 against the rows they add up; a total may stand before its rows.
pub(super) fn totals(table: &FreeTable, side: &Side, report: &mut Report<'_>) {
    let blocks = blocks(side);
    for block in &blocks {
        for index in block.columns.clone() {
            if !is_added(side.columns[index].role) {
                continue;
            }
            let column = Column::of(table, side, block, index);
            let twins: Vec<Column<'_>> = twins(side, &blocks, block, index)
                .map(|(block, index)| Column::of(table, side, block, index))
                .collect();
            for (at, line) in block.lines.iter().enumerate() {
                if line.said.is_sum() && !is_declared(table, line) {
                    column.judge(at, &twins, report);
                }
            }
        }
    }
}

/// Whether the clerk says how this total is made; that is checked by itself. A head and a row may bear one name: what is
/// declared of columns says nothing about the row.
fn is_declared(table: &FreeTable, line: &Line<'_>) -> bool {
    let names = |formula: &Spanned<Formula>| {
        let of_columns = by_row(&formula.left, table) && by_row(&formula.right, table);
        !of_columns
            && (is_row(table, &formula.left, line.row) || is_row(table, &formula.right, line.row))
    };
    table.formulas.iter().any(names)
}

/// The same column of the other blocks, where all of them have the same heads: a roster in two halves.
fn twins<'a>(
    side: &'a Side,
    blocks: &'a [Block<'a>],
    block: &'a Block<'a>,
    index: usize,
) -> impl Iterator<Item = (&'a Block<'a>, usize)> {
    let heads = |block: &Block<'_>| -> Vec<&Vec<String>> {
        let columns = side.columns[block.columns.clone()].iter();
        columns.map(|column| &column.path).collect()
    };
    let is_roster = blocks.iter().all(|other| heads(other) == heads(block));
    let others = blocks
        .iter()
        .filter(move |other| is_roster && !std::ptr::eq(*other, block));
    others.map(move |other| (other, other.columns.start + (index - block.columns.start)))
}

impl<'a> Column<'a> {
    fn of(table: &'a FreeTable, side: &'a Side, block: &'a Block<'a>, index: usize) -> Self {
        let measure = Measure::of(table, side, index);
        let number = |line: &Line<'_>| measure.number(line.row.cells.get(index)?, index);
        let numbers: Vec<Option<Amount>> = block.lines.iter().map(number).collect();
        let value = |at: usize| Some(numbers.get(at).copied().flatten()?.value);
        let views = views(&block.lines, &value);
        Self {
            side,
            block,
            index,
            measure,
            numbers,
            views,
        }
    }

    fn judge(&self, at: usize, twins: &[Self], report: &mut Report<'_>) {
        let line = &self.block.lines[at];
        let Some(written) = self.numbers[at] else {
            return;
        };
        let is_grand = line.label.starts_with("总计");
        let mut first = None;
        for kinds in &self.views.all {
            let readings = members(kinds, at, is_grand).into_iter();
            for rows in readings.chain(self.below(kinds, at)) {
                let Some(sum) = self.sum(&rows, twins, at) else {
                    continue;
                };
                if self.is_met(sum, written) {
                    return;
                }
                first = first.or(Some((sum, rows)));
            }
        }
        let Some((expected, rows)) = first else {
            return;
        };
        let is_guess = line.said.by == By::Guess;
        if is_guess && (self.is_entry(at) || self.has_deductions(&rows)) {
            return;
        }
        let is_guessed = is_guess || self.views.is_guessed || !twins.is_empty();
        self.report((at, written), (expected, &rows), is_guessed, report);
    }

    /// The rows behind a total that leads its group: `一、收入合计`.
    fn below(&self, kinds: &[RowKind], at: usize) -> Option<Vec<usize>> {
        let line = &self.block.lines[at];
        if line.said.by != By::Guess {
            return None;
        }
        let own = numbering(&line.label);
        let ends = |other: usize| {
            let is_sum = matches!(kinds[other], RowKind::Total | RowKind::Section);
            let upper = numbering(&self.block.lines[other].label);
            is_sum || upper.is_some() && (own.is_none() || upper <= own)
        };
        let rows = (at + 1..kinds.len()).take_while(|other| !ends(*other));
        let plain: Vec<usize> = rows.filter(|row| kinds[*row] == RowKind::Plain).collect();
        (!plain.is_empty()).then_some(plain)
    }

    /// What rows add up to; none while a cell among them cannot be read. In a roster whose halves have one total, both
    /// halves count.
    fn sum(&self, rows: &[usize], twins: &[Self], at: usize) -> Option<Amount> {
        let is_shared = twins.iter().all(|twin| twin.numbers[at].is_none());
        let shared = twins.iter().filter(|_| is_shared);
        let columns = std::iter::once(self).chain(shared);
        let mut sum: Option<Amount> = None;
        for column in columns {
            for row in rows {
                let Some(number) = column.numbers[*row] else {
                    if column.is_unread(*row) {
                        return None;
                    }
                    continue;
                };
                sum = Some(match sum {
                    Some(sum) => sum.join(number, sum.value.checked_add(number.value)?),
                    None => number,
                });
            }
        }
        sum
    }

    fn is_unread(&self, at: usize) -> bool {
        let cell = self.block.lines[at].row.cells.get(self.index);
        cell.is_some_and(|cell| cell.number.is_none() && !cell.is_blank())
    }

    fn is_met(&self, sum: Amount, written: Amount) -> bool {
        (sum.value - written.value).abs() <= self.slack(sum, written)
    }

    /// How far a sum may be off because its parts were rounded before printing.
    fn slack(&self, sum: Amount, written: Amount) -> Decimal {
        let Some(step) = finer(sum.step, written.step) else {
            return Decimal::ZERO;
        };
        let is_percent = written.factor < Decimal::ONE;
        let has_decimals = step < written.factor;
        if !(is_rounded(self.measure.unit(), has_decimals) || is_percent && has_decimals) {
            return Decimal::ZERO;
        }
        step / Decimal::TWO * Decimal::from(sum.terms + 1)
    }

    /// Whether a row that only ends like a total is counted as an entry by a total after it.
    fn is_entry(&self, at: usize) -> bool {
        let kinds = &self.views.plain;
        (at + 1..kinds.len()).any(|total| {
            let readings = members(kinds, total, false).into_iter();
            let mut readings = readings.filter(|rows| rows.contains(&at));
            matches!(kinds[total], RowKind::Total | RowKind::Subtotal)
                && readings.any(|rows| {
                    let sum = self.sum(&rows, &[], total).zip(self.numbers[total]);
                    sum.is_some_and(|(sum, written)| self.is_met(sum, written))
                })
        })
    }

    /// 减：累计折旧, 固定资产净值: rows that are not simply added.
    fn has_deductions(&self, rows: &[usize]) -> bool {
        let mut labels = rows.iter().map(|row| self.block.lines[*row].label.as_str());
        labels.any(|label| {
            label.contains("减：")
                || label.contains("减:")
                || ["净值", "净额", "余额", "结余", "结存"]
                    .iter()
                    .any(|word| label.ends_with(word))
        })
    }

    fn report(
        &self,
        (at, written): (usize, Amount),
        (expected, rows): (Amount, &[usize]),
        is_guessed: bool,
        report: &mut Report<'_>,
    ) {
        let name = self.side.columns[self.index].path.join("·");
        let label = match self.block.lines[at].label.trim_end_matches(['：', ':']) {
            "" => "合计",
            label => label,
        };
        let lacking = expected.value - written.value;
        let help = if is_guessed {
            "核对各行；程序看不准哪些行要加的，写明就照写的核对：总数`合计: […]`，各组`小计: […]`，包括在上一行里的`其中: […]`，只是一行的`行: […]`".to_owned()
        } else {
            self.left_out(lacking, rows).map_or_else(
                || "核对各行有无漏写、抄错；合计确实只含一部分的，用`校验`写明怎么算".to_owned(),
                |name| format!("看看是不是漏加了`{name}`；合计确实不含它的，用`校验`写明怎么算"),
            )
        };
        let span = written.span.unwrap_or(self.block.lines[at].row.span);
        report
            .at(
                span,
                format!(
                    "`{name}`的{label}与各行对不上，各行相加是 {}，写的是 {}",
                    expected.shown_as(written.factor),
                    written.shown_as(written.factor)
                ),
            )
            .help(help)
            .warn_if(is_guessed);
    }

    /// The one row that is exactly what a total lacks.
    fn left_out(&self, lacking: Decimal, rows: &[usize]) -> Option<String> {
        let is_it = |row: &&usize| {
            let number = self.numbers[**row];
            number.is_some_and(|number| number.value == lacking && !lacking.is_zero())
        };
        let mut found = rows.iter().filter(is_it);
        let row = found.next().filter(|_| found.next().is_none())?;
        let label = self.block.lines[*row].label.clone();
        Some(label).filter(|label| !label.is_empty())
    }
}

/// 其中 rows together never exceed the row they are part of.
pub(super) fn parts(table: &FreeTable, side: &Side, report: &mut Report<'_>) {
    for block in blocks(side) {
        for index in block.columns.clone() {
            if is_added(side.columns[index].role) {
                parts_of(&block, (index, Measure::of(table, side, index)), report);
            }
        }
    }
}

fn parts_of(block: &Block<'_>, (index, measure): (usize, Measure<'_>), report: &mut Report<'_>) {
    let mut whole: Option<Decimal> = None;
    let mut sum = Decimal::ZERO;
    for line in &block.lines {
        let cell = line.row.cells.get(index);
        let number = cell.and_then(|cell| measure.number(cell, index));
        if line.said.kind != RowKind::PartOf {
            (whole, sum) = (number.map(|number| number.value), Decimal::ZERO);
            continue;
        }
        let Some(number) = number else { continue };
        sum += number.value;
        if let Some(whole) = whole.filter(|whole| sum > *whole && sum.is_sign_positive()) {
            let shown = |value: Decimal| show(value.checked_div(number.factor).unwrap_or(value));
            let (sum, whole) = (shown(sum), shown(whole));
            report
                .at(
                    number.span.unwrap_or(line.row.span),
                    format!("`其中`共 {sum}，超过整体 {whole}"),
                )
                .help("核对`其中`各行和上面那一行");
            return;
        }
    }
}
