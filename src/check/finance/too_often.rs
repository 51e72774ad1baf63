//! F021.

use crate::check::Check;
use crate::check::identity;
use crate::diagnostic::{Level, Rule};

/// F021: which columns and which formula, the catalogue says.
pub(crate) static TOO_OFTEN: Check = Check {
    rule: Rule {
        code: "F021",
        title: "出现的次数太多",
        level: Level::Error,
        basis: &["VCOL-18", "RCOL-19"],
        explain: "有的人或号最多只能出现几次，例如一个人最多接受三名选民委托投票。",
        example: "受托人 王一 出现 4 次",
        repair: "受托人 王一 出现 3 次",
    },
    run: identity::check,
};
