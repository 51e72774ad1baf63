//! Villages that sign: `verify`, the shell judge, `publish` and kiosks by the register of keys that was in force, with keys and
//! signatures of the stock `minisign` program.
#![cfg(unix)]
#![expect(
    clippy::disallowed_methods,
    reason = "copies are altered, and other programs are run"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::released::{
    Board, Dice, TODAY, contents, hex, pages, restore, rounds, said, text, write,
};

/// A village with keys: clerks wang and zhao, committee li; and a stranger's.
struct Signing {
    board: Board,
    registers: Vec<String>,
    clerk: String,
}

impl Signing {
    fn new() -> Self {
        let signing = Self {
            board: Board::new(),
            registers: Vec::new(),
            clerk: String::new(),
        };
        for name in ["wang", "zhao", "li", "stranger"] {
            let key = |ending: &str| signing.board.path(&format!("{name}.{ending}"));
            let (public, secret) = (key("pub"), key("key"));
            let args = ["-G", "-W", "-f", "-p", text(&public), "-s", text(&secret)];
            assert!(minisign(&args));
        }
        signing
    }

    /// Number 1 has no keys; 2 puts the register of wang and li in force; 3 is a correction; 4 puts zhao in wang's place; 5
    /// is a correction. Each was published.
    fn published() -> (Self, PathBuf) {
        let mut signing = Self::new();
        let target = signing.board.path("stick");
        signing.seal(None, &[]);
        signing.board.publish(&target);
        signing.seal(Some("wang"), &["wang", "li"]);
        signing.board.publish(&target);
        signing.seal(None, &["wang", "li"]);
        signing.board.publish(&target);
        signing.seal(Some("zhao"), &["li", "zhao"]);
        signing.board.publish(&target);
        signing.seal(None, &["zhao", "li"]);
        signing.board.publish(&target);
        (signing, target)
    }

    fn archive(&self, local: &str) -> PathBuf {
        self.board.path("archive/village").join(local)
    }

    /// One number more, with a register of this clerk and li put in force, signed by these.
    fn seal(&mut self, clerk: Option<&str>, by: &[&str]) {
        if let Some(clerk) = clerk {
            self.register(clerk);
        }
        let seq = self.board.entries.len() + 1;
        self.board.seal(&pages(&format!("第 {seq} 号")));
        for (place, name) in by.iter().enumerate() {
            self.sign(name, &self.archive(&format!("ledger/{seq:06}.txt")), place);
        }
    }

    /// The next version of the register, signed by who was a clerk before and is now, and by li.
    fn register(&mut self, clerk: &str) {
        let version = self.registers.len() + 1;
        let prev = self.registers.last().map_or_else(
            || "null".to_owned(),
            |text| format!("\"sha256:{}\"", hex(text.as_bytes())),
        );
        let keys = [("文书", clerk), ("监委会", "li")].map(|(role, name)| {
            let (id, public) = self.public(name);
            format!(
                "    {{\"id\": \"{id}\", \"role\": \"{role}\", \"name\": \"{name}\", \"public\": \"{public}\"}}"
            )
        });
        let both = "{\"文书\": 1, \"监委会\": 1}";
        let needs = [
            ("首发", "{\"文书\": 1}"),
            ("补充", "{\"文书\": 1}"),
            ("更正", both),
            ("撤回", both),
            ("格式调整", "{\"文书\": 1}"),
            ("续期", "{\"文书\": 1}"),
            ("密钥更换", both),
            ("钥匙册", "{\"任意\": 2}"),
        ]
        .map(|(act, needs)| format!("    \"{act}\": {needs}"));
        let register = format!(
            "{{\n  \"schema\": \"sanwu.trust/1\",\n  \"origin\": \"{}\",\n  \"version\": {version},\n  \"prev\": {prev},\n  \"keys\": [\n{}\n  ],\n  \"thresholds\": {{\n{}\n  }}\n}}\n",
            self.board.origin,
            keys.join(",\n"),
            needs.join(",\n")
        );
        let path = self.archive(&format!("trust/{version:04}.json"));
        write(&path, &register);
        let old = std::mem::replace(&mut self.clerk, clerk.to_owned());
        let mut by = vec!["li", clerk];
        if !old.is_empty() && old != clerk {
            by.push(&old);
        }
        for (place, name) in by.iter().enumerate() {
            self.sign(name, &path, place);
        }
        let from = match version {
            1 => String::new(),
            _ => format!("v{} -> ", version - 1),
        };
        self.board.change = format!(
            "change: 密钥更换 trust {from}v{version} sha256:{}\n",
            hex(register.as_bytes())
        );
        self.registers.push(register);
    }

