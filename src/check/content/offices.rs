//! C041: whoever gets no answer is told where to go next.

use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};

/// 意见受理没有写明乡镇和县级的受理单位 (PUB-11).
pub(crate) static OFFICES: Check = Check {
    rule: Rule {
        code: "C041",
        title: "没有写明乡镇和县级的受理单位",
        // The law gives the right to complain there; that the page names the telephones follows from it and is not
        // its wording. Accounts must not stay off the wall because a telephone of the county is not known.
        level: Level::Warning,
        basis: &["VCOL-36", "RCOL-35"],
        explain: "村(居)委会不及时公开、公开不真实的，居民有权向乡镇（街道）或者县级政府和主管部门反映。收意见的页面要写明两级的受理单位和电话，写在`board.yaml`或`village.yaml`的`监督电话`里。登记了意见的村、写了`启用日期`的村才查。",
        example: "监督电话: {示范镇纪委: 0531-8888 1236}",
        repair: "监督电话: {示范镇纪委: 0531-8888 1236, 示范县民政局: 0531-8888 1237}",
    },
    run: offices,
};

fn offices(scope: &Scope<'_>, report: &mut Report<'_>) {
    let profile = &scope.village.profile;
    if profile.started.is_none() && scope.opinions.is_empty() {
        return;
    }
    let levels = scope.catalog.offices.iter();
    let missing: Vec<&str> = levels
        .filter(|level| !profile.oversight.iter().any(|(name, _)| level.is(name)))
        .map(|level| level.name.as_str())
        .collect();
    if missing.is_empty() {
        return;
    }
    let count = profile.oversight.len();
    report
        .at(
            scope.village.span,
            format!(
                "`监督电话`写了 {count} 个单位，缺少{}的受理单位",
                missing.join("和")
            ),
        )
        .help("在 board.yaml 或 village.yaml 的`监督电话`里写明单位名称和电话");
}
