//! F006.

use crate::check::Check;
use crate::check::identity;
use crate::diagnostic::{Level, Rule};

/// F006: which columns and which formula, the catalogue says.
pub(crate) static ONE_SIDE: Check = Check {
    rule: Rule {
        code: "F006",
        title: "一行只能是收入或支出",
        level: Level::Error,
        basis: &["CWGK-2011"],
        explain: "逐笔账上一行只写收入或只写支出。两边都写或都不写，这一笔就说不清。",
        example: "- {摘要: 退押金, 收入: 500.00, 支出: 500.00}",
        repair: "- {摘要: 收押金, 收入: 500.00}\n- {摘要: 退押金, 支出: 500.00}",
    },
    run: identity::check,
};