    /// Number and line of a public key.
    fn public(&self, name: &str) -> (String, String) {
        let file = fs::read_to_string(self.board.path(&format!("{name}.pub"))).unwrap();
        let mut lines = file.lines();
        let id = lines.next().unwrap().rsplit(' ').next().unwrap();
        // The stock program leaves zeros at the front away.
        (format!("{id:0>16}"), lines.next().unwrap().to_owned())
    }

    /// Puts a signature beside a text; the first takes the plain name.
    fn sign(&self, name: &str, path: &Path, place: usize) {
        let ending = match place {
            0 => "minisig".to_owned(),
            _ => format!("{}.minisig", self.public(name).0),
        };
        let secret = self.board.path(&format!("{name}.key"));
        let signature = format!("{}.{ending}", text(path));
        let args = ["-S", "-W", "-s", text(&secret), "-m", text(path), "-x"];
        assert!(minisign(&[&args[..], &[&signature]].concat()));
    }

    fn run(&self, args: &[&str]) -> (i32, String) {
        let output = self.board.sanwu(args).output().unwrap();
        (output.status.code().unwrap(), said(&output))
    }

    fn fingerprint(&self, target: &Path) -> String {
        let (_, said) = self.board.verify(target, &[]);
        let (_, rest) = said.split_once("钥匙册指纹: ").unwrap();
        rest.split_once('（').unwrap().0.to_owned()
    }
}

/// The same signature beside the ledger and in the release.
fn both(seq: u32, target: &Path, change: &dyn Fn(&Path)) {
    change(&target.join(format!("ledger/{seq:06}.txt")));
    let inside = target.join(format!("releases/{seq:06}"));
    for entry in fs::read_dir(&inside).unwrap().flatten() {
        let name = entry.file_name().into_string().unwrap();
        if name.ends_with(".minisig") {
            fs::remove_file(entry.path()).unwrap();
        }
    }
    for entry in fs::read_dir(target.join("ledger")).unwrap().flatten() {
        let name = entry.file_name().into_string().unwrap();
        let rest = name.strip_prefix(&format!("{seq:06}.txt."));
        if let Some(rest) = rest {
            fs::copy(entry.path(), inside.join(format!("manifest.txt.{rest}"))).unwrap();
        }
    }
}

fn minisign(args: &[&str]) -> bool {
    let mut command = Command::new("minisign");
    let command = command.args(args).stdin(Stdio::null());
    command.output().unwrap().status.success()
}

/// The shell's verdict, with a public key from paper.
fn judged(target: &Path, key: Option<&str>) -> (i32, String) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/verify.sh");
    let mut command = Command::new("sh");
    command.arg(script).args([text(target), TODAY]);
    match key {
        Some(key) => command.env("KEY", key),
        None => command.env_remove("KEY"),
    };
    let output = command.stdin(Stdio::null()).output().unwrap();
    (output.status.code().unwrap(), said(&output))
}

fn take_away(folder: &Path, start: &str) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let name = entry.file_name().into_string().unwrap();
        if name.starts_with(start) {
            fs::remove_file(entry.path()).unwrap();
        }
    }
}

fn signature(path: &Path) -> PathBuf {
    PathBuf::from(format!("{}.minisig", text(path)))
}

/// What somebody does to a copy.
type Forgery<'a> = (&'a str, Box<dyn Fn() + 'a>, &'a str);

