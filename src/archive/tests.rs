//! Seals on a disk that fails at any step, and archives in which something was altered.

use std::path::Path;

use crate::archive::{self, Blob, Sealed};
use crate::ledger::chain::Chain;
use crate::ledger::entry::{self, Entry};
use crate::ledger::sums::Sums;
use crate::ledger::version::Version;
use crate::storage::failing::Failing;
use crate::storage::{Disk, Fs as _};
use crate::value::digest::Digest;

const RECORD: &str = "finance/2026-q3";

/// A version of the record with one attachment.
fn version(text: &str, attachment: Digest) -> Version {
    let mut files = Sums::default();
    let own = Digest::of(text.as_bytes());
    files.0.insert("finance/2026-q3.yaml".to_owned(), own);
    files.0.insert("files/a.pdf".to_owned(), attachment);
    Version {
        nonce: "00112233445566778899aabbccddeeff\n".to_owned(),
        bytes: text.as_bytes().to_vec(),
        files,
    }
}

/// An entry that adds this version.
fn next(chain: &Chain, version: &Version) -> Entry {
    let mut entry = entry::tests::entry(chain.next_seq(), chain.head());
    entry.changes[0].digest = version.digest();
    entry
}

fn seal(fs: &dyn crate::storage::Fs, root: &Path, text: &str) -> anyhow::Result<()> {
    let folder = root.join("archive/dong");
    let chain = archive::read(&Disk, &folder)?.chain;
    let from = root.join("a.pdf");
    let digest = Disk.digest(&from)?;
    let version = version(text, digest);
    let entry = next(&chain, &version);
    let sealed = Sealed {
        entry: &entry,
        versions: &[(RECORD.to_owned(), entry.changes[0].version, version)],
        blobs: &[Blob {
            from,
            name: "a.pdf".to_owned(),
            digest,
        }],
    };
    archive::seal(fs, &folder, &sealed)
}

fn workspace() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    Disk.write_new(&root.path().join("a.pdf"), b"scan").unwrap();
    root
}

#[test]
fn reads_what_was_sealed() {
    let root = workspace();
    seal(&Disk, root.path(), "标题: 一\n").unwrap();
    seal(&Disk, root.path(), "标题: 二\n").unwrap();
    let archive = archive::read(&Disk, &root.path().join("archive/dong")).unwrap();
    assert!(archive.damage.is_empty(), "{:?}", archive.damage);
    assert_eq!(archive.chain.next_seq(), 3);
    let second = &archive.versions[&(RECORD.to_owned(), 2)];
    assert_eq!(second.bytes, "标题: 二\n".as_bytes());
    assert_eq!(second.path(), Some("finance/2026-q3.yaml"));
    let digest = second.files.0["files/a.pdf"];
    let blob = archive::blob(&root.path().join("archive/dong"), "files/a.pdf", digest);
    assert_eq!(Disk.read(&blob).unwrap(), b"scan");
}

/// Whatever step fails, the ledger is the old one or the new one, and the next seal goes through.
#[test]
fn survives_a_disk_that_fails_at_any_step() {
    let mut steps = 0;
    for changes in 1.. {
        let root = workspace();
        let folder = root.path().join("archive/dong");
        seal(&Disk, root.path(), "标题: 一\n").unwrap();
        let failing = Failing::after(changes);
        let done = seal(&failing, root.path(), "标题: 二\n");
        if !failing.has_failed() {
            done.unwrap();
            break;
        }
        steps += 1;
        let archive = archive::read(&Disk, &folder).unwrap();
        assert!(archive.damage.is_empty(), "{changes}: {:?}", archive.damage);
        let seals = archive.chain.next_seq() - 1;
        assert!(
            seals == 2 || seals == 1 && done.is_err(),
            "{changes}: {seals}"
        );
        seal(&Disk, root.path(), "标题: 三\n").unwrap();
        let archive = archive::read(&Disk, &folder).unwrap();
        assert!(archive.damage.is_empty(), "{changes}: {:?}", archive.damage);
        assert_eq!(archive.chain.next_seq(), seals + 2);
    }
    assert!(steps > 10, "only {steps} steps");
}

#[test]
fn tells_what_was_altered() {
    let folder = "archive/dong";
    let ledger = |seq: u32| format!("{folder}/ledger/{seq:06}.txt");
    let item = |ending: &str| format!("{folder}/items/{RECORD}/v0001.{ending}");
    for (path, expected) in [
        (ledger(1), "第 1 号被改动过"),
        (ledger(2), "第 2 号被改动过"),
        (item("yaml"), "第 1 版的原文和封存时不一样"),
        (item("nonce"), "第 1 版的原文和封存时不一样"),
        (item("files"), "第 1 版的原文和封存时不一样"),
    ] {
        let root = workspace();
        seal(&Disk, root.path(), "标题: 一\n").unwrap();
        seal(&Disk, root.path(), "标题: 二\n").unwrap();
        let path = root.path().join(path);
        let mut bytes = Disk.read(&path).unwrap();
        bytes[5] ^= 1;
        Disk.remove_file(&path).unwrap();
        Disk.write_new(&path, &bytes).unwrap();
        let damage = archive::read(&Disk, &root.path().join(folder))
            .unwrap()
            .damage;
        assert!(
            damage.iter().any(|one| one.contains(expected)),
            "{expected}: {damage:?}"
        );
        Disk.remove_file(&path).unwrap();
        let damage = archive::read(&Disk, &root.path().join(folder))
            .unwrap()
            .damage;
        // The newest entry alone can be cut off unseen here: the code on paper tells of it.
        assert_eq!(
            damage.is_empty(),
            expected.contains("第 2 号"),
            "{expected}: {damage:?}"
        );
    }
}

#[test]
fn keeps_the_digest_of_what_was_taken_out() {
    let root = workspace();
    let folder = root.path().join("archive/dong");
    seal(&Disk, root.path(), "标题: 一\n").unwrap();
    seal(&Disk, root.path(), "标题: 二\n").unwrap();
    let before = archive::read(&Disk, &folder).unwrap();
    let mut left = before.clone();
    left.versions.retain(|(_, number), _| *number == 2);
    let gone = before
        .versions
        .iter()
        .filter(|((_, number), _)| *number == 1);
    archive::withhold(&Disk, &folder, gone, &left).unwrap();
    let archive = archive::read(&Disk, &folder).unwrap();
    // Only a withdrawal may lack what came before it; these were corrections.
    assert_eq!(archive.damage, ["`finance/2026-q3`第 1 版的原文不在档案里"]);
    assert_eq!(archive.chain.next_seq(), 3);
    // The second version has the same attachment: it stays.
    let digest = Disk.digest(&root.path().join("a.pdf")).unwrap();
    assert!(
        Disk.kind(&archive::blob(&folder, "a.pdf", digest))
            .unwrap()
            .is_some()
    );
}
