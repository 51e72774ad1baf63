//! A village that signs: its register travels with its ledger, and nobody takes what is not signed as it asks.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{Village, contents, copy, refused, served, sound, today, write};
use crate::ledger::change::{Change, Kind};
use crate::ledger::entry::Entry;
use crate::publish::examine::{self, Verdict};
use crate::publish::kiosk::repair::repair;
use crate::publish::kiosk::state::Memory;
use crate::publish::kiosk::{Pulled, Source, init, pull};
use crate::storage::Disk;
use crate::storage::failing::Failing;
use crate::trust::crypto::Secret;
use crate::trust::register::{Key, Register};
use crate::trust::store::put_signature;
use crate::trust::threshold::{Act, Role, Threshold};
use crate::trust::timeline::RECORD;

const CLERK: usize = 0;
const COMMITTEE: usize = 1;
const NEXT: usize = 2;

struct Signing {
    village: Village,
    secrets: Vec<Secret>,
    registers: Vec<Register>,
}

impl Signing {
    /// So many numbers, each signed by clerk and committee; the second puts the register in force.
    fn with(count: u32) -> Self {
        let mut signing = Self {
            village: Village::new(),
            secrets: (0..3).map(|_| Secret::unlocked()).collect(),
            registers: Vec::new(),
        };
        signing.seal(None, &[]);
        for seq in 2..=count {
            let first = (seq == 2).then(|| signing.first());
            signing.seal(first, &[CLERK, COMMITTEE]);
        }
        signing
    }

    fn published(count: u32) -> (Self, PathBuf) {
        let signing = Self::with(count);
        let target = signing.village.path("stick");
        signing.village.publish(&Disk, &target).unwrap();
        (signing, target)
    }

    fn key(&self, index: usize) -> Key {
        let (role, name) = [
            (Role::Clerk, "王一"),
            (Role::Committee, "李二"),
            (Role::Clerk, "赵四"),
        ][index];
        Key {
            role,
            name: name.to_owned(),
            public: self.secrets[index].public.clone(),
        }
    }

    fn first(&self) -> Register {
        let both = Threshold::read([("文书", 1), ("监委会", 1)]).unwrap();
        Register::first("370105-示范街道-东村", self.key(CLERK))
            .with_key(self.key(COMMITTEE))
            .with_threshold(Act::Correction, both.clone())
            .with_threshold(Act::Keys, both.clone())
            .with_threshold(Act::Register, both)
    }

    /// The second version: another clerk.
    fn second(&self) -> Register {
        self.first()
            .next()
            .without_key(&self.secrets[CLERK].public.id)
            .with_key(self.key(NEXT))
    }

    fn seal(&mut self, register: Option<Register>, by: &[usize]) {
        let seq = self.village.chain.next_seq();
        let change = register.as_ref().map(|register| Change {
            kind: Kind::Keys,
            record: RECORD.to_owned(),
            version: register.version,
            digest: register.digest(),
            note: String::new(),
            by: String::new(),
        });
        let text = format!("第 {seq} 号");
        let amend = |entry: &mut Entry| entry.changes.extend(change.clone());
        self.village.seal_entry(&[("index.html", &text)], amend);
        let name = format!("archive/ledger/{seq:06}.txt");
        self.sign(&self.village.path(&name), by);
        if let Some(register) = register {
            let name = format!("archive/trust/{:04}.json", register.version);
            write(&self.village.path(&name), &register.to_string());
            let signers = if register.version == 1 { 2 } else { 3 };
            let signers = &[CLERK, COMMITTEE, NEXT][..signers];
            self.sign(&self.village.path(&name), signers);
            self.registers.push(register);
        }
    }

    fn sign(&self, path: &Path, by: &[usize]) {
        let bytes = std::fs::read(path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        for index in by {
            let signature = self.secrets[*index]
                .sign(&bytes, name, 1_700_000_000)
                .unwrap();
            assert!(put_signature(&Disk, path, &signature).unwrap());
        }
    }
}

/// Without the signatures of a number, beside the ledger and in the release.
fn unsign(target: &Path, seq: u32) {
    for (folder, start) in [
        ("ledger".to_owned(), format!("{seq:06}.txt.")),
        (format!("releases/{seq:06}"), "manifest.txt.".to_owned()),
    ] {
        let folder = target.join(folder);
        for name in contents(&folder).into_keys() {
            if name.starts_with(&start) {
                std::fs::remove_file(folder.join(name)).unwrap();
            }
        }
    }
}

struct Kiosk {
    room: TempDir,
}

impl Kiosk {
    fn new(source: &Source) -> Self {
        let kiosk = Self {
            room: TempDir::new().unwrap(),
        };
        init(&Disk, &kiosk.path(), (source, "stick", None), today()).unwrap();
        assert!(matches!(kiosk.pull(source), Pulled::Shown(_)));
        kiosk
    }

