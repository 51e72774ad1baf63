//! The rules of a village (村规民约、居民公约、自治章程): articles with anchors, and what each version changed.

use chrono::NaiveDate;

use crate::catalog::item::Category;
use crate::markdown;
use crate::model::record::Record;
use crate::model::value::Value;
use crate::model::village::Village;
use crate::render::chart::vote::{Verdict, Vote, vote};
use crate::render::names;
use crate::render::page::record::{body, facts, resolve};
use crate::render::page::topic::articles::{Article, Articles, split};
use crate::render::page::topic::compare::{Change, changes, difference};
use crate::render::page::topic::table::table;
use crate::render::page::topic::{TopicPage, latest};
use crate::render::paths;
use crate::render::say::{day, link};
use crate::render::view::charter::{
    ArticleChange, ArticleView, CharterPart, CharterView, ChartersView,
};
use crate::render::view::table::{CellView, TableView};
use crate::render::view::text::{Run, Sentence};

/// The field that holds the text.
pub(crate) const TEXT: &str = "rules_text";

/// The page of the texts in force.
pub(super) fn topic(records: &[&Record], village: &Village) -> Option<TopicPage> {
    let standing = records.iter().copied();
    let mut standing: Vec<&Record> = standing.filter(|it| articles(it).is_some()).collect();
    standing.sort_by(|a, b| (adopted(b), &a.address).cmp(&(adopted(a), &b.address)));
    let (charters, covenants): (Vec<&Record>, Vec<&Record>) =
        standing.into_iter().partition(|record| is_charter(record));
    let texts = [(covenants, "art"), (charters, "rule")];
    let parts: Vec<CharterPart> = texts
        .iter()
        .filter_map(|(versions, prefix)| part(versions, prefix, village))
        .collect();
    let (first, _) = texts.iter().find(|(versions, _)| !versions.is_empty())?;
    let first = first.first()?;
    let count = articles(first).map_or(0, |found| found.articles.len());
    let mut summary = vec![Run::strong(format!("{count} 条")), Run::plain("，")];
    summary.extend(adoption(first));
    let view = ChartersView { charters: parts };
    Some(TopicPage {
        address: "charter".to_owned(),
        title: names::charter(village).to_owned(),
        above: None,
        column: Category::Affairs,
        summary: Some(summary),
        latest: latest(records.iter().copied()),
        template: "charter.html",
        key: "charters",
        view: tera::Value::from_serializable(&view),
    })
}

/// What the layout adds to a record that holds such a text.
pub(crate) fn view(record: &Record, village: &Village) -> Option<CharterView> {
    let root = paths::root(&record.address);
    text(record, earlier(record, village), "art", (village, &root))
}

/// The newest text of a kind, and its versions.
fn part(versions: &[&Record], prefix: &str, village: &Village) -> Option<CharterPart> {
    let newest = versions.first()?;
    let to = format!("../{}", paths::page(&newest.address));
    Some(CharterPart {
        origin: link(newest.title.value.clone(), to),
        lead: adoption(newest),
        facts: facts(newest, "../", village),
        charter: text(newest, versions.get(1).copied(), prefix, (village, "../"))?,
        versions: (versions.len() > 1).then(|| history(versions, prefix)),
    })
}

/// The version before: the last text of the same kind that was adopted earlier and still stands.
fn earlier<'a>(record: &Record, village: &'a Village) -> Option<&'a Record> {
    let same = village.published().filter(|other| {
        other.item_id() == record.item_id()
            && other.is_public()
            && other.withdrawal.is_none()
            && is_charter(other) == is_charter(record)
            && adopted(other) < adopted(record)
    });
    same.max_by_key(|other| adopted(other))
}

fn text(
    record: &Record,
    before: Option<&Record>,
    prefix: &str,
    (village, root): (&Village, &str),
) -> Option<CharterView> {
    let found = articles(record)?;
    let to_html =
        |text: &str| markdown::to_html(text, &|dest: &str| resolve(dest, record, village, root));
    let old = before.and_then(|before| Some((before, articles(before)?)));
    let all = old
        .as_ref()
        .map_or_else(Vec::new, |(_, old)| changed(old, &found, prefix));
    let (changes, moved): (Vec<ArticleChange>, Vec<ArticleChange>) =
        all.into_iter().partition(|change| !change.text.is_empty());
    let renumbered: Vec<String> = moved
        .iter()
        .map(|change| format!("{}（{}）", change.label, change.kind))
        .collect();
    Some(CharterView {
        vote_html: ballot(record, prefix).map_or_else(String::new, |ballot| vote(&ballot)),
        preamble_html: if found.preamble.is_empty() {
            String::new()
        } else {
            to_html(&found.preamble)
        },
        articles: found
            .articles
            .iter()
            .map(|article| ArticleView {
                id: anchor(prefix, article),
                label: article.label.clone(),
                chapter: article.chapter.clone(),
                html: to_html(&article.text),
            })
            .collect(),
        rest_html: body(record, village, root, Some(TEXT)),
        before: old.as_ref().map(|(before, _)| {
            let to = format!("{root}{}", paths::page(&before.address));
            link(before.title.value.clone(), to)
        }),
        renumbered: renumbered.join("、"),
        changes,
    })
}

fn articles(record: &Record) -> Option<Articles> {
    match &record.fields.get(TEXT)?.value {
        Value::Text(text) => split(text),
        _ => None,
    }
}

