//! The poster of a quarter: everything at one glance on one leaf.

use crate::calendar::Calendar;
use crate::model::record::Record;
use crate::model::village::Village;
use crate::render::chart::markup::cut;
use crate::render::names::{self, CATEGORIES};
use crate::render::page::gaps;
use crate::render::page::print::contacts_line;
use crate::render::page::quarter::{Account, Quarter};
use crate::render::paper::tables::{Fitted, Prepared};
use crate::render::paper::{UPRIGHT, em};
use crate::render::qr;
use crate::render::view::quarter::{Parts, PosterView};
use crate::render::view::table::{CellView, ColumnView, RowKind, RowView, TableView};
use crate::render::view::text::{Run, Sentence};
use crate::value::check_code;
use crate::value::money::Money;

/// Where posters are.
pub(crate) const ADDRESS: &str = "posters";
/// Lines under a heading, at most; a column has half the width.
const LINES: usize = 3;
const WIDE: usize = 36;
const NARROW: usize = 17;

/// The title of a quarter's poster.
pub(crate) fn title(quarter: &Quarter<'_>, village: &Village) -> String {
    format!("{}{}公开了什么", village.profile.name, quarter.name())
}

/// The view.
pub(crate) fn view(quarter: &Quarter<'_>, village: &Village, calendar: &Calendar) -> PosterView {
    let of = |category| {
        let own = quarter
            .published
            .iter()
            .filter(move |record| record.category == category);
        let own: Vec<&&Record> = own.collect();
        let lines = own
            .iter()
            .map(|record| vec![Run::plain(cut(&record.title, NARROW))]);
        let name = names::category(category, village);
        parts(format!("{name} {} 件", own.len()), lines.collect(), "件")
    };
    // Older posters say no more what was next.
    let is_late = quarter.is_over(calendar.today) && !is_last(quarter, calendar);
    PosterView {
        back: "../../due/index.html".to_owned(),
        lead: vec![
            Run::plain(format!("{}，公开 ", quarter.months())),
            Run::strong(format!("{} 件", quarter.published.len())),
            Run::plain("，作出决定 "),
            Run::strong(format!("{} 件", quarter.decided.len())),
            Run::plain("，更正 "),
            Run::strong(format!("{} 处", quarter.corrected.len())),
            Run::plain("。"),
        ],
        money: money(&quarter.accounts),
        money_note: money_note(quarter),
        decided: decided(quarter, WIDE),
        columns: CATEGORIES.map(of).into(),
        gaps: missing(quarter, calendar, NARROW),
        corrected: corrected(quarter),
        next: if is_late {
            Vec::new()
        } else {
            gaps::next(calendar)
        },
        tell: contacts_line(village).into_iter().collect(),
        qr_html: qr::svg(&quarter.seal_text(ADDRESS, village), "核对用二维码"),
        code: check_code::of_record(&quarter.digest()),
    }
}

/// Whether the quarter is the last one that is over.
fn is_last(quarter: &Quarter<'_>, calendar: &Calendar) -> bool {
    let before = calendar.today.checked_sub_months(chrono::Months::new(3));
    before.is_none_or(|day| !quarter.is_over(day))
}

/// Lines with what does not fit counted.
fn parts(heading: String, mut lines: Vec<Sentence>, unit: &str) -> Parts {
    let more = lines.len().saturating_sub(LINES);
    lines.truncate(LINES);
    Parts {
        heading,
        lines,
        rest: if more > 0 {
            format!("另有 {more} {unit}，见公开栏网页")
        } else {
            String::new()
        },
    }
}

/// What was decided, each with its day and its votes.
pub(crate) fn decided(quarter: &Quarter<'_>, width: usize) -> Parts {
    let lines = quarter.decided.iter().map(|(day, record)| {
        vec![
            Run::unbroken(day.format("%m-%d").to_string()),
            Run::plain(format!("　{}", cut(&record.title, width))),
        ]
    });
    let heading = match quarter.decided.len() {
        0 => "没有表决决定的事".to_owned(),
        count => format!("表决决定了 {count} 件事"),
    };
    parts(heading, lines.collect(), "件")
}

