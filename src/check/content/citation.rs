//! C047: a law that a record cites was in force on its day, in that edition.

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::law::Source;
use crate::check::report::Report;
use crate::check::{Check, Scope};
use crate::diagnostic::{Level, Rule};
use crate::model::record::Record;
use crate::source::Span;

/// 引用的法规在当天有效 (PUB-14); that a catalogue cites an unknown source is C035.
pub(crate) static CITATION: Check = Check {
    rule: Rule {
        code: "C047",
        title: "引用的法规当时没有施行",
        level: Level::Warning,
        basis: &["PRACTICE"],
        explain: "记录里用书名号引用的法律、条例，公布那天要已经施行，写明的版本（例如 2018修正）要是当天有效的版本。村民委员会组织法 2026 年 1 月 1 日起换了条号，旧版的第三十条是新版的第三十五条。只核对公开目录认识的法规。",
        example: "公布日期: 2026-03-10\n政策依据: 《村民委员会组织法》第三十条(2018修正)",
        repair: "公布日期: 2026-03-10\n政策依据: 《村民委员会组织法》第三十五条(2025修正)",
    },
    run: citation,
};

fn citation(scope: &Scope<'_>, report: &mut Report<'_>) {
    for record in &scope.village.records {
        let text = &scope.tree.file(record.file).text;
        let Some(on) = record.date().filter(|_| text.contains('《')) else {
            continue;
        };
        for cited in cited(text) {
            one(scope.catalog, record, on, &cited, report);
        }
    }
}

/// A law named in a text: its title, and what follows on the line.
struct Cited<'a> {
    title: &'a str,
    after: &'a str,
    start: usize,
}

fn cited(text: &str) -> Vec<Cited<'_>> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices('《') {
        let rest = text.get(start + '《'.len_utf8()..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default();
        if let Some((title, after)) = line.split_once('》') {
            let title = title.strip_prefix("中华人民共和国").unwrap_or(title);
            let after = after.split('《').next().unwrap_or_default();
            found.push(Cited {
                title,
                after,
                start,
            });
        }
    }
    found
}

fn one(
    catalog: &Catalog,
    record: &Record,
    on: NaiveDate,
    cited: &Cited<'_>,
    report: &mut Report<'_>,
) {
    let sources = || {
        let sources = catalog.sources.values().filter(|source| !source.informal);
        sources.filter(|source| source.versions.iter().any(|one| one.law == cited.title))
    };
    let place = Span {
        file: record.file,
        start: cited.start,
        end: cited.start + '《'.len_utf8() + cited.title.len() + '》'.len_utf8(),
    };
    if let Some(first) = first_day(sources()).filter(|first| on < *first) {
        report
            .at(
                place,
                format!("《{}》自 {first} 起施行，这条在 {on}", cited.title),
            )
            .help("改引当时有效的规定；日期写错了的改正");
        return;
    }
    let Some(written) = edition(cited.after) else {
        return;
    };
    let editions = |is_then: bool| {
        let versions = sources().flat_map(|source| &source.versions);
        let versions = versions.filter(move |one| one.in_force(on) == is_then);
        versions.filter_map(|one| edition(&one.article))
    };
    let Some(valid) = editions(true).next() else {
        return;
    };
    if valid != written && editions(false).any(|other| other == written) {
        report
            .at(
                place,
                format!("引用的是 {written} 年的文本，{on} 有效的是 {valid} 年的文本"),
            )
            .help("按当天有效的文本改正条号和版本");
    }
}

/// The first day of a law of which every known version has one.
fn first_day<'a>(sources: impl Iterator<Item = &'a Source>) -> Option<NaiveDate> {
    let versions = sources.flat_map(|source| &source.versions);
    let days: Option<Vec<NaiveDate>> = versions.map(|version| version.from).collect();
    days?.into_iter().min()
}

/// `第30条(2018修正)` is of 2018.
fn edition(text: &str) -> Option<u32> {
    for word in ["修正", "修订"] {
        let Some((before, _)) = text.split_once(word) else {
            continue;
        };
        let before = before.trim_end_matches(['年', ' ']);
        let from = before.len().checked_sub(4)?;
        let year = before.get(from..).and_then(|year| year.parse().ok());
        if year.is_some() {
            return year;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{cited, edition};

    #[test]
    fn reads_citations() {
        let found =
            cited("依据: 《中华人民共和国村民委员会组织法》第三十条（2018年修正）、《社会救助法》");
        let titles: Vec<&str> = found.iter().map(|one| one.title).collect();
        assert_eq!(titles, ["村民委员会组织法", "社会救助法"]);
        assert_eq!(edition(found[0].after), Some(2018));
        assert_eq!(edition(found[1].after), None);
        assert_eq!(edition("第30条(2025修正)"), Some(2025));
    }
}
