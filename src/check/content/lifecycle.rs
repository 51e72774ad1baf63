//! C031: prepared, then reviewed, then approved, then published and posted.

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;

/// Prepared ≤ reviewed ≤ approved ≤ published = posted from (DOMAIN §8, PUB-02).
pub(crate) static LIFECYCLE: Check = Check {
    rule: Rule {
        code: "C031",
        title: "编制、审核、签批、公布的先后不对",
        level: Level::Error,
        basis: &["SD-CWGK-11", "OPN-2004-17"],
        explain: "一条公开先编制，再由监督委员会审核，再由书记或主任签批，然后公布并当天张贴。后一步的日期不能早于前一步，否则说明有的手续是后补的，或者日期写错了。",
        example: "审核日期: 2025-10-05\n签批日期: 2025-10-03",
        repair: "审核日期: 2025-10-05\n签批日期: 2025-10-06",
    },
    run: lifecycle,
};

const STAGES: &[&str] = &[
    "prepared_on",
    "supervision_reviewed_on",
    "approved_on",
    "published_on",
];

fn lifecycle(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in &scope.village.records {
        stages(record, report);
        posted_when_published(record, report);
    }
}

fn stages(record: &Record, report: &mut Report<'_>) {
    let given: Vec<_> = STAGES
        .iter()
        .filter_map(|id| Some((record.fields.0.get(*id)?, record.fields.date(id)?)))
        .collect();
    for pair in given.windows(2) {
        let [(earlier, first), (later, second)] = pair else {
            continue;
        };
        if second.value < first.value {
            let (one, two) = (&later.def.name, &earlier.def.name);
            report
                .at(
                    second.span,
                    format!("`{one}`（{}）早于`{two}`（{}）", second.value, first.value),
                )
                .label(first.span, two.clone())
                .help("核对两个日期；确实先后颠倒的，重新履行手续后再公布");
        }
    }
}

fn posted_when_published(record: &Record, report: &mut Report<'_>) {
    let (Some(published), Some(posted)) = (
        record.fields.date("published_on"),
        record.fields.date("post_from"),
    ) else {
        return;
    };
    if posted.value != published.value {
        report
            .at(
                posted.span,
                format!(
                    "`张贴起`（{}）与`公布日期`（{}）不是同一天",
                    posted.value, published.value
                ),
            )
            .label(published.span, "公布日期")
            .help("公布当天张贴，两个日期写成一样；补贴或重贴的写新的公布日期");
    }
}
