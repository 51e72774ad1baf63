//! Names that every system can store: Windows, sticks and archives included.

use std::collections::BTreeMap;

/// Longer names fail on some systems.
const NAME_MAX_BYTES: usize = 255;

/// Says why these paths cannot stand in one folder everywhere.
pub(super) fn unfit<'a>(paths: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for path in paths {
        if !is_portable(path) {
            return Some(format!("`{path}`不是各种系统都能存的文件名"));
        }
        // The folders on the way count as well: `A/x` and `a/y` are one folder on Windows.
        for (end, _) in path.match_indices('/').chain([(path.len(), "")]) {
            let part = path.get(..end).unwrap_or(path);
            let first = *seen.entry(part.to_lowercase()).or_insert(part);
            if first != part {
                return Some(format!("`{first}`和`{part}`只有大小写不同，有的系统分不开"));
            }
        }
    }
    None
}

/// Whether a relative path can be stored everywhere and stays inside its folder.
pub(super) fn is_portable(path: &str) -> bool {
    path.split('/').all(is_name)
}

fn is_name(name: &str) -> bool {
    let stem = name
        .split('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let device = matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
        || ["com", "lpt"].iter().any(|port| {
            stem.strip_prefix(port)
                .is_some_and(|rest| rest.len() == 1 && rest != "0" && rest.parse::<u8>().is_ok())
        });
    !name.is_empty()
        && name.len() <= NAME_MAX_BYTES
        && !device
        && !name.ends_with(['.', ' '])
        && !name.starts_with(' ')
        && !name
            .chars()
            .any(|c| c.is_control() || "<>:\"|?*\\".contains(c))
}

#[cfg(test)]
mod tests {
    use super::{is_portable, unfit};

    #[test]
    fn keeps_to_what_all_systems_store() {
        for good in ["index.html", "files/对账单.pdf", ".nojekyll", "a b.txt"] {
            assert!(is_portable(good), "{good}");
        }
        for bad in [
            "",
            "/a",
            "a//b",
            "../a",
            "a/.",
            "con",
            "a/NUL.txt",
            "com1",
            "a:b",
            "a.",
            "a\\b",
        ] {
            assert!(!is_portable(bad), "{bad}");
        }
    }

    #[test]
    fn tells_capitals_apart() {
        assert_eq!(unfit(["a/x", "a/y", "b"].into_iter()), None);
        assert!(unfit(["a/x", "A/y"].into_iter()).is_some());
        assert!(unfit(["files/A.jpg", "files/a.jpg"].into_iter()).is_some());
    }
}
