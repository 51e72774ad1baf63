//! Keys and signatures with the finished program, and with the stock `minisign` on the other side.
#![expect(
    clippy::disallowed_methods,
    reason = "the programs are run and their files are looked at, as an auditor would"
)]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const PASSWORD: &str = "yushutai-2026";

/// A workspace with one village, and beside it sticks for keys and papers.
struct Village {
    root: TempDir,
}

impl Village {
    fn new() -> Self {
        let root = TempDir::new().unwrap();
        for folder in ["stick", "papers"] {
            fs::create_dir(root.path().join(folder)).unwrap();
        }
        fs::write(root.path().join("password"), PASSWORD).unwrap();
        let village = Self { root };
        assert_eq!(village.sanwu("init work").status.code(), Some(0));
        village
    }

    fn path(&self, local: &str) -> PathBuf {
        self.root.path().join(local)
    }

    fn archive(&self, local: &str) -> PathBuf {
        self.path("work/archive/dong").join(local)
    }

    /// Runs in the folder above the workspace.
    fn sanwu(&self, args: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sanwu"));
        command.current_dir(self.root.path());
        command.args(args.split(' ')).stdin(Stdio::null());
        command.output().unwrap()
    }

    /// `sanwu trust …` in the workspace; the exit code and all that it said.
    fn trust(&self, args: &str) -> (Option<i32>, String) {
        let output = self.sanwu(&format!("--root work trust {args}"));
        let said = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8(said).unwrap())
    }

    #[track_caller]
    fn done(&self, args: &str) -> String {
        let (code, said) = self.trust(args);
        assert_eq!(code, Some(0), "{args}\n{said}");
        said
    }

    #[track_caller]
    fn refused(&self, args: &str, expected: &str) {
        let (code, said) = self.trust(args);
        assert!(matches!(code, Some(1 | 2)), "{args}\n{said}");
        assert!(said.contains(expected), "{args}\n{said}");
    }

    fn read(&self, local: &str) -> String {
        fs::read_to_string(self.path(local)).unwrap()
    }

    /// Makes a key on the stick; gives its number.
    fn key(&self, name: &str) -> String {
        self.done(&format!(
            "new-key --key stick/{name}.key --password-file password"
        ));
        let public = self.read(&format!("stick/{name}.key.pub"));
        let first = public.lines().next().unwrap();
        first.rsplit(' ').next().unwrap().to_owned()
    }

    /// Writes the entry that puts a version of the register in force, as a seal does.
    fn seal(&self, seq: u32, change: &str) {
        let prev = match seq {
            1 => "none".to_owned(),
            _ => digest(&self.archive(&format!("ledger/{:06}.txt", seq - 1))),
        };
        let register = self.read("work/archive/dong/trust/0001.json");
        let origin = register.split('"').nth(7).unwrap();
        let sums = digest(&self.path("password"));
        let text = format!(
            "sanwu-ledger v1\norigin: {origin}\nseq: {seq}\nprev: {prev}\ntime: 2026-11-22T09:30:00+08:00\n\
             valid-until: 2027-03-31\ngenerator: sanwu 0.1.0\nchange: {change}\nfiles: 12 {sums}\n"
        );
        fs::create_dir_all(self.archive("ledger")).unwrap();
        fs::write(self.archive(&format!("ledger/{seq:06}.txt")), text).unwrap();
    }
}

/// `sha256sum`, as an auditor finds it.
fn digest(path: &Path) -> String {
    let output = Command::new("sha256sum").arg(path).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    format!("sha256:{}", text.split(' ').next().unwrap())
}

/// The stock program; its password on standard input, since there is no terminal.
fn minisign(folder: &Path, args: &[&str], input: &str) -> (bool, String) {
    let mut command = Command::new("minisign");
    command.current_dir(folder).args(args);
    let pipe = || Stdio::piped();
    let mut child = command
        .stdin(pipe())
        .stdout(pipe())
        .stderr(pipe())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.success(),
        String::from_utf8_lossy(&said).into_owned(),
    )
}

fn verifies(text: &Path, signature: &Path, public: &Path) -> bool {
    let words = [text, signature, public].map(|path| path.to_str().unwrap());
    let [text, signature, public] = words;
    minisign(
        Path::new("/"),
        &["-V", "-m", text, "-x", signature, "-p", public],
        "",
    )
    .0
}

