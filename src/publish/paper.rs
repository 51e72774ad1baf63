//! A code from paper against a ledger: which entry it stands for, or that it stands for none.

use crate::ledger::chain::{Chain, head_code};
use crate::value::check_code;
use crate::value::digest::Digest;

/// So many digits may be misread before a code counts as another one.
const SLIPS: usize = 2;

/// What a code turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answer {
    /// The head after this entry.
    At(u32),
    /// It does not go together with the ledger.
    Against(String),
    /// It is no code.
    Unclear(String),
}

impl Answer {
    /// In one sentence.
    pub(crate) fn line(&self, chain: &Chain) -> String {
        match self {
            Self::At(seq) => {
                let newest = chain.next_seq() - 1;
                let day = chain
                    .entries()
                    .find(|(entry, _)| entry.seq == *seq)
                    .map(|(entry, _)| entry.time.date_naive().to_string())
                    .unwrap_or_default();
                if *seq == newest {
                    format!("核对码对上了：是第 {seq} 号（{day} 封存），就是最新的一号")
                } else {
                    let later = newest - seq;
                    format!(
                        "核对码对上了：是第 {seq} 号（{day} 封存），从那以后又封存了 {later} 号，以前的没有改过"
                    )
                }
            }
            Self::Against(reason) => format!("核对码对不上：{reason}"),
            Self::Unclear(reason) => format!("核对码看不懂：{reason}"),
        }
    }
}

/// Looks a code up: thirty digits, the text of a QR, or a digest.
pub(crate) fn find(chain: &Chain, code: &str) -> Answer {
    let code = half_width(code.trim());
    if code.starts_with("SANWU1 ") {
        return mark(chain, &code);
    }
    if let Some(digest) = whole_digest(&code) {
        return by_digest(chain, &|own| own == digest);
    }
    let bare: String = code
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | ',' | '，' | '.'))
        .collect();
    if bare.chars().all(|c| c.is_ascii_digit()) && !bare.is_empty() {
        return digits(chain, &bare);
    }
    if code.len() == 43 && code.bytes().all(is_base64url) {
        return by_digest(chain, &|own| check_code::in_base64url(&own.0) == code);
    }
    Answer::Unclear(
        "写三十位数字，或二维码里的整段文字（SANWU1 开头），或 43 个字符的摘要".to_owned(),
    )
}

/// `SANWU1 origin 第123号 <43 characters>`.
fn mark(chain: &Chain, code: &str) -> Answer {
    let words: Vec<&str> = code.split_whitespace().collect();
    let [_, origin @ .., number, digest] = words.as_slice() else {
        return Answer::Unclear("二维码里的文字不全".to_owned());
    };
    let seq = number
        .strip_prefix('第')
        .and_then(|rest| rest.strip_suffix('号'))
        .and_then(|number| number.parse::<u32>().ok());
    let Some(seq) = seq.filter(|_| digest.len() == 43) else {
        return Answer::Unclear("二维码里的文字不全".to_owned());
    };
    let Some(newest) = chain.newest() else {
        return Answer::Unclear("封存账里一号也没有".to_owned());
    };
    let origin = origin.join(" ");
    if origin != newest.origin {
        return Answer::Against(format!("纸上是`{origin}`的，这本账是`{}`的", newest.origin));
    }
    if seq > newest.seq {
        return Answer::Against(format!(
            "纸上是第 {seq} 号，这本账只到第 {} 号：账被截短了，或者拿到的是旧的",
            newest.seq
        ));
    }
    let own = chain.entries().find(|(entry, _)| entry.seq == seq);
    if own.is_some_and(|(_, own)| check_code::in_base64url(&own.0) == *digest) {
        return Answer::At(seq);
    }
    Answer::Against(format!(
        "同号异文：纸上第 {seq} 号和这本账的第 {seq} 号不是同一份，第 {seq} 号或更早的被改写过"
    ))
}

fn by_digest(chain: &Chain, is_own: &dyn Fn(Digest) -> bool) -> Answer {
    let mut entries = chain.entries();
    match entries.find(|(_, digest)| is_own(*digest)) {
        Some((entry, _)) => Answer::At(entry.seq),
        None => Answer::Against(nowhere(chain)),
    }
}

