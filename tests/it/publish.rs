//! The finished program: publishing under `kill -9`, every alteration found and named, older and other stories refused.
#![expect(
    clippy::disallowed_methods,
    reason = "files are changed and read, and the time of runs is taken"
)]

use std::path::Path;
use std::time::{Duration, Instant};

use crate::released::{
    Board, Dice, contents, hex, pages, restore, rounds, said, sanwu_on, text, write,
};

/// The number that the pointer leads to.
fn served(target: &Path) -> String {
    let page = std::fs::read_to_string(target.join("index.html")).unwrap();
    let (_, rest) = page.split_once("url=releases/").unwrap();
    rest.split_once('/').unwrap().0.to_owned()
}

#[cfg(unix)]
#[test]
fn killed_at_any_moment_a_whole_release_is_served() {
    let (mut board, target) = Board::published(2);
    let mut many = pages("第 3 号");
    for page in 0..60 {
        many.insert(format!("party/{page}.html"), "学习".repeat(2_000 + page));
    }
    board.seal(&many);
    let before = contents(&target);
    let staging = target.join(".sanwu-publish/work/staging");
    // Publishes, and kills the program so long after it began to write.
    let run = |wait: Option<Duration>| {
        let mut child = board.sanwu(&["publish", text(&target)]);
        let child = child.stderr(std::process::Stdio::null());
        let mut child = child.spawn().unwrap();
        let mut begun = Instant::now();
        while child.try_wait().unwrap().is_none() {
            if !staging.exists() && !target.join("releases/000003").exists() {
                begun = Instant::now();
            }
            if wait.is_some_and(|wait| staging.exists() && begun.elapsed() >= wait) {
                let _ = child.kill();
                child.wait().unwrap();
                break;
            }
            std::thread::sleep(Duration::from_micros(200));
        }
        begun.elapsed()
    };
    let whole = run(None);
    let mut dice = Dice(42);
    let mut cut_off = 0;
    for round in 0..rounds(8, 100) {
        restore(&target, &before);
        let part = u32::try_from(dice.below(1_000)).unwrap();
        run(Some(whole * part / 1_000));
        let seq = served(&target);
        cut_off += usize::from(seq == "000002");
        let (code, said) = board.verify(&target.join("releases").join(&seq), &[]);
        assert_eq!(code, 0, "round {round}: {said}");
        let (code, said) = board.verify(&target, &[]);
        assert!(code == 0 || code == 2, "round {round}: {said}");
        board.publish(&target);
        let (code, said) = board.verify(&target, &[]);
        assert_eq!((code, served(&target).as_str()), (0, "000003"), "{said}");
        assert!(!said.contains("留下"), "round {round}: {said}");
    }
    assert!(cut_off > 0, "no run was cut off");
}

#[test]
fn every_turned_bit_is_found() {
    let (board, target) = Board::published(3);
    let (code, said) = board.verify(&target, &[]);
    assert_eq!(code, 0, "{said}");
    let sealed = contents(&target);
    let paths: Vec<&String> = sealed.keys().collect();
    let mut dice = Dice(7);
    for round in 0..rounds(200, 500) {
        let path = paths[round % paths.len()];
        let mut bytes = sealed[path].clone();
        let at = dice.below(bytes.len());
        bytes[at] ^= 1 << dice.below(8);
        std::fs::write(target.join(path), &bytes).unwrap();
        let (code, said) = board.verify(&target, &[]);
        assert_eq!(code, 1, "{path} at {at}: {said}");
        let number = path.trim_start_matches("ledger/").trim_end_matches(".txt");
        assert!(
            said.contains(path.as_str()) || said.contains(number) || path.starts_with("ledger"),
            "{path}: {said}"
        );
        std::fs::write(target.join(path), &sealed[path]).unwrap();
    }
}

