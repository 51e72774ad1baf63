//! Sample pages that answer one question from several records, and those of what was sealed.

use crate::render::sample::{Planned, read, village, with};
use crate::render::view::charter::ChartersView;
use crate::render::view::duties::DutiesView;
use crate::render::view::election::{ElectionView, ElectionsView};
use crate::render::view::history::{VerifyView, VersionView};
use crate::render::view::promises::PromisesView;
use crate::render::view::record::RecordPage;
use crate::render::view::services::ServicesView;

/// Pages of rules, elections, promises, hours and duties.
pub(super) fn answers() -> Vec<Planned> {
    let charters: ChartersView = read(include_str!("../samples/charters.yaml"));
    let elections: ElectionsView = read(include_str!("../samples/elections.yaml"));
    let election: ElectionView = read(include_str!("../samples/election.yaml"));
    let promises: PromisesView = read(include_str!("../samples/promises.yaml"));
    let services: ServicesView = read(include_str!("../samples/services.yaml"));
    let duties: DutiesView = read(include_str!("../samples/duties.yaml"));
    let record = RecordPage {
        title: "石桥村村规民约".to_owned(),
        ..RecordPage::default()
    };
    let rules = with(
        village("../../", &record.title, "affairs"),
        "record",
        &record,
    );
    let rules = with(rules, "charter", &charters.charters[0].charter);
    let page = |title: &str| village("../", title, "");
    vec![
        (
            "shiqiao/affairs/2026-charter/index.html",
            "layouts/charter.html",
            rules,
        ),
        (
            "shiqiao/charter/index.html",
            "charter.html",
            with(page("村规民约"), "charters", &charters),
        ),
        (
            "shiqiao/elections/index.html",
            "elections.html",
            with(page("换届选举"), "elections", &elections),
        ),
        (
            "shiqiao/elections/2026-03-22/index.html",
            "election.html",
            with(village("../../", "补选结果", ""), "election", &election),
        ),
        (
            "shiqiao/promises/index.html",
            "promises.html",
            with(page("承诺兑现"), "promises", &promises),
        ),
        (
            "shiqiao/services/index.html",
            "services.html",
            with(page("服务时间"), "services", &services),
        ),
        (
            "shiqiao/duties/index.html",
            "duties.html",
            with(page("责任分工"), "duties", &duties),
        ),
    ]
}

/// The seal, and a version that no longer stands.
pub(super) fn past() -> Vec<Planned> {
    let verify: VerifyView = read(include_str!("../samples/verify.yaml"));
    let version: VersionView = read(include_str!("../samples/version.yaml"));
    let seal = village("../", "封存和核验", "verify");
    let former = village("../../../", &version.title, "affairs");
    vec![
        (
            "shiqiao/verify/index.html",
            "verify.html",
            with(seal, "verify", &verify),
        ),
        (
            "shiqiao/affairs/2026-11-dibao/v1/index.html",
            "version.html",
            with(former, "version", &version),
        ),
    ]
}