fn digits(chain: &Chain, bare: &str) -> Answer {
    if bare.len() != 30 {
        return Answer::Unclear(format!("应为三十位数字，写了 {} 位", bare.len()));
    }
    if let Some(seq) = chain.find(bare) {
        return Answer::At(seq);
    }
    let mut near = None;
    for (entry, digest) in chain.entries() {
        let own = head_code(digest).replace(' ', "");
        let slips = own
            .bytes()
            .zip(bare.bytes())
            .filter(|(own, one)| own != one);
        let slips = slips.count();
        if slips <= SLIPS {
            near = Some((entry.seq, slips, head_code(digest)));
        }
    }
    if let Some((seq, slips, code)) = near {
        return Answer::Unclear(format!(
            "和第 {seq} 号只差 {slips} 位，多半抄错了，请再对一遍：{code}"
        ));
    }
    for (entry, _) in chain.entries() {
        for change in &entry.changes {
            if check_code::of_record(&change.digest.0).replace(' ', "") == bare {
                return Answer::Unclear(format!(
                    "这是`{}`第 {} 版自己的核对码（第 {} 号封存），不是封存单上的总核对码",
                    change.record, change.version, entry.seq
                ));
            }
        }
    }
    Answer::Against(nowhere(chain))
}

fn nowhere(chain: &Chain) -> String {
    let newest = chain.next_seq() - 1;
    format!(
        "这本账从第 1 号到第 {newest} 号都没有这个核对码；要么账被改写或截短了，要么抄错了，要么是别的村的"
    )
}

fn whole_digest(code: &str) -> Option<Digest> {
    Digest::read(code).or_else(|| Digest::read_hex(code))
}

fn is_base64url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}

/// Digits as every keyboard has them.
pub(crate) fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '０'..='９' => {
                let value = u32::from(c) - u32::from('０');
                char::from_digit(value, 10).unwrap_or(c)
            }
            _ => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Answer, find};
    use crate::ledger::chain::{Chain, head_code, head_mark};
    use crate::ledger::entry::tests::entry;
    use crate::value::check_code;

    fn chain(count: u32) -> Chain {
        let mut chain = Chain::default();
        for seq in 1..=count {
            chain.push(entry(seq, chain.head())).unwrap();
        }
        chain
    }

    #[test]
    fn finds_every_writing_of_a_code() {
        let chain = chain(5);
        for (entry, digest) in chain.entries() {
            let code = head_code(digest);
            let wide = code.replace('1', "１").replace(' ', "");
            for written in [
                code.clone(),
                wide,
                code.replace(' ', "-"),
                head_mark(entry),
                check_code::in_base64url(&digest.0),
                digest.to_string(),
                digest.hex(),
            ] {
                assert_eq!(find(&chain, &written), Answer::At(entry.seq), "{written}");
            }
        }
    }

    #[test]
    fn says_how_it_does_not_go_together() {
        let (short, long) = (chain(3), chain(5));
        let newest = long.newest().unwrap();
        let Answer::Against(reason) = find(&short, &head_mark(newest)) else {
            panic!("a shortened ledger is found");
        };
        assert!(reason.contains("截短"), "{reason}");
        let mut other = newest.clone();
        other.files += 1;
        let Answer::Against(reason) = find(&long, &head_mark(&other)) else {
            panic!("another entry of the same number is found");
        };
        assert!(reason.contains("同号异文"), "{reason}");
        let code = head_code(long.head().unwrap());
        assert!(matches!(find(&short, &code), Answer::Against(_)));
        let misread = if code.starts_with('1') { "2" } else { "1" };
        let misread = format!("{misread}{}", code.get(1..).unwrap());
        let Answer::Unclear(reason) = find(&long, &misread) else {
            panic!("a misread digit is taken for one");
        };
        assert!(reason.contains("只差 1 位"), "{reason}");
        for unclear in ["", "12345", "东村", "SANWU1 x"] {
            assert!(
                matches!(find(&long, unclear), Answer::Unclear(_)),
                "{unclear}"
            );
        }
    }

    #[test]
    fn knows_the_code_of_a_record() {
        let chain = chain(2);
        let digest = chain.newest().unwrap().changes[0].digest;
        let Answer::Unclear(reason) = find(&chain, &check_code::of_record(&digest.0)) else {
            panic!("it is the code of a record");
        };
        assert!(reason.contains("finance/2026-q3"), "{reason}");
    }
}
