//! F019.

use crate::check::Check;
use crate::check::identity;
use crate::diagnostic::{Level, Rule};

/// F019: which columns and which formula, the catalogue says.
pub(crate) static GOES_WITH: Check = Check {
    rule: Rule {
        code: "F019",
        title: "这一格要和另一格一起写",
        level: Level::Error,
        basis: &["CWGK-2011"],
        explain: "有的格写了，另一格就必须写：免缴的要写原因，有应出工的要写实出工，兼职的要写来源单位。",
        example: "- {户: 12, 减免: 是}",
        repair: "- {户: 12, 减免: 是, 原因: 五保户，代表会议同意}",
    },
    run: identity::check,
};
