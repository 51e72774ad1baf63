//! F017.

use crate::check::Check;
use crate::check::identity;
use crate::diagnostic::{Level, Rule};

/// F017: which columns and which formula, the catalogue says.
pub(crate) static OTHER_TABLE: Check = Check {
    rule: Rule {
        code: "F017",
        title: "别的表里的数对不上",
        level: Level::Error,
        basis: &["CWGK-2011"],
        explain: "同一个数在两张表里出现，例如资产负债表和资产台账，要一致；三个月的逐笔明细相加，要等于这个季度的汇总，半年和全年也一样。写成万元的，差在四舍五入以内不算。",
        example: "季度汇总 收入合计 30,000.00；三个月明细相加 31,000.00",
        repair: "季度汇总 收入合计 31,000.00",
    },
    run: identity::check,
};
