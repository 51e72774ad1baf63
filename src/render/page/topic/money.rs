//! 全年收支: each book's year, where its money went, what its income is made of, how its balance went.

use tera::Value;

use crate::catalog::item::Category;
use crate::catalog::topic::Topic;
use crate::render::chart::amount::percent;
use crate::render::chart::part::{Part, Tone, largest, shares};
use crate::render::chart::stack::{Composed, Stack, stack};
use crate::render::chart::treemap::{Treemap, treemap};
use crate::render::page::compare::{for_each_household, one, parts};
use crate::render::page::record::amount;
use crate::render::page::series::{Account, Told, accounts};
use crate::render::page::topic::{Source, TopicPage, href_of, latest};
use crate::render::view::money::{BookView, MoneyView};
use crate::render::view::statement::FigureView;
use crate::render::view::table::{CellView, ColumnView, RowKind, RowView, TableView};
use crate::render::view::text::Run;
use crate::value::money::Money;
use crate::value::period::Period;

/// Quarters in the picture of what income is made of.
const QUARTERS: usize = 6;

/// Where the numbers come from.
const SOURCE: &str = "数据来源：下面各期的收支公开，按科目相加。精确到分的数字以各期的表为准。";

pub(super) fn topic(source: Source<'_>) -> Option<TopicPage> {
    let accounts = accounts(source.village, source.records);
    let years: Vec<Year<'_>> = accounts.iter().filter_map(Year::of).collect();
    if years.is_empty() {
        return None;
    }
    let books = years.iter().enumerate();
    let view = MoneyView {
        lead: lead(&years),
        books: books.map(|(at, year)| year.view(at, source)).collect(),
    };
    Some(TopicPage {
        address: "money".to_owned(),
        key: "money",
        template: "money.html",
        above: None,
        title: "全年收支".to_owned(),
        column: Category::Finance,
        summary: Some(summary(&years)),
        latest: latest(source.of(Topic::Money)),
        view: Value::from_serializable(&view),
    })
}

/// The latest year of one account.
struct Year<'a> {
    account: &'a Account<'a>,
    told: Vec<&'a Told<'a>>,
    /// `2026年1月至10月`.
    span: String,
    income: Money,
    expense: Money,
}