#[test]
fn the_stock_program_accepts_every_signature() {
    let village = Village::new();
    village.done("init --key stick/wang.key --name 王一 --password-file password");
    village.seal(
        1,
        &format!(
            "密钥更换 trust v1 {}",
            digest(&village.archive("trust/0001.json"))
        ),
    );
    village.done("sign --key stick/wang.key --password-file password --yes");
    for text in ["trust/0001.json", "trust.json", "ledger/000001.txt"] {
        let (text, public) = (village.archive(text), village.path("stick/wang.key.pub"));
        let signature = PathBuf::from(format!("{}.minisig", text.display()));
        assert!(verifies(&text, &signature, &public), "{}", text.display());
        // And it judges as we do when a letter changes.
        let altered = village.path("altered");
        fs::write(
            &altered,
            fs::read_to_string(&text).unwrap().replace('1', "2"),
        )
        .unwrap();
        assert!(
            !verifies(&altered, &signature, &public),
            "{}",
            text.display()
        );
    }
    let shown = village.done("show");
    assert!(
        shown.contains("钥匙册第 1 版，已起用") && !shown.contains("还差签名"),
        "{shown}"
    );
    assert!(shown.contains("文书 王一"), "{shown}");
}

/// Somebody who has nothing but the stock program makes a key, and signs with it what comes on a stick.
#[test]
fn the_stock_program_signs_for_us() {
    let village = Village::new();
    let input = format!("{PASSWORD}\n{PASSWORD}\n");
    let stick = village.path("stick");
    let (made, said) = minisign(&stick, &["-G", "-p", "li.pub", "-s", "li.key"], &input);
    assert!(made, "{said}");
    village.done("init --key stick/wang.key --name 王一 --password-file password");
    village.done("add-key stick/li.pub --name 李二 --role 监委会");
    village.done("threshold 更正 撤回 密钥更换 钥匙册 --need 文书=1 --need 监委会=1");
    village.done("sign --key stick/wang.key --password-file password --yes");
    village.done("export papers");
    let papers = village.path("papers/dong/trust");
    let signed = [
        "-S",
        "-s",
        "../../../stick/li.key",
        "-m",
        "0001.json",
        "-x",
        "0001.json.li.minisig",
    ];
    let (done, said) = minisign(&papers, &signed, &format!("{PASSWORD}\n"));
    assert!(done, "{said}");
    let said = village.done("import papers");
    assert!(said.contains("第 1 版钥匙册: 监委会 李二"), "{said}");
    assert!(village.archive("trust.json").exists());
    // The stock program's key opens here too.
    village.seal(
        1,
        &format!(
            "密钥更换 trust v1 {}",
            digest(&village.archive("trust/0001.json"))
        ),
    );
    village.done("sign --key stick/li.key --password-file password --yes");
    assert!(
        village
            .done("show")
            .contains("第 1 号封存，还差签名: 文书 1 人")
    );
    village.done("sign --key stick/wang.key --password-file password --yes");
    assert!(!village.done("show").contains("还差签名"));
    let (text, public) = (
        village.archive("ledger/000001.txt"),
        village.path("stick/li.pub"),
    );
    assert!(verifies(
        &text,
        &village.archive("ledger/000001.txt.minisig"),
        &public
    ));
}

#[test]
fn a_key_is_exchanged_by_those_who_remain() {
    let village = Village::new();
    let (li, zhao) = (village.key("li"), village.key("zhao"));
    village.done("init --key stick/wang.key --name 王一 --password-file password");
    village.done("add-key stick/li.key.pub --name 李二 --role 监委会");
    village.done("threshold 钥匙册 --need 监委会=1");
    village.done("sign --key stick/li.key --password-file password --yes");
    village.seal(
        1,
        &format!(
            "密钥更换 trust v1 {}",
            digest(&village.archive("trust/0001.json"))
        ),
    );
    village.done("sign --key stick/wang.key --password-file password --yes");
    // The clerk's stick is lost; the committee alone puts another key in its place.
    let wang = village.read("stick/wang.key.pub");
    let wang = wang
        .lines()
        .next()
        .unwrap()
        .rsplit(' ')
        .next()
        .unwrap()
        .to_owned();
    village.done(&format!(
        "rotate {wang} --public stick/zhao.key.pub --name 赵四"
    ));
    village.refused(
        "sign --key stick/none.key --password-file password --yes",
        "没有 stick/none.key",
    );
    village.done("sign --key stick/li.key --password-file password --yes");
    let shown = village.done("show");
    assert!(
        shown.contains("钥匙册第 2 版，签名齐了，下一次封存起用"),
        "{shown}"
    );
    assert!(
        shown.contains(&wang) && shown.contains(&li) && shown.contains(&zhao),
        "{shown}"
    );
    village.seal(
        2,
        &format!(
            "密钥更换 trust v1 -> v2 {}",
            digest(&village.archive("trust/0002.json"))
        ),
    );
    village.refused(
        "sign --key stick/wang.key --password-file password --yes",
        "不在`dong`的钥匙册里",
    );
    village.done("sign --key stick/zhao.key --password-file password --yes");
    assert!(!village.done("show").contains("还差签名"));
}

