//! F004.

use crate::check::Check;
use crate::check::identity;
use crate::diagnostic::{Level, Rule};

/// F004: which columns and which formula, the catalogue says.
pub(crate) static CARRIED_FORWARD: Check = Check {
    rule: Rule {
        code: "F004",
        title: "期初与上期期末对不上",
        level: Level::Error,
        basis: &["CWGK-2011", "ACCT-17"],
        explain: "这一期的期初余额应等于上一期公布的期末余额，同一本账、同一个账户、同一项资金。对不上，说明中间有钱没有公布，或者有一期抄错了。中间有一期没有公布、撤回了或还是草稿，就和上一次公布的期末比，并写出缺哪一期。",
        example: "上期 期末余额: 10,100.00\n本期 期初余额: 10,000.00",
        repair: "本期 期初余额: 10,100.00",
    },
    run: identity::check,
};
