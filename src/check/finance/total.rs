//! F005.

use crate::check::Check;
use crate::check::identity;
use crate::diagnostic::{Level, Rule};

/// F005: which columns and which formula, the catalogue says.
pub(crate) static TOTAL: Check = Check {
    rule: Rule {
        code: "F005",
        title: "合计与明细对不上",
        level: Level::Error,
        basis: &["CWGK-2011"],
        explain: "合计应等于各行相加。居民最先看的就是合计，合计错了，后面都说不清。",
        example: "收入合计: 3,000.00（明细相加 3,500.00）",
        repair: "收入合计: 3,500.00",
    },
    run: identity::check,
};
