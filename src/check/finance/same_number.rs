//! F008.

use crate::check::Check;
use crate::check::identity;
use crate::diagnostic::{Level, Rule};

/// F008: which columns and which formula, the catalogue says.
pub(crate) static SAME_NUMBER: Check = Check {
    rule: Rule {
        code: "F008",
        title: "号码重复",
        level: Level::Error,
        basis: &["CWGK-2011", "ACCT-17"],
        explain: "凭证号、资产编号、合同号一号一件。重复了，可能是同一笔记了两次，也可能抄错了号。",
        example: "- {凭证号: 记-3, …}\n- {凭证号: 记-3, …}",
        repair: "- {凭证号: 记-3, …}\n- {凭证号: 记-4, …}",
    },
    run: identity::check,
};
