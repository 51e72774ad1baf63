//! `sanwu explain`: what a code means, why, by which law, with an example and its repair.

use crate::board::rules;
use crate::board::workspace::Today;
use crate::catalog::Catalog;
use crate::commands::Verdict;
use crate::commands::terminal::Terminal;
use crate::diagnostic::Rule;

pub(super) fn run(
    code: Option<&str>,
    today: Today,
    terminal: &Terminal,
) -> anyhow::Result<Verdict> {
    let rules = rules::all();
    let Some(code) = code else {
        let lines = rules
            .values()
            .map(|rule| format!("{} {} {}\n", rule.code, rule.level.name(), rule.title));
        terminal.data(&lines.collect::<String>());
        return Ok(Verdict::Clean);
    };
    let Some(rule) = rules.get(code.trim().to_ascii_uppercase().as_str()) else {
        anyhow::bail!("没有`{code}`这条规则，运行 sanwu explain 看全部编号");
    };
    let on = today.given.unwrap_or(today.clock);
    let catalog = Catalog::embedded();
    let cited = rule.basis.iter().filter_map(|id| catalog.source(id, on));
    terminal.data(&page(
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
        page.push_str(&format!("\n{heading}:\n"));
        lines
            .lines()
            .for_each(|line| page.push_str(&format!("  {line}\n")));
    }
    if !basis.is_empty() {
        page.push_str("\n依据:\n");
        basis
            .iter()
            .for_each(|text| page.push_str(&format!("  {text}\n")));
    }
    page
}
