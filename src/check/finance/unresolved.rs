//! F020.

use crate::check::Check;
use crate::check::identity;
use crate::diagnostic::{Level, Rule};

/// F020: which columns and which formula, the catalogue says.
pub(crate) static UNRESOLVED: Check = Check {
    rule: Rule {
        code: "F020",
        title: "这一格写的编号找不到",
        level: Level::Error,
        basis: &["CWGK-2011"],
        explain: "台账里写的决策事项、合同号，要能在公开的记录里找到，居民点开就能看到来龙去脉。",
        example: "- {合同号: HT-9, 决策事项: decision/2026-9}（没有这条记录）",
        repair: "- {合同号: HT-9, 决策事项: decision/2026-lease}",
    },
    run: identity::check,
};
