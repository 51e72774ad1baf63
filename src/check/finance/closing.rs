//! F003.

use crate::check::Check;
use crate::check::identity;
use crate::diagnostic::{Level, Rule};

/// F003: which columns and which formula, the catalogue says.
pub(crate) static CLOSING: Check = Check {
    rule: Rule {
        code: "F003",
        title: "期末余额不平",
        level: Level::Error,
        basis: &["CWGK-2011", "SD-CWGK-12"],
        explain: "期末余额应等于期初余额加本期收入、减本期支出。对不上，多半是明细漏记或抄错了数。",
        example: "期初余额: 12,300.00\n期末余额: 20,000.00（明细净增 8,000.00）",
        repair: "期初余额: 12,300.00\n期末余额: 20,300.00",
    },
    run: identity::check,
};
