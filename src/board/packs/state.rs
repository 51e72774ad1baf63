//! What stands of a village that hands in, kept from build to build, and told on the town's page.

use std::path::Path;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::board::packs::Pack;
use crate::board::place::Places;
use crate::board::summary;
use crate::load::disk;
use crate::render::Summary;
use crate::write;

/// What stands of a village that hands in, as the town's page tells it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct State {
    pub(super) name: String,
    pub(super) seq: u32,
    pub(super) day: Option<NaiveDate>,
    pub(super) valid_until: Option<NaiveDate>,
    pub(super) is_signed: bool,
    pub(super) is_refused: bool,
}

impl State {
    /// Reads it; `None` where nothing was noted yet.
    pub(super) fn read(path: &Path) -> Option<Self> {
        let file = disk::read_text(path, "", 0).ok()?;
        serde_json::from_str(&file.text).ok()
    }

    /// Notes it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn write(&self, path: &Path) -> anyhow::Result<()> {
        let text = serde_json::to_string(self).expect("plain data can be written");
        write::note(path, &text)
    }
}

/// What the town's page tells of a village that hands in.
pub(in crate::board) fn summarised(pack: &Pack, places: &Places, today: NaiveDate) -> Summary {
    let state = State::read(&places.pack(&pack.id)).unwrap_or_default();
    let standing = summary(&places.of_removed(&pack.id).folder);
    let name = [&state.name, &pack.id]
        .into_iter()
        .find(|name| !name.is_empty());
    let name = name.map_or("", String::as_str);
    let mut summary = standing.unwrap_or_else(|| Summary::unseen(name));
    // Its index knows it by its own address: under another one the search of the town would not find it.
    if summary.id != pack.id {
        summary.id.clone_from(&pack.id);
        summary.search = None;
    }
    if summary.has_pages {
        let day = state
            .day
            .map(|day| format!("，{day} 封存"))
            .unwrap_or_default();
        summary.source = Some(format!("来件第 {} 号{day}", state.seq));
        if !state.is_signed {
            summary.marks.push("未签名".to_owned());
        }
        if let Some(until) = state.valid_until.filter(|until| today > *until) {
            summary.marks.push(format!("已超过应更新日期 {until}"));
        }
    }
    summary.refused = match (state.is_refused, summary.has_pages) {
        (true, true) => Some("新的来件没有通过核验，显示的是上一次核验过的内容".to_owned()),
        (true, false) => Some("来件没有通过核验，还没有网页".to_owned()),
        (false, true) => None,
        (false, false) => Some("来件还没有收到".to_owned()),
    };
    summary
}
