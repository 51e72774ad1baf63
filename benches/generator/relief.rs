//! Lists of households that receive relief.

use std::fmt::Write as _;

use crate::generator::random::Random;
use crate::generator::{day, head, yuan};

const GROUPS: [&str; 5] = ["一组", "二组", "三组", "四组", "五组"];

/// A list with an amount a household.
pub(crate) fn write(index: usize, random: &mut Random) -> (String, String) {
    let published = day(index);
    let mut rows = String::new();
    for _ in 0..random.between(8, 16) {
        writeln!(
            rows,
            "  - {{姓名: {}, 村民小组: {}, 人数: {}, 金额: {}, 起始月: {}}}",
            random.person(),
            random.pick(&GROUPS),
            random.between(1, 4),
            yuan(random.between(30_000, 120_000)),
            published.format("%Y-%m"),
        )
        .expect("a string takes everything");
    }
    let text = format!(
        "公开事项: 低保、特困、低保边缘、刚性支出困难家庭确认名单\n标题: 最低生活保障对象确认名单（第{index}批）\n期间: {published}\n{}\
         救助类别: 最低生活保障\n标准: 农村低保每人每月928元，按差额补\n起始月份: {}\n异议受理: 测速镇民政办 05XX-555 0125\n\
         对象名单:\n{rows}",
        head(published),
        published.format("%Y-%m"),
    );
    (format!("affairs/relief-{index:05}.yaml"), text)
}
