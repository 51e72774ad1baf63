//! F013.

use crate::check::Check;
use crate::check::identity;
use crate::diagnostic::{Level, Rule};

/// F013: which columns and which formula, the catalogue says.
pub(crate) static PRODUCT: Check = Check {
    rule: Rule {
        code: "F013",
        title: "单价乘数量与金额对不上",
        level: Level::Error,
        basis: &["CWGK-2011"],
        explain: "面积乘单价等于年租金，份额乘单价等于金额，精确到分。",
        example: "- {面积: 10, 单价: 800.00, 年租金: 8,800.00}",
        repair: "- {面积: 10, 单价: 800.00, 年租金: 8,000.00}",
    },
    run: identity::check,
};
