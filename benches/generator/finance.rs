//! Months of accounts that follow from one another.

use std::fmt::Write as _;

use chrono::{Datelike as _, Days, Months, NaiveDate};

use crate::generator::random::Random;
use crate::generator::{head, yuan};

/// The accounts of a village, month after month.
#[derive(Debug)]
pub(crate) struct Ledger {
    month: NaiveDate,
    balance_fen: u64,
}

const INCOME: [&str; 4] = [
    "收机井灌溉水费",
    "收粮食仓储库租金",
    "收屋顶光伏发电结算款",
    "银行存款利息",
];
const EXPENSE: [&str; 6] = [
    "发放保洁员劳务费",
    "村部及活动广场电费",
    "老年餐厅食材款",
    "5号机井电缆更换",
    "村内道路清淤",
    "路灯电费",
];

impl Ledger {
    /// The first of `months` months, of which the last is October 2026.
    pub(crate) fn ending(months: usize) -> Self {
        let last = NaiveDate::from_ymd_opt(2026, 10, 1).expect("a day of the calendar");
        let back = u32::try_from(months.saturating_sub(1)).expect("fewer months than 2^32");
        Self {
            month: last - Months::new(back),
            balance_fen: 100_000_000,
        }
    }

    /// The next month.
    pub(crate) fn month(&mut self, random: &mut Random) -> (String, String) {
        let opening = self.balance_fen;
        let (mut income, mut expense, mut lines) = (0, 0, String::new());
        let count = random.between(12, 20);
        for line in 1..=count {
            let date = self.month + Days::new(line + 3);
            let fen = random.between(1_000, 500_000);
            let (text, side) = if line % 3 == 0 {
                income += fen;
                self.balance_fen += fen;
                (random.pick(&INCOME), "收入")
            } else {
                expense += fen;
                self.balance_fen -= fen;
                (random.pick(&EXPENSE), "支出")
            };
            writeln!(lines,
                "  - {{日期: {}, 凭证号: 记-{line}, 摘要: {text}, {side}: {}, 余额: {}, 经手人: {}, 证明人: {}, 审批人: 韩德顺}}",
                date.format("%m-%d"),
                yuan(fen),
                yuan(self.balance_fen),
                random.person(),
                random.person(),
            ).expect("a string takes everything");
        }
        let closing = self.balance_fen;
        let period = self.month.format("%Y-%m").to_string();
        let text = format!(
            "公开事项: 集体收支逐笔明细\n标题: {}年{}月收支逐笔公开\n期间: {period}\n账簿: 农村集体经济组织\n{}期初余额: {}\n\
             收支明细:\n{lines}收入合计: {}\n支出合计: {}\n期末余额: {}\n民主理财审核人: [丁长河, 刘桂荣, 马洪亮]\n会计: 周静\n\
             报账员: 吕晓敏\n",
            self.month.year(),
            self.month.month(),
            head(self.month + Months::new(1) + Days::new(8)),
            yuan(opening),
            yuan(income),
            yuan(expense),
            yuan(closing),
        );
        self.month = self.month + Months::new(1);
        (format!("finance/{period}.yaml"), text)
    }
}
