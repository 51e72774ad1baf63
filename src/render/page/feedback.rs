//! The page of opinions and answers (意见与答复): every opinion with its clock, and where to turn without an answer.

use crate::calendar::opinions::{Clock, Opinion, opinions};
use crate::model::village::{Kind, Village};
use crate::render::page::frame::contacts;
use crate::render::view::feedback::FeedbackView;
use crate::render::view::table::{CellView, ColumnView, RowKind, RowView, TableView};
use crate::render::view::text::{Run, Sentence};
use crate::render::{Context, paths};

/// The address of the page.
pub(crate) const ADDRESS: &str = "feedback";

/// Its title.
pub(crate) const TITLE: &str = "意见与答复";

/// The view, with links from the page at `feedback/`.
pub(crate) fn view(village: &Village, context: &Context<'_>) -> FeedbackView {
    let opinions = opinions(village, context.catalog, context.today);
    let rules = &village.profile.rules;
    let law = match village.profile.kind {
        Kind::Village => ["VCOL-35", "VCOL-36"],
        Kind::Community => ["RCOL-34", "RCOL-35"],
    };
    let laws = law
        .into_iter()
        .filter_map(|id| context.catalog.source(id, context.today));
    let limit = context.catalog.param("reply_days", rules, context.today);
    let own = limit.map(|value| context.catalog.cite(&value.basis, rules, context.today));
    let cited = laws.chain(own.into_iter().flatten());
    FeedbackView {
        lead: lead(&opinions, limit.and_then(|value| value.number)),
        opinions: (!opinions.is_empty()).then(|| table(&opinions)),
        next: next(village),
        contacts: contacts(village),
        basis: cited.map(|cited| cited.text).collect(),
    }
}

fn lead(opinions: &[Opinion<'_>], limit: Option<u32>) -> Sentence {
    let count = |is_it: &dyn Fn(Clock) -> bool| {
        let matching = opinions.iter().filter(|opinion| is_it(opinion.clock));
        matching.count()
    };
    let overdue = count(&|clock| matches!(clock, Clock::Overdue(_)));
    let waiting = count(&|clock| matches!(clock, Clock::Waiting(_)));
    let mut runs = if opinions.is_empty() {
        vec![Run::plain("还没有登记过意见。")]
    } else {
        vec![
            Run::plain("登记意见 "),
            Run::strong(opinions.len().to_string()),
            Run::plain(" 条，待答复 "),
            Run::strong(waiting.to_string()),
            Run::plain(" 条，"),
            if overdue > 0 {
                Run::missing(format!("逾期没有答复 {overdue} 条"))
            } else {
                Run::plain("没有逾期的")
            },
            Run::plain("。最新的在前。"),
        ]
    };
    runs.extend(limit.map(|days| Run::plain(format!("收到意见后 {days} 天内答复。"))));
    runs
}

fn next(village: &Village) -> Sentence {
    let committee = match village.profile.kind {
        Kind::Village => "村民委员会",
        Kind::Community => "居民委员会",
    };
    vec![Run::plain(format!(
        "先向下面第一个电话提意见，登记时会给一个编号，凭编号在本页查答复。过了期限没有答复，或者对答复不满意、认为{committee}没有及时如实公开的，可以向乡镇（街道）反映，也可以直接向县级反映。"
    ))]
}

fn table(opinions: &[Opinion<'_>]) -> TableView {
    let rows = opinions.iter().map(|opinion| RowView {
        kind: RowKind::Plain,
        id: String::new(),
        cells: cells(opinion),
    });
    let unbroken = |name: &str| ColumnView {
        unbroken: true,
        ..column(name)
    };
    TableView {
        id: "opinions".to_owned(),
        caption: String::new(),
        unit: String::new(),
        head: Vec::new(),
        columns: vec![
            column("编号"),
            ColumnView {
                main: true,
                ..column("状态")
            },
            column("意见"),
            column("答复"),
            unbroken("收到"),
            unbroken("答复期限"),
        ],
        rows: rows.collect(),
        foot: Vec::new(),
        capitals: None,
        notes: Vec::new(),
        scroll: false,
        shares: Vec::new(),
        other_side: None,
    }
}

fn cells(opinion: &Opinion<'_>) -> Vec<CellView> {
    let answer = [opinion.reply.as_str(), opinion.escalated.as_str()];
    let answer: Vec<&str> = answer.into_iter().filter(|text| !text.is_empty()).collect();
    let due = opinion.limit.map(|(_, due)| due.to_string());
    vec![
        CellView {
            head: true,
            href: Some(format!("../{}", paths::page(&opinion.record.address))),
            ..CellView::words(opinion.number.clone())
        },
        CellView::words(state(opinion)),
        CellView::words(if opinion.channel.is_empty() {
            opinion.content.clone()
        } else {
            format!("{}（{}）", opinion.content, opinion.channel)
        }),
        CellView::words(answer.join("；")),
        CellView::words(opinion.received.to_string()),
        CellView::words(due.unwrap_or_default()),
    ]
}

/// `待答复（剩3天）`, `已答复（用2天）`, `逾期4天`.
fn state(opinion: &Opinion<'_>) -> String {
    let late = opinion.replied.zip(opinion.limit);
    let late = late.filter(|(replied, (_, due))| replied > due);
    match (opinion.clock, late) {
        (Clock::Waiting(0), _) => "待答复（今天到期）".to_owned(),
        (Clock::Waiting(days), _) => format!("待答复（剩{days}天）"),
        (Clock::Overdue(days), _) => format!("逾期{days}天"),
        (Clock::Answered(days), Some((replied, (_, due)))) => {
            let late = (replied - due).num_days();
            format!("已答复（用{days}天，迟{late}天）")
        }
        (Clock::Answered(0), None) => "已答复（当天）".to_owned(),
        (Clock::Answered(days), None) => format!("已答复（用{days}天）"),
        (Clock::Unknown, _) if opinion.is_answered() => "已答复".to_owned(),
        (Clock::Unknown, _) => "待答复".to_owned(),
    }
}

fn column(name: &str) -> ColumnView {
    ColumnView {
        name: name.to_owned(),
        numeric: false,
        unbroken: false,
        main: false,
    }
}
