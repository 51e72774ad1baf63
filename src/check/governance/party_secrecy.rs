//! G021: what the party keeps to its members goes to the public only with an approval.

use crate::catalog::item::Audience;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};

/// 处分通报和整顿向社会公开要有批准 (PTY-06).
pub(crate) static PARTY_SECRECY: Check = Check {
    rule: Rule {
        code: "G021",
        title: "处分或整顿向社会公开，未见批准文号",
        level: Level::Warning,
        basis: &["DWGK-15"],
        explain: "处理处分通报和软弱涣散整顿通常只在党员范围内公布。县里的目录把它们改为向社会公开的，每一条要写上级同意公开的`批准文号`，公开前还要做保密审查。",
        example: "公开事项: 党风廉政与处理处分通报\n处理处分通报: 对一名党员给予警告处分",
        repair: "公开事项: 党风廉政与处理处分通报\n处理处分通报: 对一名党员给予警告处分\n批准文号: 东纪〔2026〕8号\n批准机关: 东乡纪委",
    },
    run: party_secrecy,
};

const KEPT: &[&str] = &["party.discipline", "party.rectification"];

fn party_secrecy(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in scope.village.published() {
        let item = record.item.as_ref();
        let is_open = item.is_some_and(|item| item.audience == Audience::Public);
        if !is_open || !KEPT.contains(&record.item_id()) || record.fields.has("approval_no") {
            continue;
        }
        report
            .at(record.item_span, "这一事项向社会公开，未见批准文号")
            .help("补上`批准文号`和`批准机关`；没有批准的，加上`草稿: true`，只在党员范围内公布");
    }
}
