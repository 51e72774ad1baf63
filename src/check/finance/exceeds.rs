//! F014.

use crate::check::Check;
use crate::check::identity;
use crate::diagnostic::{Level, Rule};

/// F014: which columns and which formula, the catalogue says.
pub(crate) static EXCEEDS: Check = Check {
    rule: Rule {
        code: "F014",
        title: "部分超过了整体",
        level: Level::Error,
        basis: &["CWGK-2011"],
        explain: "已付不能超过决算，支出不能超过能用的钱，收到不能超过批准数。超过了，不是数错了，就是有一笔没有公布。",
        example: "- {决算: 18.00万元, 已付: 19.00万元}",
        repair: "- {决算: 18.00万元, 已付: 17.00万元}",
    },
    run: identity::check,
};
