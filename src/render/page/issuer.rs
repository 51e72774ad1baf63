//! Who answers for a record: the body, its name for the seal, and who signs.

use crate::catalog::item::{Category, Issuer};
use crate::model::record::Record;
use crate::model::village::{Kind, Village};

/// Who answers for the record: what its item says for this kind of village, else the committee or the party.
pub(crate) fn answers(record: &Record, village: &Village) -> Issuer {
    // A converted community keeps the accounts of its collective, and the book says whose they are.
    match record.fields.text("account_book").map(|book| book.value) {
        Some(book) if book == "农村集体经济组织" => return Issuer::Collective,
        Some(book) if book == "村民委员会" || book == "社区" => return Issuer::Committee,
        _ => {}
    }
    let Some(item) = &record.item else {
        return match record.category {
            Category::Party => Issuer::Party,
            Category::Affairs | Category::Finance | Category::Decision => Issuer::Committee,
        };
    };
    match village.profile.kind {
        Kind::Village => item.issuer,
        Kind::Community => item.issuer_community.unwrap_or(item.issuer),
    }
}

/// `村` or `居`, as in 村务, 居民委员会.
fn people(village: &Village) -> char {
    match village.profile.kind {
        Kind::Village => '村',
        Kind::Community => '居',
    }
}

/// Whose seal belongs on the sheet: the name the record gives, else the body by its usual name.
pub(crate) fn issuer(record: &Record, village: &Village) -> String {
    if let Some(name) = record.fields.text("org_name") {
        return name.value;
    }
    let body = match answers(record, village) {
        Issuer::Party => "党组织".to_owned(),
        Issuer::Committee => format!("{}民委员会", people(village)),
        Issuer::Supervision => format!("{}务监督委员会", people(village)),
        Issuer::Collective => "农村集体经济组织".to_owned(),
        Issuer::Election => format!("{}民选举委员会", people(village)),
    };
    format!("{}{body}", village.profile.name)
}

/// The roles that sign a sheet of the category by hand.
pub(crate) fn signers(record: &Record, village: &Village) -> Vec<String> {
    let people = people(village);
    let supervision = format!("{people}务监督委员会主任");
    let head = match answers(record, village) {
        Issuer::Party => "党组织书记".to_owned(),
        Issuer::Committee => format!("{people}民委员会主任"),
        Issuer::Supervision => supervision.clone(),
        Issuer::Collective => "集体经济组织理事长".to_owned(),
        Issuer::Election => "选举委员会主任".to_owned(),
    };
    let mut signers = match record.category {
        Category::Finance => vec![
            "民主理财小组组长".to_owned(),
            supervision,
            head,
            "报账员".to_owned(),
        ],
        Category::Decision => vec![
            head,
            supervision,
            format!("{people}民代表"),
            "记录人".to_owned(),
        ],
        Category::Party => vec![head, "纪检委员".to_owned(), "经办人".to_owned()],
        Category::Affairs => vec![head, supervision, "经办人".to_owned()],
    };
    signers.dedup();
    signers
}

/// The red head (文头) that a village set for the body that answers for a record.
pub(crate) fn letterhead(record: &Record, village: &Village) -> Option<String> {
    let names: &[&str] = match answers(record, village) {
        Issuer::Party => &["党组织"],
        Issuer::Committee => &["村民委员会", "居民委员会"],
        Issuer::Supervision => &["监督委员会"],
        Issuer::Collective => &["农村集体经济组织"],
        Issuer::Election => &["选举委员会"],
    };
    let mut heads = village.profile.letterheads.iter();
    let (_, head) = heads.find(|(body, _)| names.contains(&body.as_str()))?;
    Some(head.clone())
}
