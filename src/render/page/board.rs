//! The town's page, folded from the summaries its villages left.

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::model::record::Record;
use crate::model::village::{Kind, Village};
use crate::render::page::card::published;
use crate::render::paths;
use crate::render::say::{day, fact, link, short_day};
use crate::render::view::board::{BoardCard, BoardGap, BoardView, BoardVillage};
use crate::render::view::text::Run;

/// What the town needs of a village (`data/summary.json`).
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Summary {
    /// Always `sanwu.summary/1`.
    pub(crate) schema: String,
    /// Address of the village.
    pub(crate) id: String,
    /// 名称.
    pub(crate) name: String,
    /// 村 or 社区.
    pub(crate) kind: String,
    /// 区划代码: the order on the town's page.
    pub(crate) code: String,
    /// How many records it publishes.
    pub(crate) records: usize,
    /// The day of the last publication.
    pub(crate) updated: Option<NaiveDate>,
    /// The latest records.
    pub(crate) latest: Vec<Latest>,
    /// Entries of the register due so far this year.
    #[serde(default)]
    pub(crate) due: usize,
    /// Of these, published in time or late.
    #[serde(default)]
    pub(crate) done: usize,
    /// The next day on which something is due.
    #[serde(default)]
    pub(crate) next: Option<Next>,
    /// What is due and not published, the longest overdue first.
    #[serde(default)]
    pub(crate) gaps: Vec<Gap>,
    /// Path of the list of its pages that the search of the whole town loads.
    #[serde(default)]
    pub(crate) search: Option<String>,
    /// Whether pages of it stand; not so where no build ever succeeded.
    #[serde(skip, default = "stands")]
    pub(crate) has_pages: bool,
    /// Of a village that hands in: what number is shown.
    #[serde(skip)]
    pub(crate) source: Option<String>,
    /// Of such a village: what a reader has to know of it.
    #[serde(skip)]
    pub(crate) marks: Vec<String>,
    /// Of such a village: why what was handed in last is not shown.
    #[serde(skip)]
    pub(crate) refused: Option<String>,
}

/// What is due next.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Next {
    /// The last day in time.
    pub(crate) date: NaiveDate,
    /// The first of the items due that day.
    pub(crate) item: String,
    /// How many are due that day.
    pub(crate) count: usize,
}

/// Something due and not published (应公开未公开).
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Gap {
    /// The item with its period.
    pub(crate) title: String,
    /// The last day in time.
    pub(crate) due: NaiveDate,
}

/// A record in a summary.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Latest {
    /// 标题.
    pub(crate) title: String,
    /// Path of its page from the village's root.
    pub(crate) path: String,
    /// When it was published.
    pub(crate) date: NaiveDate,
}

/// A summary that was read was written with its pages.
fn stands() -> bool {
    true
}

/// Records of all villages shown on the town's page.
const LATEST: usize = 12;
/// Records in a summary.
const OWN_LATEST: usize = 8;

impl Summary {
    /// What the town needs of a village; `records` are public ones, newest first.
    pub(crate) fn of(village: &Village, records: &[&Record], calendar: &Calendar) -> Self {
        let latest = records.iter().filter_map(|record| {
            Some(Latest {
                title: record.title.value.clone(),
                path: paths::page(&record.address),
                date: published(record)?,
            })
        });
        let counts = calendar.counts();
        let next = calendar.next();
        let gaps = calendar.gaps().into_iter().map(|entry| Gap {
            title: entry.title(),
            due: entry.due,
        });
        Self {
            schema: "sanwu.summary/1".to_owned(),
            id: village.id.clone(),
            name: village.profile.name.clone(),
            kind: match village.profile.kind {
                Kind::Village => "村".to_owned(),
                Kind::Community => "社区".to_owned(),
            },
            code: village.profile.code.clone(),
            records: records.len(),
            updated: records
                .iter()
                .filter_map(|record| published(record))
                .filter(|published| *published <= calendar.today)
                .max(),
            latest: latest.take(OWN_LATEST).collect(),
            due: counts.due(),
            done: counts.done(),
            next: next.first().map(|entry| Next {
                date: entry.due,
                item: entry.name(),
                count: next.len(),
            }),
            gaps: gaps.collect(),
            search: None,
            has_pages: true,
            source: None,
            marks: Vec::new(),
            refused: None,
        }
    }

    /// Of a village of which nothing has come yet but its name.
    pub(crate) fn unseen(name: &str) -> Self {
        Self {
            schema: "sanwu.summary/1".to_owned(),
            id: String::new(),
            name: name.to_owned(),
            kind: String::new(),
            code: String::new(),
            records: 0,
            updated: None,
            latest: Vec::new(),
            due: 0,
            done: 0,
            next: None,
            gaps: Vec::new(),
            search: None,
            has_pages: false,
            source: None,
            marks: Vec::new(),
            refused: None,
        }
    }

    /// The same of a village that was never built: nothing of it is published yet, whatever its folder holds.
    pub(crate) fn without_pages(self) -> Self {
        Self {
            records: 0,
            updated: None,
            latest: Vec::new(),
            done: 0,
            gaps: Vec::new(),
            search: None,
            has_pages: false,
            ..self
        }
    }

