//! The bag as text: what its files are called, its lists in the form of BagIt 1.0 (RFC 8493), which paths may stand in it.

use std::fmt::Write as _;

use crate::ledger::sums::Sums;
use crate::site::names;
use crate::value::digest::Digest;

/// What says that a folder is a bag.
pub(crate) const DECLARATION: &str = "bagit.txt";

/// Its whole text.
pub(crate) const DECLARED: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// Who, when, what.
pub(crate) const INFO: &str = "bag-info.txt";

/// Every file below `data/` with its digest.
pub(crate) const MANIFEST: &str = "manifest-sha256.txt";

/// Every other file but itself.
pub(crate) const TAGS: &str = "tagmanifest-sha256.txt";

/// The page that opens the sealed pages.
pub(crate) const FRONT: &str = "index.html";

/// How it looks.
pub(crate) const STYLE: &str = "index.css";

/// What this is, for whoever finds it in thirty years. The only name that is not ASCII.
pub(crate) const NOTE: &str = "说明.txt";

/// The records with their terms, as the archives office lists them.
pub(crate) const LIST: &str = "records.csv";

/// The content of the bag; but for [`SITE`] laid out as a workspace.
pub(crate) const DATA: &str = "data";

/// The sealed pages, a folder a village.
pub(crate) const SITE: &str = "site";

/// The way back from the pages of a village to the first page.
pub(crate) const BACK: &str = "data/site/index.html";

/// The folders of a workspace that a capsule holds and that are put back from it.
pub(crate) const KEPT: [&str; 3] = ["archive", "content", "themes"];

/// Files of the bag that stand beside [`DATA`].
pub(crate) const BESIDE: [&str; 8] = [DECLARATION, INFO, MANIFEST, TAGS, FRONT, STYLE, NOTE, LIST];

/// A longer list is none.
const LIST_MAX_BYTES: usize = 64 << 20;

/// More files are no village's.
const FILES_MAX: usize = 500_000;

/// A list as BagIt writes it, which `sha256sum -c` reads as well.
pub(crate) fn text(sums: &Sums) -> String {
    let mut text = String::new();
    for (path, digest) in &sums.0 {
        let path = path.replace('%', "%25");
        writeln!(text, "{}  {path}", digest.hex()).expect("a string takes everything");
    }
    text
}

/// Reads a list in the one form in which it is written.
///
/// # Errors
/// Says what is not as it should be, in Chinese.
pub(crate) fn read(bytes: Vec<u8>) -> Result<Sums, String> {
    if bytes.len() > LIST_MAX_BYTES {
        return Err("太长".to_owned());
    }
    let written = String::from_utf8(bytes).map_err(|_| "不是文字".to_owned())?;
    let mut sums = Sums::default();
    for (index, line) in written.lines().enumerate() {
        let wrong = || format!("第 {} 行读不懂", index + 1);
        let (digest, path) = line.split_once("  ").ok_or_else(wrong)?;
        let digest = Digest::read_hex(digest).ok_or_else(wrong)?;
        sums.0.insert(path.replace("%25", "%"), digest);
    }
    if sums.0.len() > FILES_MAX {
        return Err(format!("列了 {} 个文件，太多", sums.0.len()));
    }
    if text(&sums) != written {
        return Err("写法不对（重复、次序、百分号或换行）".to_owned());
    }
    if let Some(path) = sums.0.keys().find(|path| !names::is_portable(path)) {
        return Err(format!("`{path}`不是各种系统都能存的文件名"));
    }
    names::unfit(sums.0.keys().map(String::as_str)).map_or(Ok(sums), Err)
}

/// Why a path cannot stand below `data/`; `None` where it can.
pub(crate) fn stranger(path: &str) -> Option<&'static str> {
    let Some(rest) = path.strip_prefix("data/") else {
        return Some("不在 data 里");
    };
    let top = rest.split_once('/').map(|(top, _)| top);
    let is_known = top.is_some_and(|top| top == SITE || KEPT.contains(&top));
    (!is_known).then_some("不是档案包里该有的")
}

/// Whether a name is the address of a village.
pub(crate) fn is_id(name: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    !name.is_empty() && name.chars().all(is_plain)
}

/// What a capsule is called beside releases: the numbers of its ledgers added up, and what it holds.
pub(crate) fn name(numbers: u32, manifest: Digest) -> String {
    let hex = manifest.hex();
    let (start, _) = hex.split_at(8);
    format!("{numbers:06}-{start}")
}

/// Whether a folder is called as [`name`] calls it.
pub(crate) fn is_named(folder: &str) -> bool {
    folder.split_once('-').is_some_and(|(number, hex)| {
        number.len() >= 6
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && hex.len() == 8
            && hex.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

#[cfg(test)]
mod tests {
    use super::{is_named, name, read, stranger, text};
    use crate::ledger::sums::Sums;
    use crate::value::digest::Digest;

    fn sums(paths: &[&str]) -> Sums {
        let pairs = paths.iter().map(|path| {
            let digest = Digest::of(path.as_bytes());
            ((*path).to_owned(), digest)
        });
        Sums(pairs.collect())
    }

    #[test]
    fn reads_what_it_wrote_and_nothing_else() {
        let list = sums(&[
            "data/content/a.yaml",
            "data/content/完成 80%.pdf",
            "data/content/完成 8.pdf",
        ]);
        let written = text(&list);
        assert!(written.contains("完成 80%25.pdf"), "{written}");
        assert_eq!(read(written.clone().into_bytes()), Ok(list));
        for wrong in [
            format!("{written}{written}"),
            written.replace('\n', "\r\n"),
            written.trim_end().to_owned(),
            written.replace("  ", " "),
            written.replace("a.yaml", "../a.yaml"),
            written.replace("data/content/a.yaml", "/etc/passwd"),
            written.replace("a.yaml", "A/../../a.yaml"),
            written.replace("a.yaml", "con"),
            written.replace("a.yaml", "a\\b"),
            written.replace("a.yaml", "C:a"),
            written.to_uppercase(),
            text(&sums(&["data/a/x", "data/A/y"])),
        ] {
            assert!(read(wrong.clone().into_bytes()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn knows_what_belongs_into_it() {
        for good in ["data/content/board.yaml", "data/site/dong/index.html"] {
            assert_eq!(stranger(good), None, "{good}");
        }
        for bad in [
            "content/a",
            "data/x",
            "data/keys/a.key",
            "data/.git/config",
            "data/",
        ] {
            assert!(stranger(bad).is_some(), "{bad}");
        }
        let own = name(123, Digest::of(b""));
        assert_eq!(own, "000123-e3b0c442");
        assert!(is_named(&own) && !is_named("000123") && !is_named("000123-x") && !is_named("a-b"));
    }
}
