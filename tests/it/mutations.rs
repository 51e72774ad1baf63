//! One slip at a time in a real disclosure: what it raises is exactly the right code on the right line.
#![expect(
    clippy::disallowed_methods,
    reason = "a case is copied, and one file of the copy is changed"
)]

use std::collections::BTreeSet;
use std::path::Path;

use chrono::NaiveDate;
use sanwu::{Look, check_folder};
use tempfile::TempDir;

/// A slip in one file of a case.
struct Slip {
    /// Folder of `tests/cases/`.
    case: &'static str,
    /// File of its `content/`.
    file: &'static str,
    /// What stands there, once.
    from: &'static str,
    /// What the clerk wrote instead.
    to: &'static str,
    /// What is found: the code, and something that stands on its line in the changed file.
    found: &'static [(&'static str, &'static str)],
}

const FINANCE: &[Slip] = &[
    slip(
        "sample-01-annual-finance",
        "annual-2024.yaml",
        "568,000元",
        "568,100元",
        &[("F012", "收入合计, \"1")],
    ),
    slip(
        "sample-01-annual-finance",
        "annual-2024.yaml",
        "1,256,800元",
        "1,256,900元",
        &[("F012", "收入合计, \"1"), ("F022", "[本年度结余, ")],
    ),
    slip(
        "sample-01-annual-finance",
        "annual-2024.yaml",
        "273,300元",
        "273,400元",
        &[("F022", "[本年度结余, ")],
    ),
    slip(
        "sample-02-quarter-filled",
        "2017q2.yaml",
        "1,900.00",
        "1,910.00",
        &[("F012", "费用合计：")],
    ),
    slip(
        "sample-02-quarter-filled",
        "2017q2.yaml",
        "42,500.00",
        "42,600.00",
        &[("F022", "各项收支差额：")],
    ),
    slip(
        "sample-02-quarter-filled",
        "2017q2.yaml",
        "260.00",
        "660.00",
        &[("F012", "办公费")],
    ),
    slip(
        "sample-03-bank-ledger",
        "2023-03-bank.yaml",
        "借, \"4,200.00\"",
        "借, \"4,300.00\"",
        &[("F012", "收土地承包款")],
    ),
    slip(
        "sample-03-bank-ledger",
        "2023-03-bank.yaml",
        "\"\", \"5,200.00\", 贷",
        "\"\", \"5,200.00\", 借",
        &[("F012", "付清淤工程款")],
    ),
    slip(
        "sample-03-bank-ledger",
        "2023-03-bank.yaml",
        "\"3,000.00\", \"\", 借",
        "\"3,100.00\", \"\", 借",
        &[("F012", "收土地承包款"), ("F012", "本月合计")],
    ),
    slip(
        "sample-03-cash-board",
        "2023-03-cash.yaml",
        "90.50",
        "91.50",
        &[("F012", "合        计")],
    ),
    slip(
        "sample-03-cash-board",
        "2023-03-cash.yaml",
        "-350.00",
        "350.00",
        &[("F012", "合        计")],
    ),
    slip(
        "sample-03-cash-board",
        "2023-03-cash.yaml",
        "2,540.50",
        "2,450.50",
        &[("F012", "合        计")],
    ),
    slip(
        "sample-06-road-gap",
        "road-gap.yaml",
        "\"84.8\"",
        "\"88.4\"",
        &[("F022", "提档升级路")],
    ),
    slip(
        "sample-06-road-gap",
        "road-gap.yaml",
        "\"42.7\"",
        "\"47.2\"",
        &[("F022", "一组南湾路")],
    ),
    slip(
        "sample-06-road-gap",
        "road-gap.yaml",
        "\"83.8\"",
        "\"88.3\"",
        &[("F012", "缺口合计")],
    ),
    slip(
        "sample-06-road-gap",
        "road-gap.yaml",
        "13万元",
        "31万元",
        &[("F022", "村民自发捐款, 31")],
    ),
    slip(
        "sample-06-road-gap",
        "road-gap.yaml",
        "158人",
        "858人",
        &[("F012", "其中水库移民")],
    ),
    slip(
        "sample-13-social-assistance",
        "2022-05-assistance.yaml",
        "\"231\"",
        "\"213\"",
        &[("F022", "\"213\"")],
    ),
    slip(
        "sample-13-social-assistance",
        "2022-05-assistance.yaml",
        "\"13.7104\"",
        "\"13.1704\"",
        &[("F022", "13.1704")],
    ),
    slip(
        "sample-16-resettlement",
        "resettlement.yaml",
        "15324人",
        "15234人",
        &[("F022", "15234人")],
    ),
    slip(
        "sample-43-congress-notice",
        "congress.yaml",
        "5名",
        "6名",
        &[("F012", "10名")],
    ),
    slip(
        "sample-44-registry",
        "january.yaml",
        "36000元",
        "63000元",
        &[("F022", "63000元")],
    ),
    slip(
        "sample-45-three-boards",
        "board-1.yaml",
        "3,340.00",
        "3,430.00",
        &[("F012", "本季余额")],
    ),
    slip(
        "sample-45-three-boards",
        "board-3.yaml",
        "80, 240",
        "80, 420",
        &[("F022", "80, 420")],
    ),
];

