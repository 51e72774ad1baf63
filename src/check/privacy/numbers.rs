//! P001, P002, P003: no identity number, bank card or mobile anywhere in a village's files.
//!
//! Findings name file, line and column; the text itself is never shown.

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::privacy::Kind;

/// PRIV-01.
pub(crate) static ID_NUMBER: Check = Check {
    rule: Rule {
        code: "P001",
        title: "有身份证号",
        level: Level::Error,
        basis: &["PIPL-25"],
        explain: "身份证号（含残疾证号里的）任何情况下都不公开。公开名单只写姓名、村民小组和金额；同名的加小组或户序号区分。为了不再传播，这里不显示号码本身，只说在哪一行。",
        example: "摘要: 发放补贴（身份证号……）",
        repair: "摘要: 发放补贴（三组）",
    },
    run: id_number,
};

/// PRIV-02.
pub(crate) static BANK_CARD: Check = Check {
    rule: Rule {
        code: "P002",
        title: "有银行卡号",
        level: Level::Error,
        basis: &["PIPL-25"],
        explain: "个人银行卡号、社保卡金融账号任何情况下都不公开，尾号也不用写。这里不显示号码本身，只说在哪一行。",
        example: "备注: 打入银行卡……",
        repair: "备注: 打卡发放",
    },
    run: bank_card,
};

/// PRIV-03.
pub(crate) static MOBILE: Check = Check {
    rule: Rule {
        code: "P003",
        title: "有手机号",
        level: Level::Error,
        basis: &["PIPL-25"],
        explain: "个人手机号不公开。要留联系方式的，在`值班电话`、`意见受理`、`监督举报电话`这些项里写值班电话或办公电话。这里不显示号码本身，只说在哪一行。",
        example: "摘要: 联系王一 139……",
        repair: "值班电话: 0531-88881234",
    },
    run: mobile,
};

fn id_number(scope: &Scope<'_>, report: &mut Report<'_>) {
    tell(scope, &[Kind::IdNumber], report);
}

fn bank_card(scope: &Scope<'_>, report: &mut Report<'_>) {
    tell(scope, &[Kind::BankCard], report);
}

fn mobile(scope: &Scope<'_>, report: &mut Report<'_>) {
    tell(scope, &[Kind::Mobile, Kind::MobileEmail], report);
}

fn tell(scope: &Scope<'_>, kinds: &[Kind], report: &mut Report<'_>) {
    for hit in scope
        .personal
        .iter()
        .filter(|hit| kinds.contains(&hit.kind))
    {
        let what = if hit.in_file_name {
            "一个文件的名称里有"
        } else {
            "这里有"
        };
        report
            .at(hit.span, format!("{what}{}", kinds[0].name()))
            .help(if hit.in_file_name {
                "改文件名，去掉号码"
            } else {
                remedy(hit.kind)
            });
    }
    for hit in scope
        .attached
        .iter()
        .filter(|hit| kinds.contains(&hit.kind))
    {
        report
            .at(hit.span, hit.message(kinds[0]))
            .help(hit.remedy())
            .warn_if(!hit.is_named);
    }
}

fn remedy(kind: Kind) -> &'static str {
    match kind {
        Kind::IdNumber => "删去号码；同名的写村民小组或户序号",
        Kind::BankCard => "删去号码；写`打卡发放`就够了",
        _ => "删去号码；要留电话的写值班电话",
    }
}
