//! The archive on the disk, and signatures that travel on a stick.

use std::path::Path;

use tempfile::TempDir;

use super::{ORIGIN, PASSWORD, key, needs, register, secret};
use crate::ledger::chain::Chain;
use crate::ledger::entry::tests::entry;
use crate::storage::failing::Failing;
use crate::storage::{Disk, Fs, replace};
use crate::trust::carry::{self, Paper};
use crate::trust::crypto::{Secret, Signature};
use crate::trust::key_file;
use crate::trust::register::Register;
use crate::trust::seen::Seen;
use crate::trust::store::{Store, entry_name, put_signature};
use crate::trust::threshold::Act;

fn sign(index: usize, text: &str, file: &str) -> Signature {
    secret(index).sign(text.as_bytes(), file, 7).unwrap()
}

fn open<'a>(fs: &'a dyn Fs, folder: &Path) -> Store<'a> {
    Store::open(fs, folder).unwrap()
}

/// Writes a register and signs it.
fn set_up(
    fs: &dyn Fs,
    folder: &Path,
    register: &Register,
    signers: &[usize],
) -> anyhow::Result<()> {
    let mut store = Store::open(fs, folder)?;
    store.put_register(register)?;
    let path = store.register_path(register.version);
    for index in signers {
        let signature = sign(*index, &register.to_string(), "0001.json");
        store.put_signature(&path, &signature)?;
    }
    Ok(())
}

/// Adds the entry that puts the waiting register in force, or a correction.
fn seal(folder: &Path) {
    let store = open(&Disk, folder);
    let mut entry = entry(store.chain.next_seq(), store.chain.head());
    entry.origin = ORIGIN.to_owned();
    match store.timeline().unwrap().change() {
        Some(change) => entry.changes = vec![change],
        None => entry.changes.clear(),
    }
    Disk.make_folder(&folder.join("ledger")).unwrap();
    let path = folder.join(entry_name(entry.seq));
    replace(&Disk, &path, entry.to_string().as_bytes()).unwrap();
}

fn names(folder: &Path) -> Vec<String> {
    let names = Disk.list(folder).unwrap();
    names.into_iter().map(|(name, _)| name).collect()
}

#[test]
fn a_register_is_a_draft_until_it_is_signed_and_sealed() {
    let root = TempDir::new().unwrap();
    let folder = root.path();
    set_up(&Disk, folder, &register(), &[0]).unwrap();
    assert!(!folder.join("trust.json").exists());
    // Changed while it waits: the same version, and the signature is gone.
    let changed = register().with_key(key(3));
    set_up(&Disk, folder, &changed, &[1, 2]).unwrap();
    let id = &key(2).public.id;
    assert_eq!(
        names(&folder.join("trust")),
        [
            "0001.json".to_owned(),
            format!("0001.json.{id}.minisig"),
            "0001.json.minisig".to_owned()
        ]
    );
    assert_eq!(
        Disk.read(&folder.join("trust.json")).unwrap(),
        changed.to_string().as_bytes()
    );
    assert!(folder.join(format!("trust.json.{id}.minisig")).exists());
    let store = open(&Disk, folder);
    assert_eq!(store.next().unwrap(), Some(changed.clone()));
    assert_eq!(store.damage().unwrap(), [""; 0]);
    seal(folder);
    // What the ledger names is never written again.
    let store = open(&Disk, folder);
    assert_eq!(store.next().unwrap(), Some(changed.next()));
    Disk.remove_file(&folder.join("trust.json.minisig"))
        .unwrap();
    replace(&Disk, &folder.join("trust.json"), b"{}").unwrap();
    assert_eq!(
        store.damage().unwrap(),
        [
            "缺少 trust.json.minisig",
            "trust.json 和 trust 文件夹里最新的一版不一样"
        ]
    );
    let mut unfit = open(&Disk, folder);
    let wrong = register().with_threshold(Act::First, needs(&[("镇街", 9)]));
    assert!(unfit.put_register(&wrong).is_err());
}

