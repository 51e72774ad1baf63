//! A table that no catalogue foresees (`表`), with what its rows are and what must agree.

use crate::catalog::formula::Formula;
use crate::model::row::{RowKind, Said};
use crate::source::{Span, Spanned};
use crate::value::number::Number;
use crate::value::unit::Unit;

/// A free table: one side, or two beside each other as on printed boards.
#[derive(Debug)]
pub(crate) struct FreeTable {
    /// 表名.
    pub(crate) caption: Option<Spanned<String>>,
    /// 单位 of the whole table, when the caption or `单位` names one.
    pub(crate) unit: Option<Unit>,
    /// The note under the table.
    pub(crate) note: Option<String>,
    /// One side, or left and right.
    pub(crate) sides: Vec<Side>,
    /// 校验: what the clerk declares must agree.
    pub(crate) formulas: Vec<Spanned<Formula>>,
}

/// Columns and rows of one side.
#[derive(Debug)]
pub(crate) struct Side {
    /// Heads, nested to three levels.
    pub(crate) heads: Vec<Head>,
    /// The lowest heads, one a column.
    pub(crate) columns: Vec<FreeColumn>,
    /// Rows in the order of the file.
    pub(crate) rows: Vec<FreeRow>,
    /// Whether every row has a cell for each column; otherwise nobody knows which number stands where.
    pub(crate) is_aligned: bool,
}

/// A head and those under it.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    /// Its text.
    pub(crate) text: String,
    /// Heads under it; empty for a column.
    pub(crate) under: Vec<Head>,
}

impl Head {
    /// How many columns it spans.
    pub(crate) fn width(&self) -> usize {
        self.under.iter().map(Self::width).sum::<usize>().max(1)
    }

    /// How many levels stand in it and under it.
    pub(crate) fn depth(&self) -> usize {
        1 + self.under.iter().map(Self::depth).max().unwrap_or(0)
    }
}

/// A column of a free table.
#[derive(Debug, Clone)]
pub(crate) struct FreeColumn {
    /// Texts of the heads from the top: `发生额`, `借方`.
    pub(crate) path: Vec<String>,
    /// The unit, from the head.
    pub(crate) unit: Option<Unit>,
    /// What the numbers of the column are.
    pub(crate) role: Role,
}

/// What a column's numbers are, told by its head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Text.
    Text,
    /// 行次, 序号, 月, 日, 凭证号, 年份: numbers that are never added.
    Label,
    /// 单价, 标准, 比例, 年龄: numbers that are multiplied, not added.
    Rate,
    /// 收入, 借方.
    Income,
    /// 支出, 贷方.
    Expense,
    /// 余额, 结存: running balance.
    Balance,
    /// 方向: 借, 贷, 平.
    Direction,
    /// Any other number: added up.
    Amount,
}

/// One row.
#[derive(Debug)]
pub(crate) struct FreeRow {
    /// What it is, and how that is known.
    pub(crate) said: Said,
    /// How far its first words are set in, in characters.
    pub(crate) indent: usize,
    /// Cells in the order of the columns.
    pub(crate) cells: Vec<FreeCell>,
    /// The whole row.
    pub(crate) span: Span,
}

/// One cell.
#[derive(Debug, Clone)]
pub(crate) struct FreeCell {
    /// The text as written.
    pub(crate) text: String,
    /// The number, when it is one.
    pub(crate) number: Option<Number>,
    /// Where it stands.
    pub(crate) span: Span,
}

impl FreeCell {
    /// Whether it holds nothing, or one of the strokes that clerks write for nothing.
    pub(crate) fn is_blank(&self) -> bool {
        const STROKES: &[&str] = &["", "—", "——", "-", "－", "–", "--", "/", "／", "无"];
        STROKES.contains(&self.text.as_str())
    }
}

impl FreeRow {
    /// What the row is.
    pub(crate) fn kind(&self) -> RowKind {
        self.said.kind
    }

    /// The first text of the row, without inner spaces: `合        计` is 合计.
    pub(crate) fn label(&self) -> String {
        let texts = self.cells.iter().filter(|cell| cell.number.is_none());
        texts
            .map(|cell| cell.text.split_whitespace().collect::<String>())
            .find(|text| !text.is_empty())
            .unwrap_or_default()
    }
}
