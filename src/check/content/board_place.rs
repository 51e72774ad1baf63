//! C042: a village says where its board hangs.

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};

/// 没有写公开栏位置 (PUB-12).
pub(crate) static BOARD_PLACE: Check = Check {
    rule: Rule {
        code: "C042",
        title: "没有写公开栏位置",
        level: Level::Warning,
        basis: &["VCOL-35", "RCOL-34"],
        explain: "法律要求设固定的公开栏，网上公开是另加的。写了`启用日期`、正式用起来的村，要在`village.yaml`里写明公开栏在哪里。",
        example: "名称: 东村\n启用日期: 2026-01-01",
        repair: "名称: 东村\n启用日期: 2026-01-01\n公开栏位置: 村委会院内东墙",
    },
    run: board_place,
};

fn board_place(scope: &Scope<'_>, report: &mut Report<'_>) {
    let profile = &scope.village.profile;
    if profile.started.is_none() || !profile.board_location.is_empty() {
        return;
    }
    // One place on a record is not the village's board, but it is a board that people can find.
    let mut records = scope.village.published();
    if records.any(|record| record.fields.has("board_location")) {
        return;
    }
    report
        .at(
            scope.village.span,
            "没有写公开栏位置，居民不知道墙上的原件在哪里",
        )
        .help("在 village.yaml 里写`公开栏位置`");
}
