//! Bytes to text: UTF-8 first, then UTF-16 by its mark, then GB18030; nothing is guessed by statistics.

use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};

use crate::source::Encoding;

/// The text and how it was stored.
pub(crate) fn decode(bytes: &[u8]) -> (String, Encoding) {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf")
        && let Ok(text) = std::str::from_utf8(rest)
    {
        return (text.to_owned(), Encoding::Utf8Bom);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), Encoding::Utf8);
    }
    for (mark, encoding) in [(b"\xff\xfe", UTF_16LE), (b"\xfe\xff", UTF_16BE)] {
        if bytes.starts_with(mark) {
            let (text, _, _) = encoding.decode(bytes);
            return (text.into_owned(), Encoding::Utf16);
        }
    }
    if let Some(text) = broken_utf8(bytes) {
        return (text, Encoding::Unknown);
    }
    let (text, _, broken) = GB18030.decode(bytes);
    let encoding = if broken {
        Encoding::Unknown
    } else {
        Encoding::Gb18030
    };
    (text.into_owned(), encoding)
}

/// UTF-8 with some bytes lost or pasted in from elsewhere: read as GB18030, every character of it would be another.
fn broken_utf8(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let whole = text
        .chars()
        .filter(|c| ('\u{3000}'..='\u{9fff}').contains(c));
    let lost = text.matches(char::REPLACEMENT_CHARACTER).count();
    (whole.count() > lost).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::decode;
    use crate::source::Encoding;

    #[test]
    fn tells_encodings_apart() {
        assert_eq!(decode("标题".as_bytes()), ("标题".into(), Encoding::Utf8));
        assert_eq!(decode(b"\xef\xbb\xbfa"), ("a".into(), Encoding::Utf8Bom));
        assert_eq!(
            decode(b"\xb1\xea\xcc\xe2"),
            ("标题".into(), Encoding::Gb18030)
        );
        assert_eq!(decode(b"\xff\xfe\x07\x68").1, Encoding::Utf16);
        assert_eq!(decode(b"\xff\xff\xff").1, Encoding::Unknown);
    }

    #[test]
    fn keeps_what_is_whole_of_a_broken_file() {
        let cut = "标题: 通知".as_bytes();
        let cut = cut.get(..cut.len() - 1).unwrap();
        assert_eq!(decode(cut), ("标题: 通�".into(), Encoding::Unknown));
        let pasted = [&b"\xb1\xea: "[..], "标题标题标题".as_bytes()].concat();
        assert_eq!(decode(&pasted).1, Encoding::Unknown);
        assert!(decode(&pasted).0.ends_with("标题标题标题"));
    }
}
