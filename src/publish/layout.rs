//! What stands where in a folder that releases are published to.

/// The page that leads to the newest release.
pub(crate) const POINTER: &str = "index.html";

/// The folder of the releases, each under its number.
pub(crate) const RELEASES: &str = "releases";

/// The folder of the ledger's entries.
pub(crate) const LEDGER: &str = "ledger";

/// The list of a release's files.
pub(crate) const SUMS: &str = "SHA256SUMS";

/// The entry of the ledger that a release belongs to.
pub(crate) const ENTRY: &str = "manifest.txt";

/// What is added to the name of a file that somebody signed.
pub(crate) const SIGNATURE: &str = ".minisig";

/// The newest register of keys, where a village has some.
pub(crate) const TRUST: &str = "trust.json";

/// The folder of the register's versions.
pub(crate) const REGISTERS: &str = "trust";

/// The time capsules beside the releases, which no reader is led to.
pub(crate) const CAPSULES: &str = "sanwu-capsule";

/// What sanwu keeps for itself in such a folder: work in the making, the lock, what a kiosk remembers.
pub(crate) const OWN: &str = ".sanwu-publish";

/// Work in the making, inside [`OWN`]; whatever lies there is removed by the next run.
pub(crate) const WORK: &str = "work";

/// How many releases stay.
pub(crate) const KEPT: usize = 3;

/// What systems put on sticks and shares by themselves.
const SYSTEM: &[&str] = &[
    "System Volume Information",
    "$RECYCLE.BIN",
    "RECYCLER",
    "lost+found",
    ".Trashes",
    ".Trash-1000",
    ".Spotlight-V100",
    ".fseventsd",
    ".TemporaryItems",
    ".DS_Store",
    "desktop.ini",
    "Thumbs.db",
];

/// A number as files and folders are called.
pub(crate) fn number(seq: u32) -> String {
    format!("{seq:06}")
}

/// The number that a file or folder is called by.
pub(crate) fn read_number(name: &str) -> Option<u32> {
    let seq = name.parse().ok().filter(|seq| *seq > 0)?;
    (number(seq) == name).then_some(seq)
}

/// Whether a system made this, and nobody who publishes.
pub(crate) fn is_systems(name: &str) -> bool {
    SYSTEM.contains(&name)
}

/// Files that belong to a release and not to its pages.
pub(crate) fn is_beside_pages(path: &str) -> bool {
    path == SUMS || path == ENTRY || is_signature(path, ENTRY)
}

/// Whether a file is a signature of another: `000001.txt.minisig`, `000001.txt.town.minisig`.
pub(crate) fn is_signature(name: &str, of: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    name.strip_prefix(of)
        .is_some_and(|rest| rest.ends_with(SIGNATURE) && rest.chars().all(is_plain))
}

/// The number of the entry that a file in the ledger's folder is, or is a signature of.
pub(crate) fn entry_of(name: &str) -> Option<u32> {
    let (stem, rest) = name.split_once(".txt")?;
    let seq = read_number(stem)?;
    (rest.is_empty() || is_signature(name, &format!("{stem}.txt"))).then_some(seq)
}

/// The file of a version of the register.
pub(crate) fn register(version: u32) -> String {
    format!("{version:04}.json")
}

/// The version of the register that a file in the folder of registers is, or is a signature of.
pub(crate) fn version_of(name: &str) -> Option<u32> {
    let (stem, _) = name.split_once('.')?;
    let version = stem.parse().ok().filter(|version| *version > 0)?;
    let file = register(version);
    (name == file || is_signature(name, &file)).then_some(version)
}

/// Whether a name is that of something written and not yet renamed when a run was cut off.
pub(crate) fn is_left_over(name: &str) -> bool {
    name.strip_suffix(".tmp").is_some_and(|name| {
        [POINTER, TRUST, "pointer.css"].contains(&name)
            || is_signature(name, TRUST)
            || entry_of(name).is_some()
            || version_of(name).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::{entry_of, is_beside_pages, is_left_over, number, read_number, version_of};

    #[test]
    fn numbers_have_one_spelling() {
        for seq in [1, 123, 999_999, 1_000_000] {
            assert_eq!(read_number(&number(seq)), Some(seq));
        }
        for wrong in ["000000", "123", "0000123", "+00123", "00012a", ""] {
            assert_eq!(read_number(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn knows_its_own_files() {
        assert!(is_beside_pages("manifest.txt.minisig") && is_beside_pages("SHA256SUMS"));
        assert!(!is_beside_pages("manifest.json") && !is_beside_pages("a/manifest.txt"));
        assert_eq!(entry_of("000012.txt.town.minisig"), Some(12));
        assert_eq!(entry_of("000012.txt"), Some(12));
        for wrong in [
            "000012.txt.tmp",
            "12.txt",
            "000012.txt/x.minisig",
            "a.minisig",
        ] {
            assert_eq!(entry_of(wrong), None, "{wrong}");
        }
        assert!(is_left_over("index.html.tmp") && is_left_over("000001.txt.tmp"));
        assert!(!is_left_over("index.html") && !is_left_over("photo.tmp"));
        assert_eq!(version_of("0002.json"), Some(2));
        assert_eq!(version_of("0012.json.0123456789ABCDEF.minisig"), Some(12));
        for wrong in ["0000.json", "2.json", "0002.json.tmp", "0002.txt", "a.json"] {
            assert_eq!(version_of(wrong), None, "{wrong}");
        }
        assert!(is_left_over("0002.json.minisig.tmp"));
    }
}
