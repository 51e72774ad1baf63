//! Keys are made, listed, exchanged; the register is changed in a draft until the ledger names it.

use std::path::Path;

use crate::board::origin;
use crate::cli::trust::Opening;
use crate::commands::Verdict;
use crate::commands::terminal;
use crate::commands::trust::{Place, secret, unix_time};
use crate::trust::crypto::{PublicKey, Secret, is_secret};
use crate::trust::key_file;
use crate::trust::register::{Key, Register};
use crate::trust::store::Store;
use crate::trust::threshold::{Act, Role, Threshold};

pub(super) fn new_key(opening: &Opening) -> anyhow::Result<Verdict> {
    let made = generate(opening)?;
    terminal::data(&format!("{}\n", made.public.line));
    let public = key_file::public_path(&opening.key);
    terminal::say(&format!(
        "钥匙 {} 做好了。私钥 {} 自己保管，密码记牢，忘了没有办法找回；公钥 {} 交给文书加进钥匙册\n",
        made.public.id,
        opening.key.display(),
        public.display()
    ));
    Ok(Verdict::Clean)
}

pub(super) fn init(
    place: &Place,
    opening: &Opening,
    name: &str,
    role: Role,
) -> anyhow::Result<Verdict> {
    let mut store = place.store()?;
    if store.history.newest().is_some() {
        anyhow::bail!(
            "`{}`已经有钥匙册；加钥匙用 sanwu trust add-key，换钥匙用 sanwu trust rotate",
            place.home.id
        );
    }
    let secret = if opening.key.exists() {
        secret(opening)?
    } else {
        generate(opening)?
    };
    let origin = match store.chain.newest() {
        Some(entry) => entry.origin.clone(),
        None => origin::of(&place.workspace, &place.home)?,
    };
    let key = Key {
        role,
        name: name.to_owned(),
        public: secret.public.clone(),
    };
    let register = Register::first(&origin, key);
    store.put_register(&register)?;
    let path = store.register_path(register.version);
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    let signature = secret.sign(register.to_string().as_bytes(), &file, unix_time())?;
    store.put_signature(&path, &signature)?;
    tell(&store, &register);
    Ok(Verdict::Clean)
}

pub(super) fn add(place: &Place, public: &Path, name: &str, role: Role) -> anyhow::Result<Verdict> {
    let key = Key {
        role,
        name: name.to_owned(),
        public: public_key(public)?,
    };
    change(place, |register| Ok(register.with_key(key.clone())))
}

pub(super) fn rotate(
    place: &Place,
    old: &str,
    public: Option<&Path>,
    name: Option<&str>,
) -> anyhow::Result<Verdict> {
    let public = public.map(public_key).transpose()?;
    change(place, |register| {
        let Some(key) = register.key(old).cloned() else {
            anyhow::bail!("钥匙册里没有编号是 {old} 的钥匙，用 sanwu trust show 看编号");
        };
        let register = register.without_key(&key.public.id);
        let Some(public) = &public else {
            return Ok(register);
        };
        Ok(register.with_key(Key {
            role: key.role,
            name: name.unwrap_or(&key.name).to_owned(),
            public: public.clone(),
        }))
    })
}

pub(super) fn threshold(
    place: &Place,
    acts: &[Act],
    needs: &[(String, u32)],
) -> anyhow::Result<Verdict> {
    let pairs = needs.iter().map(|(word, count)| (word.as_str(), *count));
    let Some(threshold) = Threshold::read(pairs) else {
        anyhow::bail!("同一种身份只写一次 --need");
    };
    change(place, |register| {
        let changed = acts.iter().fold(register, |register, act| {
            register.with_threshold(*act, threshold.clone())
        });
        Ok(changed)
    })
}

fn change(
    place: &Place,
    edit: impl Fn(Register) -> anyhow::Result<Register>,
) -> anyhow::Result<Verdict> {
    let mut store = place.store()?;
    let Some(register) = store.next()? else {
        anyhow::bail!(
            "`{id}`还没有钥匙册，先用 sanwu trust init --village {id} 设立",
            id = place.home.id
        );
    };
    let edited = edit(register.clone())?;
    if edited == register {
        anyhow::bail!("钥匙册已经是这样，没有改动");
    }
    store.put_register(&edited)?;
    tell(&store, &edited);
    Ok(Verdict::Clean)
}

/// What stands now, and what has to be done.
fn tell(store: &Store<'_>, register: &Register) {
    terminal::data(&format!("{}\n", register.fingerprint()));
    let version = register.version;
    let next = match store.history.draft() {
        Some(draft) => format!(
            "还差签名: {}。用 sanwu trust sign 签，或用 sanwu trust export 写到 U 盘交给保管人签",
            draft.missing
        ),
        None => "签名齐了，下一次 sanwu seal 起用".to_owned(),
    };
    terminal::say(&format!(
        "钥匙册第 {version} 版写好了，上面是它的指纹，抄在纸上备查。{next}\n"
    ));
}

fn generate(opening: &Opening) -> anyhow::Result<Secret> {
    // The place is looked at before anybody thinks of a password.
    key_file::check_place(&opening.key)?;
    let public = key_file::public_path(&opening.key);
    for taken in [&opening.key, &public] {
        if taken.exists() {
            anyhow::bail!("{} 已经有了，没有改动它", taken.display());
        }
    }
    let password = if let Some(file) = &opening.password_file {
        key_file::password(file)?
    } else {
        let password = terminal::password("给新钥匙定一个密码，至少 8 个字符")?;
        if terminal::password("再输一次")? != password {
            anyhow::bail!("两次输入的密码不一样，没有做钥匙");
        }
        password
    };
    let (secret, text) = Secret::generate(&password)?;
    key_file::create(&opening.key, &text)?;
    key_file::create(&public, &secret.public.file())?;
    Ok(secret)
}

fn public_key(path: &Path) -> anyhow::Result<PublicKey> {
    let text = key_file::read_public(path)?;
    if is_secret(&text) {
        anyhow::bail!(
            "{} 是私钥，不能交给别人；要的是旁边的 .pub 文件",
            path.display()
        );
    }
    PublicKey::read_file(&text)
        .ok_or_else(|| anyhow::anyhow!("{} 不是 minisign 的公钥文件", path.display()))
}
