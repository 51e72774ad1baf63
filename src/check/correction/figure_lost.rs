//! F024: a corrected figure stands beside the one that was published first.

use crate::catalog::item::Category;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};

/// 更正只写了现在的数 (FIN-24).
pub(crate) static FIGURE_LOST: Check = Check {
    rule: Rule {
        code: "F024",
        title: "更正没有留下原来的数",
        level: Level::Warning,
        basis: &["ACCT-14", "CWGK-2011"],
        explain: "公布过的账不能悄悄改：更正以后，原来公布的数和现在的数都要让人看得到。`内容`里写了改成多少，也要写原来是多少。",
        example: "更正: [{日期: 2026-05-12, 原因: 抄错, 批准人: 张三, 内容: 4月17日支出改为2680.00元}]",
        repair: "更正: [{日期: 2026-05-12, 原因: 抄错, 批准人: 张三, 内容: 4月17日支出由2860.00元改为2680.00元}]",
    },
    run: figure_lost,
};

fn figure_lost(scope: &Scope<'_>, report: &mut Report<'_>) {
    let records = scope.village.records.iter();
    for record in records.filter(|record| record.category == Category::Finance) {
        for change in &record.corrections {
            let text = change.change.as_str();
            let Some((before, after)) = ["改为", "改成", "更正为", "应为"]
                .iter()
                .find_map(|word| text.split_once(word))
            else {
                continue;
            };
            let Some(now) = figure(after) else { continue };
            let keeps = ["由", "原", "从", "误"]
                .iter()
                .any(|word| before.contains(word));
            if keeps || after.contains('原') || figures(before).any(is_amount) {
                continue;
            }
            report
                .at(change.span, format!("更正写了现在的数 {now}，未见原来的数"))
                .help("在`内容`里补上原来的数，写成“由……改为……”");
        }
    }
}

/// The amount that opens a text: `30.00元`.
fn figure(text: &str) -> Option<&str> {
    let text = text.trim_start_matches([' ', '：', ':', '“', '”']);
    let first = figures(text).next()?;
    text.starts_with(first).then_some(first).filter(|figure| {
        let rest = text.strip_prefix(figure).unwrap_or_default();
        is_amount(figure) || rest.trim_start().starts_with(['元', '万'])
    })
}

fn figures(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
    parts.filter(|part| part.contains(|c: char| c.is_ascii_digit()))
}

fn is_amount(figure: &str) -> bool {
    figure.contains('.') || figure.contains(',')
}
