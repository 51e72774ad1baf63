//! What looking at a release found: in lines for the one at the terminal, as the four properties for the archives office,
//! and for programs.

use std::fmt::Write as _;

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::ledger::chain::{head_code, head_mark};
use crate::ledger::change::Kind;
use crate::publish::examine::{Examination, Verdict, What, Wrong};
use crate::publish::signed;

/// So many faults are listed one by one.
const LISTED_MAX: usize = 200;

/// The answer and everything behind it, one line each.
pub(crate) fn lines(found: &Examination) -> String {
    let mut text = String::new();
    for fault in found.faults.iter().take(LISTED_MAX) {
        let _ = writeln!(text, "{}", fault.line());
    }
    if found.faults.len() > LISTED_MAX {
        let _ = writeln!(text, "……一共 {} 处", found.faults.len());
    }
    for line in found.unread.iter().chain(&found.stale) {
        let _ = writeln!(text, "{line}");
    }
    for line in &found.notes {
        let _ = writeln!(text, "注意: {line}");
    }
    let _ = writeln!(text, "{}", headline(found));
    text
}

/// The answer in one sentence.
fn headline(found: &Examination) -> String {
    let what = match (found.chain.newest(), found.served) {
        (Some(entry), Some(seq)) => format!(
            "`{}`，封存账 {} 号，现在看到的是第 {seq} 号",
            entry.origin, entry.seq
        ),
        (Some(entry), None) => format!("`{}`，封存账 {} 号", entry.origin, entry.seq),
        (None, Some(seq)) => format!("第 {seq} 号"),
        (None, None) => String::new(),
    };
    let comma = if what.is_empty() { "" } else { "，" };
    let mut line = match found.verdict() {
        Verdict::Sound => format!("核验完毕: {what}，{} 个文件，和封存时一样", found.files),
        Verdict::Altered => format!(
            "核验完毕: {what}{comma}有 {} 处{}",
            found.faults.len(),
            if found.is_only_unsigned() {
                "签名不对，内容和封存时一样"
            } else {
                "和封存时不一样"
            }
        ),
        Verdict::Stale => format!("核验完毕: {what}，和封存时一样，但过了应更新日期或没有发布完"),
        Verdict::Undecided => format!("没法判断{comma}{what}"),
    };
    if let Some(head) = found.chain.head().filter(|_| found.faults.is_empty()) {
        let _ = write!(line, "\n总核对码: {}", head_code(head));
    }
    line
}

/// For programs.
pub(crate) fn document(found: &Examination, code: u8, more: &[String]) -> Value {
    let faults: Vec<Value> = found
        .faults
        .iter()
        .map(|fault| json!({"kind": fault.wrong.id(), "path": fault.place, "reason": fault.reason}))
        .collect();
    json!({
        "schema": "sanwu.verify/1",
        "verdict": found.verdict().id(),
        "exit": code,
        "origin": found.chain.newest().map(|entry| entry.origin.as_str()),
        "entries": found.chain.next_seq() - 1,
        "head": found.chain.head().map(|head| head.to_string()),
        "head_code": found.chain.head().map(head_code),
        "served": found.served,
        "whole": found.whole,
        "valid_until": found.chain.newest().map(|entry| entry.valid_until.to_string()),
        "files": found.files,
        "signatures": found.signatures,
        "signed": signed::document(&found.signed),
        "faults": faults,
        "stale": found.stale,
        "unread": found.unread,
        "notes": found.notes,
        "answers": more,
    })
}

/// The four properties (四性检测, DA/T 70) as a text for the archives office: what was looked at, what was found, and what
/// no program can tell.
pub(crate) fn four(found: &Examination, today: NaiveDate, more: &[String]) -> String {
    let mut text = String::from("三务公开发布件四性检测报告\n");
    let (origin, head) = match (found.chain.newest(), found.chain.head()) {
        (Some(entry), Some(head)) => (
            entry.origin.clone(),
            format!("{}\n  {}", head_code(head), head_mark(entry)),
        ),
        _ => ("（读不出）".to_owned(), "（读不出）".to_owned()),
    };
    let _ = writeln!(
        text,
        "对象: {origin}\n检测日期: {today}\n检测程序: sanwu {}",
        env!("CARGO_PKG_VERSION")
    );
    let _ = writeln!(text, "总核对码: {head}\n");
    real(found, more, &mut text);
    whole(found, &mut text);
    usable(found, &mut text);
    safe(found, today, &mut text);
    let verdict = match found.verdict() {
        Verdict::Sound => "检测项目全部通过",
        Verdict::Altered => "有和封存时不一样的地方，见上",
        Verdict::Stale => "内容完好，不是当前有效的，见安全性",
        Verdict::Undecided => "不能判断，见上",
    };
    let _ = writeln!(text, "结论: {verdict}");
    let _ = writeln!(
        text,
        "\n本报告由程序生成，只说明数据与封存账是否一致；内容是否属实，以公开栏纸质原件和原始凭证为准。"
    );
    text
}

