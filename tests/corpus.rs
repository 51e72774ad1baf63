//! Measures what the checks find: villages with one known fault each, and lawful villages that must stay silent.
//!
//! How a case is written stands in `tests/corpus/README.md`. `cargo test --test corpus -- --table` prints the figures.
#![expect(
    clippy::disallowed_methods,
    reason = "the corpus is folders: the runner copies, edits and reads them"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use libtest_mimic::{Arguments, Failed, Trial};
use rayon::prelude::*;
use sanwu::{Look, check_folder};
use serde::Deserialize;

fn main() {
    let wants_table = std::env::args().any(|argument| argument == "--table");
    let cases = cases();
    if wants_table {
        print_table(&cases);
        return;
    }
    let arguments = Arguments::from_args();
    let table = Table::declared(&cases).to_string();
    let mut trials: Vec<Trial> = cases
        .into_iter()
        .map(|(name, case)| Trial::test(name, move || case.and_then(|case| case.judge())))
        .collect();
    trials.push(Trial::test("readme-has-the-figures", move || {
        readme(&table)
    }));
    libtest_mimic::run(&arguments, trials).exit();
}

/// `case.yaml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    /// What an inspector would write, or why the practice is lawful.
    #[serde(rename = "发现")]
    remark: String,
    /// Under which heading it is counted.
    #[serde(rename = "门类")]
    family: String,
    /// The folder of `base/`.
    base: String,
    /// The day of the run.
    today: NaiveDate,
    /// All of these must be found.
    #[serde(default)]
    expect: Vec<Expected>,
    /// Codes that may follow from the same fault.
    #[serde(default)]
    also: Vec<String>,
    /// Nothing finds it today; the flag must go on the day when something does.
    #[serde(default)]
    missed: bool,
    #[serde(default)]
    edits: Vec<Edit>,
    #[serde(default)]
    remove: Vec<String>,
    /// New files; binary ones stand in the folder `add` beside the case.
    #[serde(default)]
    add: BTreeMap<String, String>,
}

/// A finding: any one of the codes, in that file below `content/`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// One code, or several divided by `|`.
    code: String,
    file: String,
}

/// A text that stands exactly once in the file, and what takes its place.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    file: String,
    find: String,
    replace: String,
}

#[derive(Debug, Clone)]
struct Case {
    folder: PathBuf,
    is_bad: bool,
    written: Written,
}

/// A finding; advice is never noise.
#[derive(Debug, Clone)]
struct Found {
    is_advice: bool,
    code: String,
    file: String,
    line: String,
}

/// What one run of a case showed.
#[derive(Debug)]
struct Outcome {
    missing: Vec<String>,
    noise: Vec<Found>,
}

impl Case {
    /// The village with its differences is checked, and compared with what is expected.
    fn judge(&self) -> Result<(), Failed> {
        let outcome = self.run()?;
        let mut said = String::new();
        match (self.written.missed, outcome.missing.is_empty()) {
            (false, false) => writeln!(said, "not found: {}", outcome.missing.join(", "))?,
            (true, true) => said.push_str("it is found now: remove `missed`\n"),
            _ => {}
        }
        for found in &outcome.noise {
            writeln!(said, "unexpected: {}", found.line)?;
        }
        if said.is_empty() {
            Ok(())
        } else {
            Err(format!("{}\n{said}", self.written.remark).into())
        }
    }

    fn run(&self) -> Result<Outcome, Failed> {
        let root = tempfile::tempdir()?;
        self.lay_out(&root.path().join("content"))?;
        let checked = check_folder(root.path(), Look::on(self.written.today))
            .map_err(|error| format!("{error:#}"))?;
        Ok(self.compare(&found(&checked.json)))
    }

