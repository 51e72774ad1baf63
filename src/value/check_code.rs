//! The check code (核对码): thirty digits that stand for a digest and can be read aloud in any dialect.
//!
//! The digits come from an iterated hash of the digest: the first round is SHA-256 over the digest, every further one over
//! the last result followed by the digest. Six groups of five bytes of the result, high byte first, modulo 100,000.
//!
//! A *record code* stands for one version file and takes a single round, so that an auditor can follow it with
//! `sha256sum` twice and a village with thousands of records pays nothing: the whole digest stands beside it in the QR.
//! The *head code* of a ledger stands alone on paper and asks for more rounds, which make it dear to search for two
//! histories with one code.

use sha2::{Digest as _, Sha256};

/// Rounds of a record's code.
const RECORD_ROUNDS: u32 = 1;

/// The code of a record's version file: `01234 56789 …`, six groups of five digits.
pub(crate) fn of_record(digest: &[u8; 32]) -> String {
    digits(digest, RECORD_ROUNDS)
}

/// A digest in 43 characters that every QR reader shows unharmed (base64url without padding).
pub(crate) fn in_base64url(digest: &[u8; 32]) -> String {
    base64url(digest)
}

/// The code of a digest after so many rounds.
pub(crate) fn digits(digest: &[u8; 32], rounds: u32) -> String {
    let mut state: [u8; 32] = Sha256::digest(digest).into();
    for _ in 1..rounds {
        state = Sha256::new()
            .chain_update(state)
            .chain_update(digest)
            .finalize()
            .into();
    }
    let groups = state.chunks_exact(5).map(|bytes| {
        let number = bytes
            .iter()
            .fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
        format!("{:05}", number % 100_000)
    });
    groups.collect::<Vec<_>>().join(" ")
}

/// Base64 with the alphabet for addresses (RFC 4648 §5), without padding.
fn base64url(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::with_capacity(bytes.len() * 4 / 3 + 2);
    for chunk in bytes.chunks(3) {
        let bits = (0..3).fold(0_usize, |bits, index| {
            (bits << 8) | usize::from(chunk.get(index).copied().unwrap_or(0))
        });
        // One byte gives two characters, two give three, three give four.
        for place in 0..=chunk.len() {
            text.push(char::from(ALPHABET[(bits >> (18 - 6 * place)) & 63]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use sha2::{Digest as _, Sha256};

    use super::{base64url, digits, in_base64url, of_record};

    #[test]
    fn writes_six_groups_of_five_digits() {
        let digest: [u8; 32] = Sha256::digest("标题: 东村\n").into();
        let code = of_record(&digest);
        let groups: Vec<&str> = code.split(' ').collect();
        assert_eq!(groups.len(), 6);
        for group in groups {
            assert_eq!(group.len(), 5);
            assert!(group.bytes().all(|byte| byte.is_ascii_digit()));
        }
        assert_eq!(code, digits(&digest, 1));
        assert_ne!(code, digits(&digest, 2));
        let other: [u8; 32] = Sha256::digest("标题: 东村").into();
        assert_ne!(code, of_record(&other));
    }

    /// Found with `printf … | sha256sum | xxd -r -p | sha256sum`, so that the recipe never changes unseen.
    #[test]
    fn follows_the_recipe() {
        let digest: [u8; 32] = Sha256::digest("sanwu").into();
        assert_eq!(of_record(&digest), "06828 26172 70305 75236 49916 80534");
        assert_eq!(digits(&digest, 3), "96316 86534 58466 74158 43415 68854");
    }

    #[test]
    fn writes_base64_for_addresses() {
        assert_eq!(base64url(b""), "");
        assert_eq!(base64url(b"f"), "Zg");
        assert_eq!(base64url(b"fo"), "Zm8");
        assert_eq!(base64url(b"foo"), "Zm9v");
        assert_eq!(base64url(b"\xfb\xff\xfe"), "-__-");
        assert_eq!(in_base64url(&[0xff; 32]).len(), 43);
    }
}
