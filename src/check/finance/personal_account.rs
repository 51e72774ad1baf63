//! F031: money of the village lies in no person's account.

use std::collections::BTreeMap;

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::model::value::Value;
use crate::source::Span;

/// 不得以个人名义开户存储集体资金 (FIN-17).
pub(crate) static PERSONAL_ACCOUNT: Check = Check {
    rule: Rule {
        code: "F031",
        title: "账户是个人名下的",
        level: Level::Error,
        basis: &["RCEOL-44", "FIN-2021-121"],
        explain: "集体的钱存在集体的账户里，不能存在个人名下。对账表的`账户`写着村里记账、管钱或任职的人的姓名，或者写着个人账户的，就是对不上。库存现金写`库存现金`，银行账户写户名或开户行。",
        example: "对账:\n  - {账户: 孙六, 账面余额: 12,300.00, 实盘或对账单: 12,300.00}（孙六是出纳）",
        repair: "对账:\n  - {账户: 东村股份经济合作社, 账面余额: 12,300.00, 实盘或对账单: 12,300.00}",
    },
    run: personal_account,
};

const WORDS: &[&str] = &[
    "个人账户",
    "个人帐户",
    "个人卡",
    "个人户",
    "私人账户",
    "私户",
];

fn personal_account(scope: &Scope<'_>, report: &mut Report<'_>) {
    let people = people(scope);
    for record in &scope.village.records {
        let Some(Value::Table(table)) = record.fields.get("reconciliation").map(|it| &it.value)
        else {
            continue;
        };
        let Some(column) = table.column("account") else {
            continue;
        };
        for row in table.entries() {
            let cell = row.cell(column);
            let account = cell.value.to_string();
            let person = people.get(account.trim());
            if person.is_none() && !WORDS.iter().any(|word| account.contains(word)) {
                continue;
            }
            let note = report
                .at(cell.span, format!("账户`{account}`在个人名下"))
                .help("把钱转入集体的账户，`账户`写集体的户名；写的是经手人的，改写户名");
            if let Some((post, place)) = person {
                note.label(*place, post.clone());
            }
        }
    }
}

/// Everyone whom the records name in office: the word of the office, and where.
fn people(scope: &Scope<'_>) -> BTreeMap<String, (String, Span)> {
    let mut found = BTreeMap::new();
    for record in &scope.village.records {
        in_fields(record, &mut found);
        let Some(Value::Table(table)) = record.fields.get("members").map(|it| &it.value) else {
            continue;
        };
        let (Some(name), Some(post)) = (table.column("name"), table.column("post")) else {
            continue;
        };
        for row in table.entries() {
            let cell = row.cell(name);
            if let Value::Person(person) = &cell.value {
                let post = row.cell(post).value.to_string();
                let entry = found.entry(person.name().to_owned());
                entry.or_insert((post, cell.span));
            }
        }
    }
    found
}

fn in_fields(record: &Record, found: &mut BTreeMap<String, (String, Span)>) {
    const OFFICES: &[&str] = &[
        "cashier",
        "bookkeeper",
        "prepared_by",
        "finance_approver",
        "approver",
        "handler",
    ];
    for id in OFFICES {
        let Some(field) = record.fields.0.get(*id) else {
            continue;
        };
        let persons = match &field.value.value {
            Value::Person(person) => std::slice::from_ref(person),
            Value::Persons(persons) => persons.as_slice(),
            _ => &[],
        };
        for person in persons {
            let entry = found.entry(person.name().to_owned());
            entry.or_insert((field.def.name.clone(), field.value.span));
        }
    }
}
