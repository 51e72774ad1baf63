//! What a build remembers of a village, so that an unchanged one is skipped whole and still reports its warnings.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::board::rules;
use crate::diagnostic::{Cited, Finding, Findings, Level, Place};
use crate::load::disk;
use crate::render::Summary;
use crate::source::SourceFile;

/// The outcome of the last build of a village.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Memory {
    schema: String,
    /// Of all inputs; empty where the build failed.
    pub(super) fingerprint: String,
    /// The last build found an error: the pages that stand are older.
    pub(super) failed: bool,
    /// How many records the pages show.
    pub(super) records: usize,
    /// Of a build that failed: what the town may say of the village where it never succeeded.
    pub(super) summary: Option<Summary>,
    findings: Vec<Kept>,
}

const SCHEMA: &str = "sanwu.memory/1";

impl Memory {
    /// Remembers a build that succeeded.
    pub(super) fn of(fingerprint: String, records: usize, findings: &Findings) -> Self {
        Self {
            schema: SCHEMA.to_owned(),
            fingerprint,
            failed: false,
            records,
            summary: None,
            findings: findings.iter().map(Kept::of).collect(),
        }
    }

    /// Remembers only that a build failed, and whose it was.
    pub(super) fn failed(summary: serde_json::Value) -> Self {
        let summary = serde_json::from_value(summary).ok();
        Self {
            schema: SCHEMA.to_owned(),
            fingerprint: String::new(),
            failed: true,
            records: 0,
            summary: summary.map(|summary| Summary {
                records: 0,
                updated: None,
                latest: Vec::new(),
                ..summary
            }),
            findings: Vec::new(),
        }
    }

    /// Reads the memory; `None` where there is none or another version wrote it.
    pub(super) fn read(path: &Path) -> Option<Self> {
        if !disk::exists(path) {
            return None;
        }
        let file = disk::read_text(path, "", 0).ok()?;
        let memory: Self = serde_json::from_str(&file.text).ok()?;
        (memory.schema == SCHEMA).then_some(memory)
    }

    /// As written.
    pub(super) fn text(&self) -> String {
        serde_json::to_string(self).expect("plain data can be written")
    }

    /// The findings, with the files they point into read again; `None` where one cannot be restored.
    pub(super) fn findings(&self, root: &Path) -> Option<Findings> {
        let rules = rules::all();
        let mut files = BTreeMap::new();
        let mut findings = Findings::default();
        for kept in &self.findings {
            let mut place = |spot: &Spot| spot.place(root, &mut files);
            findings.push(Finding {
                rule: rules.get(kept.code.as_str())?,
                level: level(&kept.level)?,
                message: kept.message.clone(),
                place: place(&kept.place)?,
                labels: kept
                    .labels
                    .iter()
                    .map(|(spot, text)| Some((place(spot)?, text.clone())))
                    .collect::<Option<_>>()?,
                help: kept.help.clone(),
                basis: kept.basis.iter().map(cited).collect(),
                village: kept.village.clone(),
                record: kept.record.clone(),
                fix: None,
            });
        }
        Some(findings)
    }
}

/// A finding without the text it points into.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    code: String,
    level: String,
    message: String,
    place: Spot,
    labels: Vec<(Spot, String)>,
    help: String,
    basis: Vec<(String, String)>,
    village: String,
    record: String,
}

impl Kept {
    fn of(finding: &Finding) -> Self {
        let labels = finding.labels.iter();
        let basis = finding.basis.iter();
        Self {
            code: finding.rule.code.to_owned(),
            level: finding.level.id().to_owned(),
            message: finding.message.clone(),
            place: Spot::of(&finding.place),
            labels: labels
                .map(|(place, text)| (Spot::of(place), text.clone()))
                .collect(),
            help: finding.help.clone(),
            basis: basis
                .map(|cited| (cited.id.clone(), cited.text.clone()))
                .collect(),
            village: finding.village.clone(),
            record: finding.record.clone(),
        }
    }
}

/// A range of bytes in a file.
#[derive(Debug, Serialize, Deserialize)]
struct Spot {
    file: String,
    start: usize,
    end: usize,
}

impl Spot {
    fn of(place: &Place) -> Self {
        Self {
            file: place.file.path.clone(),
            start: place.start,
            end: place.end,
        }
    }

    fn place(&self, root: &Path, files: &mut BTreeMap<String, Arc<SourceFile>>) -> Option<Place> {
        let file = if let Some(file) = files.get(&self.file) {
            Arc::clone(file)
        } else {
            let file = disk::read_text(&root.join(&self.file), &self.file, 0).ok()?;
            let file = Arc::new(file);
            files.insert(self.file.clone(), Arc::clone(&file));
            file
        };
        file.text.get(self.start..self.end)?;
        Some(Place {
            file,
            start: self.start,
            end: self.end,
        })
    }
}

fn level(id: &str) -> Option<Level> {
    [Level::Error, Level::Warning, Level::Advice]
        .into_iter()
        .find(|level| level.id() == id)
}

fn cited((id, text): &(String, String)) -> Cited {
    Cited {
        id: id.clone(),
        text: text.clone(),
    }
}

#[cfg(test)]
#[expect(
    clippy::disallowed_methods,
    reason = "tests lay out folders of their own"
)]
mod tests {
    use std::sync::Arc;

    use super::Memory;
    use crate::diagnostic::{Cited, Finding, Findings, Level, Place};
    use crate::load::rules::STRAY_FILE;
    use crate::source::{Encoding, SourceFile};

    fn warning(text: &str) -> Findings {
        let path = "content/dong/village.yaml".to_owned();
        let file = Arc::new(SourceFile::new(path, text.to_owned(), Encoding::Utf8));
        let place = Place {
            file,
            start: 0,
            end: 6,
        };
        let mut findings = Findings::default();
        findings.push(Finding {
            rule: &STRAY_FILE,
            level: Level::Warning,
            message: "文件`a.jpg`没有被任何记录使用".into(),
            place: place.clone(),
            labels: vec![(place, "这里".into())],
            help: "移走".into(),
            basis: vec![Cited {
                id: "X".into(),
                text: "《…》".into(),
            }],
            village: "dong".into(),
            record: String::new(),
            fix: None,
        });
        findings
    }

    #[test]
    fn restores_what_it_kept() {
        let root = tempfile::TempDir::new().unwrap();
        let folder = root.path().join("content/dong");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("village.yaml"), "名称: 东村\n").unwrap();
        let findings = warning("名称: 东村\n");
        let path = root.path().join("memory.json");
        std::fs::write(&path, Memory::of("f".into(), 3, &findings).text()).unwrap();
        let memory = Memory::read(&path).unwrap();
        assert_eq!(
            (memory.fingerprint.as_str(), memory.records, memory.failed),
            ("f", 3, false)
        );
        let restored = memory.findings(root.path()).unwrap();
        assert_eq!(format!("{restored:?}"), format!("{findings:?}"));
        std::fs::write(folder.join("village.yaml"), "短").unwrap();
        assert!(memory.findings(root.path()).is_none());
    }
}
