//! One value, by the type the catalogue gives it.

use std::sync::Arc;

use crate::catalog::Catalog;
use crate::catalog::field::FieldType;
use crate::catalog::table::TableDef;
use crate::diagnostic::{Effect, Level, Problem, Repair, Rule};
use crate::load::names::nearest;
use crate::load::rules::{CHOICE, DATE, MONEY, NUMBER, PERIOD, PERSON, PHONE, SHAPE};
use crate::load::table;
use crate::load::{mend, nil};
use crate::model::value::Value;
use crate::source::{Span, Spanned};
use crate::value::Mistake;
use crate::value::date::read_date;
use crate::value::money::Money;
use crate::value::number::Number;
use crate::value::period::Period;
use crate::value::person::{Person, apart, apart_by_comma, is_han, read_persons};
use crate::value::phone::DutyPhone;
use crate::value::quantity::{Count, Percent, Quantity};
use crate::value::unit::Unit;
use crate::yaml::rules::WIDE_PUNCTUATION;
use crate::yaml::{Kind, Node};

/// What surrounds a value: the catalogue, and the period that completes a date without a year.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context<'a> {
    /// The catalogue.
    pub(crate) catalog: &'a Catalog,
    /// The period of the record.
    pub(crate) period: Option<&'a Period>,
}

/// What a field or column asks for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slot<'a> {
    /// Its name, for messages.
    pub(crate) name: &'a str,
    /// Its type.
    pub(crate) kind: FieldType,
    /// The words allowed, for a choice.
    pub(crate) options: &'a [String],
    /// The unit of its numbers.
    pub(crate) unit: Option<&'a str>,
    /// The table, for a field that holds one.
    pub(crate) table: Option<&'a Arc<TableDef>>,
}

/// Reads a value; what cannot be read is reported and becomes [`Value::Unread`].
pub(crate) fn read(
    node: &Node,
    slot: &Slot<'_>,
    context: Context<'_>,
    problems: &mut Vec<Problem>,
) -> Value {
    match (&node.kind, slot.kind) {
        (Kind::Blank, _) => Value::Blank,
        (Kind::Scalar(text), FieldType::Table) if nil::is_nil(text) => {
            let nothing = Node {
                kind: Kind::List(Vec::new()),
                ..node.clone()
            };
            read_table(&nothing, slot, context, problems)
        }
        (_, FieldType::Table) => read_table(node, slot, context, problems),
        (_, FieldType::List) => list(node, slot, problems).map_or(Value::Unread, Value::List),
        (_, FieldType::File) => list(node, slot, problems).map_or(Value::Unread, Value::Files),
        (Kind::List(_), FieldType::Persons) => persons(node, slot, problems),
        (Kind::Map(_), FieldType::Count) => classes(node, slot, problems),
        (
            Kind::List(_),
            FieldType::Text
            | FieldType::Markdown
            | FieldType::Org
            | FieldType::Phone
            | FieldType::Code,
        ) => list(node, slot, problems).map_or(Value::Unread, |list| {
            let texts: Vec<String> = list.into_iter().map(|one| one.value).collect();
            Value::Text(texts.join("；"))
        }),
        (Kind::List(_) | Kind::Map(_), _) => {
            problems.push(shape(node, slot.name, "一个值"));
            Value::Unread
        }
        (Kind::Scalar(text), _) => scalar(text, node.span, slot, context, problems),
    }
}

fn read_table(
    node: &Node,
    slot: &Slot<'_>,
    context: Context<'_>,
    problems: &mut Vec<Problem>,
) -> Value {
    match slot.table {
        Some(def) => table::read(node, def, context, problems).map_or(Value::Unread, Value::Table),
        None => list(node, slot, problems).map_or(Value::Unread, Value::List),
    }
}

fn scalar(
    text: &str,
    span: Span,
    slot: &Slot<'_>,
    context: Context<'_>,
    problems: &mut Vec<Problem>,
) -> Value {
    let text = text.trim();
    match typed(text, slot, context) {
        Ok(value) => {
            problems.extend(wide(text, span, slot));
            value
        }
        Err((rule, mistake)) => {
            let reads = |meant: &String| typed(meant, slot, context).is_ok();
            let meant = mend::meant(text, slot.kind, slot.options).filter(reads);
            let message = format!("`{}`：{}", slot.name, mistake.message);
            let repair = meant.map(|meant| Repair::word(Effect::ReadsMore, span, text, meant));
            problems.push(
                Problem::new(rule, span, message)
                    .help(mistake.help)
                    .repair(repair),
            );
            Value::Unread
        }
    }
}

