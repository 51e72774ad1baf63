//! The address of a record: its path when that is ASCII, else its number, else its item and period.

/// Names the site itself uses at the top of a village.
const RESERVED: &[&str] = &[
    "assets",
    "corrections",
    "data",
    "due",
    "feed.xml",
    "feedback",
    "index",
    "manifest.json",
    "page",
    "search",
    "sitemap.xml",
    "verify",
    "org",
    "files",
    "404",
    "kiosk",
    "trust",
    "points",
    "print",
];

/// Why a record has no address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoAddress {
    /// The file name is not ASCII and there is neither number nor period.
    FileName,
    /// The site uses this name itself.
    Reserved,
}

/// What an address is made of when the file name will not do.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parts<'a> {
    /// Path relative to the village's folder, with extension.
    pub(crate) path: &'a str,
    /// Id of the item, empty for a notice.
    pub(crate) item: &'a str,
    /// 编号 as given.
    pub(crate) number: Option<&'a str>,
    /// Period or date, in its ASCII form.
    pub(crate) period: Option<&'a str>,
}

/// The address of a record.
pub(crate) fn address(parts: Parts<'_>) -> Result<String, NoAddress> {
    let stem = parts
        .path
        .rsplit_once('.')
        .map_or(parts.path, |(stem, _)| stem);
    let address = if stem.split('/').all(is_name) {
        stem.to_owned()
    } else {
        composed(stem, parts).ok_or(NoAddress::FileName)?
    };
    let top = address.split('/').next().unwrap_or_default();
    let last = address.rsplit('/').next().unwrap_or_default();
    if is_reserved(top) || is_version(last) {
        return Err(NoAddress::Reserved);
    }
    Ok(address)
}

/// Whether an address begins with a name that the site uses itself.
pub(crate) fn is_reserved(address: &str) -> bool {
    let top = address.split('/').next().unwrap_or_default();
    RESERVED.contains(&top.to_ascii_lowercase().as_str())
}

/// `v2`: where the second version of the record above it will be kept.
fn is_version(name: &str) -> bool {
    let digits = name.strip_prefix(['v', 'V']).unwrap_or_default();
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The folder as far as it is ASCII, then the number or the item with its period.
fn composed(stem: &str, parts: Parts<'_>) -> Option<String> {
    let folder = stem.rsplit_once('/').map_or("", |(folder, _)| folder);
    let item = parts
        .item
        .rsplit_once('.')
        .map_or(parts.item, |(_, name)| name);
    let name = match (parts.number.filter(|number| is_name(number)), parts.period) {
        (Some(number), _) => number.to_owned(),
        (None, Some(period)) if item.is_empty() => format!("notice-{period}"),
        (None, Some(period)) => format!("{item}-{period}"),
        (None, None) => return None,
    };
    if folder.is_empty() {
        return Some(name);
    }
    let category = parts
        .item
        .split_once('.')
        .map_or("affairs", |(category, _)| category);
    let folder = if folder.split('/').all(is_name) {
        folder
    } else {
        category
    };
    Some(format!("{folder}/{name}"))
}

/// Letters, digits, `-`, `_`, `.`; what every system can store.
pub(crate) fn is_name(name: &str) -> bool {
    let reserved = matches!(
        name.to_ascii_lowercase().as_str(),
        "con" | "prn" | "aux" | "nul" | "com1" | "lpt1"
    );
    !name.is_empty()
        && !reserved
        && !name.starts_with(['.', '-'])
        && !name.ends_with('.')
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

#[cfg(test)]
mod tests {
    use super::{NoAddress, Parts, address};

    #[track_caller]
    fn check(
        path: &str,
        number: Option<&str>,
        period: Option<&str>,
        expected: Result<&str, NoAddress>,
    ) {
        let parts = Parts {
            path,
            item: "finance.monthly_detail",
            number,
            period,
        };
        assert_eq!(address(parts), expected.map(str::to_owned));
    }

    #[test]
    fn names_records() {
        check(
            "finance/2025-09.yaml",
            None,
            Some("2025-09"),
            Ok("finance/2025-09"),
        );
        check(
            "finance/九月.yaml",
            None,
            Some("2025-09"),
            Ok("finance/monthly_detail-2025-09"),
        );
        check(
            "财务/九月.yaml",
            None,
            Some("2025-09"),
            Ok("finance/monthly_detail-2025-09"),
        );
        check("finance/九月.yaml", Some("cw-9"), None, Ok("finance/cw-9"));
        check("finance/九月.yaml", None, None, Err(NoAddress::FileName));
        check("due.yaml", None, None, Err(NoAddress::Reserved));
        check("search/a.yaml", None, None, Err(NoAddress::Reserved));
    }
}
