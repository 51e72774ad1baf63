//! F001.

use crate::check::Check;
use crate::check::identity;
use crate::diagnostic::{Level, Rule};

/// F001: which columns and which formula, the catalogue says.
pub(crate) static ROW: Check = Check {
    rule: Rule {
        code: "F001",
        title: "这一行算式不平",
        level: Level::Error,
        basis: &["CWGK-2011"],
        explain: "表里一行的几个数有固定关系，例如 期初＋增加－减少＝期末，原值－累计折旧＝净值。对不上，多半是抄错了一个数。",
        example: "- {期初: 100.00, 增加: 50.00, 减少: 20.00, 期末: 120.00}",
        repair: "- {期初: 100.00, 增加: 50.00, 减少: 20.00, 期末: 130.00}",
    },
    run: identity::check,
};
