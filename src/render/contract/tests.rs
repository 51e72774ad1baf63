//! What the look through a theme finds, and that it finds nothing in the themes that are built in.

use std::collections::BTreeSet;

use crate::render::contract::given::GIVEN;
use crate::render::contract::{Looked, Source, look, said};
use crate::render::sample::theme::{template_files, theme};

/// The default theme with a child over it.
fn looked(child: &[(&str, &str)]) -> (Looked, Vec<Source>) {
    let source = |(name, text): (String, String), is_own| {
        let (theme, path) = name.split_once('/').unwrap();
        Source {
            path: format!("themes/{theme}/templates/{path}"),
            name,
            text,
            is_own,
        }
    };
    let own = child
        .iter()
        .map(|(name, text)| source((format!("own/{name}"), (*text).to_owned()), true));
    let mut sources: Vec<Source> = own.collect();
    let is_own = child.is_empty();
    sources.extend(
        template_files()
            .into_iter()
            .map(|file| source(file, is_own)),
    );
    let texts: BTreeSet<String> = theme().texts.into_keys().collect();
    (look(&sources, &texts), sources)
}

#[test]
fn the_default_theme_asks_for_nothing_else() {
    let (looked, sources) = looked(&[]);
    let told = said("default", &looked.mistakes, &sources);
    assert!(looked.mistakes.is_empty(), "{told}");
}

/// A field that the default theme never shows is one that nobody needs, but for those named here.
#[test]
fn the_default_theme_shows_every_field() {
    let (looked, _) = looked(&[]);
    let shapes = &GIVEN.shapes;
    let views = shapes.views.keys();
    let all = views.flat_map(|view| shapes.names(view).map(move |name| format!("{view}.{name}")));
    let left: Vec<String> = all.filter(|field| !looked.used.contains(field)).collect();
    // A village's name tells its kind, and the bar of a vote its words; other themes may want them apart.
    assert_eq!(left, ["BoardVillage.kind", "StepView.ballot"]);
}

/// What is said of one template of a child theme: the messages and notes, in order.
#[track_caller]
fn check(template: &str, text: &str, expected: &[&str]) {
    let (looked, _) = looked(&[(template, text)]);
    let lines: Vec<String> = (looked.mistakes.iter())
        .map(|mistake| {
            let notes = mistake.notes.iter();
            let help: Vec<&str> = notes
                .filter(|(label, _)| *label == "改法")
                .map(|(_, words)| words.as_str())
                .collect();
            let place = text.get(mistake.span.0..mistake.span.1).unwrap();
            format!("{place}: {} {}", mistake.message, help.join("；"))
        })
        .collect();
    let lines: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
    assert_eq!(lines, expected);
}

#[test]
fn unknown_fields_are_found_in_every_branch() {
    check(
        "record.html",
        "{% if record.tittle %}{{ record.title }}{% endif %}",
        &["tittle: `record`里没有`tittle` 是不是想写`title`？"],
    );
    check(
        "record.html",
        "{% for fact in record.facts %}{{ fact.label }}{% for run in fact.value %}{{ run.txt }}{% endfor %}{% endfor %}",
        &["txt: `run`里没有`txt` 是不是想写`text`？"],
    );
    check(
        "home.html",
        "{% set first = home.columns[0] %}{{ first.cards[0].daye.iso }}",
        &["daye: `first.cards[…]`里没有`daye` 是不是想写`day`？"],
    );
    check(
        "record.html",
        "{{ record.facts.label }}",
        &[
            "label: `record.facts`是一个列表，不能直接取`label` 用 for 逐个取，或者写`record.facts[0]`",
        ],
    );
    check(
        "list.html",
        "{{ page.title.text }}",
        &["text: `page.title`是一段文字，下面没有`text` 直接写`{{ page.title }}`"],
    );
}

#[test]
fn unknown_names_and_words_are_found() {
    check(
        "home.html",
        "{{ recrod.title }}{{ record.title }}",
        &[
            "recrod: 这里没有`recrod`这个名称",
            "record: 这里没有`record`这个名称 它只在这些模板里有: record.html、layouts/statement.html、layouts/matter.html、layouts/org_tree.html、layouts/contracts.html、layouts/charter.html",
        ],
    );
    check(
        "base.html",
        "{{ pag.title }}{{ record.title }}{{ home.answers[0].title }}",
        &["pag: 这里没有`pag`这个名称 是不是想写`page`？"],
    );
}

#[test]
fn words_and_choices_are_found() {
    check(
        "404.html",
        "{{ texts.askk }}{{ texts.zzz_zzz }}",
        &[
            "askk: 固定用语里没有`askk` 是不是想写`ask`？",
            "zzz_zzz: 固定用语里没有`zzz_zzz` 在 theme.yaml 的 texts 里写上`zzz_zzz: …`",
        ],
    );
    check(
        "record.html",
        "{% for run in record.lead %}{% if run.kind == \"plian\" %}{% endif %}{% endfor %}",
        &["\"plian\": `run.kind`不会是`plian` 是不是想写`plain`？"],
    );
}

#[test]
fn calls_are_held_against_the_component() {
    check(
        "record.html",
        "{{ <facts fact={record.facts} /> }}",
        &[
            "facts: 部件`facts`缺少参数`facts` 写成`<facts facts={…} />`",
            "fact: 部件`facts`没有`fact`这个参数 是不是想写`facts`？",
        ],
    );
    check(
        "record.html",
        "{{ <lead runs={record.title} /> }}",
        &["runs: 部件`lead`的参数`runs`要的是一个列表，给的是一段文字"],
    );
    check(
        "components/mine.html",
        "{% component card(card: map) %}{{ card.titel }}{{ texts.home }}{% endcomponent card %}",
        &[
            "titel: `card`里没有`titel` 是不是想写`title`？",
            "texts: 这里没有`texts`这个名称",
        ],
    );
}

#[test]
fn what_a_template_asks_for_itself_is_its_own_matter() {
    check(
        "record.html",
        "{% if site.motto is defined %}{{ record.title }}{% endif %}{{ page.hint | default(value=\"\") }}\
         {# {{ record.nothing }} #}{% raw %}{{ record.nothing }}{% endraw %}\
         {% set names = [link.text for link in record.links if link.href] %}{{ names | length }}\
         {% if record.facts | length > 2 and not record.late %}{% endif %}\
         {% for key, value in {\"a\": 1} %}{{ key }}{{ value }}{{ loop.index }}{% endfor %}",
        &[],
    );
}

/// What Tera says in English would tell a clerk nothing.
#[test]
fn sayings_are_whole() {
    for line in include_str!("sayings.txt").lines() {
        let parts: Vec<&str> = line.trim_end().split(" => ").collect();
        assert!(matches!(parts.len(), 2 | 3), "{line}");
        let places = parts[0].matches("{}").count();
        for part in &parts[1..] {
            for number in 0..9 {
                let named = part.contains(&format!("{{{number}}}"));
                assert!(
                    !named || number < places || line.starts_with("What"),
                    "{line}"
                );
            }
        }
    }
}
