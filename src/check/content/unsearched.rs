//! C044: what could not be searched for personal data is looked through by a person.

use std::collections::BTreeMap;

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::source::facts::Unsearched;

/// Scans, locked files, old formats.
pub(crate) static UNSEARCHED: Check = Check {
    rule: Rule {
        code: "C044",
        title: "附件里的文字没能查",
        level: Level::Advice,
        basis: &["PIPL-25"],
        explain: "表格、文档、带文字的 PDF 里的身份证号、银行卡号、手机号会自动查。扫描件、加密的文件、损坏的文件和 .doc、.wps、压缩包这些读不了，查不到不等于没有，要人自己看一遍。",
        example: "附件: [files/名单.doc]",
        repair: "附件: [files/名单.docx]",
    },
    run: unsearched,
};

fn unsearched(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (_, uses) in scope.named.records() {
        let mut files = BTreeMap::new();
        let mut place = None;
        for one in uses {
            let asset = scope.village.assets.get(one.path);
            if let Some(why) = asset.and_then(|asset| asset.facts.unsearched) {
                files.insert(one.path, why);
                place.get_or_insert(one.span);
            }
        }
        let Some(place) = place else { continue };
        let list: Vec<String> = files
            .iter()
            .map(|(path, why)| format!("`{path}`（{}）", reason(*why)))
            .collect();
        report
            .at(place, format!("附件里的文字没能查：{}", list.join("、")))
            .help("自己看一遍有没有身份证号、银行卡号、手机号；能换成 xlsx、docx 或带文字的 PDF 的，换了就能自动查");
    }
}

fn reason(why: Unsearched) -> &'static str {
    match why {
        Unsearched::Scan => "有扫描的页，没有文字",
        Unsearched::Encrypted => "加了密码",
        Unsearched::Broken => "打不开，文件坏了或扩展名不对",
        Unsearched::Kind => "这种格式读不了",
        Unsearched::TooLong => "太长，没有查完",
    }
}