#[test]
#[expect(clippy::too_many_lines, reason = "one refusal after another")]
fn says_why_it_does_not_sign() {
    let village = Village::new();
    village.refused("show --village xi", "没有`xi`这个村");
    assert!(village.done("show").contains("没有钥匙，封存未签名"));
    village.refused(
        "add-key stick/x.pub --name 甲 --role 文书",
        "没有 stick/x.pub",
    );
    let id = village.key("li");
    village.refused(
        "add-key stick/li.key.pub --name 甲 --role 文书",
        "还没有钥匙册",
    );
    village.refused(
        "add-key stick/li.key --name 甲 --role 文书",
        "是私钥，不能交给别人",
    );
    village.refused(
        "new-key --key work/li.key --password-file password",
        "私钥不能放在",
    );
    village.refused(
        "new-key --key stick/li.key --password-file password",
        "stick/li.key 已经有了",
    );
    fs::write(village.path("short"), "1234567").unwrap();
    village.refused(
        "new-key --key stick/no.key --password-file short",
        "密码太短",
    );
    assert!(!village.path("stick/no.key").exists());
    village.refused(
        "init --key stick/wang.key --name 王一",
        "用 --password-file",
    );
    village.done("init --key stick/li.key --name 李二 --role 监委会 --password-file password");
    village.refused(
        "init --key stick/li.key --name 李二 --password-file password",
        "已经有钥匙册",
    );
    village.refused("add-key stick/li.key.pub --name 甲 --role 文书", "只列一次");
    village.refused("threshold 更正 --need 文书=1", "册里没有这么多钥匙");
    village.refused("threshold 更正 --need 村民=1", "写成 文书=1");
    village.refused("threshold 改正 --need 文书=1", "可以写: 首发、补充");
    village.refused(&format!("rotate {id}"), "册里没有这么多钥匙");
    village.refused(
        "rotate 0000000000000000",
        "没有编号是 0000000000000000 的钥匙",
    );
    village.refused(
        "sign papers --key stick/li.key --password-file password",
        "没有要签名的文件",
    );
    fs::write(village.path("other"), "another-password").unwrap();
    village.seal(
        1,
        &format!(
            "密钥更换 trust v1 {}",
            digest(&village.archive("trust/0001.json"))
        ),
    );
    village.refused(
        "sign --key stick/li.key --password-file other --yes",
        "密码不对",
    );
    village.refused(
        "sign --key stick/li.key --password-file password",
        "加 --yes",
    );
    village.done("sign --key stick/li.key --password-file password --yes");
    // One bit of a signature, and one of the copy.
    let signature = village.archive("ledger/000001.txt.minisig");
    let good = fs::read_to_string(&signature).unwrap();
    fs::write(&signature, good.replacen("untrusted", "uotrusted", 1)).unwrap();
    village.refused("show", "000001.txt.minisig: 不是完好的签名文件");
    fs::write(&signature, good).unwrap();
    fs::write(village.archive("trust.json"), "{}").unwrap();
    village.refused("show", "trust.json 和 trust 文件夹里最新的一版不一样");
}

/// A committee's key remembers what it signed: two stories for one number are noticed where they meet.
#[test]
fn a_key_does_not_sign_two_stories() {
    let village = Village::new();
    village.done("init --key stick/wang.key --name 王一 --password-file password");
    let change = format!(
        "密钥更换 trust v1 {}",
        digest(&village.archive("trust/0001.json"))
    );
    village.seal(1, &change);
    village.done("export papers");
    village.done("sign papers --key stick/wang.key --password-file password --yes");
    let first = village.archive("ledger/000001.txt");
    let text = fs::read_to_string(&first).unwrap();
    fs::write(&first, text.replace("files: 12", "files: 13")).unwrap();
    fs::create_dir(village.path("more")).unwrap();
    village.done("export more");
    village.refused(
        "sign more --key stick/wang.key --password-file password --yes",
        "同号异文",
    );
    village.refused("import papers", "和档案里的第 1 号封存不一样");
    fs::write(&first, text).unwrap();
    assert!(
        village
            .done("import papers")
            .contains("放进了 1 个新的签名")
    );
}