/// Whatever step fails, what lies there still reads, and the same commands then go through.
#[test]
fn survives_a_disk_that_fails_at_any_step() {
    let changed = register().with_key(key(3));
    let mut steps = 0;
    for changes in 1.. {
        let root = TempDir::new().unwrap();
        let failing = Failing::after(changes);
        let done = set_up(&failing, root.path(), &register(), &[0, 1])
            .and_then(|()| set_up(&failing, root.path(), &changed, &[0, 1, 2]));
        if !failing.has_failed() {
            done.unwrap();
            break;
        }
        steps += 1;
        Store::open(&Disk, root.path()).unwrap();
        set_up(&Disk, root.path(), &changed, &[0, 1, 2]).unwrap();
        let store = open(&Disk, root.path());
        assert_eq!(store.history.registers(), std::slice::from_ref(&changed));
        assert_eq!(store.damage().unwrap(), [""; 0]);
    }
    assert!(steps > 20, "only {steps} steps");
}

#[test]
fn signatures_travel_on_a_stick() {
    let root = TempDir::new().unwrap();
    let (folder, stick) = (root.path().join("archive"), root.path().join("stick"));
    set_up(&Disk, &folder, &register(), &[0]).unwrap();
    let mut store = open(&Disk, &folder);
    let papers = carry::open(&store).unwrap();
    assert_eq!(papers.len(), 1);
    assert_eq!(papers[0].missing.to_string(), "任意 1 人");
    carry::export(&Disk, &papers, &stick).unwrap();
    let carried = carry::papers(&Disk, &stick).unwrap();
    let (path, paper, kept) = &carried[0];
    assert_eq!(*paper, Paper::Register(register()));
    assert_eq!(kept.signatures.len(), 1);
    // Nothing new comes back before somebody signs, and a stranger's name is no help.
    assert_eq!(carry::import(&Disk, &mut store, &stick).unwrap(), [""; 0]);
    put_signature(&Disk, path, &sign(4, &kept.text, "0001.json")).unwrap();
    let refused = carry::import(&Disk, &mut store, &stick).unwrap_err();
    assert!(
        refused.to_string().contains("不在当时的钥匙册里"),
        "{refused}"
    );
    let stranger = format!("0001.json.{}.minisig", key(4).public.id);
    Disk.remove_file(&path.with_file_name(stranger)).unwrap();
    // As the stock program leaves it: another name, another comment.
    let foreign = sign(1, &kept.text, "0001.json")
        .text
        .replacen("sanwu ", "mine ", 1);
    Disk.write_new(
        &path.with_file_name("0001.json.li.minisig"),
        foreign.as_bytes(),
    )
    .unwrap();
    let news = carry::import(&Disk, &mut store, &stick).unwrap();
    assert_eq!(news, ["第 1 版钥匙册: 监委会 李二"]);
    assert_eq!(carry::import(&Disk, &mut store, &stick).unwrap(), [""; 0]);
    assert_eq!(carry::open(&store).unwrap(), []);
    assert_eq!(store.history.draft(), None);
}

#[test]
fn entries_are_signed_on_a_stick_too() {
    let root = TempDir::new().unwrap();
    let (folder, stick) = (root.path().join("archive"), root.path().join("stick"));
    set_up(&Disk, &folder, &register(), &[0, 1]).unwrap();
    seal(&folder);
    let mut store = open(&Disk, &folder);
    carry::export(&Disk, &carry::open(&store).unwrap(), &stick).unwrap();
    let (path, _, kept) = carry::papers(&Disk, &stick).unwrap().remove(0);
    assert!(path.ends_with("ledger/000001.txt"));
    put_signature(&Disk, &path, &sign(0, &kept.text, "000001.txt")).unwrap();
    let news = carry::import(&Disk, &mut store, &stick).unwrap();
    assert_eq!(news, ["第 1 号封存: 文书 王一"]);
    assert!(folder.join("ledger/000001.txt.minisig").exists());
    // What was exchanged on the way is refused, and so is what is no paper at all.
    let other = kept.text.replace("files: 412", "files: 413");
    replace(&Disk, &path, other.as_bytes()).unwrap();
    let refused = carry::import(&Disk, &mut store, &stick).unwrap_err();
    assert!(
        refused.to_string().contains("和档案里的第 1 号封存不一样"),
        "{refused}"
    );
    replace(&Disk, &path, "转账 1,000 元\n".as_bytes()).unwrap();
    assert!(carry::papers(&Disk, &stick).is_err());
}

