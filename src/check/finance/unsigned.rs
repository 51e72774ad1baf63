//! F010.

use crate::check::Check;
use crate::check::identity;
use crate::diagnostic::{Level, Rule};

/// F010: which columns and which formula, the catalogue says.
pub(crate) static UNSIGNED: Check = Check {
    rule: Rule {
        code: "F010",
        title: "支出缺少经手、证明或审批",
        level: Level::Error,
        basis: &["CWGK-2011", "SD-CWGK-12"],
        explain: "每笔支出要有经手人、证明人和审批人，谁经办、谁证明、谁同意都落到人。",
        example: "- {摘要: 付电费, 支出: 860.00, 经手人: 赵四}",
        repair: "- {摘要: 付电费, 支出: 860.00, 经手人: 赵四, 证明人: 钱五, 审批人: 张三}",
    },
    run: identity::check,
};
