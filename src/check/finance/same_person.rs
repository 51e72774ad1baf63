//! F011.

use crate::check::Check;
use crate::check::identity;
use crate::diagnostic::{Level, Rule};

/// F011: which columns and which formula, the catalogue says.
pub(crate) static SAME_PERSON: Check = Check {
    rule: Rule {
        code: "F011",
        title: "经手、证明、审批是同一个人",
        level: Level::Warning,
        basis: &["CWGK-2011"],
        explain: "经手、证明和审批由不同的人来做，才互相看得住。村小人少确有困难的，用`豁免`写明原因，会一起公开。",
        example: "- {支出: 860.00, 经手人: 赵四, 证明人: 赵四, 审批人: 张三}",
        repair: "- {支出: 860.00, 经手人: 赵四, 证明人: 钱五, 审批人: 张三}",
    },
    run: identity::check,
};
