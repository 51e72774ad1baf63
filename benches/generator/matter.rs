//! Decisions with all of their steps.

use chrono::{Days, NaiveDate};

use crate::generator::random::Random;
use crate::generator::{day, head};

/// Why the representatives may decide at all; the first record of this kind in a village.
pub(crate) fn authorisation() -> (String, String) {
    let text = format!(
        "公开事项: 村(居)民会议授权清单\n标题: 村民会议授权村民代表会议决定的事项\n期间: 2021-03-22\n{}时间: 2021-03-22\n\
         应到: 1032\n实到: 684\n同意: 651\n备案日期: 2021-03-26\n授权事项:\n\
         \x20 - {{事项: 误工补贴人员及标准, 范围: 不超过镇核定数, 起: 2021-03-24, 止: 2026-12-31}}\n",
        head(NaiveDate::from_ymd_opt(2021, 3, 24).expect("a day of the calendar")),
    );
    ("decision/authorisation.yaml".to_owned(), text)
}

/// A matter decided by the representatives.
pub(crate) fn write(index: usize, random: &mut Random) -> (String, String) {
    let published = day(index);
    let before = |days| published - Days::new(days);
    let against = random.below(5);
    let abstained = random.below(4);
    let text = format!(
        "公开事项: 重大事项登记(动议)\n标题: 误工补贴人员和标准（第{index}号）\n{head}\
         事项类型: 误工补贴人员及标准\n决策程序: 一报四议两公开\n步骤:\n\
         \x20 - {{步骤: 动议, 时间: {d1}, 动议来源: 村干部提议, 正文: 补贴标准多年没有调整，跑腿的事比那时多。}}\n\
         \x20 - {{步骤: 一报, 时间: {d2}, 报告对象: 中共测速镇委员会, 答复意见: 已备案, 答复日期: {d3}, 批复文号: 测委备〔2025〕{index}号}}\n\
         \x20 - {{步骤: 提议, 会议: 支部委员会, 时间: {d4}, 主持人: 韩德顺, 记录人: 吕晓敏, 应到: 5, 实到: 5, 同意: 5, 反对: 0, 弃权: 0, 结果: 通过}}\n\
         \x20 - {{步骤: 商议, 会议: 两委联席会议, 时间: {d5}, 主持人: 韩德顺, 记录人: 吕晓敏, 应到: 7, 实到: 7, 同意: 7, 反对: 0, 弃权: 0, 结果: 通过, 讨论意见: 每人每月300元，按季发。}}\n\
         \x20 - {{步骤: 审议, 会议: 党员大会, 通知日期: {d5}, 时间: {d6}, 主持人: 韩德顺, 记录人: 宋玉芬, 有表决权总数: 44, 应到: 44, 实到: 38, 同意: 36, 反对: 1, 弃权: 1, 结果: 通过}}\n\
         \x20 - {{步骤: 决议, 会议: 村民代表会议, 通知日期: {d7}, 通知方式: 张贴并书面, 时间: {d8}, 主持人: 姜树林, 记录人: 吕晓敏, 应到: 47, 实到: 43, 妇女代表应到: 16, 妇女代表实到: 13, 法定人数依据: 组成人员三分之二, 同意: {agreed}, 反对: {against}, 弃权: {abstained}, 结果: 通过, 决议内容: 五名村民小组长每人每月300元误工补贴，按季发放。}}\n\
         \x20 - {{步骤: 决议公开, 张贴起: {d9}, 张贴止: {d10}, 异议期起: {d9}, 异议期止: {d11}, 异议受理: 村务监督委员会 05XX-555 0186, 异议处理: 没有收到意见, 监督意见: 同意}}\n\
         \x20 - {{步骤: 实施, 时间: {d12}, 实施情况: 名单和标准报镇农经站。}}\n\
         \x20 - {{步骤: 实施结果公开, 张贴起: {published}, 张贴止: {d13}, 正文: 发放情况每季度列在集体收支明细里。, 监督意见: 同意}}\n",
        head = head(published),
        agreed = 43 - against - abstained,
        d1 = before(53),
        d2 = before(43),
        d3 = before(39),
        d4 = before(36),
        d5 = before(33),
        d6 = before(28),
        d7 = before(27),
        d8 = before(17),
        d9 = before(16),
        d10 = published + Days::new(2),
        d11 = before(11),
        d12 = before(4),
        d13 = published + Days::new(20),
    );
    (format!("decision/{index:05}.yaml"), text)
}