/// What is missing of the quarter.
pub(crate) fn missing(quarter: &Quarter<'_>, calendar: &Calendar, width: usize) -> Option<Parts> {
    let gaps = quarter.gaps.as_ref()?;
    let lines = gaps.iter().map(|entry| {
        vec![
            Run::plain(format!("{}，", cut(&entry.title(), width))),
            Run::missing(gaps::sentence(entry, calendar)),
        ]
    });
    let heading = match gaps.len() {
        0 => "应公开的都公开了".to_owned(),
        count => format!("应公开未公开 {count} 项"),
    };
    Some(parts(heading, lines.collect(), "项"))
}

fn corrected(quarter: &Quarter<'_>) -> Parts {
    let lines = quarter.corrected.iter().map(|(record, change)| {
        vec![Run::plain(format!(
            "{}：{}",
            cut(&record.title, NARROW),
            cut(change.change.trim_end_matches('。'), NARROW)
        ))]
    });
    let heading = match quarter.corrected.len() {
        0 => "没有更正".to_owned(),
        count => format!("更正 {count} 处"),
    };
    parts(heading, lines.collect(), "处")
}

fn money_note(quarter: &Quarter<'_>) -> String {
    let partial = quarter
        .accounts
        .iter()
        .filter(|account| !account.months.is_empty() && account.months.len() < 3);
    let notes: Vec<String> = partial
        .map(|account| {
            let months: Vec<String> = account
                .months
                .iter()
                .map(|month| format!("{month}月"))
                .collect();
            let book = if account.book.is_empty() {
                "收支"
            } else {
                account.book.as_str()
            };
            format!("{book}只公开了{}", months.join("、"))
        })
        .collect();
    match (quarter.accounts.is_empty(), notes.is_empty()) {
        (true, _) => "这一季还没有公开收支。".to_owned(),
        (false, true) => String::new(),
        (false, false) => format!("{}。", notes.join("；")),
    }
}

/// One row a book: opening, in, out, closing.
fn money(accounts: &[Account<'_>]) -> Option<TableView> {
    let names = ["账", "期初余额", "收入", "支出", "期末余额"];
    let columns = names.iter().enumerate().map(|(index, name)| ColumnView {
        name: (*name).to_owned(),
        numeric: index > 0,
        unbroken: false,
        main: index == 2,
    });
    let cell = |text: String, numeric: bool| CellView {
        text,
        head: !numeric,
        numeric,
        href: None,
        mark: None,
        colspan: 1,
    };
    let rows = accounts.iter().map(|account| {
        let totals = &account.totals;
        let amount = |money: Option<Money>| {
            cell(
                money.map(|money| money.to_string()).unwrap_or_default(),
                true,
            )
        };
        let book = if account.book.is_empty() {
            "集体收支"
        } else {
            account.book.as_str()
        };
        RowView {
            kind: RowKind::Plain,
            id: String::new(),
            cells: vec![
                cell(book.to_owned(), false),
                amount(totals.opening),
                amount(Some(totals.income)),
                amount(Some(totals.expense)),
                amount(totals.closing),
            ],
        }
    });
    let table = TableView {
        id: String::new(),
        caption: "钱".to_owned(),
        unit: "单位：元".to_owned(),
        head: Vec::new(),
        columns: columns.collect(),
        rows: rows.collect(),
        foot: Vec::new(),
        capitals: None,
        notes: Vec::new(),
        scroll: false,
        shares: Vec::new(),
        other_side: None,
    };
    if accounts.is_empty() {
        return None;
    }
    let prepared = Prepared::of(&table);
    Fitted::of(&prepared, UPRIGHT.width, em(24)).whole().table
}
