//! F015.

use crate::check::Check;
use crate::check::identity;
use crate::diagnostic::{Level, Rule};

/// F015: which columns and which formula, the catalogue says.
pub(crate) static ORDER: Check = Check {
    rule: Rule {
        code: "F015",
        title: "起止颠倒",
        level: Level::Error,
        basis: &["CWGK-2011"],
        explain: "合同、承包的起始日期要早于终止日期，水表、电表的止码不会小于起码。",
        example: "- {期限起: 2026-01-01, 期限止: 2025-12-31}",
        repair: "- {期限起: 2026-01-01, 期限止: 2026-12-31}",
    },
    run: identity::check,
};
