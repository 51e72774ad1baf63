//! Runs every folder of `tests/cases/` as a test of its own name; how a case is written stands in its `README.md`.
#![expect(
    clippy::disallowed_methods,
    reason = "cases are folders: the runner lists and reads them"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use libtest_mimic::{Arguments, Failed, Trial};
use sanwu::{Look, build_folder, check_folder, codes};
use serde::Deserialize;
use snapbox::assert::{Action, DEFAULT_ACTION_ENV};
use snapbox::{Assert, Data};

fn main() {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let cases = folders(&root);
    let names: BTreeSet<String> = cases.iter().map(|case| name(case)).collect();
    let mut trials: Vec<Trial> = cases
        .into_iter()
        .map(|case| Trial::test(name(&case), move || run(&case)))
        .collect();
    trials.push(Trial::test("every-code-has-cases", move || covered(&names)));
    libtest_mimic::run(&arguments, trials).exit();
}

/// `case.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// The day of the run.
    today: NaiveDate,
    /// Whether a warning counts as an error: pages are asked for only where nothing is found.
    #[serde(default)]
    strict: bool,
}

fn run(folder: &Path) -> Result<(), Failed> {
    let case = read_case(folder)?;
    let look = Look::on(case.today);
    let checked = check_folder(folder, look).map_err(|error| format!("{error:#}"))?;
    compare(&checked.text, &folder.join("expected/diagnostics.txt"))?;
    let says_silent = name(folder).ends_with("-ok");
    if says_silent && !checked.text.starts_with("检查完毕: 没有发现问题") {
        return Err(format!(
            "the name says `-ok`, but there are findings\n{}",
            checked.text
        )
        .into());
    }
    if case.strict && checked.json["warnings"] != 0 {
        return Err("the case is strict, but there are warnings".into());
    }
    pages(folder, look)?;
    texts(folder, look)
}

fn read_case(folder: &Path) -> Result<Case, Failed> {
    let path = folder.join("case.yaml");
    let text = std::fs::read_to_string(&path).map_err(|error| {
        format!(
            "{}: {error}; a case needs `today: 2025-10-08`",
            path.display()
        )
    })?;
    let case =
        serde_yaml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    for entry in std::fs::read_dir(folder)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !matches!(
            name.as_str(),
            "case.yaml" | "content" | "archive" | "expected"
        ) {
            return Err(format!("{}: a case has no `{name}`", folder.display()).into());
        }
    }
    Ok(case)
}

/// Compares the pages that the case lists; others may come and go.
fn pages(folder: &Path, look: Look) -> Result<(), Failed> {
    let roots = [folder.join("expected/site"), folder.join("expected/main")];
    let [whole, main] = roots.each_ref().map(|root| files(root));
    if whole.is_empty() && main.is_empty() {
        return Ok(());
    }
    let built = build_folder(folder, look).map_err(|error| format!("{error:#}"))?;
    let [site, inner] = roots;
    let whole = whole.into_iter().map(|path| (path, &site, false));
    let main = main.into_iter().map(|path| (path, &inner, true));
    for (path, root, is_main) in whole.chain(main) {
        let local = path
            .strip_prefix(root)?
            .to_string_lossy()
            .replace('\\', "/");
        let page = built
            .get(&local)
            .ok_or_else(|| format!("no page `{local}` was built"))?;
        let page = String::from_utf8_lossy(page);
        let page = if is_main { main_of(&page) } else { &page };
        compare(page, &path)?;
    }
    Ok(())
}

/// Compares what pages say, block by block, with `expected/text/`: `finance/2026-q1.txt` is the page of that address.
fn texts(folder: &Path, look: Look) -> Result<(), Failed> {
    let root = folder.join("expected/text");
    let wanted = files(&root);
    if wanted.is_empty() {
        return Ok(());
    }
    let pages = build_folder(folder, look).map_err(|error| format!("{error:#}"))?;
    for path in wanted {
        let local = path.strip_prefix(&root)?.with_extension("");
        let address = local.to_string_lossy().replace('\\', "/");
        let page = if address == "index" {
            "index.html".to_owned()
        } else {
            format!("{address}/index.html")
        };
        let html = pages
            .get(&page)
            .ok_or_else(|| format!("no page `{page}` was built"))?;
        compare(&words(&String::from_utf8_lossy(html)), &path)?;
    }
    Ok(())
}

/// The words of a page's main part, a line for each block, with what its pictures say to a reader by ear.
fn words(html: &str) -> String {
    const INLINE: &[&str] = &["a", "b", "small", "span", "time", "del", "ins", "br"];
    let main = html.split_once("<main").map_or(html, |(_, rest)| rest);
    let main = main.split_once("</main>").map_or(main, |(main, _)| main);
    let mut lines = vec![String::new()];
    for piece in main.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or(("", piece));
        let name = tag.trim_start_matches('/').split([' ', '/']).next();
        if !INLINE.contains(&name.unwrap_or_default()) {
            lines.push(String::new());
        }
        // Words inside a picture stand in its description too.
        let line = lines.last_mut().expect("there is one line");
        if name != Some("text") && name != Some("tspan") {
            line.push_str(text);
        }
    }
    let lines = lines.iter().map(|line| line.split_whitespace());
    let lines = lines.map(|words| words.collect::<Vec<_>>().join(" "));
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    let text = lines.join("\n") + "\n";
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

/// What stands in the page's `main`: what surrounds it is the same on every page.
fn main_of(page: &str) -> &str {
    let start = page.find("<main").unwrap_or(0);
    let end = page.find("</main>").unwrap_or(page.len());
    page.get(start..end).unwrap_or(page)
}

fn compare(actual: &str, expected: &Path) -> Result<(), Failed> {
    let assert = Assert::new()
        .action_env(DEFAULT_ACTION_ENV)
        .normalize_paths(false);
    let missing = !expected.exists();
    if missing && assert.selected_action() == Action::Overwrite {
        std::fs::create_dir_all(expected.parent().ok_or("a file has a folder")?)?;
        std::fs::write(expected, actual)?;
        return Ok(());
    }
    let expected = Data::try_read_from(expected, None)
        .map_err(|error| error.to_string())?
        .raw();
    assert
        .try_eq(None, Data::text(actual), expected)
        .map_err(|error| error.to_string().into())
}

/// Every code has a case that fires and one that stays silent.
fn covered(names: &BTreeSet<String>) -> Result<(), Failed> {
    let mut missing = Vec::new();
    for code in codes() {
        let own = || {
            names
                .iter()
                .filter(|name| name.starts_with(&format!("{code}-")))
        };
        if !own().any(|name| !name.ends_with("-ok")) {
            missing.push(format!("{code} never fires"));
        }
        if !own().any(|name| name.ends_with("-ok")) {
            missing.push(format!("{code} has no near miss `{code}-…-ok`"));
        }
    }
    if missing.is_empty() {
        Ok(())
    } else {
        Err(missing.join("\n").into())
    }
}

fn folders(root: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root).expect("tests/cases is there");
    let mut folders: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

fn files(root: &Path) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(root).sort_by_file_name().into_iter();
    walk.flatten()
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect()
}

fn name(folder: &Path) -> String {
    folder
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