#[test]
fn nobody_signs_two_papers_of_one_number() {
    let root = TempDir::new().unwrap();
    let key = root.path().join("li.key");
    let mut chain = Chain::default();
    for seq in 1..=3 {
        chain.push(entry(seq, chain.head())).unwrap();
    }
    let papers: Vec<Paper> = chain
        .entries()
        .map(|(entry, _)| Paper::Entry(entry.clone()))
        .collect();
    let mut seen = Seen::open(&Disk, &key).unwrap();
    seen.note(&Disk, &papers[0]).unwrap();
    seen.note(&Disk, &papers[0]).unwrap();
    let seen = Seen::open(&Disk, &key).unwrap();
    assert_eq!(papers.iter().find_map(|paper| seen.against(paper)), None);
    let mut other = entry(1, None);
    other.files = 1;
    let reason = seen.against(&Paper::Entry(other)).unwrap();
    assert!(reason.contains("同号异文"), "{reason}");
    let stray = entry(2, None);
    assert!(seen.against(&Paper::Entry(stray)).is_some());
    let mut elsewhere = entry(1, None);
    elsewhere.origin = "370105-示范街道-西村".to_owned();
    assert_eq!(seen.against(&Paper::Entry(elsewhere)), None);
    let mut seen = seen;
    seen.note(&Disk, &Paper::Register(register())).unwrap();
    let other = register().with_key(super::key(3));
    assert!(seen.against(&Paper::Register(other.clone())).is_some());
    assert!(seen.against(&Paper::Register(other.next())).is_some());
    assert_eq!(seen.against(&Paper::Register(register().next())), None);
}

#[test]
fn a_secret_key_stays_outside_of_what_is_published() {
    let root = TempDir::new().unwrap();
    let (_, text) = Secret::generate(PASSWORD).unwrap();
    let outside = root.path().join("stick");
    Disk.make_folder(&outside).unwrap();
    let path = outside.join("wang.key");
    key_file::create(&path, &text).unwrap();
    assert_eq!(key_file::read(&path).unwrap(), text);
    assert!(
        key_file::create(&path, &text).is_err(),
        "nothing is overwritten"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert!(!key_file::is_open_to_others(&path));
    }
    let board = root.path().join("work");
    for (mark, place) in [
        ("work/content/board.yaml", "work/content"),
        ("one/content/village.yaml", "one"),
        ("town/content/dong/village.yaml", "town/keys"),
        ("archive/ledger/000001.txt", "archive/ledger"),
        ("archive2/trust/0001.json", "archive2"),
        ("stick/releases/000012/SHA256SUMS", "stick"),
        ("public/.sanwu/root.json", "public"),
    ] {
        Disk.make_folder(&root.path().join(place)).unwrap();
        let path = root.path().join(place).join("other.key");
        key_file::check_place(&path).unwrap();
        let mark = root.path().join(mark);
        Disk.make_folder(mark.parent().unwrap()).unwrap();
        Disk.write_new(&mark, b"").unwrap();
        let refused = key_file::create(&path, &text).unwrap_err();
        assert!(refused.to_string().contains("私钥不能放在"), "{refused}");
        assert!(!path.exists());
    }
    let inside = board.join("content/wang.key");
    Disk.write_new(&inside, text.as_bytes()).unwrap();
    assert!(key_file::read(&inside).is_err());
    assert!(key_file::create(&root.path().join("none/wang.key"), &text).is_err());
}