/// A number or date that was read, but is written in full width.
fn wide(text: &str, span: Span, slot: &Slot<'_>) -> Option<Problem> {
    let is_of_digits =
        slot.kind.is_number() || matches!(slot.kind, FieldType::Date | FieldType::Period);
    let narrow = mend::narrow(text).filter(|_| is_of_digits)?;
    let message = format!("`{}`里的数字是全角的", slot.name);
    let problem = Problem::new(&WIDE_PUNCTUATION, span, message).level(Level::Advice);
    let repair = Repair::word(Effect::SameValues, span, text, narrow);
    Some(problem.help("改成半角；不改也能照常公开").repair(repair))
}

fn typed(
    text: &str,
    slot: &Slot<'_>,
    context: Context<'_>,
) -> Result<Value, (&'static Rule, Mistake)> {
    let unit = slot.unit.map(Unit::read);
    match slot.kind {
        FieldType::Money => price(text, slot)
            .map_or_else(|| money(text, unit.as_ref()).map(Value::Money), Ok)
            .map_err(|mistake| (&MONEY, mistake)),
        FieldType::Date => read_date(text, context.period)
            .map(Value::Date)
            .map_err(|mistake| (&DATE, mistake)),
        FieldType::Period => period(text, context).map_err(|mistake| (&PERIOD, mistake)),
        FieldType::Count | FieldType::Int => whole(text, unit.as_ref())
            .map(Value::Count)
            .map_err(|mistake| (&NUMBER, mistake)),
        FieldType::Area | FieldType::Quantity => Quantity::read(text, unit.as_ref())
            .map(Value::Quantity)
            .map_err(|mistake| (&NUMBER, mistake)),
        FieldType::Ratio => Percent::read(text, unit.as_ref())
            .map(|percent| Value::Percent(percent.hundredths()))
            .map_err(|mistake| (&NUMBER, mistake)),
        FieldType::Person => Person::read(text)
            .map(Value::Person)
            .map_err(|mistake| (&PERSON, mistake)),
        FieldType::SubjectPerson => {
            subject(text, context.catalog).map_err(|mistake| (&PERSON, mistake))
        }
        FieldType::Persons => read_persons(text)
            .map(Value::Persons)
            .map_err(|mistake| (&PERSON, mistake)),
        FieldType::Phone => DutyPhone::read(text)
            .map(|_| Value::Text(text.to_owned()))
            .map_err(|mistake| (&PHONE, mistake)),
        FieldType::Bool => yes_or_no(text).map_err(|mistake| (&CHOICE, mistake)),
        FieldType::Enum => {
            choice(text, slot.options, context.catalog).map_err(|mistake| (&CHOICE, mistake))
        }
        FieldType::Reference => Ok(Value::Reference(text.to_owned())),
        FieldType::Text
        | FieldType::Markdown
        | FieldType::Org
        | FieldType::Code
        | FieldType::List
        | FieldType::File
        | FieldType::Table => Ok(Value::Text(text.to_owned())),
    }
}

/// Who a record is about: a person, a name the clerk has masked already, or an organisation, which is shown whole.
fn subject(text: &str, catalog: &Catalog) -> Result<Value, Mistake> {
    let whole = || Ok(Value::Text(text.to_owned()));
    if catalog.is_organisation(text) {
        return whole();
    }
    Person::read_with_remark(text)
        .map(Value::Person)
        .or_else(|mistake| {
            let is_masked = text.contains(['＊', '*', '×']) && text.chars().count() <= 8;
            let (bare, remark) = apart(text);
            if is_masked || catalog.is_body(bare) || is_too_long(bare) || !remark.is_empty() {
                return whole();
            }
            Err(mistake)
        })
}

/// Whether it is longer than any name: an organisation that nobody has heard of, and no reason to stop a page.
fn is_too_long(text: &str) -> bool {
    text.chars().count() > 6 && text.chars().all(is_han) && read_persons(text).is_err()
}

/// A price with what it is for (125元/亩), where a price is asked for and the column has no unit of its own.
fn price(text: &str, slot: &Slot<'_>) -> Option<Value> {
    let is_price = ["单价", "标准"].iter().any(|word| slot.name.contains(word));
    let number = Number::read(text)
        .ok()
        .filter(|_| is_price && slot.unit.is_none())?;
    let unit = number.unit.clone()?;
    let yuan = Number {
        unit: Some(unit.price_in()?),
        ..number
    };
    let per = unit.name().split_once('/')?.1;
    let money = Money::from_number(text, &yuan, None).ok()?;
    Some(Value::Price(money, Unit::read(&format!("元/{per}"))))
}

