//! Figures of a statement: at a glance, as charts, and against last year and the period before.

use crate::model::record::Record;
use crate::model::village::{Kind, Village};
use crate::render::chart::flow::{Flow, flow};
use crate::render::chart::pair::{Pair, pair};
use crate::render::chart::part::{Part, Tone};
use crate::render::chart::share::{Share, share};
use crate::render::page::record::amount;
use crate::render::page::series::balances;
use crate::render::page::totals::Totals;
use crate::render::view::statement::{FigureView, Glance};
use crate::value::decimal::group_digits;
use crate::value::money::Money;
use crate::value::period::Period;

/// Where the numbers of a statement's figures come from.
const SOURCE: &str = "数据来源：本页的明细表。图中数字保留两位小数，精确到分的数字以表格为准。";

/// What a statement is compared with, as far as it is there: the same period a year before, and the period before.
pub(super) struct Before {
    earlier: Vec<Earlier>,
}

/// One earlier period of the same accounts.
struct Earlier {
    /// `去年同期`, `上期`.
    name: &'static str,
    period: Period,
    totals: Totals,
}

impl Before {
    /// Looks for both among what is public.
    pub(super) fn of(record: &Record, village: &Village) -> Self {
        let find = |name: &'static str, period: Option<Period>| {
            let period = period?;
            let mut others = village.records.iter().filter(|other| other.is_public());
            let other = others.find(|other| {
                other.item_id() == record.item_id()
                    && other.book() == record.book()
                    && other.period().as_ref() == Some(&period)
            })?;
            Some(Earlier {
                name,
                period,
                totals: Totals::of(other)?,
            })
        };
        let period = record.period();
        let of_last_year = period.as_ref().and_then(Period::year_before);
        let last = period.as_ref().and_then(Period::previous);
        // Of a whole year the two are one.
        let last = last.filter(|last| of_last_year.as_ref() != Some(last));
        let earlier = [find("去年同期", of_last_year), find("上期", last)];
        Self {
            earlier: earlier.into_iter().flatten().collect(),
        }
    }
}

/// Income, expense and balance, and what was spent for each household.
pub(super) fn glance(totals: &Totals, before: &Before, village: &Village) -> Vec<Glance> {
    let change = |of: &dyn Fn(&Totals) -> Money, now: Money| {
        let told = before.earlier.iter();
        let told = told.map(|one| against(one.name, of(&one.totals), now));
        told.collect::<Vec<_>>().join("；")
    };
    let mut glance = vec![
        one(
            "收入",
            totals.income,
            change(&|one| one.income, totals.income),
        ),
        one(
            "支出",
            totals.expense,
            change(&|one| one.expense, totals.expense),
        ),
    ];
    if let Some(closing) = totals.closing {
        let opening = totals
            .opening
            .map(|opening| against("期初", opening, closing));
        glance.push(one("期末余额", closing, opening.unwrap_or_default()));
    }
    glance.extend(for_each_household(totals.expense, village));
    glance
}

/// One figure in the unit that people say.
pub(super) fn one(label: &str, money: Money, note: String) -> Glance {
    let in_wan = money.fen().unsigned_abs() >= 1_000_000;
    Glance {
        label: label.to_owned(),
        text: if in_wan {
            money.wan()
        } else {
            money.to_string()
        },
        unit: if in_wan { "万元" } else { "元" }.to_owned(),
        note,
    }
}

/// What was spent for each household, to the yuan and fen.
pub(super) fn for_each_household(expense: Money, village: &Village) -> Option<Glance> {
    let households = village.profile.households.filter(|count| *count > 0)?;
    if expense.fen() <= 0 {
        return None;
    }
    let share = (expense.fen() + households / 2) / households;
    let digits = group_digits(&households.to_string());
    let all = match village.profile.kind {
        Kind::Village => "全村",
        Kind::Community => "全社区",
    };
    Some(one(
        "平均每户支出",
        Money::from_fen(share),
        format!("按{all} {digits} 户算"),
    ))
}

