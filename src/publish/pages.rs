//! The few pages that publishing itself writes: the pointer to the newest release, the way back to it from a release,
//! and how they look.
//!
//! Each ends with the digest of what stands above that line, so that `sha256sum` and a line of shell find a changed one.

use std::fmt::Write as _;

use chrono::NaiveDate;

use crate::ledger::chain::{head_code, head_mark};
use crate::ledger::entry::Entry;
use crate::publish::layout::{POINTER, RELEASES, number, read_number};
use crate::value::digest::Digest;

/// The first page of a site.
pub(crate) const HOME: &str = "index.html";

/// How the pointer looks, by path relative to the target.
pub(crate) const STYLE_PATH: &str = "releases/pointer.css";

/// The page in the folder of the releases: pages of a village link to `../index.html`.
pub(crate) const BACK_PATH: &str = "releases/index.html";

const STYLE: &str = include_str!("pointer.css");

/// Who wrote a page; another version may say the same in other words.
const PROGRAM: &str = concat!("sanwu ", env!("CARGO_PKG_VERSION"));

/// How long the pointer is shown before it leads on, in seconds; long enough to read the number and take a photo.
const WAIT_S: u32 = 5;

/// How long where the release is past its day.
const WAIT_STALE_S: u32 = 15;

/// For whom the pointer is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Look {
    /// It leads to the pages of a touch screen.
    pub(crate) kiosk: bool,
    /// The release is past the day until which it may be taken for current.
    pub(crate) stale: bool,
    /// Other villages stand beside this one, and a page lists them.
    pub(crate) town: bool,
}

impl Look {
    /// Every way in which the pointer may be written.
    fn all() -> impl Iterator<Item = Self> {
        (0..8).map(|bits| Self {
            kiosk: bits & 1 != 0,
            stale: bits & 2 != 0,
            town: bits & 4 != 0,
        })
    }
}

/// The village's name and the town's, from `370105-示范街道-东村`.
pub(crate) fn names(origin: &str) -> (&str, &str) {
    let mut parts = origin.splitn(3, '-');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(_), Some(town), Some(name)) => (name, town),
        (Some(_), Some(name), None) => (name, ""),
        _ => (origin, ""),
    }
}

/// The pointer to the release of an entry.
pub(crate) fn pointer(entry: &Entry, look: Look) -> String {
    drawn(entry, &head_code(entry.digest()), look)
}

/// The pointer with its code, which takes thousands of rounds to find.
fn drawn(entry: &Entry, code: &str, look: Look) -> String {
    let (name, town) = names(&entry.origin);
    let (name, town) = (escaped(name), escaped(town));
    let digest = entry.digest();
    let query = if look.kiosk { "?kiosk" } else { "" };
    let way = format!("{RELEASES}/{}/index.html{query}", number(entry.seq));
    let wait = if look.stale { WAIT_STALE_S } else { WAIT_S };
    let mut main = String::new();
    if !town.is_empty() {
        push(&mut main, &format!("<p class=\"from\">{town}</p>"));
    }
    push(&mut main, &format!("<h1>{name}三务公开栏</h1>"));
    if look.stale {
        let day = day(entry.valid_until);
        let line = format!(
            "<p class=\"warn\">本栏已超过应更新日期（{day}）。下面是最近一次公布的内容，有新的没有登出来，请问村（居）委会。</p>"
        );
        push(&mut main, &line);
    }
    push(
        &mut main,
        &format!("<p><a class=\"in\" href=\"{way}\">进入公开栏</a></p>"),
    );
    if look.town {
        push(
            &mut main,
            "<p><a href=\"../index.html\">看别的村和社区</a></p>",
        );
    }
    let facts = [
        (
            "第几号",
            format!(
                "第 {} 号（{}封存）",
                entry.seq,
                day(entry.time.date_naive())
            ),
        ),
        ("总核对码", format!("<b class=\"code\">{code}</b>")),
        (
            "应更新日期",
            format!(
                "{}；过了这天没有新的，请问村（居）委会",
                day(entry.valid_until)
            ),
        ),
    ];
    push(&mut main, "<dl>");
    for (term, fact) in facts {
        push(&mut main, &format!("<dt>{term}</dt><dd>{fact}</dd>"));
    }
    push(&mut main, "</dl>");
    push(
        &mut main,
        "<p><b>以公开栏纸质原件为准。</b>号数和三十位数字与墙上封存单上的一样，就是同一份；不一样，请拍照并告诉村（居）务监督委员会。</p>",
    );
    let mark = escaped(&head_mark(entry));
    push(
        &mut main,
        &format!("<p class=\"for\">给核验的人：{digest}<br>{mark}</p>"),
    );
    page(
        &format!("{name}三务公开栏"),
        &format!("{wait}; url={way}"),
        STYLE_PATH,
        &main,
    )
}

