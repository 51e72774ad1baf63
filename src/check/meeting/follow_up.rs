//! M017: what must be filed or approved is, before the work begins.

use chrono::NaiveDate;

use crate::catalog::procedure::matter::{Matter as MatterDef, Then};
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::matter::{Matter, Step};
use crate::model::record::Record;
use crate::source::Span;

/// 需要备案或批准的事, 实施前先备案, 批准 (PROC-16).
pub(crate) static FOLLOW_UP: Check = Check {
    rule: Rule {
        code: "M017",
        title: "实施以前未见备案或批准",
        level: Level::Error,
        basis: &["VCOL-31", "RLCL-52", "RLCL-28", "RCEOL-28"],
        explain: "有的事会上通过了还不能办：村规民约要备案，发包给外人要乡镇批准，调整承包地要乡镇和县里批准，集体合并分立要审核批准、通知债权人。要批准的，`实施`（没有实施的看`实施结果公开`）以前要有批准这一步，写明日期和机关；法律没有定备案的日子，所以备案到公开结果时还没有才提醒。还没有实施的不提醒。",
        example: "事项类型: 发包给本集体以外单位个人\n步骤:\n  - {步骤: 成员大会决议, 时间: 2026-06-02, …}\n  - {步骤: 实施, 时间: 2026-06-20}",
        repair: "事项类型: 发包给本集体以外单位个人\n步骤:\n  - {步骤: 成员大会决议, 时间: 2026-06-02, …}\n  - {步骤: 乡镇批准, 时间: 2026-06-10, 批准机关: 东乡人民政府}\n  - {步骤: 实施, 时间: 2026-06-20}",
    },
    run: follow_up,
};

fn follow_up(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in &scope.village.records {
        let Some(matter) = &record.matter else {
            continue;
        };
        let kind = matter.kind.as_ref();
        let def = kind.and_then(|kind| scope.catalog.procedure.matters.get(&kind.value));
        // Nothing is to be filed while nothing was decided.
        if let Some(def) = def.filter(|_| matter.resolution().is_some()) {
            for then in &def.then {
                one(scope, record, matter, (def, then), report);
            }
        }
    }
}

fn one(
    scope: &Scope<'_>,
    record: &Record,
    matter: &Matter,
    (def, then): (&MatterDef, &Then),
    report: &mut Report<'_>,
) {
    let Some(id) = then.step.as_deref() else {
        return;
    };
    // The law sets no day for a filing, so it is missed only when all is done.
    let is_filing = id == FILE;
    let soft = is_filing || !def.confidence.may_block() || !is_in_force(scope, record, def);
    let name = &then.name;
    let Some(step) = matter.step(id) else {
        let told = is_told(matter, name);
        if let Some((span, says)) = begun(matter, is_filing).filter(|_| !(is_filing && told)) {
            report
                .at(span, format!("{says}，未见`{name}`这一步"))
                .help(format!(
                    "补记`{name}`的日期和机关；确实没有办的，先停下来补办"
                ))
                .basis(&def.basis)
                .warn_if(soft || told);
        }
        return;
    };
    let offices = ["filing_office", "approval_office", "report_to"];
    if !offices.iter().any(|field| step.fields.has(field)) && id != NOTIFY {
        report
            .at(step.name, format!("`{name}`没有写机关"))
            .help("补上`备案机关`或`批准机关`")
            .basis(&def.basis)
            .warn_if(soft);
    }
    late(matter, (def, then), step, soft, report);
}

/// 备案, of charters and of the roster of members.
const FILE: &str = "file";

/// Creditors are told by the collective itself, within the days that the law gives.
const NOTIFY: &str = "notify_creditors";

fn late(
    matter: &Matter,
    (def, then): (&MatterDef, &Then),
    step: &Step,
    soft: bool,
    report: &mut Report<'_>,
) {
    let Some(done) = step.dated() else { return };
    if let (Some(days), Some(resolved)) = (then.within_days, matter.resolved_on()) {
        let taken = (done.value - resolved).num_days();
        if taken > i64::from(days) {
            report
                .at(
                    done.span,
                    format!("决议后 {taken} 天才{}，期限是 {days} 天", then.name),
                )
                .help("核对两个日期；确实晚了的写明原因")
                .basis(&def.basis)
                .warn_if(true);
        }
        return;
    }
    let Some(begun) = matter.step("implement").and_then(Step::dated) else {
        return;
    };
    if done.value > begun.value {
        report
            .at(
                begun.span,
                format!(
                    "实施（{}）早于`{}`（{}）",
                    begun.value, then.name, done.value
                ),
            )
            .label(done.span, then.name.clone())
            .help("核对两个日期；没有备案、批准的不能先实施")
            .basis(&def.basis)
            .warn_if(soft);
    }
}

/// Where the board shows that the work began, or for a filing that all is done.
fn begun(matter: &Matter, is_filing: bool) -> Option<(Span, String)> {
    let result = matter
        .step("disclose_result")
        .map(|step| (step, "公开了结果"));
    let work = matter.step("implement").map(|step| (step, "已经实施"));
    let (step, says) = if is_filing { result } else { work.or(result) }?;
    let on = step.date().map_or_else(String::new, |on| format!("{on} "));
    Some((step.name, format!("{on}{says}")))
}

/// Whether the words of some step tell of it: `6月15日报街道办事处备案`.
fn is_told(matter: &Matter, name: &str) -> bool {
    let word = ["备案", "批准", "审核", "通知"]
        .into_iter()
        .find(|word| name.contains(word));
    let after = matter.steps.iter().filter(|step| {
        step.is("implement") || step.is("disclose_result") || step.is("disclose_resolution")
    });
    word.is_some_and(|word| {
        let mut texts = after.flat_map(|step| {
            let ids = ["text", "implementation", "resolution_text"];
            ids.into_iter().filter_map(|id| step.fields.text(id))
        });
        texts.any(|text| text.contains(word))
    })
}

fn is_in_force(scope: &Scope<'_>, record: &Record, def: &MatterDef) -> bool {
    let on: Option<NaiveDate> = record
        .matter
        .as_ref()
        .and_then(Matter::resolved_on)
        .or_else(|| record.date());
    on.is_none_or(|on| {
        let mut basis = def.basis.iter();
        basis.any(|id| scope.catalog.source(id, on).is_some())
    })
}
