//! Sample pages with a layout of their own: a statement, a matter, a list of contracts.

use tera::Context;

use crate::render::chart::flow::{Flow, flow};
use crate::render::chart::ladder::{Rung, ladder};
use crate::render::chart::pair::{Pair, pair};
use crate::render::chart::part::{Part, Tone};
use crate::render::chart::share::{Share, share};
use crate::render::chart::vote::{Verdict, Vote, vote};
use crate::render::sample::theme::read;
use crate::render::sample::{village, with};
use crate::render::view::contracts::ContractsView;
use crate::render::view::matter::MatterView;
use crate::render::view::record::RecordPage;
use crate::render::view::statement::{FigureView, StatementView};

#[derive(serde::Deserialize)]
struct StatementSample {
    record: RecordPage,
    statement: StatementView,
    income: Vec<(String, i64)>,
    expense: Vec<(String, i64)>,
}

pub(super) fn statement() -> Context {
    let mut sample: StatementSample = read(include_str!("../samples/statement.yaml"));
    let parts = |list: &[(String, i64)]| -> Vec<Part> {
        list.iter()
            .map(|(label, fen)| Part::new(label, *fen))
            .collect()
    };
    let (income, expense) = (parts(&sample.income), parts(&sample.expense));
    let period = "2026年第三季度";
    let streams = Flow {
        id: "flow".to_owned(),
        period: period.to_owned(),
        account: "村集体账户".to_owned(),
        income,
        expense: expense.clone(),
    };
    let shares = Share {
        id: "share".to_owned(),
        whole: format!("{period}支出"),
        tone: Tone::Expense,
        parts: expense,
    };
    let pairs = [
        Pair {
            heading: "收入　比去年多 3.08 万元（+10.7%）".to_owned(),
            tone: Tone::Income,
            before: vec![Part {
                label: "去年".to_owned(),
                ..Part::new("", 28_900_000)
            }],
            after: Part {
                label: "今年".to_owned(),
                ..Part::new("", 31_980_000)
            },
        },
        Pair {
            heading: "支出　比去年多 1.76 万元（+7.2%）".to_owned(),
            tone: Tone::Expense,
            before: vec![Part {
                label: "去年".to_owned(),
                ..Part::new("", 24_410_000)
            }],
            after: Part {
                label: "今年".to_owned(),
                ..Part::new("", 26_170_000)
            },
        },
    ];
    sample.statement.figures = vec![
        figure(
            "每 10 元支出中，4 元 3 角用在公益设施建设",
            "2026年第三季度收支流向，单位：万元",
            flow(&streams),
        ),
        figure(
            "公益设施建设占支出的四成多",
            "2026年第三季度支出构成",
            share(&shares),
        ),
        figure(
            "收入比去年同季多一成，支出多 7.2%",
            "2025年第三季度与2026年第三季度，单位：万元",
            pair("与去年同季比较", &pairs),
        ),
    ];
    let context = village("../../", &sample.record.title, "finance");
    with(
        with(context, "record", &sample.record),
        "statement",
        &sample.statement,
    )
}

fn figure(title: &str, subtitle: &str, html: String) -> FigureView {
    let source =
        "数据来源：本页收入表、支出表。图中数字保留两位小数，精确到分的数字以表格为准。".to_owned();
    FigureView {
        title: title.to_owned(),
        subtitle: subtitle.to_owned(),
        html,
        source,
    }
}

#[derive(serde::Deserialize)]
struct MatterSample {
    record: RecordPage,
    matter: MatterView,
}

pub(super) fn matter() -> Context {
    let mut sample: MatterSample = read(include_str!("../samples/matter.yaml"));
    let votes = [
        (2, "村两委会议", [9, 9, 8, 0, 1], 5),
        (3, "党员大会", [62, 51, 47, 1, 3], 32),
        (4, "村民代表会议", [48, 43, 40, 2, 1], 22),
    ];
    for (step, body, [due, present, yes, no, abstained], line) in votes {
        sample.matter.steps[step].vote_html = vote(&Vote {
            id: format!("v{step}"),
            body: body.to_owned(),
            due,
            present,
            yes,
            no,
            abstained,
            line: Some(line),
            verdict: Verdict::Passed,
            said: "到会人数够，通过".to_owned(),
            rule: "三分之二以上到会，到会过半数同意为通过".to_owned(),
        });
    }
    let rungs = rungs();
    let note = "合同比预算少 6,500.00 元；未付 17,500.00 元，其中质保金 8,975.00 元，一年后支付。";
    sample.matter.money = Some(FigureView {
        source: note.to_owned(),
        ..figure("", "单位：元", ladder("项目资金，单位：元", &rungs))
    });
    let context = village("../../", &sample.record.title, "decision");
    with(
        with(context, "record", &sample.record),
        "matter",
        &sample.matter,
    )
}

#[derive(serde::Deserialize)]
struct ContractsSample {
    record: RecordPage,
    contracts: ContractsView,
}

pub(super) fn contracts() -> Context {
    let sample: ContractsSample = read(include_str!("../samples/contracts.yaml"));
    let context = village("../../", &sample.record.title, "affairs");
    with(
        with(context, "record", &sample.record),
        "contracts",
        &sample.contracts,
    )
}

fn rungs() -> [Rung; 4] {
    let rung = |label: &str, fen: Option<i64>, text: &str, note: &str, tone: Tone| Rung {
        label: label.to_owned(),
        fen,
        text: text.to_owned(),
        note: note.to_owned(),
        link: None,
        tone,
    };
    let mut rungs = [
        rung(
            "预算",
            Some(18_600_000),
            "186,000.00",
            "村民代表会议批准",
            Tone::Past,
        ),
        rung(
            "合同",
            Some(17_950_000),
            "179,500.00",
            "安平路桥工程队，三家比价最低",
            Tone::Account,
        ),
        rung(
            "已付",
            Some(16_200_000),
            "162,000.00",
            "分两次，",
            Tone::Expense,
        ),
        rung(
            "决算",
            None,
            "",
            "应与结果一并公开，尚未公开",
            Tone::Balance,
        ),
    ];
    rungs[2].link = Some((
        "看凭证".to_owned(),
        "../../finance/2026-q3/index.html#pz".to_owned(),
    ));
    rungs
}