/// The way back from a release to the pointer.
pub(crate) fn back() -> String {
    let main = "<p><a class=\"in\" href=\"../index.html\">回到公开栏</a></p>\n";
    page("三务公开栏", "0; url=../index.html", "pointer.css", main)
}

/// How the pointer looks.
pub(crate) fn style() -> String {
    with_digest(&format!("{STYLE}/* {PROGRAM} */\n"), "/* ", " */")
}

/// A page that lists the villages of a target, each by its folder and origin.
pub(crate) fn town(villages: &[(String, String)]) -> String {
    let mut main = String::new();
    let town = villages.first().map_or("", |(_, origin)| names(origin).1);
    push(&mut main, &format!("<h1>{}三务公开栏</h1>", escaped(town)));
    push(&mut main, "<ul>");
    for (folder, origin) in villages {
        let (name, _) = names(origin);
        let line = format!(
            "<li><a class=\"in\" href=\"{}/{POINTER}\">{}</a></li>",
            escaped(folder),
            escaped(name)
        );
        push(&mut main, &line);
    }
    push(&mut main, "</ul>");
    let style = villages
        .first()
        .map_or_else(String::new, |(folder, _)| format!("{folder}/{STYLE_PATH}"));
    page("三务公开栏", "", &style, &main)
}

/// The number of the release that a pointer leads to.
pub(crate) fn leads_to(text: &str) -> Option<u32> {
    let (_, rest) = text.split_once(&format!("url={RELEASES}/"))?;
    let (name, rest) = rest.split_once('/')?;
    let is_home = rest.starts_with("index.html\"") || rest.starts_with("index.html?kiosk\"");
    read_number(name).filter(|_| is_home)
}

/// Whether a page is one of ours, whatever it says.
pub(crate) fn is_ours(text: &str) -> bool {
    text.contains("<meta name=\"generator\" content=\"sanwu ")
}

/// Why a pointer is not the one that belongs to an entry; `None` where it is.
pub(crate) fn unlike_pointer(text: &str, entry: &Entry) -> Option<String> {
    if !has_own_digest(text) {
        return Some("和写下时的内容不一样".to_owned());
    }
    if leads_to(text) != Some(entry.seq) {
        return Some(format!("没有指向第 {} 号", entry.seq));
    }
    let digest = entry.digest();
    let code = head_code(digest);
    if Look::all().any(|look| drawn(entry, &code, look) == text) {
        return None;
    }
    if is_written_by_us(text) {
        return Some("不是 sanwu 写的那一页".to_owned());
    }
    // Another version may use other words; what it says of the entry must be true all the same.
    let until = entry.valid_until.to_string();
    let said = [code, digest.to_string(), until];
    if said.iter().any(|said| !text.contains(said)) {
        return Some(format!("写的核对码或日期不是第 {} 号的", entry.seq));
    }
    None
}

/// Why one of the other pages is not as it should be; `None` where it is.
pub(crate) fn unlike(text: &str, ours: &str) -> Option<String> {
    if text == ours {
        return None;
    }
    let is_other_versions = has_own_digest(text) && !is_written_by_us(text);
    (!is_other_versions).then(|| "和写下时的内容不一样".to_owned())
}

fn is_written_by_us(text: &str) -> bool {
    text.contains(&format!("{PROGRAM}\"")) || text.contains(&format!("{PROGRAM} "))
}

/// Whether the digest in the last line is that of the lines above it.
pub(crate) fn has_own_digest(text: &str) -> bool {
    let Some(body) = text.strip_suffix('\n') else {
        return false;
    };
    let end = body.rfind('\n').map_or(0, |at| at + 1);
    let (above, last) = body.split_at(end);
    let digest = Digest::of(above.as_bytes());
    [("<!-- ", " -->"), ("/* ", " */")]
        .iter()
        .any(|(open, close)| last == format!("{open}{digest}{close}"))
}

