//! Sites into temporary folders.
#![expect(
    clippy::disallowed_methods,
    reason = "tests lay out folders of their own"
)]

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::site::{Content, MANIFEST, Site};
use crate::source::facts::Form;
use crate::write::{Report, Target, is_intact, output, site, withdraw};

struct Place {
    root: TempDir,
    target: Target,
}

impl Place {
    fn new() -> Self {
        let root = TempDir::new().unwrap();
        let target = Target {
            folder: root.path().join("public/dong"),
            ledger: root.path().join("public/.sanwu/villages/dong.ledger"),
        };
        Self { root, target }
    }

    fn write(&self, files: &[(&str, &str)]) -> anyhow::Result<Report> {
        site(&pages(files), self.root.path(), &self.target)
    }

    fn read(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.target.folder.join(path)).ok()
    }

    fn changed_at(&self, path: &str) -> std::time::SystemTime {
        let data = fs::metadata(self.target.folder.join(path)).unwrap();
        data.modified().unwrap()
    }
}

fn pages(files: &[(&str, &str)]) -> Site {
    let content = |text: &str| Content::Bytes(text.as_bytes().to_vec());
    let files = files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), content(text)));
    Site {
        files: files.collect(),
    }
}

fn report(written: usize, unchanged: usize, removed: usize) -> Report {
    Report {
        written,
        unchanged,
        removed,
    }
}

