//! Heads of a free table, nested to three levels, and what the columns under them hold.

use crate::diagnostic::Problem;
use crate::load::rules::SHAPE;
use crate::load::value::shape;
use crate::model::free_table::{FreeColumn, Head, Role};
use crate::value::unit::Unit;
use crate::yaml::{Kind, Node};

/// Deeper heads cannot be read on paper.
const LEVELS: usize = 3;

/// `[项目, {发生额: [借方, 贷方]}, 余额]`.
pub(crate) fn read(node: Option<&Node>, problems: &mut Vec<Problem>) -> Vec<Head> {
    let Some(node) = node else { return Vec::new() };
    let heads = heads(node, problems);
    if heads.iter().any(|head| head.depth() > LEVELS) {
        problems
            .push(Problem::new(&SHAPE, node.span, "表头超过三层").help("合并一层，或分成两张表"));
    }
    heads
}

fn heads(node: &Node, problems: &mut Vec<Problem>) -> Vec<Head> {
    let mut heads = Vec::new();
    for element in node.elements() {
        match &element.kind {
            Kind::Scalar(text) => heads.push(Head {
                text: text.trim().to_owned(),
                under: Vec::new(),
            }),
            Kind::Map(entries) => heads.extend(entries.iter().map(|entry| Head {
                text: entry.key.value.trim().to_owned(),
                under: self::heads(&entry.value, problems),
            })),
            Kind::Blank => heads.push(Head {
                text: String::new(),
                under: Vec::new(),
            }),
            Kind::List(_) => problems.push(shape(element, "表头", "列名，或`{上层: [下层, …]}`")),
        }
    }
    heads
}

/// The lowest heads, one a column, with the texts above them.
pub(crate) fn columns(heads: &[Head]) -> Vec<FreeColumn> {
    let mut columns = Vec::new();
    for head in heads {
        if head.under.is_empty() {
            columns.push(column(vec![head.text.clone()]));
            continue;
        }
        for mut under in self::columns(&head.under) {
            under.path.insert(0, head.text.clone());
            if under.unit.is_none() {
                under.unit = Unit::from_caption(&head.text);
            }
            columns.push(under);
        }
    }
    columns
}

fn column(path: Vec<String>) -> FreeColumn {
    let name = path.last().map(String::as_str).unwrap_or_default();
    FreeColumn {
        unit: Unit::from_caption(name),
        role: role(name),
        path,
    }
}

fn role(name: &str) -> Role {
    let bare: String = name
        .chars()
        .take_while(|c| !matches!(c, '(' | '（'))
        .collect();
    let bare = bare.trim();
    let is_one_of = |words: &[&str]| words.contains(&bare);
    let has = |words: &[&str]| words.iter().any(|word| bare.contains(word));
    if is_one_of(&["收入", "借方", "收入金额", "本期借方", "增加"]) {
        Role::Income
    } else if is_one_of(&["支出", "贷方", "支出金额", "本期贷方", "减少"]) {
        Role::Expense
    } else if is_one_of(&["余额", "结存", "结余", "账面余额"]) {
        Role::Balance
    } else if bare == "方向" {
        Role::Direction
    } else if is_one_of(&[
        "行次",
        "序号",
        "月",
        "日",
        "年",
        "号",
        "编号",
        "年度",
        "届",
        "期",
        "序",
        "凭证号",
        "年月日",
    ]) || has(&[
        "编号",
        "凭证",
        "日期",
        "时间",
        "电话",
        "代码",
        "科目编码",
        "年份",
    ]) {
        Role::Label
    } else if has(&[
        "单价", "标准", "比例", "占比", "率", "年龄", "均", "规格", "期限",
    ]) {
        Role::Rate
    } else {
        Role::Amount
    }
}
