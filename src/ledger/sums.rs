//! Lists of files with their digests, as `sha256sum` writes and checks them (`SHA256SUMS`).

use std::collections::BTreeMap;
use std::fmt;

use crate::value::digest::Digest;

/// Files by path, each with the digest of its content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sums(pub(crate) BTreeMap<String, Digest>);

impl Sums {
    /// Reads a list in the order of its paths.
    ///
    /// # Errors
    /// Says which line is not as it should be, in Chinese.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let mut sums = Self::default();
        for (index, line) in text.lines().enumerate() {
            let wrong = || format!("第 {} 行读不懂", index + 1);
            let (digest, path) = line.split_once("  ").ok_or_else(wrong)?;
            let digest = Digest::read_hex(digest).ok_or_else(wrong)?;
            sums.0.insert(path.to_owned(), digest);
        }
        if sums.to_string() != text {
            return Err("写法不是封存时的写法（次序、重复或换行不对）".to_owned());
        }
        Ok(sums)
    }

    /// The digest of the list itself.
    pub(crate) fn digest(&self) -> Digest {
        Digest::of(self.to_string().as_bytes())
    }
}

impl fmt::Display for Sums {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (path, digest) in &self.0 {
            writeln!(f, "{}  {path}", digest.hex())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Sums;
    use crate::value::digest::Digest;

    #[test]
    fn reads_what_it_wrote_and_nothing_else() {
        let mut sums = Sums::default();
        for path in ["index.html", "files/对账 单.pdf", "a/b.html"] {
            sums.0.insert(path.to_owned(), Digest::of(path.as_bytes()));
        }
        let text = sums.to_string();
        assert_eq!(Sums::read(&text), Ok(sums));
        let mut lines: Vec<&str> = text.lines().collect();
        lines.reverse();
        for wrong in [
            lines.join("\n") + "\n",
            text.replace("  ", " "),
            text.trim_end().to_owned(),
            format!("{text}{text}"),
            text.replace('\n', "\r\n"),
        ] {
            assert!(Sums::read(&wrong).is_err(), "{wrong}");
        }
        assert_eq!(Sums::read(""), Ok(Sums::default()));
    }
}