#[expect(clippy::too_many_lines, reason = "one forgery after another")]
fn forgeries<'a>(signing: &'a Signing, target: &'a Path) -> Vec<Forgery<'a>> {
    let ledger = target.join("ledger");
    let second = |seq: u32, name: &str| {
        let (id, _) = signing.public(name);
        target.join(format!("ledger/{seq:06}.txt.{id}.minisig"))
    };
    let committee = second(5, "li");
    vec![
        (
            "all signatures of an entry removed",
            Box::new(|| {
                both(3, target, &|path| {
                    take_away(path.parent().unwrap(), "000003.txt.");
                });
            }),
            "缺签 ledger/000003.txt：还差签名: 文书 1 人、监委会 1 人",
        ),
        (
            "the committee's signature under a correction removed",
            Box::new(move || {
                both(5, target, &|_| fs::remove_file(&committee).unwrap());
            }),
            "缺签 ledger/000005.txt：还差签名: 监委会 1 人",
        ),
        (
            "signed by a stranger",
            Box::new(|| both(5, target, &|path| signing.sign("stranger", path, 0))),
            "不在当时的钥匙册里",
        ),
        (
            "signed by a key that is no longer in force",
            Box::new(|| both(5, target, &|path| signing.sign("wang", path, 0))),
            "不在当时的钥匙册里",
        ),
        (
            "signed by a key that was not yet in force",
            Box::new(|| both(3, target, &|path| signing.sign("zhao", path, 0))),
            "不在当时的钥匙册里",
        ),
        (
            "the signature of another entry",
            Box::new(move || {
                both(3, target, &|path| {
                    fs::copy(ledger.join("000002.txt.minisig"), signature(path)).unwrap();
                });
            }),
            "签名和 000003.txt 的内容对不上",
        ),
        (
            "one key twice in the committee's place",
            Box::new(move || {
                both(5, target, &|path| {
                    fs::copy(signature(path), second(5, "li")).unwrap();
                });
            }),
            "还差签名: 监委会 1 人",
        ),
        (
            "a register of one's own in the place of the first",
            Box::new(|| {
                let path = target.join("trust/0001.json");
                let register = signing.registers[0].replace("\"wang\"", "\"other\"");
                write(&path, &register);
                take_away(path.parent().unwrap(), "0001.json.");
                signing.sign("wang", &path, 0);
                signing.sign("li", &path, 1);
            }),
            "签名不符 trust/0002.json：记的上一版和上一版的内容对不上",
        ),
        (
            "the register taken back by a version",
            Box::new(|| {
                take_away(&target.join("trust"), "0002.json");
                take_away(target, "trust.json");
                for name in contents(&target.join("trust")).keys() {
                    let copy = target.join(name.replacen("0001.json", "trust.json", 1));
                    fs::copy(target.join("trust").join(name), copy).unwrap();
                }
            }),
            "缺少签好名的第 2 版钥匙册",
        ),
        (
            "the second register without the committee's signature",
            Box::new(|| {
                take_away(&target.join("trust"), "0002.json.");
                signing.sign("zhao", &target.join("trust/0002.json"), 0);
            }),
            "第 2 版还差签名",
        ),
        (
            "no register at all",
            Box::new(|| {
                fs::remove_dir_all(target.join("trust")).unwrap();
                take_away(target, "trust.json");
            }),
            "缺少签好名的第 1 版钥匙册",
        ),
        (
            "another copy of the newest register",
            Box::new(|| write(&target.join("trust.json"), &signing.registers[0])),
            "被改 trust.json",
        ),
        (
            "nothing",
            Box::new(|| ()),
            "签名: 从第 2 号到第 5 号都签齐了",
        ),
    ]
}

