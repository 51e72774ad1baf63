//! F009.

use crate::check::Check;
use crate::check::identity;
use crate::diagnostic::{Level, Rule};

/// F009: which columns and which formula, the catalogue says.
pub(crate) static NUMBER_GAP: Check = Check {
    rule: Rule {
        code: "F009",
        title: "凭证号不连续",
        level: Level::Warning,
        basis: &["CWGK-2011"],
        explain: "一本账一个月的凭证号应当连着。中间缺号，可能漏公布了一笔；作废的凭证也应说明。",
        example: "- {凭证号: 记-3, …}\n- {凭证号: 记-5, …}",
        repair: "- {凭证号: 记-3, …}\n- {凭证号: 记-4, …}\n- {凭证号: 记-5, …}",
    },
    run: identity::check,
};
