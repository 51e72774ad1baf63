//! Keys and signatures in the form of minisign. The only file that knows the crates.
//!
//! Every text has one spelling: what does not read back to the same bytes is refused, so that no bit of it can be turned unseen.

use std::fmt;

use ::minisign::{KeyPair, PublicKeyBox, SecretKey, SecretKeyBox, SignatureBox};

/// What stands before a comment that nobody signed.
const UNSIGNED: &str = "untrusted comment: ";

/// The comment of a signature that the stock program makes.
const STOCK: &str = "signature from minisign secret key";

/// Characters a password needs.
const PASSWORD_MIN: usize = 8;

/// The number of a key as the stock program shows it: 16 capital hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct KeyId(String);

impl KeyId {
    /// The number is the first eight bytes, low byte first.
    fn of(bytes: &[u8]) -> Self {
        let digits = bytes.iter().rev().map(|byte| format!("{byte:02X}"));
        Self(digits.collect())
    }

    /// As text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A public key (公钥).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PublicKey {
    /// Its number.
    pub(crate) id: KeyId,
    /// The line that `minisign -P` takes.
    pub(crate) line: String,
    /// The key without its number: two numbers can be given to one key, which counts once all the same.
    pub(crate) point: Vec<u8>,
    verifier: minisign_verify::PublicKey,
}

impl PublicKey {
    /// Reads the line of a public key.
    pub(crate) fn read(line: &str) -> Option<Self> {
        let key = ::minisign::PublicKey::from_base64(line).ok()?;
        if key.to_base64() != line {
            return None;
        }
        Some(Self {
            id: KeyId::of(key.keynum()),
            line: line.to_owned(),
            point: key.to_bytes().get(10..)?.to_vec(),
            verifier: minisign_verify::PublicKey::from_base64(line).ok()?,
        })
    }

    /// Reads a file as `minisign -G` writes it, or its second line alone.
    pub(crate) fn read_file(text: &str) -> Option<Self> {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        Self::read(lines.next_back()?)
    }

    /// The file for others, as `minisign -G` writes it.
    pub(crate) fn file(&self) -> String {
        format!("{UNSIGNED}minisign public key {}\n{}\n", self.id, self.line)
    }
}

/// A signature (签名) as it stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Signature {
    /// The key that is said to have made it.
    pub(crate) key: KeyId,
    /// The whole file.
    pub(crate) text: String,
}

impl Signature {
    /// Reads a signature of the archive; every bit of it is as it was written.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let signature = Self::spelled(text)?;
        let comment = text.lines().next()?.strip_prefix(UNSIGNED)?;
        let is_ours = comment == STOCK || comment == own_comment(&signature.key);
        is_ours.then_some(signature)
    }

    /// Reads a signature that comes from elsewhere, under whatever comment nobody signed.
    pub(crate) fn adopt(text: &str) -> Option<Self> {
        let text = text.replace("\r\n", "\n");
        let (comment, rest) = text.split_once('\n')?;
        let signature = Self::spelled(&text).filter(|_| comment.starts_with(UNSIGNED))?;
        let text = format!("{UNSIGNED}{}\n{rest}", own_comment(&signature.key));
        Some(Self { text, ..signature })
    }

    /// Whether the key made this signature over these bytes.
    pub(crate) fn covers(&self, key: &PublicKey, bytes: &[u8]) -> bool {
        let Ok(signature) = minisign_verify::Signature::decode(&self.text) else {
            return false;
        };
        key.verifier.verify(bytes, &signature, false).is_ok()
    }

    fn spelled(text: &str) -> Option<Self> {
        let read = SignatureBox::from_string(text).ok()?;
        let has_all = text.lines().count() == 4 && !text.contains('\r');
        let is_ours = has_all && read.is_prehashed() && read.to_string() == text;
        is_ours.then(|| Self {
            key: KeyId::of(read.keynum()),
            text: text.to_owned(),
        })
    }
}

