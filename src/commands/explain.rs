//! `sanwu explain`: what a code means, why, by which law, with an example and its repair; one rule or the whole handbook.

use std::fmt::Write as _;

use chrono::NaiveDate;

use crate::board::rules;
use crate::board::workspace::Today;
use crate::catalog::Catalog;
use crate::commands::Verdict;
use crate::commands::terminal;
use crate::diagnostic::Rule;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) enum What<'a> {
    /// Every code with its title, a line each.
    Codes,
    /// One rule.
    Rule(&'a str),
    /// Every rule, as Markdown: what `docs/handbook.md` holds.
    Handbook,
}

/// Letters of the codes and what they stand for.
const FAMILIES: &[(char, &str)] = &[
    ('C', "写法和内容"),
    ('F', "账"),
    ('G', "班子"),
    ('M', "会议和程序"),
    ('P', "个人信息"),
    ('R', "改正"),
    ('T', "期限"),
];

pub(super) fn run(what: &What<'_>, today: Today) -> anyhow::Result<Verdict> {
    let on = today.given.unwrap_or(today.clock);
    let text = match what {
        What::Codes => codes(),
        What::Handbook => handbook(on),
        What::Rule(code) => {
            let rules = rules::all();
            let Some(rule) = rules.get(code.trim().to_ascii_uppercase().as_str()) else {
                anyhow::bail!("没有`{code}`这条规则，运行 sanwu explain 看全部编号");
            };
            page(rule, &basis(rule, &Catalog::embedded(), on))
        }
    };
    terminal::data(&text);
    Ok(Verdict::Clean)
}

fn codes() -> String {
    let mut lines = String::new();
    for rule in rules::all().values() {
        let _ = writeln!(lines, "{} {} {}", rule.code, rule.level.name(), rule.title);
    }
    lines
}

fn basis(rule: &Rule, catalog: &Catalog, on: NaiveDate) -> Vec<String> {
    let cited = rule.basis.iter().filter_map(|id| catalog.source(id, on));
    cited.map(|cited| cited.text).collect()
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

/// Every rule by family, with the sources in force on a day.
fn handbook(on: NaiveDate) -> String {
    let rules = rules::all();
    let catalog = Catalog::embedded();
    let mut book = format!(
        "# 核对规则手册\n\n\
         共 {} 条。错误不改就不生成那个村的新网页；警告只提醒，可以用`豁免`写明原因；建议改不改都行。\
         依据按 {on} 有效的版本；检查时按每条记录当时有效的版本引用。\n\n\
         本文由 `sanwu explain --all` 生成。\n",
        rules.len()
    );
    for (letter, family) in FAMILIES {
        let _ = write!(book, "\n## {letter} {family}\n");
        let own = rules.values().filter(|rule| rule.code.starts_with(*letter));
        for rule in own {
            entry(rule, &basis(rule, &catalog, on), &mut book);
        }
    }
    book
}

fn entry(rule: &Rule, basis: &[String], book: &mut String) {
    let _ = write!(
        book,
        "\n### {} {}（{}）\n\n{}\n",
        rule.code,
        rule.title,
        rule.level.name(),
        rule.explain
    );
    for (heading, lines) in [("例", rule.example), ("改成", rule.repair)] {
        if !lines.is_empty() {
            let _ = write!(book, "\n{heading}：\n\n```yaml\n{lines}\n```\n");
        }
    }
    if !basis.is_empty() {
        let _ = write!(book, "\n依据：{}。\n", basis.join("、"));
    }
}