    fn path(&self) -> PathBuf {
        self.room.path().join("kiosk")
    }

    fn pull(&self, source: &Source) -> Pulled {
        pull(&Disk, &self.path(), source, today()).unwrap()
    }

    #[track_caller]
    fn refuses(&self, source: &Source, word: &str) {
        let before = contents(&self.path().join("releases"));
        match self.pull(source) {
            Pulled::Refused(reason) => assert!(reason.contains(word), "{reason}"),
            other => panic!("{other:?}"),
        }
        assert_eq!(contents(&self.path().join("releases")), before);
        assert_eq!(
            examine::examine(&Disk, &self.path(), today()).verdict(),
            Verdict::Sound
        );
    }
}

/// Whenever the disk gives up while keys are exchanged, a reader gets a release whose signatures hold.
#[test]
fn a_disk_that_fails_leaves_no_signature_that_does_not_hold() {
    let (mut signing, before) = Signing::published(3);
    let second = signing.second();
    signing.seal(Some(second), &[COMMITTEE, NEXT]);
    for n in 1.. {
        let room = TempDir::new().unwrap();
        let target = room.path().join("stick");
        copy(&before, &target);
        let disk = Failing::after(n);
        let _ = signing.village.publish(&disk, &target);
        assert!((3..=4).contains(&served(&target)), "step {n}");
        let found = examine::examine(&Disk, &target, today());
        assert!(found.faults.is_empty(), "step {n}: {:?}", found.faults);
        signing.village.publish(&Disk, &target).unwrap();
        let found = sound(&target);
        assert_eq!(
            (found.served, found.signed.sealed),
            (Some(4), 2),
            "step {n}"
        );
        if !disk.has_failed() {
            assert!(n > 40, "{n} steps");
            return;
        }
    }
}

#[test]
fn a_kiosk_asks_for_every_signature() {
    let (mut signing, stick) = Signing::published(3);
    let source = Source::Folder(stick.clone());
    let kiosk = Kiosk::new(&source);
    signing.seal(None, &[CLERK, COMMITTEE]);
    signing.village.publish(&Disk, &stick).unwrap();
    let whole = contents(&stick);
    unsign(&stick, 4);
    kiosk.refuses(&source, "还差签名: 文书 1 人、监委会 1 人");
    signing.sign(&stick.join("ledger/000004.txt"), &[CLERK]);
    kiosk.refuses(&source, "还差签名: 监委会 1 人");
    unsign(&stick, 4);
    signing.sign(&stick.join("ledger/000004.txt"), &[CLERK, NEXT]);
    kiosk.refuses(&source, "不在当时的钥匙册里");
    for (path, bytes) in whole {
        std::fs::write(stick.join(path), bytes).unwrap();
    }
    unsign(&stick, 4);
    signing.sign(&stick.join("ledger/000004.txt"), &[CLERK, COMMITTEE]);
    assert!(matches!(kiosk.pull(&source), Pulled::Shown(_)));
    assert_eq!(sound(&kiosk.path()).served, Some(4));
}

#[test]
fn a_kiosk_follows_keys_that_the_old_ones_agree_to() {
    let (mut signing, stick) = Signing::published(3);
    let source = Source::Folder(stick.clone());
    let kiosk = Kiosk::new(&source);
    let pinned = || Memory::read(&Disk, &kiosk.path()).unwrap().trust;
    assert_eq!(pinned(), Some(signing.first().digest()));
    let second = signing.second();
    signing.seal(Some(second.clone()), &[COMMITTEE, NEXT]);
    signing.seal(None, &[COMMITTEE, NEXT]);
    signing.village.publish(&Disk, &stick).unwrap();
    let whole = contents(&stick);
    // A register without those who gave the old one its force, and one that was taken back.
    let path = stick.join("trust/0002.json");
    for signature in contents(&stick.join("trust")).into_keys() {
        if signature.starts_with("0002.json.") {
            std::fs::remove_file(stick.join("trust").join(signature)).unwrap();
        }
    }
    signing.sign(&path, &[NEXT]);
    kiosk.refuses(&source, "第 2 版还差签名: 文书 1 人、监委会 1 人");
    std::fs::remove_file(&path).unwrap();
    kiosk.refuses(&source, "缺少签好名的第 2 版钥匙册");
    for (path, bytes) in whole {
        std::fs::write(stick.join(path), bytes).unwrap();
    }
    std::fs::remove_file(stick.join("trust/0002.json.minisig")).unwrap();
    for (path, bytes) in contents(&signing.village.path("archive/trust")) {
        std::fs::write(stick.join("trust").join(path), bytes).unwrap();
    }
    let Pulled::Shown(done) = kiosk.pull(&source) else {
        panic!("keys that were exchanged in order are followed");
    };
    assert!(
        done.notes
            .iter()
            .any(|note| note.contains("钥匙册换到第 2 版")),
        "{done:?}"
    );
    assert_eq!(pinned(), Some(second.digest()));
    assert_eq!(sound(&kiosk.path()).signed.sealed, 2);
}

#[test]
fn who_has_signed_once_signs_always() {
    let mut signing = Signing::with(1);
    let stick = signing.village.path("stick");
    signing.village.publish(&Disk, &stick).unwrap();
    let source = Source::Folder(stick.clone());
    let kiosk = Kiosk::new(&source);
    assert_eq!(Memory::read(&Disk, &kiosk.path()).unwrap().trust, None);
    let first = signing.first();
    signing.seal(Some(first), &[CLERK, COMMITTEE]);
    signing.village.publish(&Disk, &stick).unwrap();
    let Pulled::Shown(done) = kiosk.pull(&source) else {
        panic!("a first register is taken");
    };
    assert!(
        done.notes
            .iter()
            .any(|note| note.contains("请和纸上留底的对")),
        "{done:?}"
    );
    signing.seal(None, &[]);
    refused(signing.village.publish(&Disk, &stick), "还差签名");
    signing.sign(
        &signing.village.path("archive/ledger/000003.txt"),
        &[CLERK, COMMITTEE],
    );
    signing.village.publish(&Disk, &stick).unwrap();
    unsign(&stick, 3);
    kiosk.refuses(&source, "还差签名");
    // A register and its signatures taken away altogether.
    std::fs::remove_dir_all(stick.join("trust")).unwrap();
    kiosk.refuses(&source, "缺少签好名的第 1 版钥匙册");
}

#[test]
fn signatures_come_over_the_network() {
    let (mut signing, share) = Signing::published(3);
    let server = super::http::server(share.clone(), |_, bytes| bytes);
    let kiosk = Kiosk::new(&server.source);
    let found = sound(&kiosk.path());
    assert_eq!((found.signed.complete, found.signatures), (2, 4));
    let second = signing.second();
    signing.seal(Some(second), &[COMMITTEE, NEXT]);
    signing.village.publish(&Disk, &share).unwrap();
    assert!(matches!(kiosk.pull(&server.source), Pulled::Shown(_)));
    assert_eq!(sound(&kiosk.path()).signed.complete, 3);
    // A terminal whose register rotted takes it anew.
    std::fs::remove_dir_all(kiosk.path().join("trust")).unwrap();
    repair(&Disk, &kiosk.path(), today()).unwrap();
    signing.seal(None, &[COMMITTEE, NEXT]);
    signing.village.publish(&Disk, &share).unwrap();
    assert!(matches!(kiosk.pull(&server.source), Pulled::Shown(_)));
    assert_eq!(sound(&kiosk.path()).signed.complete, 4);
}

#[test]
fn a_fingerprint_from_paper_keeps_others_out() {
    let (signing, stick) = Signing::published(2);
    let source = Source::Folder(stick);
    let room = TempDir::new().unwrap();
    let kiosk = room.path().join("kiosk");
    let begin = |paper: &str| init(&Disk, &kiosk, (&source, "stick", Some(paper)), today());
    refused(begin("00000 11111 22222 33333 44444 55555"), "整本换过");
    refused(begin("12"), "三十位数字");
    begin(&signing.first().fingerprint()).unwrap();
}