#[test]
fn alterations_are_named() {
    let (board, target) = Board::published(2);
    let sealed = contents(&target);
    let older = std::fs::read_to_string(target.join("releases/000001/index.html")).unwrap();
    let newest = target.join("releases/000002");
    let cases: [(&dyn Fn(), &str); 7] = [
        (
            &|| write(&newest.join("index.html"), &older),
            "被改 releases/000002/index.html：是第 1 号里的那一份，混进来了",
        ),
        (
            &|| write(&newest.join("data/all.json"), "{ }"),
            "被改 releases/000002/data/all.json",
        ),
        (
            &|| std::fs::remove_file(newest.join("files/对账 单.pdf")).unwrap(),
            "缺少 releases/000002/files/对账 单.pdf",
        ),
        (
            &|| write(&newest.join("新.html"), "x"),
            "多出 releases/000002/新.html",
        ),
        (
            &|| std::fs::remove_file(target.join("ledger/000001.txt")).unwrap(),
            "缺少 ledger/000001.txt",
        ),
        (
            &|| {
                let path = target.join("ledger/000001.txt");
                let text = std::fs::read_to_string(&path).unwrap();
                write(&path, &text.replace("张三", "李四"));
            },
            "断开 ledger/000002.txt",
        ),
        (
            &|| std::fs::remove_file(target.join("index.html")).unwrap(),
            "缺少 index.html",
        ),
    ];
    for (alter, expected) in cases {
        alter();
        let (code, said) = board.verify(&target, &[]);
        assert!(code == 1 && said.contains(expected), "{expected}: {said}");
        restore(&target, &sealed);
    }
    let (code, said) = board.verify(&target, &[]);
    assert_eq!(code, 0, "{said}");
    let (code, _) = board.verify(&board.path("nothing"), &[]);
    assert_eq!(code, 3);
    let (code, said) = board.verify(&target, &["--format", "json"]);
    assert!(
        code == 0 && said.contains("\"verdict\": \"sound\""),
        "{said}"
    );
}