/// `比去年同期多 3.08 万元（+10.7%）`.
fn against(name: &str, before: Money, now: Money) -> String {
    let Some(change) = now.checked_sub(before) else {
        return String::new();
    };
    let word = match change.fen() {
        0 => return format!("和{name}一样"),
        1.. => "多",
        _ => "少",
    };
    let size = if change.is_negative() {
        change.checked_neg().unwrap_or(change)
    } else {
        change
    };
    let percent = percent(before, change).map_or_else(String::new, |text| format!("（{text}）"));
    format!("比{name}{word} {}{percent}", amount(size))
}

/// `+10.7%`, where the earlier amount makes a percentage that says something.
fn percent(before: Money, change: Money) -> Option<String> {
    let (before, change) = (i128::from(before.fen()), i128::from(change.fen()));
    if before <= 0 {
        return None;
    }
    let tenths = (change.abs() * 2000 + before) / (before * 2);
    let sign = if change < 0 { "-" } else { "+" };
    (1..10_000)
        .contains(&tenths)
        .then(|| format!("{sign}{}.{}%", tenths / 10, tenths % 10))
}

/// The charts of a statement.
pub(super) fn figures(
    record: &Record,
    village: &Village,
    totals: &Totals,
    before: &Before,
) -> Vec<FigureView> {
    let period = record
        .period()
        .map_or_else(String::new, |period| period.to_string());
    let (income, expense) = (parts(&totals.sources), parts(&totals.uses));
    let mut figures = Vec::new();
    if !income.is_empty() && !expense.is_empty() {
        let html = flow(&Flow {
            id: "flow".to_owned(),
            period: period.clone(),
            account: format!("{}账户", village.profile.name),
            income,
            expense: expense.clone(),
        });
        figures.push(figure(
            "钱从哪里来，用到哪里去".to_owned(),
            format!("{period}收支流向，单位：万元"),
            html,
        ));
    }
    if expense.len() > 1 {
        let html = share(&Share {
            id: "share".to_owned(),
            whole: format!("{period}支出"),
            tone: Tone::Expense,
            parts: expense,
        });
        figures.push(figure(
            "支出都花在哪些方面".to_owned(),
            format!("{period}支出构成"),
            html,
        ));
    }
    figures.extend(comparison(totals, before, &period));
    figures.extend(balances(record, village));
    figures
}

fn figure(title: String, subtitle: String, html: String) -> FigureView {
    FigureView {
        title,
        subtitle,
        html,
        source: SOURCE.to_owned(),
    }
}

/// Labels and amounts as parts of a chart; what came to nothing has no place in it.
pub(super) fn parts(list: &[(String, Money)]) -> Vec<Part> {
    list.iter()
        .filter(|(_, money)| money.fen() != 0)
        .map(|(label, money)| Part::new(label, money.fen()))
        .collect()
}

/// Income and expense against every earlier period there is.
fn comparison(totals: &Totals, before: &Before, period: &str) -> Option<FigureView> {
    if before.earlier.is_empty() {
        return None;
    }
    let row = |heading: &str, tone: Tone, of: &dyn Fn(&Totals) -> Money| {
        let told = before.earlier.iter();
        let told = told.map(|one| against(one.name, of(&one.totals), of(totals)));
        let earlier = before.earlier.iter();
        Pair {
            heading: format!("{heading}　{}", told.collect::<Vec<_>>().join("；")),
            tone,
            before: earlier
                .map(|one| labelled(&one.period.to_string(), of(&one.totals)))
                .collect(),
            after: labelled(period, of(totals)),
        }
    };
    let html = pair(
        "与以前比较",
        &[
            row("收入", Tone::Income, &|one| one.income),
            row("支出", Tone::Expense, &|one| one.expense),
        ],
    );
    let names: Vec<&str> = before.earlier.iter().map(|one| one.name).collect();
    Some(figure(
        format!("和{}比", names.join("、")),
        format!("{period}与以前，单位：万元"),
        html,
    ))
}

fn labelled(label: &str, money: Money) -> Part {
    Part {
        label: label.to_owned(),
        ..Part::new("", money.fen())
    }
}
