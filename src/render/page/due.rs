//! The page of the register (公开台账): what is missing, the grid by item and month, and what is outside it.

use chrono::Datelike as _;

use crate::calendar::{Calendar, Entry, Reason, State};
use crate::catalog::item::{Category, Frequency};
use crate::model::village::Village;
use crate::render::names::{self, CATEGORIES};
use crate::render::paths;
use crate::render::say::fact;
use crate::render::view::due::{DueCell, DueGroup, DueHead, DueRow, DueState, DueView};
use crate::render::view::table::{CellView, ColumnView, RowKind, RowView, TableView};
use crate::render::view::text::{Fact, Link, Run, Sentence};
use crate::value::date::date_cn;

/// The address of the register.
pub(crate) const ADDRESS: &str = "due";

/// The months of the grid and of the strip.
pub(crate) const MONTHS: std::ops::RangeInclusive<u32> = 1..=12;

/// The title: `2026年公开台账`.
pub(crate) fn title(calendar: &Calendar) -> String {
    format!("{}年公开台账", calendar.today.year())
}

/// The register's page.
pub(crate) fn view(calendar: &Calendar, village: &Village, sheets: Vec<Link>) -> DueView {
    let mut lead = vec![Run::plain(format!(
        "截至 {} 月 {} 日，",
        calendar.today.month(),
        calendar.today.day()
    ))];
    lead.extend(counted(calendar));
    lead.push(Run::plain("。"));
    let never = calendar
        .outside
        .iter()
        .filter(|outside| outside.reason == Reason::NeverPublished)
        .count();
    if never > 0 {
        lead.push(Run::plain(format!(
            "公开目录中另有 {never} 项近400天没有公开过，列在页末。"
        )));
    }
    match (calendar.started, calendar.begun) {
        (Some(started), _) if started.year() >= calendar.today.year() => {
            let day = date_cn(started);
            lead.push(Run::plain(format!("本公开栏{day}启用，更早的期间不计。")));
        }
        (None, Some(begun)) => lead.push(Run::plain(format!(
            "本公开栏最早的公开是{}年{}月，更早的不计。",
            begun.year(),
            begun.month()
        ))),
        (Some(_) | None, _) => {}
    }
    DueView {
        lead,
        caption: title(calendar),
        heads: MONTHS
            .map(|month| DueHead {
                text: format!("{month}月"),
                current: month == calendar.today.month(),
            })
            .collect(),
        groups: CATEGORIES
            .into_iter()
            .map(|category| group(calendar, category, village))
            .filter(|group| !group.rows.is_empty())
            .collect(),
        gaps: gaps(calendar),
        standing: standing(calendar),
        outside: outside(calendar),
        basis: calendar.basis.clone(),
        sheets,
    }
}

/// How much was due and what came of it.
pub(crate) fn counted(calendar: &Calendar) -> Sentence {
    let counts = calendar.counts();
    let mut runs = vec![
        Run::plain("应公开 "),
        Run::strong(counts.due().to_string()),
        Run::plain(" 项次，按期公开 "),
        Run::strong(counts.on_time.to_string()),
    ];
    if counts.late > 0 {
        runs.extend([
            Run::plain("，迟公开 "),
            Run::strong(counts.late.to_string()),
        ]);
    }
    runs.push(Run::plain("，"));
    runs.push(if counts.missing > 0 {
        Run::missing(format!("未公开 {}", counts.missing))
    } else {
        Run::plain("没有应公开而未公开的")
    });
    runs
}

fn group(calendar: &Calendar, category: Category, village: &Village) -> DueGroup {
    let mut rows: Vec<(String, String, Vec<Vec<&Entry>>)> = Vec::new();
    let entries = calendar.entries.iter();
    for entry in entries.filter(|entry| entry.item.category == category && !hangs(entry)) {
        let name = entry.name();
        if rows.last().is_none_or(|(last, ..)| *last != name) {
            rows.push((name, entry.rule.clone(), vec![Vec::new(); 12]));
        }
        let month = usize::try_from(entry.day.month0()).unwrap_or(0);
        if let Some((.., months)) = rows.last_mut()
            && let Some(cell) = months.get_mut(month)
        {
            cell.push(entry);
        }
    }
    DueGroup {
        name: names::category(category, village).to_owned(),
        rows: rows
            .into_iter()
            .map(|(name, rule, months)| DueRow {
                name,
                rule,
                cells: months.iter().map(|entries| cell(entries)).collect(),
            })
            .collect(),
    }
}

fn hangs(entry: &Entry) -> bool {
    entry.frequency == Frequency::Standing
}

/// Of several entries in one month the worst is shown: adding one may not hide another.
fn cell(entries: &[&Entry]) -> DueCell {
    let worst = entries.iter().min_by_key(|entry| match entry.state {
        State::Missing(_) => 0,
        State::Late(_) => 1,
        State::Waiting => 2,
        State::Done => 3,
        State::Before => 4,
    });
    let Some(entry) = worst else {
        return DueCell {
            state: DueState::None,
            text: String::new(),
            href: None,
            due: String::new(),
        };
    };
    let (state, text) = match entry.state {
        State::Done if entries.len() > 1 && !entry.is_owed() => {
            (DueState::Done, format!("公开{}件", entries.len()))
        }
        State::Done => (DueState::Done, entry.state_cn()),
        State::Late(days) => (DueState::Late, format!("迟{days}")),
        State::Missing(_) => (DueState::Missing, entry.state_cn()),
        State::Waiting => (DueState::Waiting, entry.state_cn()),
        State::Before => (DueState::Before, entry.state_cn()),
    };
    DueCell {
        state,
        text,
        href: to_record(entry),
        due: if entry.state == State::Waiting {
            first_due(entries)
        } else {
            String::new()
        },
    }
}

