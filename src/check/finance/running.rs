//! F002.

use crate::check::Check;
use crate::check::identity;
use crate::diagnostic::{Level, Rule};

/// F002: which columns and which formula, the catalogue says.
pub(crate) static RUNNING: Check = Check {
    rule: Rule {
        code: "F002",
        title: "逐笔余额不平",
        level: Level::Error,
        basis: &["CWGK-2011", "SD-CWGK-12"],
        explain: "逐笔账上，每一行的余额等于上一行余额加这一行收入、减这一行支出。",
        example: "- {收入: 100.00, 余额: 100.00}\n- {支出: 30.00, 余额: 80.00}",
        repair: "- {收入: 100.00, 余额: 100.00}\n- {支出: 30.00, 余额: 70.00}",
    },
    run: identity::check,
};
