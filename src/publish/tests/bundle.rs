//! Archives to carry: the same bytes twice, and nothing trusted on the way back.
#![expect(
    clippy::disallowed_types,
    reason = "hostile archives are written by hand"
)]

use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{Village, contents, refused, sound, today, write};
use crate::publish::bundle::{CAPS, Caps, unpack};
use crate::publish::examine::{self, Verdict};
use crate::publish::kiosk::{Pulled, Source, init, pull};
use crate::publish::{bundle, town};
use crate::storage::Disk;

#[test]
fn carries_a_release_unharmed() {
    let village = Village::with(2);
    let (one, other) = (village.path("a.zip"), village.path("b.zip"));
    for path in [&one, &other] {
        bundle::write(path, &[(String::new(), village.release().unwrap())]).unwrap();
    }
    assert_eq!(std::fs::read(&one).unwrap(), std::fs::read(&other).unwrap());
    let place = village.path("unpacked");
    unpack(&Disk, &one, &place, CAPS).unwrap();
    assert_eq!(sound(&place).served, Some(2));
    let kiosk = village.path("kiosk");
    let source = Source::Zip(one);
    init(&Disk, &kiosk, (&source, "a.zip", None), today()).unwrap();
    let pulled = pull(&Disk, &kiosk, &source, today()).unwrap();
    assert!(matches!(pulled, Pulled::Shown(_)));
    assert_eq!(sound(&kiosk).served, Some(2));
}

#[test]
fn carries_a_town() {
    let (dong, xi) = (Village::with(1), Village::with(2));
    let path = dong.path("town.zip");
    let releases = [
        ("dong".to_owned(), dong.release().unwrap()),
        ("xi".to_owned(), xi.release().unwrap()),
    ];
    bundle::write(&path, &releases).unwrap();
    let place = dong.path("unpacked");
    unpack(&Disk, &path, &place, CAPS).unwrap();
    let names: Vec<String> = town::villages(&Disk, &place)
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(names, ["dong", "xi"]);
    sound(&place.join("dong"));
    sound(&place.join("xi"));
}

#[test]
fn refuses_to_pack_what_changed() {
    let village = Village::with(1);
    let release = village.release().unwrap();
    write(&village.path("public/index.html"), "后来改的");
    let path = village.path("a.zip");
    refused(bundle::write(&path, &[(String::new(), release)]), "变过");
    assert!(!path.exists() && !village.path("a.zip.tmp").exists());
}

fn packed(path: &Path, files: &[(&str, &[u8])]) {
    let mut archive = ZipWriter::new(File::create(path).unwrap());
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in files {
        archive.start_file(*name, options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap();
}

#[test]
fn refuses_hostile_archives() {
    let room = TempDir::new().unwrap();
    let path = room.path().join("x.zip");
    let place = room.path().join("out/in");
    let tried = |files: &[(&str, &[u8])], word: &str| {
        packed(&path, files);
        let _ = std::fs::remove_dir_all(&place);
        refused(unpack(&Disk, &path, &place, CAPS), word);
        assert!(
            contents(room.path())
                .keys()
                .all(|name| !name.contains("evil"))
        );
    };
    for name in [
        "../evil.txt",
        "releases/../../evil.txt",
        "/evil.txt",
        "releases/000001/evil:x",
        "releases/000001/con",
        "releases\\..\\evil.txt",
    ] {
        tried(&[(name, b"x")], "没有使用");
    }
    tried(&[("evil.exe", b"x")], "发布以外的文件");
    tried(&[(".sanwu-publish/kiosk.txt", b"evil")], "发布以外的文件");
    tried(
        &[("ledger/A.txt", b"x"), ("ledger/a.txt", b"y")],
        "大小写不同",
    );
    let bomb = vec![0_u8; 32 << 20];
    tried(&[("releases/000001/a.bin", &bomb)], "太大");
    packed(
        &path,
        &[
            ("releases/000001/a.html", b"12345"),
            ("releases/000001/b.html", b"12345"),
        ],
    );
    for caps in [
        Caps { files: 1, ..CAPS },
        Caps {
            file_bytes: 4,
            ..CAPS
        },
        Caps {
            total_bytes: 9,
            ..CAPS
        },
    ] {
        let _ = std::fs::remove_dir_all(&place);
        assert!(unpack(&Disk, &path, &place, caps).is_err(), "{caps:?}");
    }
    let mut archive = ZipWriter::new(File::create(&path).unwrap());
    archive
        .add_symlink("releases/evil", "/etc", SimpleFileOptions::default())
        .unwrap();
    archive.finish().unwrap();
    let _ = std::fs::remove_dir_all(&place);
    refused(unpack(&Disk, &path, &place, CAPS), "不是普通文件");
    write(&path, "不是压缩包");
    refused(unpack(&Disk, &path, &place, CAPS), "不是压缩包");
}

/// A bit turned anywhere in an archive is found when it is unpacked or when what came out is looked at.
#[test]
fn no_bit_of_an_archive_is_turned_unseen() {
    let village = Village::with(1);
    let path = village.path("a.zip");
    bundle::write(&path, &[(String::new(), village.release().unwrap())]).unwrap();
    let place = village.path("unpacked");
    unpack(&Disk, &path, &place, CAPS).unwrap();
    let sealed = contents(&place);
    let bytes = std::fs::read(&path).unwrap();
    for step in 0..200 {
        let at = step * bytes.len() / 200;
        let mut other = bytes.clone();
        other[at] ^= 1 << (step % 8);
        std::fs::write(&path, &other).unwrap();
        std::fs::remove_dir_all(&place).unwrap();
        if unpack(&Disk, &path, &place, CAPS).is_err() {
            std::fs::create_dir_all(&place).unwrap();
            continue;
        }
        // Times and other remarks of the archive mean nothing; the content is the same, or it is found.
        if contents(&place) != sealed {
            let found = examine::examine(&Disk, &place, today());
            assert_ne!(found.verdict(), Verdict::Sound, "byte {at}");
        }
    }
}
