//! What `village.yaml` says of the village's duties: its account books (账簿), and items that do not apply (不适用).

use std::sync::Arc;

use crate::catalog::Catalog;
use crate::catalog::item::Item;
use crate::diagnostic::Problem;
use crate::load::rules::{CHOICE, UNKNOWN_ITEM, WAIVER};
use crate::load::value::shape;
use crate::model::village::Exemption;
use crate::source::Spanned;
use crate::yaml::{Entry, Fields, Kind as Shape, Node};

/// The field whose options are the bodies that publish.
const ISSUER: &str = "issuer";
/// The field whose options are the books.
const BOOK: &str = "account_book";

/// `{村民委员会: [集体收支逐笔明细], 农村集体经济组织: [集体收支逐笔明细, 债权债务]}`.
pub(super) fn books(
    keys: &mut Fields,
    catalog: &Catalog,
    problems: &mut Vec<Problem>,
) -> Vec<(String, Vec<String>)> {
    let Some((_, node)) = keys.take(&["账簿"]) else {
        return Vec::new();
    };
    let Shape::Map(entries) = &node.kind else {
        problems.push(shape(&node, "账簿", "一组`账簿: [事项, 事项]`"));
        return Vec::new();
    };
    let mut books = Vec::new();
    for entry in entries {
        if is_option(entry, ("账簿", BOOK), catalog, problems) {
            let items = entry.value.elements().iter();
            let items = items.filter_map(|node| item(&text(node)?, catalog, problems));
            let items = items.map(|item| item.id.clone()).collect();
            books.push((entry.key.value.clone(), items));
        }
    }
    books
}

/// `{村民委员会: 清溪镇石桥村民委员会文件}`: the red head under which a body files its documents.
pub(super) fn letterheads(
    keys: &mut Fields,
    catalog: &Catalog,
    problems: &mut Vec<Problem>,
) -> Vec<(String, String)> {
    let Some((_, node)) = keys.take(&["文头"]) else {
        return Vec::new();
    };
    let Shape::Map(entries) = &node.kind else {
        problems.push(shape(&node, "文头", "一组`村民委员会: 某某村民委员会文件`"));
        return Vec::new();
    };
    let mut heads = Vec::new();
    for entry in entries {
        if is_option(entry, ("文头", ISSUER), catalog, problems)
            && let Some(head) = text(&entry.value)
        {
            heads.push((entry.key.value.clone(), head.value));
        }
    }
    heads
}

fn is_option(
    entry: &Entry,
    (key, field): (&str, &str),
    catalog: &Catalog,
    problems: &mut Vec<Problem>,
) -> bool {
    let options = catalog.field(field).map_or(&[][..], |field| &field.options);
    let is_known = options.contains(&entry.key.value);
    if !is_known {
        problems.push(
            Problem::new(
                &CHOICE,
                entry.key.span,
                format!("`{key}`里没有`{}`这一种", entry.key.value),
            )
            .help(format!("可以写: {}", options.join("、"))),
        );
    }
    is_known
}

/// `[{事项: …, 理由: …, 批准人: …}]`; an entry without a reason or without an approver exempts from nothing, and is kept
/// without either so that the item is named once.
pub(super) fn exemptions(
    keys: &mut Fields,
    catalog: &Catalog,
    problems: &mut Vec<Problem>,
) -> Vec<Exemption> {
    let Some((_, node)) = keys.take(&["不适用"]) else {
        return Vec::new();
    };
    let entries = node.elements().iter();
    entries
        .filter_map(|node| exemption(node, catalog, problems))
        .collect()
}

fn exemption(node: &Node, catalog: &Catalog, problems: &mut Vec<Problem>) -> Option<Exemption> {
    let said = entry(node, "理由").zip(entry(node, "批准人"));
    let name = entry(node, "事项");
    if said.is_none() || name.is_none() {
        problems.push(
            Problem::new(&WAIVER, node.span, "`不适用`要写明事项、理由和批准人")
                .help("写成 `{事项: …, 理由: …, 批准人: …}`；理由在公开台账上给大家看"),
        );
    }
    let name = name?;
    let item = item(&name, catalog, problems)?;
    let (reason, approver) = said
        .map(|(reason, approver)| (reason.value, approver.value))
        .unwrap_or_default();
    Some(Exemption {
        item: Spanned::new(item.id.clone(), name.span),
        reason,
        approver,
    })
}

fn item<'a>(
    name: &Spanned<String>,
    catalog: &'a Catalog,
    problems: &mut Vec<Problem>,
) -> Option<&'a Arc<Item>> {
    let found = catalog.item(name);
    if found.is_none() {
        let help = match catalog.suggest_item(name) {
            Some(likely) => format!("是不是想写`{likely}`？"),
            None => "对照公开目录写事项的名称".to_owned(),
        };
        let message = format!("公开目录里没有`{}`", name.value);
        problems.push(Problem::new(&UNKNOWN_ITEM, name.span, message).help(help));
    }
    found
}

fn entry(node: &Node, key: &str) -> Option<Spanned<String>> {
    let Shape::Map(entries) = &node.kind else {
        return None;
    };
    let entry = entries.iter().find(|entry| entry.key.value == key)?;
    text(&entry.value)
}

fn text(node: &Node) -> Option<Spanned<String>> {
    let text = node.text()?.trim();
    (!text.is_empty()).then(|| Spanned::new(text.to_owned(), node.span))
}