impl<'a> Year<'a> {
    fn of(account: &'a Account<'a>) -> Option<Self> {
        let year = account.told.last()?.period.year()?;
        let told: Vec<&Told<'_>> = account
            .told
            .iter()
            .filter(|one| one.period.year() == Some(year))
            .collect();
        let sum =
            |of: &dyn Fn(&Told<'_>) -> Money| Money::checked_sum(told.iter().map(|one| of(one)));
        let (first, last) = (told.first()?, told.last()?);
        let whole = Period::span(first.period.first_day()?, last.period.last_day()?)?;
        Some(Self {
            account,
            span: whole.to_string(),
            income: sum(&|one| one.totals.income)?,
            expense: sum(&|one| one.totals.expense)?,
            told,
        })
    }

    fn closing(&self) -> Option<Money> {
        self.told.last()?.totals.closing
    }

    fn view(&self, at: usize, source: Source<'_>) -> BookView {
        let id = format!("b{}", at + 1);
        let mut glance = vec![
            one("收入", self.income, String::new()),
            one("支出", self.expense, String::new()),
        ];
        glance.extend(
            self.closing()
                .map(|money| one("期末余额", money, String::new())),
        );
        glance.extend(for_each_household(self.expense, source.village));
        let figures = [
            self.uses(&id),
            self.sources(&id),
            self.account.balances(&format!("{id}-line")),
        ];
        BookView {
            name: format!("{}　{}", self.account.name, self.span),
            glance,
            figures: figures.into_iter().flatten().collect(),
            months: self.months(&id),
            id,
        }
    }

    /// Where the money went.
    fn uses(&self, id: &str) -> Option<FigureView> {
        let parts = parts(&added(
            self.told.iter().map(|one| one.totals.uses.as_slice()),
        ));
        let sorted = largest(&parts, parts.len());
        let weights: Vec<i128> = sorted.iter().map(Part::weight).collect();
        let most = sorted
            .first()
            .filter(|part| part.fen > 0 && sorted.len() > 1)?;
        let share = shares(&weights).first().copied().unwrap_or(0);
        let title = format!("花得最多的是{}，占 {}", most.label, percent(share));
        let html = treemap(&Treemap {
            id: format!("{id}-uses"),
            whole: format!("{}支出", self.span),
            tone: Tone::Expense,
            parts,
        });
        Some(figure(
            title,
            format!(
                "{}{}的支出按科目，方块越大钱越多",
                self.account.name, self.span
            ),
            html,
        ))
    }

    /// What income was made of, quarter by quarter, over the end of the year too.
    fn sources(&self, id: &str) -> Option<FigureView> {
        let mut quarters: Vec<(i32, u32, Vec<&Told<'_>>)> = Vec::new();
        for one in self.account.unbroken() {
            let (year, quarter) = quarter(&one.period)?;
            match quarters
                .last_mut()
                .filter(|(y, q, _)| (*y, *q) == (year, quarter))
            {
                Some((.., told)) => told.push(one),
                None => quarters.push((year, quarter, vec![one])),
            }
        }
        // A quarter of which the first months are not there would look poor beside the others.
        let is_cut = quarters
            .first()
            .and_then(|(.., told)| Some(!begins_quarter(told.first()?)));
        let cut = usize::from(is_cut.unwrap_or(false));
        let first = quarters.len().saturating_sub(QUARTERS).max(cut);
        let quarters = quarters.get(first..)?;
        let has_income = |told: &[&Told<'_>]| told.iter().any(|one| one.totals.income.fen() > 0);
        let with_income = quarters
            .iter()
            .filter(|(.., told)| has_income(told))
            .count();
        let periods: Vec<Composed> = quarters
            .iter()
            .filter_map(|(.., told)| composed(told))
            .collect();
        if with_income < 2 {
            return None;
        }
        let html = stack(&Stack {
            id: format!("{id}-sources"),
            what: format!("{}收入", self.account.name),
            tone: Tone::Income,
            periods,
        });
        Some(figure(
            "收入是哪几样合成的".to_owned(),
            format!(
                "{}最近 {} 个季度的收入，一个季度一条",
                self.account.name,
                quarters.len()
            ),
            html,
        ))
    }

    fn months(&self, id: &str) -> TableView {
        let has_balance = self.told.iter().any(|one| one.totals.closing.is_some());
        let mut columns = vec![
            column("期间", false),
            column("收入", true),
            column("支出", true),
        ];
        columns.extend(has_balance.then(|| column("期末余额", true)));
        let row = |kind, amounts: [Option<Money>; 3], name: String, href: Option<String>| {
            let amounts = amounts.into_iter().take(columns.len() - 1);
            let amounts = amounts.map(|money| CellView {
                head: false,
                numeric: true,
                ..head(
                    money.map(|money| money.to_string()).unwrap_or_default(),
                    None,
                )
            });
            RowView {
                kind,
                id: String::new(),
                cells: [head(name, href)].into_iter().chain(amounts).collect(),
            }
        };
        let rows = self.told.iter().map(|one| {
            let Told {
                record,
                period,
                totals,
            } = one;
            let amounts = [Some(totals.income), Some(totals.expense), totals.closing];
            row(
                RowKind::Plain,
                amounts,
                period.to_string(),
                Some(href_of(record)),
            )
        });
        let sums = [Some(self.income), Some(self.expense), None];
        TableView {
            id: format!("{id}-months"),
            caption: format!("{}逐期收支", self.account.name),
            unit: "单位：元".to_owned(),
            head: Vec::new(),
            rows: rows.collect(),
            foot: vec![row(RowKind::Total, sums, "合计".to_owned(), None)],
            columns,
            capitals: None,
            notes: Vec::new(),
            scroll: false,
            shares: Vec::new(),
            other_side: None,
        }
    }
}

/// Year and quarter of a period that lies in one.
fn quarter(period: &Period) -> Option<(i32, u32)> {
    use chrono::Datelike as _;
    let (first, last) = (period.first_day()?, period.last_day()?);
    let of = |day: chrono::NaiveDate| (day.year(), day.month0() / 3 + 1);
    (of(first) == of(last)).then(|| of(first))
}

fn begins_quarter(one: &Told<'_>) -> bool {
    use chrono::Datelike as _;
    let first = one.period.first_day();
    first.is_some_and(|day| day.day() == 1 && day.month0() % 3 == 0)
}

/// The income of a quarter by kind; a quarter that is not over yet says how far it goes.
fn composed(told: &[&Told<'_>]) -> Option<Composed> {
    let first = told.first()?.period.first_day()?;
    let last = told.last()?.period.last_day()?;
    let sums = added(told.iter().map(|one| one.totals.sources.as_slice()));
    Some(Composed {
        label: Period::span(first, last)?.to_string(),
        parts: sums
            .into_iter()
            .map(|(label, money)| (label, money.fen()))
            .collect(),
    })
}

/// Amounts of the same label added up, in the order in which they first appear.
fn added<'a>(lists: impl Iterator<Item = &'a [(String, Money)]>) -> Vec<(String, Money)> {
    let mut sums: Vec<(String, Money)> = Vec::new();
    for (label, money) in lists.flatten() {
        match sums.iter_mut().find(|(own, _)| own == label) {
            Some((_, sum)) => *sum = sum.checked_add(*money).unwrap_or(*sum),
            None => sums.push((label.clone(), *money)),
        }
    }
    sums
}

fn figure(title: String, subtitle: String, html: String) -> FigureView {
    FigureView {
        title,
        subtitle,
        html,
        source: SOURCE.to_owned(),
    }
}

fn column(name: &str, numeric: bool) -> ColumnView {
    ColumnView {
        name: name.to_owned(),
        numeric,
        unbroken: false,
        main: name == "支出",
    }
}

fn head(text: String, href: Option<String>) -> CellView {
    CellView {
        text,
        head: true,
        numeric: false,
        href,
        mark: None,
        colspan: 1,
    }
}

/// How much each book took in and spent.
fn lead(years: &[Year<'_>]) -> Vec<Run> {
    let mut runs = vec![Run::plain(
        "一年的钱从哪里来、花在哪里、还剩多少，一本账一本账地看。",
    )];
    if years.len() > 1 {
        runs.push(Run::plain(
            "几本账分开记、分开公布，不相加：一本账划给另一本的钱，两边都会记。",
        ));
    }
    runs
}

fn summary(years: &[Year<'_>]) -> Vec<Run> {
    let is_one = years.iter().all(|year| year.span == years[0].span);
    let mut runs = Vec::new();
    for (number, year) in years.iter().enumerate() {
        let name = if years.len() > 1 {
            year.account.name.as_str()
        } else {
            ""
        };
        let before = match (number, is_one) {
            (0, true) => format!("{}，{name}", year.span),
            (0, false) => format!("{name}{}", year.span),
            (_, true) => format!("；{name}"),
            (_, false) => format!("；{name}{}", year.span),
        };
        runs.push(Run::plain(format!("{before}支出 ")));
        runs.push(Run::strong(amount(year.expense)));
    }
    runs.push(Run::plain("。"));
    runs
}