fn names_below(folder: &Path) -> Vec<String> {
    let entries = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .flatten();
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn writes_only_what_changed() {
    let place = Place::new();
    let first = [
        ("index.html", "一"),
        ("a/index.html", "甲"),
        ("assets/s.css", ""),
    ];
    assert_eq!(place.write(&first).unwrap(), report(3, 0, 0));
    assert!(is_intact(&place.target).is_some());
    let before = place.changed_at("a/index.html");
    let manifest = place.changed_at(MANIFEST);
    assert_eq!(place.write(&first).unwrap(), report(0, 3, 0));
    assert_eq!(place.changed_at(MANIFEST), manifest);
    let second = [
        ("index.html", "二"),
        ("a/index.html", "甲"),
        ("assets/s.css", ""),
    ];
    assert_eq!(place.write(&second).unwrap(), report(1, 2, 0));
    assert_eq!(place.changed_at("a/index.html"), before);
    assert_eq!(place.read("index.html").as_deref(), Some("二"));
}

#[test]
fn removes_what_it_wrote_and_keeps_what_is_foreign() {
    let place = Place::new();
    place
        .write(&[
            ("index.html", "一"),
            ("a/b/index.html", "甲"),
            ("c/index.html", "乙"),
        ])
        .unwrap();
    fs::write(place.target.folder.join("c/note.txt"), "别人的").unwrap();
    assert_eq!(
        place.write(&[("index.html", "一")]).unwrap(),
        report(0, 1, 2)
    );
    assert!(!place.target.folder.join("a").exists());
    assert_eq!(place.read("c/note.txt").as_deref(), Some("别人的"));
    assert_eq!(place.read("c/index.html"), None);
    withdraw(&place.target).unwrap();
    assert_eq!(names_below(&place.target.folder), ["note.txt"]);
}

#[test]
fn mends_what_was_damaged_by_hand() {
    let place = Place::new();
    let files = [("index.html", "一二三"), ("a.html", "甲")];
    place.write(&files).unwrap();
    fs::write(place.target.folder.join("index.html"), "三二一").unwrap();
    fs::remove_file(place.target.folder.join("a.html")).unwrap();
    assert!(is_intact(&place.target).is_none());
    assert_eq!(place.write(&files).unwrap(), report(2, 0, 0));
    assert_eq!(place.read("index.html").as_deref(), Some("一二三"));
    assert_eq!(place.read("a.html").as_deref(), Some("甲"));
}

#[test]
fn looks_into_files_whose_time_stamp_says_nothing() {
    let place = Place::new();
    place.write(&[("index.html", "一")]).unwrap();
    fs::write(place.target.folder.join("index.html"), "一").unwrap();
    assert_eq!(
        place.write(&[("index.html", "一")]).unwrap(),
        report(0, 1, 0)
    );
    assert!(is_intact(&place.target).is_some());
    fs::remove_file(&place.target.ledger).unwrap();
    assert_eq!(
        place.write(&[("index.html", "一")]).unwrap(),
        report(0, 1, 0)
    );
}

#[test]
fn leaves_the_old_site_where_staging_fails() {
    let place = Place::new();
    let old = [("index.html", "旧"), ("z.html", "旧")];
    place.write(&old).unwrap();
    let mut new = pages(&[("index.html", "新"), ("n/index.html", "新")]);
    let lost = Content::Copy {
        from: "content/lost.pdf".into(),
        size_bytes: 1,
        sha256: "0".repeat(64),
    };
    new.files.insert("files/lost.pdf".into(), lost);
    let failure = site(&new, place.root.path(), &place.target).unwrap_err();
    assert!(failure.to_string().contains("读不了附件"), "{failure}");
    assert_eq!(place.read("index.html").as_deref(), Some("旧"));
    assert_eq!(
        names_below(&place.target.folder),
        ["index.html", MANIFEST, "z.html"]
    );
    assert!(is_intact(&place.target).is_none());
    assert_eq!(place.write(&old).unwrap(), report(0, 2, 0));
    assert!(is_intact(&place.target).is_some());
    assert!(!place.target.folder.join("n").exists());
}

#[test]
fn sweeps_up_after_a_run_that_was_cut_off() {
    let place = Place::new();
    place.write(&[("index.html", "一")]).unwrap();
    fs::write(place.target.folder.join(".sanwu-x1.tmp"), "半").unwrap();
    let ledger = fs::read_to_string(&place.target.ledger).unwrap();
    fs::write(&place.target.ledger, ledger.replace("closed", "open")).unwrap();
    place.write(&[("index.html", "二")]).unwrap();
    assert_eq!(names_below(&place.target.folder), ["index.html", MANIFEST]);
}

#[test]
fn files_and_folders_change_places() {
    let place = Place::new();
    place
        .write(&[("a", "文件"), ("b/x", "内"), ("b/y/z", "内")])
        .unwrap();
    place.write(&[("a/x", "内"), ("b", "文件")]).unwrap();
    assert_eq!(place.read("a/x").as_deref(), Some("内"));
    assert_eq!(place.read("b").as_deref(), Some("文件"));
}

#[test]
fn copies_attachments_by_digest() {
    let place = Place::new();
    fs::create_dir_all(place.root.path().join("content")).unwrap();
    fs::write(place.root.path().join("content/a.pdf"), "扫描件").unwrap();
    let mut site_with_file = pages(&[("index.html", "一")]);
    let attachment = |sha256: String| Content::Copy {
        from: "content/a.pdf".into(),
        size_bytes: 9,
        sha256,
    };
    let right = attachment(crate::site::digest("扫描件".as_bytes()));
    site_with_file.files.insert("files/a.pdf".into(), right);
    site(&site_with_file, place.root.path(), &place.target).unwrap();
    assert_eq!(place.read("files/a.pdf").as_deref(), Some("扫描件"));
    let wrong = attachment("1".repeat(64));
    site_with_file.files.insert("files/a.pdf".into(), wrong);
    assert!(site(&site_with_file, place.root.path(), &place.target).is_err());
    assert_eq!(place.read("files/a.pdf").as_deref(), Some("扫描件"));
}

/// A picture is made once and keeps its file, until its attachment is another one.
#[test]
fn makes_pictures_once() {
    let place = Place::new();
    let tiny = include_bytes!("../../tests/cases/C053-jpg-and-png-ok/content/files/road.jpg");
    let source = place.root.path().join("content/a.jpg");
    fs::create_dir_all(source.parent().unwrap()).unwrap();
    let show = |bytes: &[u8]| {
        fs::write(&source, bytes).unwrap();
        let mut shown = pages(&[("index.html", "一")]);
        for (path, form) in [("a.jpg", Form::Large), ("a.jpg.480.jpg", Form::Small)] {
            let picture = Content::Picture {
                from: "content/a.jpg".into(),
                sha256: crate::site::digest(bytes),
                form,
            };
            shown.files.insert(path.into(), picture);
        }
        site(&shown, place.root.path(), &place.target)
    };
    let remarked = [&tiny[..2], b"\xff\xfe\0\x04Hi", &tiny[2..]].concat();
    assert_eq!(show(&remarked).unwrap(), report(3, 0, 0));
    let made = fs::read(place.target.folder.join("a.jpg")).unwrap();
    assert_eq!(made, tiny, "without the remark");
    let before = (place.changed_at("a.jpg"), place.changed_at("a.jpg.480.jpg"));
    assert_eq!(show(&remarked).unwrap(), report(0, 3, 0));
    // Another attachment that shows the same: made again, and the same bytes keep their file.
    assert_eq!(show(tiny).unwrap(), report(0, 3, 0));
    assert_eq!(
        before,
        (place.changed_at("a.jpg"), place.changed_at("a.jpg.480.jpg"))
    );
    // What was touched is made again; what cannot be made leaves the rest as it was.
    fs::write(place.target.folder.join("a.jpg"), "x").unwrap();
    assert_eq!(show(tiny).unwrap(), report(1, 2, 0));
    assert_eq!(fs::read(place.target.folder.join("a.jpg")).unwrap(), tiny);
    let failure = show(&tiny[..100]).unwrap_err().to_string();
    assert!(failure.contains("坏了"), "{failure}");
    assert_eq!(fs::read(place.target.folder.join("a.jpg")).unwrap(), tiny);
    let beside = place.target.ledger.parent().unwrap();
    assert_eq!(
        names_below(beside),
        ["dong.ledger"],
        "nothing is left waiting"
    );
}

#[test]
fn refuses_what_it_must_not_touch() {
    let place = Place::new();
    fs::create_dir_all(&place.target.folder).unwrap();
    fs::write(place.target.folder.join("thesis.doc"), "我的").unwrap();
    let failure = place
        .write(&[("index.html", "一")])
        .unwrap_err()
        .to_string();
    assert!(failure.contains("不是 sanwu 生成的"), "{failure}");
    assert!(output::claim(&place.target.folder).is_err());
    assert!(output::claim(&place.root.path().join("new")).is_ok());
    let blocked = Place::new();
    fs::write(blocked.root.path().join("public"), "").unwrap();
    let failure = blocked
        .write(&[("index.html", "一")])
        .unwrap_err()
        .to_string();
    assert!(failure.contains("同名的文件占了位置"), "{failure}");
    let failure = Place::new().write(&[("A/x", ""), ("a/y", "")]).unwrap_err();
    assert!(failure.to_string().contains("大小写"), "{failure}");
    assert!(Place::new().write(&[("../x", "")]).is_err());
}

#[cfg(unix)]
#[test]
fn pages_can_be_read_by_others() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::new();
    place.write(&[("index.html", "一")]).unwrap();
    fs::write(place.root.path().join("own"), "").unwrap();
    let own = fs::metadata(place.root.path().join("own")).unwrap();
    let expected = own.permissions().mode();
    let page = fs::metadata(place.target.folder.join("index.html")).unwrap();
    assert_eq!(page.permissions().mode(), expected);
}