    fn compare(&self, found: &[Found]) -> Outcome {
        let is_expected = |one: &Found| self.written.expect.iter().any(|wanted| wanted.is(one));
        let missing = self.written.expect.iter();
        Outcome {
            missing: missing
                .filter(|wanted| !found.iter().any(|one| wanted.is(one)))
                .map(|wanted| format!("{} in {}", wanted.code, wanted.file))
                .collect(),
            noise: found
                .iter()
                .filter(|one| !one.is_advice && !is_expected(one))
                .filter(|one| !self.written.also.contains(&one.code))
                .cloned()
                .collect(),
        }
    }

    /// Copies the base and makes the differences. One that changes nothing is an error: the corpus would be stale.
    fn lay_out(&self, content: &Path) -> Result<(), Failed> {
        let base = corpus().join("base").join(&self.written.base);
        copy(&base.join("content"), content)?;
        for edit in &self.written.edits {
            edit.apply(content)?;
        }
        for path in &self.written.remove {
            std::fs::remove_file(content.join(path))
                .map_err(|error| format!("remove `{path}`: {error}"))?;
        }
        for (path, text) in &self.written.add {
            let path = content.join(path);
            std::fs::create_dir_all(path.parent().ok_or("a file has a folder")?)?;
            std::fs::write(path, text)?;
        }
        copy(&self.folder.join("add"), content)
    }
}

impl Expected {
    fn is(&self, found: &Found) -> bool {
        self.file == found.file && self.code.split('|').any(|code| code == found.code)
    }
}

impl Edit {
    fn apply(&self, content: &Path) -> Result<(), Failed> {
        let Self {
            file,
            find,
            replace,
        } = self;
        let path = content.join(file);
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{file}: {error}"))?;
        let times = text.matches(find.as_str()).count();
        if times != 1 || find == replace {
            return Err(format!("{file}: `{find}` stands there {times} times, not once").into());
        }
        std::fs::write(path, text.replace(find.as_str(), replace))?;
        Ok(())
    }
}

fn found(json: &serde_json::Value) -> Vec<Found> {
    let text =
        |one: &serde_json::Value, key: &str| one[key].as_str().unwrap_or_default().to_owned();
    let findings = json["findings"].as_array().into_iter().flatten();
    findings
        .map(|one| {
            let is_advice = !matches!(one["level"].as_str(), Some("error" | "warning"));
            let (code, file) = (text(one, "code"), text(one, "file"));
            let line = format!("{code} {file}:{} {}", one["line"], text(one, "message"));
            let file = file.strip_prefix("content/").unwrap_or(&file).to_owned();
            Found {
                is_advice,
                code,
                file,
                line,
            }
        })
        .collect()
}

/// The figures by family.
#[derive(Debug, Default)]
struct Table {
    families: BTreeMap<String, Figures>,
    clean: Figures,
}

#[derive(Debug, Default, Clone, Copy)]
struct Figures {
    villages: usize,
    found: usize,
    noise: usize,
}

impl Table {
    /// What the cases say of themselves; that it is true, each of them tests.
    fn declared(cases: &[(String, Result<Case, Failed>)]) -> Self {
        let mut table = Self::default();
        for case in cases.iter().filter_map(|(_, case)| case.as_ref().ok()) {
            table.add(case, !case.written.missed, 0);
        }
        table
    }

    fn add(&mut self, case: &Case, is_found: bool, noise: usize) {
        let figures = if case.is_bad {
            self.families
                .entry(case.written.family.clone())
                .or_default()
        } else {
            &mut self.clean
        };
        figures.villages += 1;
        figures.found += usize::from(is_found);
        figures.noise += noise;
    }
}

impl std::fmt::Display for Table {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(out, "| 门类 | 有毛病的村 | 查出 | 查全率 | 误报 |")?;
        writeln!(out, "|---|---:|---:|---:|---:|")?;
        let mut total = Figures::default();
        for (family, figures) in &self.families {
            figures.row(family, out)?;
            total.villages += figures.villages;
            total.found += figures.found;
            total.noise += figures.noise;
        }
        total.row("合计", out)?;
        let Figures {
            villages, noise, ..
        } = self.clean;
        writeln!(out, "| 规矩的村 {villages} 个 | | | | {noise} |")
    }
}

