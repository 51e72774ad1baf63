//! One version of the register of keys (`trust.json`): keys, roles, and who must sign what.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};

use serde::Deserialize;

use crate::ledger::chain::head_code;
use crate::trust::crypto::{KeyId, PublicKey};
use crate::trust::threshold::{Act, Role, Threshold};
use crate::value::digest::Digest;

/// The first field of every register.
const SCHEMA: &str = "sanwu.trust/1";

/// Characters a holder's name may have.
const NAME_MAX: usize = 40;

/// A key with its holder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Key {
    /// What the holder is.
    pub(crate) role: Role,
    /// Who holds it.
    pub(crate) name: String,
    /// The key itself.
    pub(crate) public: PublicKey,
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.role.word(), self.name)
    }
}

/// A register (钥匙册). Its text is its only form: what does not read back to the same bytes is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Register {
    /// Whose: the origin of the ledger.
    pub(crate) origin: String,
    /// Its version, from 1 without a gap.
    pub(crate) version: u32,
    /// Digest of the version before; `None` for the first.
    pub(crate) prev: Option<Digest>,
    /// By role and number.
    pub(crate) keys: Vec<Key>,
    thresholds: BTreeMap<Act, Threshold>,
}

impl Register {
    /// The first register of a village, with one key that alone does everything.
    pub(crate) fn first(origin: &str, key: Key) -> Self {
        let one = Threshold::one(key.role);
        Self {
            origin: origin.to_owned(),
            version: 1,
            prev: None,
            keys: vec![key],
            thresholds: Act::ALL.map(|act| (act, one.clone())).into(),
        }
    }

    /// The version after this one, with the same keys.
    pub(crate) fn next(&self) -> Self {
        Self {
            version: self.version + 1,
            prev: Some(self.digest()),
            ..self.clone()
        }
    }

    /// The same with one more key.
    pub(crate) fn with_key(mut self, key: Key) -> Self {
        self.keys.push(key);
        let place = |key: &Key| (key.role, key.public.id.clone());
        self.keys.sort_by_key(place);
        self
    }

    /// The same without a key.
    pub(crate) fn without_key(mut self, id: &KeyId) -> Self {
        self.keys.retain(|key| key.public.id != *id);
        self
    }

    /// The same with another threshold.
    pub(crate) fn with_threshold(mut self, act: Act, threshold: Threshold) -> Self {
        self.thresholds.insert(act, threshold);
        self
    }

    /// The key of a number as people write it.
    pub(crate) fn key(&self, id: &str) -> Option<&Key> {
        let is_it = |key: &&Key| key.public.id.as_str().eq_ignore_ascii_case(id.trim());
        self.keys.iter().find(is_it)
    }

    /// Who must sign an act.
    pub(crate) fn threshold(&self, act: Act) -> &Threshold {
        self.thresholds
            .get(&act)
            .expect("a register names every act")
    }

    /// What these acts together still lack when these keys have signed.
    pub(crate) fn missing(&self, acts: &[Act], signers: &[Key]) -> Threshold {
        let has_signed = |key: &&Key| {
            let point = &key.public.point;
            signers.iter().any(|signer| signer.public.point == *point)
        };
        let roles: Vec<Role> = self
            .keys
            .iter()
            .filter(has_signed)
            .map(|key| key.role)
            .collect();
        let all = acts.iter().map(|act| self.threshold(*act));
        let all = all.fold(Threshold::default(), Threshold::join);
        all.missing(&roles)
    }

    /// The digest that the ledger names.
    pub(crate) fn digest(&self) -> Digest {
        Digest::of(self.to_string().as_bytes())
    }

    /// The fingerprint for paper (钥匙册指纹): thirty digits, by the recipe of the head code.
    pub(crate) fn fingerprint(&self) -> String {
        head_code(self.digest())
    }

