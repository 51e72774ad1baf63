//! Arguments as people write them.

use std::ffi::OsString;

use crate::cli::{Command, DueFormat, Ending, Kiosk, Options, read};

fn given(args: &str) -> Result<Options, Ending> {
    let words = std::iter::once("sanwu").chain(args.split_whitespace());
    read(words.map(OsString::from))
}

#[track_caller]
fn refused(args: &str, expected: &str) {
    match given(args) {
        Err(Ending::Mistake(text)) => assert!(text.contains(expected), "{text}"),
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn shown(args: &str) -> String {
    match given(args) {
        Err(Ending::Shown(text) | Ending::Mistake(text)) => text,
        Ok(options) => panic!("{options:?}"),
    }
}

#[test]
fn reads_commands_in_both_languages() {
    let options = given("--root /w 检查 --strict --village dong --village xi").unwrap();
    assert!(matches!(
        options.command,
        Command::Check { strict: true, .. }
    ));
    assert_eq!(options.villages, ["dong", "xi"]);
    let options = given("build --shard 2/8 --today 2025-10-08").unwrap();
    assert_eq!(options.today.unwrap().to_string(), "2025-10-08");
    assert!(matches!(
        options.command,
        Command::Build { shard: Some(_), .. }
    ));
    for (args, seconds) in [
        ("预览", None),
        ("serve --poll", Some(2)),
        ("serve --poll=5", Some(5)),
    ] {
        let Command::Serve { poll, .. } = given(args).unwrap().command else {
            panic!("{args}");
        };
        assert_eq!(poll.map(|poll| poll.as_secs()), seconds);
    }
}

#[test]
fn reads_the_format_of_the_due_list() {
    for (args, expected) in [
        ("due", DueFormat::Text),
        ("待办 --format json", DueFormat::Json),
        ("due --format ics --village dong", DueFormat::Ics),
    ] {
        let Command::Due { format } = given(args).unwrap().command else {
            panic!("{args}");
        };
        assert_eq!(format, expected);
    }
    refused("due --format xml", "不能是`xml`，可以写: text、json、ics");
}

#[test]
fn reads_what_is_published_and_verified() {
    let options = given("发布 stick --village dong").unwrap();
    assert!(matches!(options.command, Command::Publish { target, .. } if target == "stick"));
    let options = given("核验 stick --head 12345 --against other --report").unwrap();
    let Command::Verify(asked) = options.command else {
        panic!("it is verify");
    };
    assert!(asked.report && asked.head.as_deref() == Some("12345"));
    let options = given("终端 取新 kiosk").unwrap();
    let Command::Kiosk { command } = options.command else {
        panic!("it is kiosk");
    };
    assert!(matches!(command, Kiosk::Pull { from: None, .. }));
    refused("kiosk init k", "缺少`--from 来源`");
    refused("verify d --report --format json", "不能一起用");
}

#[test]
fn says_what_is_wrong_in_chinese() {
    refused(
        "biuld",
        "没有`biuld`这个命令\n  = 改法: 是不是想写`build`？",
    );
    refused(
        "check --strikt",
        "不认识的选项或参数`--strikt`\n  = 改法: 是不是想写`--strict`？",
    );
    refused(
        "check --format xml",
        "不能是`xml`，可以写: text、json、sarif",
    );
    refused("check --today 8号", "不能是`8号`，日期写成 2025-10-08 这样");
    refused("build --shard 9/8", "写成`第几份/共几份`");
    refused("build --shard 1/8 --board-only", "不能一起用");
    refused("check --dry-run", "缺少`--fix`");
    refused("new", "缺少`事项`");
    refused("serve --port", "后面缺少值");
    refused("serve --port x", "不能是`x`");
    refused("check extra", "不认识的选项或参数`extra`");
}

#[test]
fn shows_help_without_english() {
    for args in [
        "--help",
        "",
        "check --help",
        "build -h",
        "serve -h",
        "new -h",
        "init -h",
        "explain -h",
        "due -h",
        "publish -h",
        "verify -h",
        "kiosk -h",
        "kiosk",
        "kiosk init -h",
        "kiosk pull -h",
        "kiosk serve -h",
    ] {
        let text = shown(args);
        for word in [
            "Usage",
            "Options",
            "Commands",
            "Arguments",
            "Print",
            "default",
            "possible",
            "OPTIONS",
            "COMMAND",
            "help]",
        ] {
            assert!(!text.contains(word), "{args}: {word} in\n{text}");
        }
        assert!(
            text.contains("用法: sanwu") && text.contains("显示帮助"),
            "{text}"
        );
    }
    assert_eq!(
        shown("-V"),
        format!("sanwu {}\n", env!("CARGO_PKG_VERSION"))
    );
}