impl Figures {
    fn row(self, name: &str, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            villages,
            found,
            noise,
        } = self;
        // In tenths of a per cent, cut off: 100.0 means all.
        let tenths = found * 1000 / villages.max(1);
        let recall = format!("{}.{} %", tenths / 10, tenths % 10);
        writeln!(
            out,
            "| {name} | {villages} | {found} | {recall} | {noise} |"
        )
    }
}

#[expect(clippy::print_stdout, reason = "the figures are what was asked for")]
fn print_table(cases: &[(String, Result<Case, Failed>)]) {
    let outcomes: Vec<_> = cases
        .par_iter()
        .map(|(name, case)| (name, case, case.as_ref().map(Case::run)))
        .collect();
    let mut table = Table::default();
    let mut remarks = String::new();
    for (name, case, outcome) in outcomes {
        let (Ok(case), Ok(Ok(outcome))) = (case, outcome) else {
            let _ = writeln!(remarks, "{name}: 不能用，见 cargo test --test corpus");
            continue;
        };
        table.add(case, outcome.missing.is_empty(), outcome.noise.len());
        for code in &outcome.missing {
            let _ = writeln!(
                remarks,
                "{name}: 没有查出 {code}（{}）",
                case.written.remark
            );
        }
        for found in &outcome.noise {
            let _ = writeln!(remarks, "{name}: 误报 {}", found.line);
        }
    }
    println!("{table}");
    print!("{remarks}");
}

fn readme(table: &str) -> Result<(), Failed> {
    let text = std::fs::read_to_string(corpus().join("README.md"))?;
    if text.contains(table) {
        Ok(())
    } else {
        Err(format!("tests/corpus/README.md does not have this table:\n{table}").into())
    }
}

/// Every case by its name; a base is a clean village too.
fn cases() -> Vec<(String, Result<Case, Failed>)> {
    let mut cases = Vec::new();
    let mut bases = BTreeSet::new();
    for kind in ["bad", "clean"] {
        for folder in folders(&corpus().join(kind)) {
            let case = read(&folder, kind == "bad");
            bases.extend(case.iter().map(|case| case.written.base.clone()));
            cases.push((format!("{kind}-{}", name(&folder)), case));
        }
    }
    cases.extend(
        bases
            .into_iter()
            .map(|base| (format!("base-{base}"), Ok(untouched(base)))),
    );
    cases
}

fn untouched(base: String) -> Case {
    let written = Written {
        remark: "底本本身没有问题".to_owned(),
        family: "底本".to_owned(),
        base,
        today: NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day of the calendar"),
        expect: Vec::new(),
        also: Vec::new(),
        missed: false,
        edits: Vec::new(),
        remove: Vec::new(),
        add: BTreeMap::new(),
    };
    Case {
        folder: corpus().join("base").join(&written.base),
        is_bad: false,
        written,
    }
}

fn read(folder: &Path, is_bad: bool) -> Result<Case, Failed> {
    let path = folder.join("case.yaml");
    let wrong = |what: &str| format!("{}: {what}", path.display());
    let text = std::fs::read_to_string(&path).map_err(|error| wrong(&error.to_string()))?;
    let written: Written =
        serde_yaml::from_str(&text).map_err(|error| wrong(&error.to_string()))?;
    if is_bad == written.expect.is_empty() {
        return Err(wrong("a bad village expects a code, a clean one expects none").into());
    }
    Ok(Case {
        folder: folder.to_owned(),
        is_bad,
        written,
    })
}

/// Copies a folder over another one; a folder that is not there is empty.
fn copy(from: &Path, to: &Path) -> Result<(), Failed> {
    for entry in walkdir::WalkDir::new(from).into_iter().flatten() {
        let target = to.join(entry.path().strip_prefix(from)?);
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn folders(root: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root).expect("the corpus is there");
    let mut folders: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

fn name(folder: &Path) -> String {
    folder
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}
