//! The finding of a record as one sentence, where the catalogue says which comparison holds it (`lead`).

use rust_decimal::Decimal;

use crate::catalog::lead::Lead;
use crate::model::record::Record;
use crate::model::table::Table;
use crate::model::value::Value;
use crate::render::view::text::{Run, Sentence};
use crate::value::decimal::grouped;
use crate::value::money::Money;
use crate::value::quantity::Quantity;

/// The sentence; empty where the item asks for none or the record does not tell enough.
pub(crate) fn lead(record: &Record) -> Sentence {
    let lead = record.item.as_ref().and_then(|item| item.lead.as_ref());
    let Some(lead) = lead else {
        return Sentence::new();
    };
    let of = |pair: &Option<[String; 2]>, say: fn(&Record, &str, &str) -> Option<Sentence>| {
        let [one, other] = pair.as_ref()?;
        say(record, one, other)
    };
    let Lead {
        compare,
        stage,
        tally,
    } = lead;
    let stage = stage.as_ref().and_then(|field| steps(record, field));
    of(compare, compared)
        .into_iter()
        .chain(stage)
        .chain(of(tally, counted))
        .flatten()
        .collect()
}

/// `建筑面积 862 平方米，达标面积 558.6 平方米，多 303.4 平方米。`
fn compared(record: &Record, one: &str, other: &str) -> Option<Sentence> {
    let (own, against) = (record.fields.get(one)?, record.fields.get(other)?);
    let name = |id: &str| record.fields.0.get(id).map(|field| field.def.name.clone());
    let unit = if own.money().is_some() { " 元" } else { "" };
    let more = own.number()?.checked_sub(against.number()?)?;
    let size = amount(more.abs(), own);
    Some(vec![
        Run::plain(format!("{} ", name(one)?)),
        Run::strong(format!("{}{unit}", own.value)),
        Run::plain(format!("，{} {}{unit}，", name(other)?, against.value)),
        if more.is_zero() {
            Run::plain("正好相等。")
        } else {
            let word = if more.is_sign_negative() {
                "少"
            } else {
                "多"
            };
            Run::plain(format!("{word} {size}{unit}。"))
        },
    ])
}

/// A difference in the unit of what it was taken of.
fn amount(number: Decimal, of: &Value) -> String {
    match of {
        Value::Money(_) => {
            let money = Money::from_decimal_yuan(number);
            money.map_or_else(|| number.to_string(), |money| money.to_string())
        }
        Value::Quantity(quantity) => Quantity {
            value: number.normalize(),
            ..quantity.clone()
        }
        .to_string(),
        _ => grouped(number.normalize(), number.normalize().scale()),
    }
}

/// The option that is no step but the end of all.
const END: &str = "已完成";

/// `共 4 步，走到第 3 步：份额量化。后面还有：登记赋码。`
fn steps(record: &Record, field: &str) -> Option<Sentence> {
    let now = record.fields.text(field)?.value;
    let options = record.fields.0.get(field)?.def.options.iter();
    let all: Vec<&str> = options
        .map(String::as_str)
        .filter(|step| *step != END)
        .collect();
    if now == END {
        return Some(vec![
            Run::strong(format!("{} 步都已完成", all.len())),
            Run::plain(format!("：{}。", all.join("、"))),
        ]);
    }
    let at = all.iter().position(|step| *step == now)?;
    let rest = all.get(at + 1..).unwrap_or_default().join("、");
    Some(vec![
        Run::plain(format!("共 {} 步，走到", all.len())),
        Run::strong(format!("第 {} 步：{now}", at + 1)),
        Run::plain(if rest.is_empty() {
            "。".to_owned()
        } else {
            format!("。后面还有：{rest}。")
        }),
    ])
}

/// `共 5 项：已完成 3 项，进行中 2 项。`
fn counted(record: &Record, table: &str, column: &str) -> Option<Sentence> {
    let Value::Table(table) = &record.fields.get(table)?.value else {
        return None;
    };
    let at = table.column(column)?;
    let options = table.def.columns.get(at)?.options.iter();
    let parts: Vec<(String, usize)> = options
        .map(|option| (option.clone(), times(table, at, option)))
        .filter(|(_, count)| *count > 0)
        .collect();
    let told: usize = parts.iter().map(|(_, count)| count).sum();
    let all = table.entries().count();
    if told == 0 {
        return None;
    }
    let mut said: Vec<String> = parts
        .into_iter()
        .rev()
        .map(|(option, count)| format!("{option} {count} 项"))
        .collect();
    if told < all {
        said.push(format!("没有写明 {} 项", all - told));
    }
    Some(vec![
        Run::plain("共 "),
        Run::strong(format!("{all} 项")),
        Run::plain(format!("：{}。", said.join("，"))),
    ])
}

fn times(table: &Table, column: usize, option: &str) -> usize {
    let rows = table.entries();
    rows.filter(|row| row.cell(column).value.to_string() == option)
        .count()
}
