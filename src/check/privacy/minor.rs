//! P007: nobody under eighteen stands in a list of names.

use chrono::{Datelike as _, NaiveDate};

use crate::check::privacy::lists::{self, Cell, List};
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::privacy::words::Words;
use crate::source::Span;

/// PRIV-06: children are counted, never named, masked or not.
pub(crate) static MINOR: Check = Check {
    rule: Rule {
        code: "P007",
        title: "名单里有未成年人",
        level: Level::Error,
        basis: &["PIPL-28", "PIPL-25"],
        explain: "未成年人不进名单，隐名也不行：村里人凭姓氏、小组和年龄就认得出是谁家的孩子。困境儿童、孤儿、留守儿童和学生资助只公布人数和金额合计。高考、考上大学的奖励多是成年人，不在此列，但写了年龄不满 18 岁的仍会提示。这里不显示姓名，只说在哪一行。",
        example: "表头: [姓名, 年龄, 金额]\n行: [[王一一, 9, 600.00]]",
        repair: "人数: 4\n金额: 2,400.00",
    },
    run: minor,
};

/// The age from which a person is of age.
const OF_AGE: i32 = 18;

fn minor(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in &scope.village.records {
        let on = record.date().unwrap_or(scope.today);
        for list in lists::of(record, scope.tree) {
            let rows = minors(&list, record, on);
            let Some(first) = rows.first() else { continue };
            report
                .at(
                    *first,
                    format!("这张名单里有 {} 名未成年人，应为 0 名", rows.len()),
                )
                .help("删去这些行，只公布人数和金额合计；少于 3 人的和相近的类别合并");
        }
    }
}

/// Where the list names somebody under age: the age, the year of birth, the class, else the name.
fn minors(list: &List<'_>, record: &Record, on: NaiveDate) -> Vec<Span> {
    let about = [record.title.value.as_str(), list.caption.as_str()];
    let heads = list.heads.join(" ");
    let is_grown = GROWN.any_in(&heads) || about.iter().any(|text| GROWN.any_in(text));
    let name = list.heads.get(list.name).map_or("", String::as_str);
    let all = !is_grown
        && (CHILDREN.any_in(name)
            || about.iter().any(|text| CHILDREN.any_in(text))
            || (name.contains("学生")
                && (SCHOOLS.any_in(&heads) || about.iter().any(|text| SCHOOLS.any_in(text)))));
    let ages: Vec<usize> = list
        .columns(&AGES)
        .filter(|index| !list.heads[*index].contains("年龄段"))
        .collect();
    let births: Vec<usize> = list.columns(&BIRTHS).collect();
    let entries = list
        .rows
        .iter()
        .filter(|row| List::cell(row, list.name).is_some_and(|cell| is_somebody(cell.text)));
    let found = entries.filter_map(|row| {
        let cell = |columns: &[usize], is_young: &dyn Fn(&str) -> bool| {
            let mut cells = columns.iter().filter_map(|index| List::cell(row, *index));
            cells.find(|cell| is_young(cell.text))
        };
        let others = || {
            let mut cells = row
                .iter()
                .enumerate()
                .filter(|(index, _)| *index != list.name);
            cells
                .find(|(_, cell)| says_child(cell.text))
                .map(|(_, cell)| *cell)
        };
        let name = List::cell(row, list.name).filter(|_| all);
        let found: Option<Cell<'_>> = cell(&ages, &is_under_age)
            .or_else(|| cell(&births, &|text| was_born_late(text, on)))
            .or_else(others)
            .or(name);
        found.map(|cell| cell.span)
    });
    found.collect()
}

/// A name, whole or masked, and no sum, number or remark.
fn is_somebody(text: &str) -> bool {
    let count = text.chars().count();
    (2..=12).contains(&count)
        && !["合计", "小计", "总计", "无", "其他"].contains(&text)
        && text
            .chars()
            .all(|c| crate::value::person::is_han(c) || matches!(c, '·' | '＊' | '*' | '×' | '某'))
}

/// `9`, `9岁`, `9周岁`.
fn is_under_age(text: &str) -> bool {
    let number = text.trim_end_matches('岁').trim_end_matches(['周', ' ']);
    number
        .parse::<i32>()
        .is_ok_and(|age| (0..OF_AGE).contains(&age))
}

/// Whether the year in `text` leaves no doubt; in the year of eighteenth birthdays there is doubt.
fn was_born_late(text: &str, on: NaiveDate) -> bool {
    let year: String = text
        .chars()
        .take_while(char::is_ascii_digit)
        .take(4)
        .collect();
    let age = year.parse::<i32>().map(|year| on.year() - year);
    year.len() == 4 && age.is_ok_and(|age| (0..OF_AGE).contains(&age))
}

/// A class of children as the whole of a cell, or an age in words: `12岁`.
fn says_child(text: &str) -> bool {
    if text.len() > 60 {
        return false;
    }
    let is_class =
        CHILDREN.found(text).any(|(at, _, _)| at == 0) && !text.contains(['户', '人', '家', '名']);
    is_class || text.strip_suffix('岁').is_some_and(|_| is_under_age(text))
}

static AGES: Words = Words::new(&["年龄", "周岁"]);

static BIRTHS: Words = Words::new(&["出生"]);

/// Words that say that the list, or a line of it, is about children.
static CHILDREN: Words = Words::new(&[
    "困境儿童",
    "留守儿童",
    "孤儿",
    "事实无人抚养",
    "未成年",
    "儿童姓名",
    "幼儿姓名",
    "流动儿童",
    "残疾儿童",
    "孩子姓名",
    "儿童名单",
    "小学生",
    "初中生",
]);

static SCHOOLS: Words = Words::new(&[
    "小学",
    "初中",
    "中学",
    "幼儿园",
    "年级",
    "义务教育",
    "雨露计划",
    "营养餐",
]);

/// Words of those who are of age, or nearly.
static GROWN: Words = Words::new(&[
    "高考",
    "大学",
    "本科",
    "专科",
    "录取",
    "考取",
    "研究生",
    "大专",
    "金榜题名",
]);
