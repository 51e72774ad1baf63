//! The town's page, folded from the summaries its villages left.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::render::say::{day, plain, short_day, strong};
use crate::render::view::board::{BoardCard, BoardView, BoardVillage};

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

/// Records of all villages shown on the town's page.
const LATEST: usize = 12;

/// The view; `failed` names villages whose last build did not succeed.
pub(crate) fn view(summaries: &[Summary], failed: &[String], name: &str) -> BoardView {
    let mut villages: Vec<&Summary> = summaries.iter().collect();
    villages.sort_by(|a, b| (&a.code, &a.id).cmp(&(&b.code, &b.id)));
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
            plain(format!("{name}有 ")),
            strong(format!("{} 个村（社区）", villages.len())),
            plain("在这里公开，共 "),
            strong(format!("{total} 件")),
            plain("。"),
        ],
        caption: "各村（社区）公开情况".to_owned(),
        villages: villages
            .iter()
            .map(|village| one(village, failed))
            .collect(),
        gaps: Vec::new(),
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
        notes: Vec::new(),
    }
}

fn one(village: &Summary, failed: &[String]) -> BoardVillage {
    BoardVillage {
        name: village.name.clone(),
        href: format!("{}/index.html", village.id),
        kind: village.kind.clone(),
        due: String::new(),
        done: village.records.to_string(),
        missing: String::new(),
        lacking: false,
        next: String::new(),
        updated: village.updated.map(day),
        failed: failed
            .contains(&village.id)
            .then(|| "最近一次检查有错误，显示的是上一次通过检查的内容".to_owned()),
    }
}
