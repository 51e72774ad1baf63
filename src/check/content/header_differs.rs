//! C046: what a record says of itself is what the catalogue says of its item.

use crate::catalog::item::{Category, Issuer, Item};
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::model::village::Kind;

/// 公开主体, 目录编号, 类别, 区划代码 match item and village (PUB-01).
pub(crate) static HEADER_DIFFERS: Check = Check {
    rule: Rule {
        code: "C046",
        title: "抬头和目录对不上",
        level: Level::Warning,
        basis: &["SD-CWGK-11", "PRACTICE"],
        explain: "`公开主体`、`目录编号`、`类别`、`区划代码`可以不写，由公开事项和 village.yaml 得出。写了的要和目录一致：该由集体经济组织公布的写成村委会，居民就不知道该问谁。从别的记录抄来的抬头常常忘了改。",
        example: "公开事项: 资产负债表\n公开主体: 居民委员会",
        repair: "公开事项: 资产负债表\n公开主体: 农村集体经济组织",
    },
    run: header_differs,
};

fn header_differs(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in &scope.village.records {
        let Some(item) = record.item.as_deref() else {
            continue;
        };
        let expected = [
            ("issuer", issuer(scope, item).to_vec()),
            ("item_id", vec![item.id.as_str()]),
            ("category", category(item.category).to_vec()),
            ("org_code", code(scope).into_iter().collect()),
        ];
        for (id, known) in expected {
            one(record, id, &known, report);
        }
    }
}

fn one(record: &Record, id: &str, known: &[&str], report: &mut Report<'_>) {
    let (Some(field), Some(written)) = (record.fields.0.get(id), record.fields.text(id)) else {
        return;
    };
    let Some(expected) = known.first() else {
        return;
    };
    if known.contains(&written.as_str()) {
        return;
    }
    let name = &field.def.name;
    report
        .at(
            written.span,
            format!("`{name}`写的是`{}`，应为`{expected}`", written.value),
        )
        .label(record.item_span, "公开事项")
        .help(format!("改成`{expected}`，或删去这一项"));
}

/// Who may publish it here, the usual one first. Where there is no collective the committee acts in its place.
fn issuer(scope: &Scope<'_>, item: &Item) -> &'static [&'static str] {
    let is_community = scope.village.profile.kind == Kind::Community;
    let issuer = item.issuer_community.filter(|_| is_community);
    match issuer.unwrap_or(item.issuer) {
        Issuer::Party => &["党组织"],
        Issuer::Committee if is_community => &["居民委员会"],
        Issuer::Committee => &["村民委员会"],
        Issuer::Supervision => &["监督委员会"],
        Issuer::Collective if is_community => &["农村集体经济组织", "居民委员会"],
        Issuer::Collective => &["农村集体经济组织", "村民委员会"],
        Issuer::Election => &["选举委员会"],
    }
}

fn category(category: Category) -> &'static [&'static str] {
    match category {
        Category::Party => &["党务公开"],
        Category::Affairs => &["村务公开", "居务公开"],
        Category::Finance => &["财务公开"],
        Category::Decision => &["民主决策"],
    }
}

/// The code of the village. A collective has one of its own, eighteen characters long.
fn code<'a>(scope: &Scope<'a>) -> Option<&'a str> {
    let code = scope.village.profile.code.trim();
    (!code.is_empty()).then_some(code)
}