    /// Why it cannot be used, in Chinese.
    pub(crate) fn unfit(&self) -> Option<String> {
        let mut ids = BTreeSet::new();
        let mut points = BTreeSet::new();
        for key in &self.keys {
            let is_name = !key.name.is_empty()
                && key.name.trim() == key.name
                && key.name.chars().count() <= NAME_MAX
                && !key.name.chars().any(char::is_control);
            if !is_name {
                return Some(format!("持有人`{}`要写成一行姓名", key.name.trim()));
            }
            if !ids.insert(&key.public.id) || !points.insert(&key.public.point) {
                return Some(format!("{key}的钥匙已经在册里，一把钥匙只列一次"));
            }
        }
        let roles: Vec<Role> = self.keys.iter().map(|key| key.role).collect();
        Act::ALL.into_iter().find_map(|act| {
            let missing = self.thresholds.get(&act)?.missing(&roles);
            let word = act.word();
            (!missing.is_nothing()).then(|| format!("{word}还要{missing}，册里没有这么多钥匙"))
        })
    }

    /// Reads a register.
    ///
    /// # Errors
    /// Says what is not as it should be, in Chinese.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let raw: Raw =
            serde_json::from_str(text).map_err(|error| format!("第 {} 行读不懂", error.line()))?;
        if raw.schema != SCHEMA {
            return Err(format!("不是`{SCHEMA}`"));
        }
        let prev = match raw.prev {
            None => None,
            Some(prev) => Some(Digest::read(&prev).ok_or("`prev`读不懂")?),
        };
        let mut keys = Vec::new();
        for key in raw.keys {
            let role = Role::read(&key.role).ok_or_else(|| format!("不认识的`{}`", key.role))?;
            let public = PublicKey::read(&key.public)
                .filter(|public| public.id.as_str() == key.id)
                .ok_or_else(|| format!("钥匙`{}`的公钥读不懂", key.id))?;
            keys.push(Key {
                role,
                name: key.name,
                public,
            });
        }
        let mut thresholds = BTreeMap::new();
        for (word, needs) in &raw.thresholds {
            let act = Act::read(word).ok_or_else(|| format!("不认识的`{word}`"))?;
            let pairs = needs.iter().map(|(word, count)| (word.as_str(), *count));
            let threshold =
                Threshold::read(pairs).ok_or_else(|| format!("`{word}`的签名要求读不懂"))?;
            thresholds.insert(act, threshold);
        }
        if let Some(act) = Act::ALL.iter().find(|act| !thresholds.contains_key(act)) {
            return Err(format!("没有写`{}`由谁签名", act.word()));
        }
        let register = Self {
            origin: raw.origin,
            version: raw.version,
            prev,
            keys,
            thresholds,
        };
        if let Some(reason) = register.unfit() {
            return Err(reason);
        }
        // One text for one register: no other spelling, nothing unknown, nothing twice.
        if register.to_string() != text {
            return Err("写法不是 sanwu 的写法（多了、少了内容，或者次序不对）".to_owned());
        }
        Ok(register)
    }
}

#[derive(Deserialize)]
struct Raw {
    schema: String,
    origin: String,
    version: u32,
    prev: Option<String>,
    keys: Vec<RawKey>,
    thresholds: BTreeMap<String, BTreeMap<String, u32>>,
}

#[derive(Deserialize)]
struct RawKey {
    id: String,
    role: String,
    name: String,
    public: String,
}

impl fmt::Display for Register {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{{\n  \"schema\": \"{SCHEMA}\",")?;
        writeln!(f, "  \"origin\": {},", quoted(&self.origin))?;
        writeln!(f, "  \"version\": {},", self.version)?;
        let prev = self.prev.map(|prev| quoted(&prev.to_string()));
        writeln!(f, "  \"prev\": {},", prev.as_deref().unwrap_or("null"))?;
        let keys = self.keys.iter().map(|key| {
            format!(
                "{{\"id\": \"{}\", \"role\": \"{}\", \"name\": {}, \"public\": \"{}\"}}",
                key.public.id,
                key.role.word(),
                quoted(&key.name),
                key.public.line
            )
        });
        writeln!(f, "  \"keys\": [\n{}\n  ],", lines(keys))?;
        let thresholds = self.thresholds.iter().map(|(act, threshold)| {
            let mut text = String::new();
            for (word, count) in threshold.pairs() {
                let comma = if text.is_empty() { "" } else { ", " };
                let _ = write!(text, "{comma}\"{word}\": {count}");
            }
            format!("\"{}\": {{{text}}}", act.word())
        });
        writeln!(f, "  \"thresholds\": {{\n{}\n  }}\n}}", lines(thresholds))
    }
}

fn lines(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.map(|item| format!("    {item}")).collect();
    items.join(",\n")
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text is always JSON")
}
