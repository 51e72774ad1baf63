//! The home page of a village: the latest money, what is posted now, what is overdue or how fresh the board is, the
//! latest of each column.

use chrono::NaiveDate;

use crate::calendar::Calendar;
use crate::catalog::item::Category;
use crate::catalog::topic::Topic;
use crate::model::record::Record;
use crate::model::village::Village;
use crate::render::names::{self, CATEGORIES};
use crate::render::page::card::{card, published};
use crate::render::page::gaps;
use crate::render::page::series::{Told, accounts};
use crate::render::page::topic::postings;
use crate::render::page::totals::Totals;
use crate::render::paths;
use crate::render::say::link;
use crate::render::view::home::{Amount, Answer, Column, Home};
use crate::render::view::table::{CellView, ColumnView, RowKind, RowView, TableView};
use crate::render::view::text::Run;
use crate::value::decimal::group_digits;
use crate::value::money::Money;

/// Records shown in a column.
const LATEST: usize = 4;

/// The view; `records` are public ones, newest first.
pub(crate) fn view(village: &Village, records: &[&Record], calendar: &Calendar) -> Home {
    let today = calendar.today;
    let mut answers = Vec::new();
    answers.extend(books(village, records).or_else(|| money(records)));
    answers.push(posted(records, today));
    answers.push(gaps::answer(calendar).unwrap_or_else(|| freshness(records, today)));
    Home {
        answers,
        columns: CATEGORIES
            .into_iter()
            .map(|category| column(category, village, records, today))
            .collect(),
        topics: Vec::new(),
        due: Some(gaps::summary(calendar)),
        sheets: Vec::new(),
        phone: None,
    }
}

/// The latest period of each book side by side, where the village keeps several; their sums are never added up.
fn books(village: &Village, records: &[&Record]) -> Option<Answer> {
    let accounts = accounts(village, records);
    let latest: Vec<(&str, &Told<'_>)> = accounts
        .iter()
        .filter_map(|account| Some((account.name.as_str(), account.told.last()?)))
        .filter(|(name, _)| village.profile.books.iter().any(|(own, _)| own == name))
        .collect();
    let (_, first) = latest.first().filter(|_| latest.len() > 1)?;
    let is_one = latest.iter().all(|(_, told)| told.period == first.period);
    let period = first.period.to_string();
    let row = |label: &str, of: &dyn Fn(&Told<'_>) -> String| RowView {
        kind: RowKind::Plain,
        id: String::new(),
        cells: std::iter::once(cell(label.to_owned(), true))
            .chain(latest.iter().map(|(_, told)| cell(of(told), false)))
            .collect(),
    };
    let names = latest.iter().map(|(name, told)| ColumnView {
        name: if is_one {
            (*name).to_owned()
        } else {
            format!("{name}（{}）", told.period)
        },
        numeric: true,
        unbroken: false,
        main: false,
    });
    let head = ColumnView {
        name: "取整到元".to_owned(),
        numeric: false,
        unbroken: false,
        main: false,
    };
    let whole = |money: Money| {
        let yuan = (money.fen().unsigned_abs() + 50) / 100;
        let sign = if money.is_negative() { "-" } else { "" };
        format!("{sign}{}", group_digits(&yuan.to_string()))
    };
    let closing = |told: &Told<'_>| told.totals.closing.map(whole).unwrap_or_default();
    let table = TableView {
        id: String::new(),
        caption: "几本账分开记，不相加".to_owned(),
        unit: "单位：元".to_owned(),
        head: Vec::new(),
        columns: std::iter::once(head).chain(names).collect(),
        rows: vec![
            row("收入", &|told| whole(told.totals.income)),
            row("支出", &|told| whole(told.totals.expense)),
            row("余额", &closing),
        ],
        foot: Vec::new(),
        capitals: None,
        notes: Vec::new(),
        scroll: false,
        shares: Vec::new(),
        other_side: None,
    };
    Some(Answer {
        title: if is_one {
            format!("钱：{period}收支")
        } else {
            "钱：最近一期收支".to_owned()
        },
        amounts: Vec::new(),
        table: Some(table),
        headline: String::new(),
        due: String::new(),
        missing: false,
        lines: Vec::new(),
        link: Some(link("看钱用在哪里", paths::page("money"))),
    })
}

fn cell(text: String, head: bool) -> CellView {
    CellView {
        text,
        head,
        numeric: !head,
        href: None,
        mark: None,
        colspan: 1,
    }
}

/// Income, expense and balance of the latest period.
fn money(records: &[&Record]) -> Option<Answer> {
    // A levy or a fund has a ledger of its own, which does not tell what the village has.
    let own = |record: &&&Record| {
        let item = record.item.as_ref();
        item.is_some_and(|item| item.topics.contains(&Topic::Money))
    };
    let with_totals = records
        .iter()
        .filter(own)
        .filter_map(|record| Some((record, Totals::of(record)?)));
    let latest = with_totals.max_by_key(|(record, totals)| {
        let end = record.period().and_then(|period| period.last_day());
        // Of two statements of one period the wider one answers: a quarter before its last month.
        let length = record
            .period()
            .and_then(|period| period.days())
            .unwrap_or(0);
        (end, length, totals.closing.is_some())
    });
    let (record, totals) = latest?;
    let period = record
        .period()
        .map_or_else(String::new, |period| period.to_string());
    let amount = |label: &str, money: Money| {
        let in_wan = money.fen().unsigned_abs() >= 1_000_000;
        Amount {
            label: label.to_owned(),
            text: if in_wan {
                money.wan()
            } else {
                money.to_string()
            },
            unit: if in_wan { "万元" } else { "元" }.to_owned(),
        }
    };
    let mut amounts = vec![
        amount("收入", totals.income),
        amount("支出", totals.expense),
    ];
    amounts.extend(totals.closing.map(|closing| amount("余额", closing)));
    Some(Answer {
        title: format!("钱：{period}收支"),
        amounts,
        table: None,
        headline: String::new(),
        due: String::new(),
        missing: false,
        lines: vec![vec![Run::plain(record.title.value.clone())]],
        link: Some(link("看每一笔钱用在哪里", paths::page(&record.address))),
    })
}

/// What hangs now and until when.
fn posted(records: &[&Record], today: NaiveDate) -> Answer {
    let mut hanging: Vec<(NaiveDate, &Record)> = records
        .iter()
        .filter(|record| record.withdrawal.is_none())
        .filter_map(|record| {
            let from = record.fields.date("post_from")?.value;
            let until = record.fields.date("post_until")?.value;
            (from <= today && today <= until).then_some((until, *record))
        })
        .collect();
    hanging.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.address.cmp(&b.1.address)));
    let Some((until, first)) = hanging.first() else {
        return Answer {
            title: "正在公示".to_owned(),
            amounts: Vec::new(),
            table: None,
            headline: "现在没有正在公示的事项".to_owned(),
            due: String::new(),
            missing: false,
            lines: Vec::new(),
            link: None,
        };
    };
    let days = (*until - today).num_days();
    let mut lines = vec![vec![
        Run::plain("还剩 "),
        Run::days(days, *until),
        Run::plain("，"),
        Run::unbroken(until.to_string()),
        Run::plain(" 截止。"),
    ]];
    if hanging.len() > 1 {
        lines.push(vec![Run::plain(format!(
            "另有 {} 件正在公示。",
            hanging.len() - 1
        ))]);
    }
    Answer {
        title: "正在公示".to_owned(),
        amounts: Vec::new(),
        table: None,
        headline: first.title.value.clone(),
        due: String::new(),
        missing: false,
        lines,
        link: Some(if hanging.len() > 1 {
            link("看正在公示的各件", paths::page(postings::ADDRESS))
        } else {
            link("看公示内容", paths::page(&first.address))
        }),
    }
}

