//! Free notices in Markdown, about six thousand bytes each, with a table of 12 to 20 rows.

use std::fmt::Write as _;

use crate::generator::day;
use crate::generator::random::Random;

const SENTENCES: [&str; 9] = [
    "请各户在本月底前到村部核对面积和金额，**逾期不再更改**。",
    "所需材料由村里统一复印，不收费用，也不用另外跑镇上。",
    "各组组长已经逐户走过一遍，外出的户用电话核对，并在表上注明。",
    "这项工作由村务监督委员会全程参加，登记表原件放在一楼档案室，可以随时查看。",
    "遇到下雨顺延一天，顺延以大喇叭广播为准。",
    "《管护办法》第三条写明，公用设施损坏由责任人修复；找不到责任人的，从集体收入里列支。",
    "东边三条巷道先动工，西边等麦收以后再做，工期一共二十五天。",
    "老人和行动不便的户，由网格员上门办理。",
    "数字有出入的，先找报账员吕晓敏，再找村务监督委员会。",
];
const ITEMS: [&str; 6] = [
    "巷道整修",
    "机井维护",
    "路灯更换",
    "清运垃圾",
    "植树",
    "管道检修",
];

/// A notice.
pub(crate) fn write(index: usize, random: &mut Random) -> (String, String) {
    let published = day(index);
    let mut body = String::new();
    for section in ["一、安排", "二、办法", "三、要求"] {
        write!(body, "## {section}\n\n").expect("a string takes everything");
        for _ in 0..3 {
            for _ in 0..random.between(4, 6) {
                body.push_str(random.pick(&SENTENCES));
            }
            body.push_str("\n\n");
        }
    }
    body.push_str("| 序号 | 事项 | 负责人 | 数量 | 金额（元） |\n|---:|---|---|---:|---:|\n");
    for row in 1..=random.between(12, 20) {
        writeln!(
            body,
            "| {row} | {} | {} | {} | {}.00 |",
            random.pick(&ITEMS),
            random.person(),
            random.between(1, 30),
            random.between(100, 9_000),
        )
        .expect("a string takes everything");
    }
    let text = format!(
        "---\n标题: 关于第{index}号事项安排的通知\n类别: 村务公开\n公布日期: {published}\n---\n\n{body}"
    );
    (format!("affairs/notice-{index:05}.md"), text)
}