/// An amount; one that names its side (`贷 1,000.00`) is a balance.
fn money(text: &str, unit: Option<&Unit>) -> Result<Money, Mistake> {
    if text.starts_with(['借', '贷', '平']) {
        Money::read_balance(text, unit)
    } else {
        Money::read(text, unit)
    }
}

fn whole(text: &str, unit: Option<&Unit>) -> Result<i64, Mistake> {
    let count = Count::read(text, unit)?.get();
    i64::try_from(count)
        .map_err(|_| Mistake::new(format!("`{text}`太大"), "核对是否把几个数连在了一起"))
}

/// A period, or the single day of an event.
fn period(text: &str, context: Context<'_>) -> Result<Value, Mistake> {
    match Period::read(text) {
        Ok(period) => Ok(Value::Period(period)),
        Err(mistake) => read_date(text, context.period)
            .map(|date| Value::Period(Period::Day(date)))
            .map_err(|_| mistake),
    }
}

fn yes_or_no(text: &str) -> Result<Value, Mistake> {
    match text {
        "是" | "有" | "已" | "通过" | "true" | "yes" => Ok(Value::Bool(true)),
        "否" | "无" | "未" | "没有" | "false" | "no" => Ok(Value::Bool(false)),
        _ => Err(Mistake {
            message: format!("`{text}`不是`是`或`否`"),
            help: "写`是`或`否`".to_owned(),
        }),
    }
}

fn choice(text: &str, options: &[String], catalog: &Catalog) -> Result<Value, Mistake> {
    if options.is_empty() || options.iter().any(|option| option == text) {
        return Ok(Value::Text(text.to_owned()));
    }
    let whole = catalog.short_words.get(text);
    if let Some(whole) = whole.and_then(|whole| options.iter().find(|one| whole.contains(one))) {
        return Ok(Value::Text(whole.clone()));
    }
    let likely = nearest(text, options.iter().map(String::as_str));
    Err(Mistake {
        message: format!("`{text}`不在可选的写法里"),
        help: match likely {
            Some(likely) => format!("是不是想写`{likely}`？可以写: {}", options.join("、")),
            None => format!("可以写: {}", options.join("、")),
        },
    })
}

/// Texts of a list; one text alone counts as a list of one, `、` and `；` do not divide it.
fn list(node: &Node, slot: &Slot<'_>, problems: &mut Vec<Problem>) -> Option<Vec<Spanned<String>>> {
    let mut texts = Vec::new();
    let mut is_whole = true;
    for element in node.elements() {
        match element.text() {
            Some(text) => texts.push(Spanned::new(text.trim().to_owned(), element.span)),
            None if element.is_blank() => {}
            None => {
                problems.push(shape(element, slot.name, "一段文字"));
                is_whole = false;
            }
        }
    }
    is_whole.then_some(texts)
}

fn persons(node: &Node, slot: &Slot<'_>, problems: &mut Vec<Problem>) -> Value {
    let Some(names) = list(node, slot, problems) else {
        return Value::Unread;
    };
    let mut persons = Vec::new();
    let mut is_whole = true;
    for name in names {
        match Person::read(&name) {
            Ok(person) => persons.push(person),
            Err(mistake) => {
                let mistake = apart_by_comma(&name, mistake);
                let message = format!("`{}`：{}", slot.name, mistake.message);
                problems.push(Problem::new(&PERSON, name.span, message).help(mistake.help));
                is_whole = false;
            }
        }
    }
    if is_whole {
        Value::Persons(persons)
    } else {
        Value::Unread
    }
}

/// `应到: {固定代表: 30, 临时代表: 8}`: persons by class.
fn classes(node: &Node, slot: &Slot<'_>, problems: &mut Vec<Problem>) -> Value {
    let Kind::Map(entries) = &node.kind else {
        return Value::Unread;
    };
    let mut classes = Vec::new();
    let mut is_whole = true;
    for entry in entries {
        let text = entry.value.text().unwrap_or_default();
        match whole(text.trim(), None) {
            Ok(count) => classes.push((entry.key.value.clone(), count)),
            Err(mistake) => {
                let message = format!(
                    "`{}`的`{}`：{}",
                    slot.name, entry.key.value, mistake.message
                );
                problems.push(Problem::new(&NUMBER, entry.value.span, message).help(mistake.help));
                is_whole = false;
            }
        }
    }
    if is_whole {
        Value::Classes(classes)
    } else {
        Value::Unread
    }
}

/// What a value should be and is not.
pub(crate) fn shape(node: &Node, name: &str, wanted: &str) -> Problem {
    let message = format!("`{name}`应是{wanted}，这里却是{}", node.kind_name());
    Problem::new(&SHAPE, node.span, message).help(format!("把`{name}`写成{wanted}"))
}
