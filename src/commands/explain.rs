//! `sanwu explain`: what a code means, why, by which law, with an example and its repair.

use std::fmt::Write as _;

use crate::board::rules;
use crate::board::workspace::Today;
use crate::catalog::Catalog;
use crate::commands::Verdict;
use crate::commands::terminal;
use crate::diagnostic::Rule;

pub(super) fn run(code: Option<&str>, today: Today) -> anyhow::Result<Verdict> {
    let rules = rules::all();
    let Some(code) = code else {
        let lines = rules
            .values()
            .map(|rule| format!("{} {} {}\n", rule.code, rule.level.name(), rule.title));
        terminal::data(&lines.collect::<String>());
        return Ok(Verdict::Clean);
    };
    let Some(rule) = rules.get(code.trim().to_ascii_uppercase().as_str()) else {
        anyhow::bail!("没有`{code}`这条规则，运行 sanwu explain 看全部编号");
    };
    let on = today.given.unwrap_or(today.clock);
    let catalog = Catalog::embedded();
    let cited = rule.basis.iter().filter_map(|id| catalog.source(id, on));
    terminal::data(&page(
        rule,
        &cited.map(|cited| cited.text).collect::<Vec<_>>(),
    ));
    Ok(Verdict::Clean)
}

fn page(rule: &Rule, basis: &[String]) -> String {
    let mut page = format!(
        "{} {}（{}）\n\n{}\n",
        rule.code,
        rule.title,
        rule.level.name(),
        rule.explain
    );
    for (heading, lines) in [("例", rule.example), ("改成", rule.repair)] {
        if lines.is_empty() {
            continue;
        }
        let _ = write!(page, "\n{heading}:\n");
        for line in lines.lines() {
            let _ = writeln!(page, "  {line}");
        }
    }
    if !basis.is_empty() {
        page.push_str("\n依据:\n");
        for text in basis {
            let _ = writeln!(page, "  {text}");
        }
    }
    page
}