/// When something was last published, and how long ago that is.
fn freshness(records: &[&Record], today: NaiveDate) -> Answer {
    let latest = records
        .iter()
        .filter_map(|record| Some((published(record)?, *record)))
        .filter(|(date, _)| *date <= today)
        .max_by_key(|(date, _)| *date);
    let Some((date, record)) = latest else {
        return Answer {
            title: "最近一次公开".to_owned(),
            amounts: Vec::new(),
            table: None,
            headline: "还没有公开".to_owned(),
            due: String::new(),
            missing: true,
            lines: Vec::new(),
            link: None,
        };
    };
    let days = (today - date).num_days();
    let month = records
        .iter()
        .filter_map(|record| published(record))
        .filter(|date| *date <= today && (today - *date).num_days() < 31)
        .count();
    Answer {
        title: "最近一次公开".to_owned(),
        amounts: Vec::new(),
        table: None,
        headline: if days <= 0 {
            "今天".to_owned()
        } else {
            format!("{days} 天前")
        },
        due: date.to_string(),
        missing: days > 92,
        lines: vec![
            vec![
                Run::unbroken(date.to_string()),
                Run::plain("，"),
                Run::plain(record.title.value.clone()),
                Run::plain("。"),
            ],
            vec![Run::plain(format!("近一个月公开 {month} 件。"))],
        ],
        link: Some(link("看这一件", paths::page(&record.address))),
    }
}

fn column(category: Category, village: &Village, records: &[&Record], today: NaiveDate) -> Column {
    let name = names::category(category, village);
    let own: Vec<&&Record> = records
        .iter()
        .filter(|record| record.category == category)
        .collect();
    Column {
        key: category.id().to_owned(),
        name: name.to_owned(),
        cards: own
            .iter()
            .take(LATEST)
            .map(|record| card(record, today))
            .collect(),
        empty: vec![Run::plain("还没有公开的内容")],
        more: (!own.is_empty()).then(|| {
            link(
                format!("{name}全部 {} 件", own.len()),
                format!("{}/index.html", category.id()),
            )
        }),
    }
}
