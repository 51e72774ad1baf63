//! F016.

use crate::check::Check;
use crate::check::identity;
use crate::diagnostic::{Level, Rule};

/// F016: which columns and which formula, the catalogue says.
pub(crate) static STATEMENT: Check = Check {
    rule: Rule {
        code: "F016",
        title: "报表不平",
        level: Level::Error,
        basis: &["ACC-2023-14", "ACCT-21"],
        explain: "资产总计等于负债合计加所有者权益合计，各小计等于各行之和；收益及收益分配表的各步也要接得上。",
        example: "资产总计 500,000.00，负债合计 100,000.00，所有者权益合计 390,000.00",
        repair: "资产总计 500,000.00，负债合计 100,000.00，所有者权益合计 400,000.00",
    },
    run: identity::check,
};