#[test]
fn the_shell_judges_signatures_as_we_do() {
    let (signing, target) = Signing::published();
    let sealed = contents(&target);
    for (what, forge, cause) in forgeries(&signing, &target) {
        forge();
        let (code, ours) = signing.board.verify(&target, &[]);
        let (shells, theirs) = judged(&target, None);
        assert!(ours.contains(cause), "{what}: {ours}");
        assert_eq!(code, i32::from(what != "nothing"), "{what}: {ours}");
        assert_eq!(code, shells, "{what}\n{ours}\n{theirs}");
        restore(&target, &sealed);
    }
    // Bits of signatures and registers.
    let letters: Vec<&String> = sealed
        .keys()
        .filter(|path| path.starts_with("trust") || path.ends_with("000005.txt.minisig"))
        .collect();
    let mut dice = Dice(5);
    for _ in 0..rounds(20, 500) {
        let path = letters[dice.below(letters.len())];
        let mut bytes = sealed[path].clone();
        let at = dice.below(bytes.len());
        bytes[at] ^= 1 << dice.below(8);
        fs::write(target.join(path), &bytes).unwrap();
        let (code, ours) = signing.board.verify(&target, &[]);
        assert_eq!(code, 1, "{path} at {at}: {ours}");
        // The first register's own signatures have no twin, and minisign does not read their first line.
        if !path.starts_with("trust/0001.json.") {
            let (shells, theirs) = judged(&target, None);
            assert_eq!(shells, 1, "{path} at {at}: {theirs}");
        }
        fs::write(target.join(path), &sealed[path]).unwrap();
    }
}

/// Somebody makes a register, a ledger and all signatures anew: only paper can tell.
#[test]
fn paper_tells_of_a_register_that_was_replaced() {
    let (signing, target) = Signing::published();
    let fingerprint = signing.fingerprint(&target);
    let verify = |target: &Path, paper: &str| signing.board.verify(target, &["--trust", paper]);
    let (code, said) = verify(&target, &fingerprint);
    assert!(
        code == 0 && said.contains("指纹对上了：是第 1 版"),
        "{said}"
    );
    let (forged, other) = Signing::published();
    let (code, said) = forged.board.verify(&other, &[]);
    assert!(code == 0 && said.contains("要和纸上留底的指纹对"), "{said}");
    let (code, said) = verify(&other, &fingerprint);
    assert!(code == 1 && said.contains("整本换过"), "{said}");
    let (_, key) = signing.public("wang");
    assert_eq!(judged(&target, Some(&key)).0, 0);
    assert_eq!(judged(&other, Some(&key)).0, 1);
    // Without any key.
    let (plain, bare) = Board::published(2);
    let (code, said) = verify(&bare, &fingerprint);
    assert!(code == 1 && said.contains("这里没有钥匙册"), "{said}");
    let (code, said) = plain.verify(&bare, &[]);
    assert!(
        code == 0 && said.contains("未签名: 这个村没有钥匙册"),
        "{said}"
    );
    assert_eq!(verify(&target, "12345").0, 3);
    let (code, report) = signing.board.verify(&target, &["--report"]);
    assert!(
        code == 0 && report.contains("都签齐了，签名的有 文书 wang、文书 zhao、监委会 li"),
        "{report}"
    );
    assert!(report.contains("钥匙册: 第 2 版"), "{report}");
    let (_, json) = signing.board.verify(&target, &["--format", "json"]);
    assert!(json.contains("\"complete\": 4"), "{json}");
}

#[test]
fn what_lacks_signatures_is_not_published() {
    let (mut signing, target) = Signing::published();
    let before = contents(&target);
    signing.seal(None, &["zhao"]);
    let (code, said) = signing.run(&["publish", text(&target)]);
    assert!(
        code == 2 && said.contains("还差签名: 监委会 1 人"),
        "{said}"
    );
    assert_eq!(contents(&target), before);
    signing.sign("li", &signing.archive("ledger/000006.txt"), 1);
    // A register that waits for its entry stays at home.
    signing.register("zhao");
    signing.board.change.clear();
    signing.board.publish(&target);
    assert!(!target.join("trust/0003.json").exists());
    let zip = signing.board.path("carry.zip");
    signing.board.publish(&zip);
    for place in [&target, &zip] {
        let (code, said) = signing.board.verify(place, &[]);
        assert!(code == 0 && said.contains("到第 6 号都签齐了"), "{said}");
    }
}