fn own_comment(key: &KeyId) -> String {
    format!("sanwu {key}")
}

/// A secret key (私钥), open.
#[derive(Clone)]
pub(crate) struct Secret {
    key: SecretKey,
    /// What others know of it.
    pub(crate) public: PublicKey,
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret({})", self.public.id)
    }
}

impl Secret {
    /// A new key, with the text of its file under a password.
    ///
    /// # Errors
    /// When the password is too short, or the machine has no random numbers.
    pub(crate) fn generate(password: &str) -> anyhow::Result<(Self, String)> {
        if password.chars().count() < PASSWORD_MIN {
            anyhow::bail!("密码太短，至少 {PASSWORD_MIN} 个字符");
        }
        let pair = KeyPair::generate_encrypted_keypair(Some(password.to_owned()));
        let closed = pair.map_err(|error| anyhow::anyhow!("生成钥匙不成功: {error}"))?;
        let text = closed.sk.to_box(Some("minisign encrypted secret key"));
        let text = text.map_err(|error| anyhow::anyhow!("生成钥匙不成功: {error}"))?;
        let text = text.into_string();
        Ok((Self::open(&text, password)?, text))
    }

    /// A key that never had a password: making one with it is slow on purpose.
    #[cfg(test)]
    pub(crate) fn unlocked() -> Self {
        let pair = KeyPair::generate_unencrypted_keypair().unwrap();
        let public = PublicKey::read(&pair.pk.to_base64()).unwrap();
        Self {
            key: pair.sk,
            public,
        }
    }

    /// Opens the text of a file with its password.
    ///
    /// # Errors
    /// When it is no key under a password, or the password is another.
    pub(crate) fn open(text: &str, password: &str) -> anyhow::Result<Self> {
        if SecretKeyBox::from(text.to_owned())
            .into_unencrypted_secret_key()
            .is_ok()
        {
            anyhow::bail!("这把私钥没有密码保护，不能用；用 sanwu trust new-key 另做一把");
        }
        let closed = SecretKeyBox::from(text.to_owned());
        let key = closed.into_secret_key(Some(password.to_owned()));
        let key = key.map_err(|error| match error.kind() {
            ::minisign::ErrorKind::Verify => anyhow::anyhow!("密码不对，或者文件损坏"),
            _ => anyhow::anyhow!("不是 minisign 的私钥文件"),
        })?;
        let public = ::minisign::PublicKey::from_secret_key(&key)
            .ok()
            .and_then(|public| PublicKey::read(&public.to_base64()));
        let public = public.ok_or_else(|| anyhow::anyhow!("不是 minisign 的私钥文件"))?;
        Ok(Self { key, public })
    }

    /// Signs bytes; the signed comment tells time and name of the file as the stock program does.
    ///
    /// # Errors
    /// When the machine has no random numbers.
    pub(crate) fn sign(
        &self,
        bytes: &[u8],
        file: &str,
        unix_time: i64,
    ) -> anyhow::Result<Signature> {
        let trusted = format!("timestamp:{unix_time}\tfile:{file}\thashed");
        let comment = own_comment(&self.public.id);
        let signed = ::minisign::sign(None, &self.key, bytes, Some(&trusted), Some(&comment));
        let signed = signed.map_err(|error| anyhow::anyhow!("签名不成功: {error}"))?;
        let signature = Signature::read(&signed.to_string());
        Ok(signature.expect("what was just signed reads"))
    }
}

/// Whether a text is the file of a secret key; the password is not needed to tell.
pub(crate) fn is_secret(text: &str) -> bool {
    let is_public = PublicKeyBox::from(text.to_owned())
        .into_public_key()
        .is_ok();
    let second = text.lines().nth(1).unwrap_or_default();
    // `EdSc` or `Ed` and two zeros in base64: the algorithm and how the key is closed.
    !is_public && (second.starts_with("RWRTY0Iy") || second.starts_with("RWQAAEIy"))
}