const MEETINGS: &[Slip] = &[
    slip(
        "sample-27-register",
        "2024-lamps.yaml",
        "同意: 38",
        "同意: 19",
        &[("M005", "同意: 19")],
    ),
    slip(
        "sample-27-register",
        "2024-lamps.yaml",
        "实到: 39, 同意: 38",
        "实到: 29, 同意: 28",
        &[("M004", "实到: 29")],
    ),
    slip(
        "sample-27-register",
        "2024-lamps.yaml",
        "实到: 33, 同意: 33",
        "实到: 22, 同意: 22",
        &[("M010", "实到: 22")],
    ),
    slip(
        "sample-27-register",
        "2024-lamps.yaml",
        "实到: 39",
        "实到: 49",
        &[("M003", "实到: 49")],
    ),
    slip(
        "sample-27-register",
        "2024-lamps.yaml",
        "  - {步骤: 审议, 会议: 党员议事会, 时间: 2024-04-25, 应到: 40, 实到: 33, 同意: 33, 列席: 镇组织委员, 正文: 同意方案}\n",
        "",
        &[("M001", "步骤: 决议, ")],
    ),
    slip(
        "sample-27-register",
        "2024-lamps.yaml",
        "正文: 形成方案, ",
        "正文: 形成方案}, ",
        &[("C008", "正文: 形成方案}")],
    ),
    slip(
        "sample-27-register",
        "2024-lamps.yaml",
        "  - {步骤: 决议公开, 张贴起: 2024-05-10, 张贴止: 2024-05-26, 监督意见: 同意}\n",
        "",
        &[("M001", "实施结果公开")],
    ),
    slip(
        "sample-27-register",
        "2024-lamps.yaml",
        "时间: 2024-04-15",
        "时间: 2024-04-05",
        &[("M002", "两委商议")],
    ),
    slip(
        "sample-27-register",
        "2024-lamps.yaml",
        "张贴止: 2024-05-26",
        "张贴止: 2024-05-14",
        &[("C032", "2024-05-14")],
    ),
    slip(
        "sample-27-register",
        "2024-lamps.yaml",
        "张贴止: 2024-05-26",
        "张贴止: 2024-05-06",
        &[("C032", "2024-05-06")],
    ),
    slip(
        "sample-28-six-steps",
        "tender.yaml",
        "同意: 25",
        "同意: 12",
        &[("M005", "同意: 12")],
    ),
    slip(
        "sample-28-six-steps",
        "tender.yaml",
        "张贴起: 2013-05-13, 张贴止: 2013-05-16",
        "张贴起: 2013-05-21, 张贴止: 2013-05-24",
        &[("M002", "村民代表会议决议")],
    ),
    slip(
        "sample-28-six-steps",
        "web-form.yaml",
        "  - {步骤: 议案公开, 张贴起: 2013-05-13, 张贴止: 2013-05-16}\n",
        "",
        &[("M001", "村民代表会议决议")],
    ),
    slip(
        "sample-29-expenditure-card",
        "card.yaml",
        "实到: 26",
        "实到: 19",
        &[("M004", "实到: 19"), ("M003", "同意: 25")],
    ),
    slip(
        "sample-35-election",
        "election.yaml",
        "\"561张\"]",
        "\"562张\"]",
        &[("F022", "562张")],
    ),
    slip(
        "sample-35-election",
        "election.yaml",
        "\"561人\"",
        "\"416人\"",
        &[("F022", "416人")],
    ),
    slip(
        "sample-47-appraisal",
        "appraisal.yaml",
        "\"82\"",
        "\"79\"",
        &[("F022", "79")],
    ),
    slip(
        "sample-47-appraisal",
        "appraisal.yaml",
        "\"1386\"",
        "\"1836\"",
        &[("F022", "1836")],
    ),
];

