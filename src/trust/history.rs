//! The versions of a register one after the other, each signed by what the version before asks for.

use crate::trust::crypto::Signature;
use crate::trust::register::{Key, Register};
use crate::trust::threshold::{Act, Threshold};

/// A text as kept, with the signature files beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Signed {
    /// What the text's file is called, for messages.
    pub(crate) file: String,
    /// The text.
    pub(crate) text: String,
    /// Name and text of each signature file.
    pub(crate) signatures: Vec<(String, String)>,
}

/// A file that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// Which one.
    pub(crate) file: String,
    /// Why, in Chinese.
    pub(crate) reason: String,
}

impl Wrong {
    /// A file and what is wrong with it.
    pub(crate) fn new(file: &str, reason: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            reason: reason.into(),
        }
    }
}

/// Everything known of a village's keys; without any version, a village that has none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct History {
    /// Versions signed as the one before asks; version 1 stands first.
    registers: Vec<Register>,
    draft: Option<Draft>,
}

/// The newest version while signatures are missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Draft {
    /// The version.
    pub(crate) register: Register,
    /// Who has signed.
    pub(crate) by: Vec<Key>,
    /// Who has not, as the version before asks and as this one asks itself.
    pub(crate) missing: Threshold,
}

impl History {
    /// Reads all versions, the first one first. Only the newest may lack signatures.
    ///
    /// # Errors
    /// Names the first file that is not as it should be.
    pub(crate) fn read(versions: &[Signed]) -> Result<Self, Wrong> {
        let mut history = Self::default();
        for version in versions {
            let register = Register::read(&version.text)
                .map_err(|reason| Wrong::new(&version.file, reason))?;
            if let Some(draft) = &history.draft {
                let reason = format!("还缺签名（{}），后面却有新的一版", draft.missing);
                let file = &versions[history.registers.len()].file;
                return Err(Wrong::new(file, reason));
            }
            history.push(register, version)?;
        }
        Ok(history)
    }

    /// The versions that may be put in force, the first one first.
    pub(crate) fn registers(&self) -> &[Register] {
        &self.registers
    }

    /// The newest version, when it lacks signatures.
    pub(crate) fn draft(&self) -> Option<&Draft> {
        self.draft.as_ref()
    }

    /// The newest version, signed or not.
    pub(crate) fn newest(&self) -> Option<&Register> {
        let draft = self.draft.as_ref().map(|draft| &draft.register);
        draft.or(self.registers.last())
    }

    fn push(&mut self, register: Register, kept: &Signed) -> Result<(), Wrong> {
        let wrong = |reason: String| Err(Wrong::new(&kept.file, reason));
        let before = self.registers.last();
        let due = before.map_or(1, |before| before.version + 1);
        if register.version != due {
            return wrong(format!("写的是第 {} 版，应为第 {due} 版", register.version));
        }
        if register.prev != before.map(Register::digest) {
            return wrong("记的上一版和上一版的内容对不上".to_owned());
        }
        if before.is_some_and(|before| before.origin != register.origin) {
            return wrong(format!("是`{}`的，和上一版不是一个村", register.origin));
        }
        // Old keys give way only as the old register asks; by the new one's own measure its keys prove to be at hand.
        let old = before.map_or(&[][..], |before| &before.keys);
        let keys: Vec<&Key> = old.iter().chain(&register.keys).collect();
        let by = signers(&keys, kept)?;
        let mut missing = Threshold::default();
        for judge in before.into_iter().chain([&register]) {
            missing = missing.join(&judge.missing(&[Act::Register], &by));
        }
        if missing.is_nothing() {
            self.registers.push(register);
        } else {
            self.draft = Some(Draft {
                register,
                by,
                missing,
            });
        }
        Ok(())
    }
}

/// Whose signatures stand under a text, each key once, among the keys that may stand there.
///
/// # Errors
/// Names the first signature file that proves nothing: unreadable, of an unknown key, or of another text.
pub(crate) fn signers(keys: &[&Key], kept: &Signed) -> Result<Vec<Key>, Wrong> {
    let mut signers: Vec<Key> = Vec::new();
    for (file, text) in &kept.signatures {
        let signature =
            Signature::read(text).ok_or_else(|| Wrong::new(file, "不是完好的签名文件"))?;
        let mut known = keys
            .iter()
            .filter(|key| key.public.id == signature.key)
            .peekable();
        if known.peek().is_none() {
            let reason = format!("钥匙 {} 不在当时的钥匙册里", signature.key);
            return Err(Wrong::new(file, reason));
        }
        let signer = known.find(|key| signature.covers(&key.public, kept.text.as_bytes()));
        let signer =
            signer.ok_or_else(|| Wrong::new(file, format!("签名和 {} 的内容对不上", kept.file)))?;
        if signers
            .iter()
            .all(|one| one.public.point != signer.public.point)
        {
            signers.push((*signer).clone());
        }
    }
    Ok(signers)
}
