//! F018.

use crate::check::Check;
use crate::check::identity;
use crate::diagnostic::{Level, Rule};

/// F018: which columns and which formula, the catalogue says.
pub(crate) static NEGATIVE: Check = Check {
    rule: Rule {
        code: "F018",
        title: "现金或结余是负数",
        level: Level::Error,
        basis: &["CWGK-2011"],
        explain: "现金不会少于零。出现负数，多半是漏记了收入，或者收支方向记反了。",
        example: "库存现金余额: -350.00",
        repair: "库存现金余额: 350.00",
    },
    run: identity::check,
};