fn anchor(prefix: &str, article: &Article) -> String {
    format!("{prefix}-{}", article.number)
}

fn plain(found: &Articles) -> Vec<String> {
    let articles = found.articles.iter();
    articles
        .map(|article| markdown::plain(&article.text).trim().to_owned())
        .collect()
}

fn changed(old: &Articles, new: &Articles, prefix: &str) -> Vec<ArticleChange> {
    let (was, is) = (plain(old), plain(new));
    let old_texts: Vec<&str> = was.iter().map(String::as_str).collect();
    let new_texts: Vec<&str> = is.iter().map(String::as_str).collect();
    let of_new = |at: usize, kind: String, text: Sentence| ArticleChange {
        label: new.articles[at].label.clone(),
        href: Some(format!("#{}", anchor(prefix, &new.articles[at]))),
        kind,
        text,
    };
    let from = |index: usize| format!("原{}", old.articles[index].label);
    let list = changes(&old_texts, &new_texts)
        .into_iter()
        .map(|change| match change {
            Change::Changed(index, at) => {
                let moved = old.articles[index].number != new.articles[at].number;
                let kind = if moved {
                    format!("修改，{}", from(index))
                } else {
                    "修改".to_owned()
                };
                of_new(at, kind, difference(&was[index], &is[at]))
            }
            Change::Moved(index, at) => of_new(at, from(index), Vec::new()),
            Change::Added(at) => of_new(at, "新增".to_owned(), vec![Run::new(is[at].clone())]),
            Change::Removed(index) => ArticleChange {
                label: from(index),
                href: None,
                kind: "删去".to_owned(),
                text: vec![Run::old(was[index].clone())],
            },
        });
    list.collect()
}

/// All versions, newest first, with what each changed of the one before.
fn history(versions: &[&Record], prefix: &str) -> TableView {
    let rows = versions.iter().enumerate().map(|(at, record)| {
        let before = versions.get(at + 1).and_then(|before| articles(before));
        let now = articles(record);
        let said = match (before, now) {
            (Some(before), Some(now)) => in_short(&changed(&before, &now, prefix)),
            (None, Some(now)) => format!("最早的一版，{} 条", now.articles.len()),
            _ => String::new(),
        };
        vec![
            CellView {
                href: Some(format!("../{}", paths::page(&record.address))),
                ..CellView::head(record.title.value.clone())
            },
            CellView::words(adopted(record).map_or_else(String::new, |day| day.to_string())),
            CellView::words(if at == 0 { "现行" } else { "不再使用" }),
            CellView::words(said),
        ]
    });
    let rows: Vec<Vec<CellView>> = rows.collect();
    let mut view = table(
        &format!("{prefix}-versions"),
        &["版本", "通过日期", "效力", "改了什么"],
        rows,
    );
    if let Some(day) = view.columns.get_mut(1) {
        day.unbroken = true;
    }
    view
}

/// `修改第一条、第三条；新增第十一条；删去原第二条`.
fn in_short(changes: &[ArticleChange]) -> String {
    let of = |word: &str| {
        let own = changes
            .iter()
            .filter(|change| change.kind.starts_with(word));
        let labels: Vec<&str> = own.map(|change| change.label.as_str()).collect();
        (!labels.is_empty()).then(|| format!("{word}{}", labels.join("、")))
    };
    let said: Vec<String> = ["修改", "新增", "删去"]
        .into_iter()
        .filter_map(of)
        .collect();
    if said.is_empty() {
        "条文没有变".to_owned()
    } else {
        said.join("；")
    }
}

/// 章程 and 村规民约 are two texts, each with its own versions.
fn is_charter(record: &Record) -> bool {
    record.title.value.contains("章程")
}

fn adopted(record: &Record) -> Option<NaiveDate> {
    let adopted = record.fields.date("adopted_on").map(|date| date.value);
    adopted.or_else(|| record.date())
}

/// `2025年3月22日通过，到会 684 人，639 人同意。`
pub(crate) fn adoption(record: &Record) -> Sentence {
    let mut runs = Vec::new();
    if let Some(date) = adopted(record) {
        runs.push(Run::unbroken(day(date).text));
        runs.push(Run::plain("通过"));
    }
    let count = |id: &str| record.fields.count(id).map(|count| count.value);
    if let (Some(present), Some(yes)) = (count("present_count"), count("votes_for")) {
        runs.push(Run::plain(format!("，到会 {present} 人，")));
        runs.push(Run::strong(format!("{yes} 人")));
        runs.push(Run::plain("同意"));
    }
    runs.push(Run::plain("。"));
    runs
}

/// The bar, where the record tells how many were due, came, and voted how.
fn ballot(record: &Record, prefix: &str) -> Option<Vote> {
    let count = |id: &str| {
        let count = record.fields.count(id)?;
        u32::try_from(count.value).ok()
    };
    Some(Vote {
        id: format!("{prefix}-vote"),
        body: "表决".to_owned(),
        due: count("due_count")?,
        present: count("present_count")?,
        yes: count("votes_for")?,
        no: count("votes_against")?,
        abstained: count("votes_abstain").unwrap_or(0),
        line: None,
        verdict: Verdict::Open,
        said: String::new(),
        rule: String::new(),
    })
}
