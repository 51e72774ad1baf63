//! P004: no address, birth date, plate, private line or account of a person.
//!
//! Findings name file, line and column; the text itself is never shown.

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::privacy::Kind;

/// PRIV-04: what names a person less surely than an identity number warns.
pub(crate) static SOFTER: Check = Check {
    rule: Rule {
        code: "P004",
        title: "有住址、出生日期等个人信息",
        level: Level::Warning,
        basis: &["PIPL-25"],
        explain: "家庭电话、详细住址、车牌、出生日期、个人账号、邮箱、微信号、QQ号，名单里（包括`表`和正文的表）的病名、残疾类别和等级，公开通常用不着。住址只写到村民小组或楼院，年龄写年龄段。为了不再传播，这里不显示内容，只说在哪一行。确实要公开的（例如房屋出租公告里的位置），用`豁免`写明。",
        example: "备注: 住东街……号",
        repair: "备注: 一组",
    },
    run: softer,
};

fn softer(scope: &Scope<'_>, report: &mut Report<'_>) {
    for hit in scope.personal.iter().filter(|hit| super::is_soft(hit.kind)) {
        // A group or a yard may be named; what tells the door may not.
        let text = scope.tree.file(hit.span.file).slice(hit.span);
        if hit.kind == Kind::Address && !text.contains(['号', '室', '弄']) {
            continue;
        }
        report
            .at(hit.span, format!("这里有{}", hit.kind.name()))
            .help(remedy(hit.kind));
    }
    for hit in scope.attached.iter().filter(|hit| super::is_soft(hit.kind)) {
        report
            .at(hit.span, hit.message(hit.kind))
            .help(remedy(hit.kind));
    }
}

fn remedy(kind: Kind) -> &'static str {
    match kind {
        Kind::Address => "只写到村民小组或楼院",
        Kind::BirthDate => "删去，或改写年龄段",
        Kind::Landline => "删去；要留电话的写值班电话",
        Kind::BankAccount => "删去；写`打卡发放`就够了",
        Kind::Health => "删去病名、残疾类别和等级；名单只写户主、村民小组、人数和金额",
        _ => "删去；公开用不着它",
    }
}
