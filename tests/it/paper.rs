//! Sheets of a small village: what is carried from leaf to leaf, which records are filed, and what a quarter says.
#![expect(
    clippy::disallowed_methods,
    reason = "the village is written into a temporary folder"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use chrono::NaiveDate;
use sanwu::{Look, build_folder};

#[test]
fn a_long_sheet_is_parted_and_its_totals_carried() {
    let pages = site();
    let sheet = &pages["finance/2026-10/print.html"];
    let leaves: Vec<&str> = sheet.split("<div class=\"leaf\">").skip(1).collect();
    assert!(leaves.len() > 2, "{}", leaves.len());
    for (index, leaf) in leaves.iter().enumerate() {
        let number = format!(
            "<p class=\"turn\">第 {} 页 共 {} 页</p>",
            index + 1,
            leaves.len()
        );
        assert!(leaf.contains(&number), "{number}");
    }
    assert!(leaves[0].contains("过次页") && !leaves[0].contains("承前页"));
    // What one leaf carries over, the next one brings.
    let carried = |leaf: &str, name: &str| -> Option<String> {
        let (_, row) = leaf.split_once(name)?;
        Some(row.split_once("</tr>")?.0.replace('\n', ""))
    };
    for pair in leaves.windows(2) {
        assert_eq!(pair[0].contains("过次页"), pair[1].contains("承前页"));
        assert_eq!(carried(pair[0], "过次页"), carried(pair[1], "承前页"));
    }
    assert!(sheet.contains("120,000.00"), "the total");
}

#[test]
fn documents_have_a_second_sheet_and_lists_have_none() {
    let pages = site();
    let filed = &pages["affairs/notice/gongwen.html"];
    for part in [
        "<p class=\"redhead\">大王村民委员会文件</p>",
        "<h2 class=\"l1\">一、时间</h2>",
        "<p>大王村村民委员会</p><p>2026年10月8日</p>",
    ] {
        assert!(filed.contains(part), "{part} in {filed}");
    }
    assert!(
        !filed.contains("抄送") && !filed.contains("印发"),
        "only from data"
    );
    assert!(pages["affairs/notice/index.html"].contains("href=\"gongwen.html\">打印公文版"));
    assert!(!pages.contains_key("finance/2026-10/gongwen.html"));
}

#[test]
fn a_quarter_is_told_on_one_leaf() {
    let pages = site();
    let poster = &pages["posters/2026-q4/index.html"];
    for part in [
        "大王村2026年第四季度公开了什么",
        "只公开了10月",
        "120,000.00",
        "财务公开 1 件",
        "村务公开 1 件",
    ] {
        assert!(poster.contains(part), "{part} in {poster}");
    }
    let plain = &pages["plain/2026-q4/index.html"];
    for part in [
        "12.00 万元",
        "平均每户 <span class=\"nb\">400.00 元",
        "花得最多的几项",
    ] {
        assert!(plain.contains(part), "{part} in {plain}");
    }
    for page in [poster, plain] {
        assert_eq!(
            page.matches("<p class=\"turn\">第 1 页 共 1 页</p>")
                .count(),
            1
        );
    }
    assert!(pages["due/index.html"].contains("../posters/2026-q4/index.html"));
    assert!(pages["index.html"].contains("plain/2026-q4/index.html"));
}

/// A village with a month of 120 vouchers of a thousand yuan, and a notice.
fn site() -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().unwrap();
    let put = |path: &str, text: &str| {
        let path = folder.path().join("content").join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    put(
        "village.yaml",
        "名称: 大王村\n类型: 村\n上级: 柳溪镇\n户数: 300\n区划代码: \"379902003020\"\n公开栏位置: 村委会门前\n\
         意见受理: 村务监督委员会 05XX-555 0420\n值班电话: 05XX-555 0421\n文头: {村民委员会: 大王村民委员会文件}\n",
    );
    let mut rows = String::new();
    for number in 1..=120 {
        writeln!(rows, "  - {{日期: 10-09, 凭证号: 记-{number}, 摘要: 付清淤工程款, 支出: \"1,000.00\", 经手人: 赵四, 证明人: 钱五, 审批人: 张三}}").unwrap();
    }
    put(
        "finance/2026-10.yaml",
        &format!(
            "公开事项: 集体收支逐笔明细\n标题: 2026年10月收支\n期间: 2026-10\n编制人: 王一\n编制日期: 2026-11-03\n审核人: 李二\n\
             审核意见: 同意\n审核日期: 2026-11-05\n签批人: 张三\n签批日期: 2026-11-06\n公布日期: 2026-11-08\n张贴起: 2026-11-08\n\
             张贴止: 2026-11-26\n期初余额: \"200,000.00\"\n收支明细:\n{rows}期末余额: \"80,000.00\"\n"
        ),
    );
    put(
        "affairs/notice.md",
        "---\n标题: 关于冬灌的通知\n类别: 村务公开\n公布日期: 2026-10-08\n---\n\n各组轮水。\n\n## 时间\n\n十月九日起。\n",
    );
    let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    let pages = build_folder(Path::new(folder.path()), Look::on(today)).unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    pages
        .into_iter()
        .map(|(path, bytes)| (path, text(bytes)))
        .collect()
}