/// The day on which the first of several that are waiting and owed is missing.
fn first_due(entries: &[&Entry]) -> String {
    let waiting = entries
        .iter()
        .filter(|entry| entry.is_owed() && entry.state == State::Waiting);
    let days = waiting.map(|entry| entry.due);
    days.min().map_or_else(String::new, |day| day.to_string())
}

/// From the register's page.
fn to_record(entry: &Entry) -> Option<String> {
    let proof = entry.proof.as_ref()?;
    Some(format!("../{}", paths::page(&proof.address)))
}

fn gaps(calendar: &Calendar) -> Option<TableView> {
    let gaps = calendar.gaps();
    let rows = gaps.iter().map(|entry| {
        vec![
            CellView::head(entry.title()),
            CellView::words(format!("{} 前", entry.due)),
            CellView::words(format!("{} 天", entry.days())),
            CellView::words(entry.responsible(calendar.kind)),
            CellView::words(remark(calendar, entry)),
        ]
    });
    let columns = vec![
        column("事项"),
        ColumnView {
            unbroken: true,
            ..column("应于")
        },
        ColumnView {
            main: true,
            unbroken: true,
            ..column("已逾期")
        },
        column("责任单位"),
        column("说明"),
    ];
    table("gaps", columns, rows.collect())
}

/// What is known of a gap: a file that could not be read, or when the item was last published.
fn remark(calendar: &Calendar, gap: &Entry) -> String {
    if let Some(path) = gap.unread.first() {
        return format!("文件 {path} 读不出来");
    }
    let same = calendar
        .entries
        .iter()
        .filter(|entry| entry.name() == gap.name());
    let last = same
        .filter_map(|entry| entry.proof.as_ref())
        .map(|proof| proof.published)
        .max();
    last.map_or_else(
        || "今年没有公开过".to_owned(),
        |day| format!("最近一次公开 {day}"),
    )
}

fn standing(calendar: &Calendar) -> Option<TableView> {
    let entries = calendar
        .entries
        .iter()
        .filter(|entry| hangs(entry) && entry.proof.is_some());
    let rows = entries.map(|entry| {
        let day = entry
            .proof
            .as_ref()
            .map_or_else(String::new, |proof| proof.published.to_string());
        vec![
            CellView {
                href: to_record(entry),
                ..CellView::head(entry.name())
            },
            CellView::words(day),
            CellView::words(entry.rule.clone()),
        ]
    });
    let columns = vec![
        column("事项"),
        ColumnView {
            main: true,
            unbroken: true,
            ..column("公开日期")
        },
        column("期限"),
    ];
    table("standing", columns, rows.collect())
}

/// The items that have no row, by the reason.
fn outside(calendar: &Calendar) -> Vec<Fact> {
    let mut reasons: Vec<Reason> = calendar
        .outside
        .iter()
        .map(|outside| outside.reason)
        .collect();
    reasons.sort_unstable();
    reasons.dedup();
    let exempt = calendar
        .outside
        .iter()
        .filter(|outside| outside.reason == Reason::Exempt)
        .map(|outside| Fact {
            wide: true,
            ..fact(
                format!("{}：{}", outside.reason.text(), outside.item.name),
                outside.remark.clone(),
            )
        });
    let grouped = reasons
        .into_iter()
        .filter(|reason| *reason != Reason::Exempt);
    let grouped = grouped.map(|reason| {
        let items = calendar
            .outside
            .iter()
            .filter(|outside| outside.reason == reason);
        let names: Vec<&str> = items.map(|outside| outside.item.name.as_str()).collect();
        Fact {
            wide: true,
            ..fact(
                format!("{}：{} 项", reason.text(), names.len()),
                names.join("、"),
            )
        }
    });
    exempt.chain(grouped).collect()
}

fn table(id: &str, columns: Vec<ColumnView>, rows: Vec<Vec<CellView>>) -> Option<TableView> {
    if rows.is_empty() {
        return None;
    }
    Some(TableView {
        id: id.to_owned(),
        // The heading above it says what it is.
        caption: String::new(),
        unit: String::new(),
        head: Vec::new(),
        columns,
        rows: rows
            .into_iter()
            .map(|cells| RowView {
                kind: RowKind::Plain,
                id: String::new(),
                cells,
            })
            .collect(),
        foot: Vec::new(),
        capitals: None,
        notes: Vec::new(),
        scroll: false,
        shares: Vec::new(),
        other_side: None,
    })
}

fn column(name: &str) -> ColumnView {
    ColumnView {
        name: name.to_owned(),
        numeric: false,
        unbroken: false,
        main: false,
    }
}
