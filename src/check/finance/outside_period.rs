//! F007.

use crate::check::Check;
use crate::check::identity;
use crate::diagnostic::{Level, Rule};

/// F007: which columns and which formula, the catalogue says.
pub(crate) static OUTSIDE_PERIOD: Check = Check {
    rule: Rule {
        code: "F007",
        title: "日期不在本期",
        level: Level::Error,
        basis: &["CWGK-2011"],
        explain: "逐笔账上每一笔的日期要在这条记录的期间之内，否则同一笔可能两期都记或都没记。",
        example: "期间: 2025-09\n- {日期: 2025-10-02, …}",
        repair: "期间: 2025-09\n- {日期: 2025-09-30, …}",
    },
    run: identity::check,
};
