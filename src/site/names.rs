//! Names that every system can store: Windows, sticks and archives included.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization as _;

/// Longer names fail on some systems.
const NAME_MAX_BYTES: usize = 255;

/// Says why these paths cannot stand in one folder everywhere.
pub(crate) fn unfit<'a>(paths: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for path in paths {
        if !is_portable(path) {
            return Some(format!("`{path}`不是各种系统都能存的文件名"));
        }
        // The folders on the way count as well: `A/x` and `a/y` are one folder on Windows.
        for (end, _) in path.match_indices('/').chain([(path.len(), "")]) {
            let part = path.get(..end).unwrap_or(path);
            let first = *seen.entry(folded(part)).or_insert(part);
            if first == part {
                continue;
            }
            let how = if first.to_lowercase() == part.to_lowercase() {
                "只有大小写不同"
            } else {
                "看起来一样，内码不同"
            };
            return Some(format!("`{first}`和`{part}`{how}，有的系统分不开"));
        }
    }
    None
}

/// Whether a relative path can be stored everywhere and stays inside its folder.
pub(crate) fn is_portable(path: &str) -> bool {
    path.split('/').all(is_name)
}

/// What a system sees that knows no capitals and composes letters: two paths with the same folded form are one file there.
fn folded(path: &str) -> String {
    path.nfc()
        .collect::<String>()
        .to_lowercase()
        .nfc()
        .collect()
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

    #[test]
    fn tells_composed_letters_apart() {
        let (composed, apart) = ("files/caf\u{e9}.pdf", "files/cafe\u{301}.pdf");
        assert_eq!(unfit([composed].into_iter()), None);
        let reason = unfit([composed, apart].into_iter()).unwrap();
        assert!(reason.contains("内码不同"), "{reason}");
    }
}
