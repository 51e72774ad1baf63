//! T003: what was due has been published.

use std::collections::BTreeMap;

use crate::calendar::Entry;
use crate::calendar::duty::Duty;
use crate::catalog::item::{Category, Frequency};
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::source::Span;

/// 应公开未公开 (PUB-04, PUB-13).
pub(crate) static MISSING: Check = Check {
    rule: Rule {
        code: "T003",
        title: "应公开未公开",
        level: Level::Warning,
        basis: &["VCOL-35", "RCOL-34"],
        explain: "公开台账上到期没有公开的，一个事项（一本账）提醒一次，写明缺哪几期、最早的一期逾期多少天。应公开哪些，以县级公开目录为准；目录没有列明的，至少要有收支账，其他的看近400天公开过什么。没写`启用日期`的村，从每一项第一次公开算起；收支账一次也没有公开过的，公开台账上写“没有记录”，不算缺。当期没有发生的，公布“本期无此项”：在表的位置写`收支明细: 本期无此项`，或者写`正文: 本期无此项`；本村没有这一项的，在`village.yaml`的`不适用`里写明理由和批准人，公开台账上给大家看。文件读不出来的不在这里提醒。",
        example: "finance/2026-07.yaml\nfinance/2026-09.yaml（没有8月的，也没有“本期无此项”）",
        repair: "finance/2026-07.yaml\nfinance/2026-08.yaml\nfinance/2026-09.yaml",
    },
    run: missing,
};

/// The county's list is a duty in Shandong by this article.
const LIST: &str = "SD-CWGK-18";

/// So many periods are named one by one.
const NAMED: usize = 6;

fn missing(scope: &Scope<'_>, report: &mut Report<'_>) {
    let gaps = scope.calendar.gaps();
    // A file of which not even the item could be read may be any of them.
    if gaps.is_empty() || scope.village.unread.iter().any(|file| file.item.is_none()) {
        return;
    }
    let shelf = Shelf::of(scope);
    let mut rows: BTreeMap<(&str, Option<&str>), Vec<&Entry>> = BTreeMap::new();
    for gap in gaps {
        let row = (gap.item.id.as_str(), gap.book.as_deref());
        rows.entry(row).or_default().push(gap);
    }
    for ((item, book), gaps) in rows {
        let mut exemptions = scope.village.profile.exemptions.iter();
        let is_named = exemptions.any(|one| one.item.value == item && one.reason.is_empty());
        let is_silent = is_named || shelf.is_unread(item) || scope.bodies_report(item);
        let Some(oldest) = gaps
            .first()
            .filter(|gap| !is_silent && gap.unread.is_empty())
        else {
            continue;
        };
        let last = shelf.last(item, book);
        let span = last.map_or(scope.village.span, |record| record.item_span);
        let note = report.at(span, message(&gaps, oldest));
        let note = shelf.drafts(item).fold(note, |note, draft| {
            note.label(draft, "这是草稿，还没有公布")
        });
        let said = scope.village.profile.exemptions.iter();
        let said = said.filter(|one| one.item.value == item);
        let note = said.fold(note, |note, one| {
            note.label(one.item.span, "这一项处处都要公开，不能写不适用")
        });
        let who = oldest.responsible(scope.village.profile.kind);
        let otherwise = if last.is_some() {
            "当期没有发生的，公布“本期无此项”"
        } else {
            "本村（社区）没有这一项的，在 village.yaml 的`不适用`里写明理由和批准人"
        };
        note.help(format!("由{who}补上；{otherwise}"))
            .basis(&basis(scope, oldest));
    }
}

fn message(gaps: &[&Entry], oldest: &Entry) -> String {
    let name = oldest.name();
    let since = format!("应于 {} 前公开，逾期 {} 天", oldest.due, oldest.days());
    if oldest.frequency == Frequency::Standing {
        return format!("`{name}`没有公开，{since}");
    }
    let named: Vec<String> = gaps
        .iter()
        .take(NAMED)
        .map(|gap| gap.period.to_string())
        .collect();
    let more = if gaps.len() > NAMED { "等" } else { "" };
    let named = named.join("、");
    match gaps.len() {
        1 => format!("`{name}`缺{named}的，{since}"),
        count => format!("`{name}`缺 {count} 期：{named}{more}，最早的一期{since}"),
    }
}

/// The county's list where it demands the item, else the law on disclosure, else what the item itself rests on.
fn basis(scope: &Scope<'_>, gap: &Entry) -> Vec<String> {
    let list = &scope.catalog.county_basis;
    match gap.duty {
        Some(Duty::Listed) if !list.is_empty() => list.clone(),
        Some(Duty::Listed) => vec![LIST.to_owned()],
        Some(Duty::Minimum | Duty::Habit) | None if gap.item.category == Category::Party => {
            gap.item.basis.clone()
        }
        Some(Duty::Minimum | Duty::Habit) | None => Vec::new(),
    }
}

/// The records of each item: where a gap is shown, and what may explain it.
struct Shelf<'a>(BTreeMap<&'a str, Vec<&'a Record>>);

impl<'a> Shelf<'a> {
    fn of(scope: &Scope<'a>) -> Self {
        let mut by_item: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
        for record in &scope.village.records {
            by_item.entry(record.item_id()).or_default().push(record);
        }
        Self(by_item)
    }

    fn records(&self, item: &str) -> impl Iterator<Item = &'a Record> {
        self.0.get(item).into_iter().flatten().copied()
    }

    /// The record published last.
    fn last(&self, item: &str, book: Option<&str>) -> Option<&'a Record> {
        let is_of = |record: &&Record| {
            let own = record.fields.text("account_book");
            book.is_none() || own.as_ref().map(|own| own.value.as_str()) == book
        };
        self.records(item)
            .filter(|record| !record.is_draft && record.withdrawal.is_none())
            .filter(is_of)
            .max_by_key(|record| (record.date(), &record.address))
    }

    fn drafts(&self, item: &str) -> impl Iterator<Item = Span> {
        let drafts = self.records(item).filter(|record| record.is_draft);
        drafts.map(|record| record.item_span)
    }

    /// Whether a record of the item does not say in words that can be read which period it is about.
    fn is_unread(&self, item: &str) -> bool {
        let mut records = self.records(item);
        records.any(|record| {
            record.fields.has("period_or_event_date")
                && record.fields.get("period_or_event_date").is_none()
        })
    }
}