    /// Nothing of it has come yet, so that nothing can be said of it.
    fn is_unseen(&self) -> bool {
        !self.has_pages && self.refused.is_some()
    }

    /// What is due and not published.
    fn missing(&self) -> usize {
        if self.has_pages {
            self.gaps.len()
        } else {
            self.due
        }
    }
}

/// The view; `failed` names villages whose last build did not succeed.
pub(crate) fn view(
    summaries: &[Summary],
    failed: &[String],
    name: &str,
    today: NaiveDate,
) -> BoardView {
    let mut villages: Vec<&Summary> = summaries.iter().collect();
    villages.sort_by(|a, b| (&a.code, &a.id).cmp(&(&b.code, &b.id)));
    let known = villages.iter().filter(|village| !village.is_unseen());
    let total: usize = villages.iter().map(|village| village.records).sum();
    let mut latest: Vec<(&Summary, &Latest)> = villages
        .iter()
        .flat_map(|village| village.latest.iter().map(move |card| (*village, card)))
        .collect();
    latest.sort_by(|a, b| {
        b.1.date
            .cmp(&a.1.date)
            .then_with(|| a.0.id.cmp(&b.0.id))
            .then_with(|| a.1.path.cmp(&b.1.path))
    });
    BoardView {
        lead: vec![
            Run::plain(format!("{name}有 ")),
            Run::strong(format!("{} 个村（社区）", known.count())),
            Run::plain("在这里公开，共 "),
            Run::strong(format!("{total} 件")),
            Run::plain("。今年应公开 "),
            Run::strong(sum(&villages, |village| village.due)),
            Run::plain(" 项次，已公开 "),
            Run::strong(sum(&villages, |village| village.done)),
            Run::plain("，"),
            match villages
                .iter()
                .map(|village| village.missing())
                .sum::<usize>()
            {
                0 => Run::plain("没有应公开而未公开的"),
                count => Run::missing(format!("未公开 {count}")),
            },
            Run::plain("。"),
        ],
        caption: "各村（社区）公开情况".to_owned(),
        villages: villages
            .iter()
            .map(|village| one(village, failed))
            .collect(),
        gaps: villages
            .iter()
            .flat_map(|village| gaps(village, today))
            .collect(),
        latest: latest
            .into_iter()
            .take(LATEST)
            .map(|(village, card)| BoardCard {
                village: village.name.clone(),
                title: card.title.clone(),
                href: format!("{}/{}", village.id, card.path),
                day: short_day(card.date),
            })
            .collect(),
        phone: None,
        notes: vec![fact(
            "口径",
            format!(
                "按各村（社区）公开目录，{}年1月1日至{}到期的事项；每项每期算一项次，逐项见各村（社区）的公开台账",
                today.year(),
                crate::value::date::date_cn(today)
            ),
        )],
    }
}

fn sum(villages: &[&Summary], count: impl Fn(&Summary) -> usize) -> String {
    villages
        .iter()
        .map(|village| count(village))
        .sum::<usize>()
        .to_string()
}

fn gaps(village: &Summary, today: NaiveDate) -> Vec<BoardGap> {
    let gaps = village.gaps.iter().map(|gap| BoardGap {
        village: link(
            village.name.clone(),
            format!("{}/due/index.html", village.id),
        ),
        item: gap.title.clone(),
        due: format!("{} 前", gap.due),
        late: format!("{} 天", (today - gap.due).num_days()),
    });
    gaps.collect()
}

fn next(next: &Next) -> String {
    let more = if next.count > 1 {
        format!("等 {} 项", next.count)
    } else {
        String::new()
    };
    format!("{} 前，{}{more}", next.date.format("%m-%d"), next.item)
}

fn one(village: &Summary, failed: &[String]) -> BoardVillage {
    let count = |count: usize| {
        if village.is_unseen() {
            String::new()
        } else {
            count.to_string()
        }
    };
    BoardVillage {
        name: village.name.clone(),
        href: village
            .has_pages
            .then(|| format!("{}/index.html", village.id)),
        kind: village.kind.clone(),
        due: count(village.due),
        done: count(village.done),
        missing: match village.missing() {
            0 if village.is_unseen() => "还不知道".to_owned(),
            0 => "无".to_owned(),
            count => format!("{count} 项"),
        },
        lacking: village.missing() > 0,
        next: village.next.as_ref().map_or_else(String::new, next),
        next_on: village
            .next
            .as_ref()
            .map_or_else(String::new, |next| next.date.to_string()),
        updated: village.updated.map(day),
        source: village.source.clone(),
        marks: village.marks.clone(),
        failed: village
            .refused
            .clone()
            .or_else(|| of_failure(village, failed)),
    }
}

/// Why the pages are not of the last build.
fn of_failure(village: &Summary, failed: &[String]) -> Option<String> {
    let is_failed = failed.contains(&village.id);
    is_failed.then(|| {
        if village.has_pages {
            "最近一次检查有错误，显示的是上一次通过检查的内容".to_owned()
        } else {
            "检查有错误，还没有网页".to_owned()
        }
    })
}
