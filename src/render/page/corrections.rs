//! What was corrected or withdrawn in a village, newest first.

use crate::model::record::Record;
use crate::model::village::Village;
use crate::render::Context;
use crate::render::page::correction;
use crate::render::paths;
use crate::render::say::{link, list_day};
use crate::render::view::feed::CorrectionsView;
use crate::render::view::record::CorrectionNotice;
use crate::render::view::text::{Day, Run};

/// Where the page stands.
pub(crate) const ADDRESS: &str = "corrections";

/// The list, with links from the page at `corrections/`.
pub(crate) fn view(
    records: &[&Record],
    village: &Village,
    context: &Context<'_>,
) -> CorrectionsView {
    let mut notices: Vec<CorrectionNotice> = Vec::new();
    for record in records {
        let href = format!("../{}", paths::page(&record.address));
        for mut notice in correction::corrections(record, village, context) {
            if let Some(link) = &mut notice.link {
                link.href = format!("../{}/{}", record.address, link.href);
            }
            notice.record = Some(link(record.title.value.clone(), href.clone()));
            notices.push(notice);
        }
        if let Some(withdrawal) = &record.withdrawal {
            notices.push(CorrectionNotice {
                title: "撤回".to_owned(),
                day: withdrawal.date.map_or_else(nothing, list_day),
                record: Some(link(record.title.value.clone(), href)),
                changes: Vec::new(),
                reason: withdrawal.reason.clone(),
                approved_by: withdrawal.approver.clone(),
                link: None,
            });
        }
    }
    notices.sort_by(|a, b| b.day.iso.cmp(&a.day.iso));
    CorrectionsView {
        lead: vec![
            Run::plain("公布以后改过的内容都在这里，共 "),
            Run::strong(format!("{} 处", notices.len())),
            Run::plain("。每一处都写明原来是什么、改成了什么、为什么改、谁批准的。"),
        ],
        notices,
    }
}

fn nothing() -> Day {
    Day {
        text: String::new(),
        iso: String::new(),
    }
}