/// A page around its main part; every text in it is finished and escaped.
pub(crate) fn page(title: &str, refresh: &str, style: &str, main: &str) -> String {
    let mut text = String::from(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'\">\n",
    );
    if !refresh.is_empty() {
        push(
            &mut text,
            &format!("<meta http-equiv=\"refresh\" content=\"{refresh}\">"),
        );
    }
    push(
        &mut text,
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
    );
    push(
        &mut text,
        &format!("<meta name=\"generator\" content=\"{PROGRAM}\">"),
    );
    push(&mut text, &format!("<title>{title}</title>"));
    if !style.is_empty() {
        push(
            &mut text,
            &format!("<link rel=\"stylesheet\" href=\"{style}\">"),
        );
    }
    let _ = write!(
        text,
        "</head>\n<body>\n<main>\n{main}</main>\n</body>\n</html>\n"
    );
    with_digest(&text, "<!-- ", " -->")
}

fn with_digest(text: &str, open: &str, close: &str) -> String {
    let digest = Digest::of(text.as_bytes());
    format!("{text}{open}{digest}{close}\n")
}

/// A day as it is read, with the day as it is written for programs.
fn day(day: NaiveDate) -> String {
    let read = day.format("%Y年%-m月%-d日");
    format!("<time datetime=\"{day}\">{read}</time>")
}

fn push(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

/// Text for a page.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::{Look, back, has_own_digest, leads_to, names, pointer, style, town};
    use super::{unlike, unlike_pointer};
    use crate::ledger::chain::head_code;
    use crate::ledger::entry::tests::entry;

    #[test]
    fn the_pointer_says_all_that_paper_says() {
        let entry = entry(123, None);
        for look in Look::all() {
            let text = pointer(&entry, look);
            assert_eq!(leads_to(&text), Some(123));
            assert!(has_own_digest(&text));
            assert!(text.contains(&head_code(entry.digest())));
            assert!(text.contains("以公开栏纸质原件为准"));
            assert_eq!(text.contains("已超过应更新日期"), look.stale);
            assert_eq!(unlike_pointer(&text, &entry), None);
        }
    }

    #[test]
    fn no_bit_of_the_pointer_can_be_turned_unseen() {
        let entry = entry(7, None);
        let bytes = pointer(&entry, Look::default()).into_bytes();
        for at in 0..bytes.len() {
            let mut other = bytes.clone();
            other[at] ^= 4;
            let text = String::from_utf8_lossy(&other).into_owned();
            assert!(unlike_pointer(&text, &entry).is_some(), "{at}");
        }
    }

    #[test]
    fn a_page_rewritten_with_a_new_digest_is_still_another_one() {
        let entry = entry(7, None);
        let text = pointer(&entry, Look::default());
        let (above, _) = text.rsplit_once("<!-- ").unwrap();
        let other = super::with_digest(&above.replace("请拍照并告诉", "不必告诉"), "<!-- ", " -->");
        assert!(unlike_pointer(&other, &entry).is_some());
        let version = concat!("sanwu ", env!("CARGO_PKG_VERSION"));
        let later = super::with_digest(&above.replace(version, "sanwu 99.0.0"), "<!-- ", " -->");
        assert_eq!(unlike_pointer(&later, &entry), None);
        let lying = above
            .replace(version, "sanwu 99.0.0")
            .replace("应更新", "应看");
        let lying = lying.replace(&entry.valid_until.to_string(), "2099-01-01");
        let lying = super::with_digest(&lying, "<!-- ", " -->");
        assert!(unlike_pointer(&lying, &entry).is_some());
    }

    #[test]
    fn the_other_pages_carry_their_digest() {
        for text in [
            back(),
            style(),
            town(&[("dong".into(), "1-镇-东村".into())]),
        ] {
            assert!(has_own_digest(&text), "{text}");
            assert_eq!(unlike(&text, &text), None);
            assert!(unlike(&text.replace('e', "f"), &text).is_some());
        }
    }

    #[test]
    fn names_come_from_the_origin() {
        assert_eq!(names("370105-示范街道-东村"), ("东村", "示范街道"));
        assert_eq!(names("370105-示范街道-东-村"), ("东-村", "示范街道"));
        assert_eq!(names("东村"), ("东村", ""));
    }
}