#[test]
fn an_old_code_exposes_a_history_written_anew() {
    let mut board = Board::new();
    for _ in 1..120 {
        board.append(6, &hex(b"list"));
    }
    board.seal(&pages("第 120 号"));
    let target = board.path("stick");
    board.publish(&target);
    let codes: Vec<String> = board
        .entries
        .iter()
        .map(|entry| format!("sha256:{}", hex(entry.as_bytes())))
        .collect();
    let (code, said) = board.verify(&target, &["--head", &codes[59]]);
    assert!(code == 0 && said.contains("第 60 号"), "{said}");
    // Number 40 is rewritten, and all that follow are chained to it again.
    let sealed = board.entries.split_off(39);
    for (index, entry) in sealed.into_iter().enumerate() {
        let last = board.entries.last().unwrap();
        let prev = format!("prev: sha256:{}\n", hex(last.as_bytes()));
        let (above, rest) = entry.split_once("prev: ").unwrap();
        let (_, below) = rest.split_once('\n').unwrap();
        let below = match index {
            0 => below.replace("抄错", "没有错"),
            _ => below.to_owned(),
        };
        board.entries.push(format!("{above}{prev}{below}"));
    }
    board.seal(&pages("第 121 号"));
    let forged = board.path("forged");
    board.publish(&forged);
    assert_eq!(board.verify(&forged, &[]).0, 0, "it agrees with itself");
    for (index, head) in codes.iter().enumerate().step_by(13) {
        let expected = i32::from(index >= 39);
        let (code, said) = board.verify(&forged, &["--head", head]);
        assert_eq!(code, expected, "{}: {said}", index + 1);
    }
    let (code, said) = board.verify(&target, &["--against", text(&forged)]);
    assert!(code == 1 && said.contains("从第 40 号起不一样"), "{said}");
    let output = board.sanwu(&["publish", text(&target)]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(crate::released::said(&output).contains("同号异文"));
}

#[test]
fn paper_tells_of_a_ledger_cut_short() {
    let (mut board, target) = Board::published(3);
    let page = std::fs::read_to_string(target.join("index.html")).unwrap();
    let (_, rest) = page.split_once("class=\"code\">").unwrap();
    let digits = rest.split_once('<').unwrap().0.to_owned();
    let (_, rest) = page.split_once("SANWU1 ").unwrap();
    let mark = format!("SANWU1 {}", rest.split_once('<').unwrap().0);
    for head in [&digits, &mark, &digits.replace(' ', "")] {
        let (code, said) = board.verify(&target, &["--head", head]);
        assert!(code == 0 && said.contains("是第 3 号"), "{said}");
    }
    board.entries.truncate(2);
    std::fs::remove_file(board.path("archive/village/ledger/000003.txt")).unwrap();
    board.entries.truncate(1);
    board.seal(&pages("第 2 号"));
    let short = board.path("short");
    board.publish(&short);
    let (code, said) = board.verify(&short, &["--head", &mark]);
    assert!(code == 1 && said.contains("被截短"), "{said}");
    let (code, said) = board.verify(&short, &["--head", &digits]);
    assert!(code == 1 && said.contains("对不上"), "{said}");
    let (code, said) = board.verify(&target, &["--against", text(&short)]);
    assert!(code == 0 && said.contains("前一份更长"), "{said}");
}

#[test]
fn the_report_says_what_was_and_was_not_checked() {
    let (board, target) = Board::published(2);
    let (code, report) = board.verify(&target, &["--report"]);
    assert_eq!(code, 0, "{report}");
    for part in [
        "一、真实性",
        "二、完整性",
        "三、可用性",
        "四、安全性",
        "首发 1，更正 1",
        "没有检测",
        "未签名",
        "以公开栏纸质原件",
        "结论: 检测项目全部通过",
    ] {
        assert!(report.contains(part), "{part}: {report}");
    }
    let late = sanwu_on("2027-04-01")
        .args(["verify", text(&target), "--report"])
        .output()
        .unwrap();
    assert_eq!(late.status.code(), Some(2));
    let report = said(&late);
    assert!(
        report.contains("应更新日期: 2027-03-31，已过")
            && report.contains("结论: 内容完好，不是当前有效的"),
        "{report}"
    );
}

#[test]
fn a_kiosk_follows_and_refuses() {
    let (mut board, target) = Board::published(2);
    let kiosk = board.path("kiosk");
    let ask = |board: &Board, args: &[&str]| {
        let output = board.sanwu(args).output().unwrap();
        (output.status.code().unwrap(), said(&output))
    };
    let from = text(&target);
    let (code, out) = ask(&board, &["kiosk", "init", text(&kiosk), "--from", from]);
    assert!(code == 0 && out.contains("已换上第 2 号"), "{out}");
    board.seal(&pages("第 3 号"));
    let zip = board.path("carry.zip");
    board.publish(&zip);
    let (code, out) = ask(
        &board,
        &["终端", "取新", text(&kiosk), "--from", text(&zip)],
    );
    assert!(code == 0 && out.contains("已换上第 3 号"), "{out}");
    assert_eq!(board.verify(&zip, &[]).0, 0);
    let (code, out) = ask(&board, &["kiosk", "pull", text(&kiosk)]);
    assert!(code == 1 && out.contains("来源是旧的"), "{out}");
    let mut other = Board::new();
    for seq in 1..=3 {
        other.seal(&pages(&format!("另一个第 {seq} 号")));
    }
    let fork = other.path("fork");
    other.publish(&fork);
    let (code, out) = ask(
        &board,
        &["kiosk", "pull", text(&kiosk), "--from", text(&fork)],
    );
    assert!(code == 1 && out.contains("警报: 同号异文"), "{out}");
    let (code, out) = board.verify(&kiosk, &[]);
    assert!(code == 0 && out.contains("现在看到的是第 3 号"), "{out}");
}