const PRIVACY: &[Slip] = &[
    slip(
        "sample-01-annual-finance",
        "annual-2024.yaml",
        "村部电费",
        "村部电费 11010519491231002X",
        &[("P001", "村部电费")],
    ),
    slip(
        "sample-27-register",
        "2024-lamps.yaml",
        "正文: 安装路灯}",
        "正文: 甄某 11010519491231002X}",
        &[("P001", "甄某")],
    ),
    slip(
        "sample-31-resolution-notice",
        "notice.md",
        "五、号召",
        "五、11010519491231002X 号召",
        &[("P001", "五、")],
    ),
    slip(
        "sample-46-tender-forms",
        "bidders.yaml",
        "\"0531-88881236\"",
        "13700001111",
        &[("P003", "西河施工队")],
    ),
    slip(
        "sample-49-affairs-list",
        "list.yaml",
        "随时公布",
        "银行卡 6222020200066666662",
        &[("P002", "银行卡")],
    ),
    slip(
        "sample-55-covenant",
        "covenant.md",
        "四、子女",
        "四、子女 13700001111",
        &[("P003", "四、")],
    ),
];

#[test]
fn slips_with_money_are_found() {
    check(FINANCE);
}

#[test]
fn slips_with_meetings_are_found() {
    check(MEETINGS);
}

#[test]
fn numbers_that_slip_in_are_found() {
    check(PRIVACY);
}

const fn slip(
    case: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
    found: &'static [(&'static str, &'static str)],
) -> Slip {
    Slip {
        case,
        file,
        from,
        to,
        found,
    }
}

fn check(slips: &[Slip]) {
    let wrong: Vec<String> = slips.iter().filter_map(fault).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is found otherwise than it should be.
fn fault(slip: &Slip) -> Option<String> {
    let origin = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(slip.case);
    let copy = TempDir::new().expect("a temporary folder");
    copy_all(&origin.join("content"), &copy.path().join("content"));
    let path = copy.path().join("content").join(slip.file);
    let text = std::fs::read_to_string(&path).expect("the file is in the case");
    let name = format!("{}: `{}` for `{}`", slip.case, slip.to, slip.from);
    assert_eq!(text.matches(slip.from).count(), 1, "{name}: stands once");
    let changed = text.replace(slip.from, slip.to);
    let before = findings(copy.path());
    std::fs::write(&path, &changed).expect("the copy can be written");
    let after = findings(copy.path());
    let expected: BTreeSet<(String, String)> = slip
        .found
        .iter()
        .map(|(code, at)| {
            let line = changed.lines().position(|line| line.contains(at));
            let line = line.unwrap_or_else(|| panic!("{name}: `{at}` is not there")) + 1;
            ((*code).to_owned(), format!("content/{}:{line}", slip.file))
        })
        .collect();
    let new: BTreeSet<(String, String)> = after.difference(&before).cloned().collect();
    (new != expected).then(|| format!("{name}: found {new:?}, not {expected:?}"))
}

/// Code and place of each finding.
fn findings(root: &Path) -> BTreeSet<(String, String)> {
    let today = NaiveDate::from_ymd_opt(2026, 6, 30).expect("a day");
    let checked = check_folder(root, Look::on(today)).expect("the case can be read");
    let list = checked.json["findings"].as_array().expect("a list").clone();
    let text = |finding: &serde_json::Value, key: &str| finding[key].to_string().replace('"', "");
    list.iter()
        .map(|finding| {
            let place = format!("{}:{}", text(finding, "file"), text(finding, "line"));
            (text(finding, "code"), place)
        })
        .collect()
}

fn copy_all(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().flatten() {
        let local = entry.path().strip_prefix(from).expect("it was found there");
        let target = to.join(local);
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(&target).expect("the copy can be written");
        } else {
            std::fs::copy(entry.path(), &target).expect("the copy can be written");
        }
    }
}