fn real(found: &Examination, more: &[String], text: &mut String) {
    let entries = found.chain.next_seq() - 1;
    let _ = writeln!(text, "一、真实性");
    if found.what == Some(What::Release) {
        let _ = writeln!(text, "  来源和历史: 没有检测（只有一号网页，没有封存账）");
    } else {
        let broken = found
            .faults
            .iter()
            .any(|fault| fault.wrong == Wrong::Broken);
        let state = if broken {
            "断开，见完整性"
        } else {
            "逐号相接，没有断开"
        };
        let _ = writeln!(text, "  封存账: 第 1 号到第 {entries} 号，{state}");
        let _ = writeln!(text, "  改动登记: {}", changes(found));
    }
    if found.what == Some(What::Release) {
        let _ = writeln!(text, "  签名: 没有检测（钥匙册和封存账放在一起，这里没有）");
    } else {
        text.push_str(&signed::report(found));
    }
    if more.is_empty() {
        let _ = writeln!(
            text,
            "  纸质旁证: 没有检测（加 --head 核对码，用墙上或存档的封存单来对）"
        );
    }
    for line in more {
        let _ = writeln!(text, "  旁证: {line}");
    }
    let _ = writeln!(text, "  封存时间是文书的电脑所记，程序不能证明\n");
}

fn changes(found: &Examination) -> String {
    let count = |kind: Kind| {
        found
            .chain
            .entries()
            .flat_map(|(entry, _)| &entry.changes)
            .filter(|change| change.kind == kind)
            .count()
    };
    [
        Kind::First,
        Kind::Correction,
        Kind::Supplement,
        Kind::Withdrawal,
        Kind::Format,
        Kind::Keys,
    ]
    .into_iter()
    .map(|kind| format!("{} {}", kind.word(), count(kind)))
    .collect::<Vec<_>>()
    .join("，")
}

fn whole(found: &Examination, text: &mut String) {
    let _ = writeln!(text, "二、完整性");
    let _ = writeln!(
        text,
        "  逐个文件计算 SHA-256，和清单、封存账比对: {} 个文件，{} 处不一样",
        found.files,
        found.faults.len()
    );
    for fault in found.faults.iter().take(LISTED_MAX) {
        let _ = writeln!(text, "  {}", fault.line());
    }
    if found.faults.len() > LISTED_MAX {
        let _ = writeln!(text, "  ……只列出前 {LISTED_MAX} 处");
    }
    for line in &found.unread {
        let _ = writeln!(text, "  没能读到: {line}");
    }
    if let Some((versions, blobs)) = found.originals {
        let _ = writeln!(
            text,
            "  原文: {versions} 个版本、{blobs} 个附件，逐个和封存账上的指纹比对，一样"
        );
    }
    if found.what == Some(What::Ledger) {
        let _ = writeln!(text, "  网页: 没有检测（这里是档案，没有网页）");
    }
    text.push('\n');
}

fn usable(found: &Examination, text: &mut String) {
    let numbers: Vec<String> = found.whole.iter().map(ToString::to_string).collect();
    let _ = writeln!(text, "三、可用性");
    let whole = if numbers.is_empty() {
        "没有".to_owned()
    } else {
        format!("第 {} 号", numbers.join("、"))
    };
    let _ = writeln!(text, "  完好、可以直接打开的版本: {whole}");
    let _ = writeln!(
        text,
        "  格式: 网页（HTML、CSS）、开放数据（CSV、JSON）、纯文字的封存账，不需要专用软件"
    );
    let _ = writeln!(
        text,
        "  页面显示得对不对、附件打不打得开: 没有检测，要人看\n"
    );
}

fn safe(found: &Examination, today: NaiveDate, text: &mut String) {
    let _ = writeln!(text, "四、安全性");
    match found.chain.newest() {
        Some(entry) => {
            let state = if today > entry.valid_until {
                "已过"
            } else {
                "未过"
            };
            let _ = writeln!(text, "  应更新日期: {}，{state}", entry.valid_until);
        }
        None => {
            let _ = writeln!(text, "  应更新日期: 没有读到");
        }
    }
    for line in &found.stale {
        let _ = writeln!(text, "  {line}");
    }
    let foreign = found
        .faults
        .iter()
        .filter(|fault| fault.wrong == Wrong::Foreign)
        .count();
    let _ = writeln!(text, "  清单以外的文件、链接: {foreign} 个");
    for line in &found.notes {
        let _ = writeln!(text, "  注意: {line}");
    }
    let _ = writeln!(text, "  病毒、终端的操作系统、存放的地方: 没有检测\n");
}
