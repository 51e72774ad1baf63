//! From files to a village: everything that can be wrong with the files themselves is found here.

pub(crate) mod address;
mod body_links;
mod body_text;
mod derived;
pub(crate) mod disk;
mod duties;
mod extras;
pub(crate) mod files;
mod free_cells;
mod free_commas;
mod free_head;
mod free_table;
mod history;
mod keys;
mod links;
mod matter;
mod mend;
pub(crate) mod names;
mod nil;
mod record;
pub(crate) mod rules;
pub(crate) mod settings;
mod signatures;
mod slips;
pub(crate) mod storage;
mod table;
mod table_rows;
mod texts;
mod translation;
mod translation_rules;
mod value;
mod web;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::catalog::item::AppliesTo;
use crate::diagnostic::{Level, Problem};
use crate::ledger::version::Archive;
use crate::load::rules::{
    DANGLING, NOT_FOR_KIND, RAW_HTML, SAME_ADDRESS, SETTINGS, STRAY_FILE, UNSAFE_LINK,
};

use crate::markdown::{self, ProblemKind};
use crate::model::board::Board;
use crate::model::links::Links;
use crate::model::record::Record;
use crate::model::trail::Trails;
use crate::model::value::Value;
use crate::model::village::{Kind, Profile, Unread, Village};
use crate::source::{FileId, SourceTree, Span, Spanned};
use crate::yaml::rules::SYNTAX;

/// A village as read, with everything that is wrong with its files.
#[derive(Debug)]
pub(crate) struct Loaded {
    /// The village.
    pub(crate) village: Village,
    /// What was found.
    pub(crate) problems: Vec<Problem>,
}

/// Reads every file of a village.
pub(crate) fn village(
    tree: &SourceTree,
    archive: &Archive,
    id: &str,
    board: &Board,
    catalog: &Catalog,
) -> Loaded {
    let mut problems = Vec::new();
    let (profile, top) = profile(tree, board, catalog, &mut problems);
    let (mut records, unread) = texts::read(tree, top, catalog, archive, &mut problems);
    same_addresses(tree, &records, &mut problems);
    records.sort_by(|a, b| a.address.cmp(&b.address));
    records.dedup_by(|a, b| a.address == b.address);
    for record in &records {
        suits(record, profile.kind, &mut problems);
        for text in record.bodies() {
            body(text, tree, &mut problems);
        }
    }
    let links = Links::of(&records);
    references(&records, &links, &unread, &mut problems);
    body_links::check(&records, tree, &unread, &mut problems);
    let is_whole = unread.is_empty() && !problems.iter().any(|one| one.rule.code == SYNTAX.code);
    strays(tree, top, is_whole.then_some(&records), &mut problems);
    let kept_inside = kept_inside(&records);
    let history = history::read(archive, &records, tree, &kept_inside, catalog);
    Loaded {
        village: Village {
            id: id.to_owned(),
            profile: Arc::new(profile),
            trails: Trails::of(&records, &links),
            links,
            records,
            unread,
            assets: tree.assets.clone(),
            kept_inside,
            history,
            span: top,
        },
        problems,
    }
}

/// Attachments marked 仅存档, and the files of fields that are kept and not shown.
fn kept_inside(records: &[Record]) -> BTreeSet<String> {
    let mut kept = BTreeSet::new();
    for record in records {
        let marked = record.attachments.iter().filter(|file| file.is_kept_inside);
        kept.extend(marked.map(|file| file.path.value.clone()));
        let steps = record.matter.iter().flat_map(|matter| &matter.steps);
        let of_steps = steps.flat_map(|step| step.fields.0.values());
        for field in record
            .fields
            .0
            .values()
            .chain(of_steps)
            .filter(|field| field.def.internal)
        {
            if let Value::Files(files) = &field.value.value {
                kept.extend(files.iter().map(|file| file.value.clone()));
            }
        }
    }
    kept
}

fn profile(
    tree: &SourceTree,
    board: &Board,
    catalog: &Catalog,
    problems: &mut Vec<Problem>,
) -> (Profile, Span) {
    let found = (0..tree.files.len())
        .map(FileId)
        .find(|file| disk::is_settings(tree.local_path(*file)));
    let file = found.expect("a village is a folder with a village.yaml");
    let mut slips = Vec::new();
    let mut profile = settings::village(tree.file(file), file, (board, catalog), &mut slips);
    if !tree.unread.contains_key(tree.local_path(file)) {
        problems.append(&mut slips);
    }
    if !profile.rules.is_empty() && !catalog.profiles.contains_key(&profile.rules) {
        problems.push(
            Problem::new(
                &SETTINGS,
                Span::top(file),
                format!("没有`{}`这个规则包", profile.rules),
            )
            .help(format!(
                "可以写: {}",
                catalog
                    .profiles
                    .keys()
                    .cloned()
                    .collect::<Vec<_>>()
                    .join("、")
            )),
        );
        "national".clone_into(&mut profile.rules);
    }
    (profile, Span::top(file))
}

fn same_addresses(tree: &SourceTree, records: &[Record], problems: &mut Vec<Problem>) {
    let mut seen: BTreeMap<String, &Record> = BTreeMap::new();
    for record in records {
        // Windows and sticks do not tell capitals apart.
        let key = record.address.to_ascii_lowercase();
        let Some(first) = seen.get(&key) else {
            seen.insert(key, record);
            continue;
        };
        problems.push(
            Problem::new(
                &SAME_ADDRESS,
                Span::top(record.file),
                format!("网址`{}`和另一条记录相同", record.address),
            )
            .label(
                Span::top(first.file),
                format!("另一条: {}", tree.local_path(first.file)),
            )
            .help("改其中一个文件名，或写不同的`编号`"),
        );
    }
}

fn suits(record: &Record, kind: Kind, problems: &mut Vec<Problem>) {
    let Some(item) = &record.item else { return };
    let wrong = match (item.applies_to, kind) {
        (AppliesTo::Village, Kind::Community) => "社区",
        (AppliesTo::Community, Kind::Village) => "村",
        (AppliesTo::Both, _)
        | (AppliesTo::Village, Kind::Village)
        | (AppliesTo::Community, Kind::Community) => return,
    };
    problems.push(
        Problem::new(
            &NOT_FOR_KIND,
            record.item_span,
            format!("`{}`不是{wrong}的公开事项", item.name),
        )
        .help("核对公开目录，换成适用的事项"),
    );
}

fn body(body: &Spanned<String>, tree: &SourceTree, problems: &mut Vec<Problem>) {
    for problem in markdown::problems(body) {
        let span = body.span.within(problem.start, problem.end);
        if tree.file(span.file).slice(span).starts_with("</") {
            // Its opening tag has been named.
            continue;
        }
        problems.push(match problem.kind {
            ProblemKind::RawHtml => {
                Problem::new(&RAW_HTML, span, "正文里有 HTML 代码，会原样显示成文字")
                    .help("去掉代码；加粗写 `**文字**`，表格用 `|` 画")
            }
            ProblemKind::UnsafeLink => Problem::new(&UNSAFE_LINK, span, "这个链接地址不能用")
                .help("链接到本站的记录或附件，或直接写出网址文字"),
            ProblemKind::RaggedTable => Problem::new(
                &crate::load::rules::TABLE_WIDTH,
                span,
                "表格这一行的格数和表头不一样",
            )
            .level(Level::Warning)
            .help("补齐 `|`"),
            ProblemKind::TooManyCells | ProblemKind::TooDeep => Problem::new(
                &crate::load::rules::TABLE_WIDTH,
                span,
                "这里太大或层次太深，页面放不下",
            )
            .help("分成几张表、几段"),
            ProblemKind::OutsideImage => {
                Problem::new(&UNSAFE_LINK, span, "图片不在文件夹里，终端上显示不出来")
                    .help("把图片放进文件夹，用相对路径")
            }
            ProblemKind::MissingAlt => Problem::new(&UNSAFE_LINK, span, "图片没有文字说明")
                .level(Level::Advice)
                .help("写成 `![说明](文件名)`，看不见图片的人才知道是什么"),
        });
    }
}

fn references(records: &[Record], links: &Links, unread: &[Unread], problems: &mut Vec<Problem>) {
    let known: BTreeSet<&str> = records
        .iter()
        .map(|record| record.address.as_str())
        .collect();
    let broken: BTreeSet<String> = unread
        .iter()
        .map(|file| crate::model::address::normal(&file.path))
        .collect();
    for record in records {
        for reference in &record.references {
            let target = reference.target.value.as_str();
            let is_contract = !links.listing(target).is_empty();
            if is_contract || known.contains(target) || broken.contains(target) {
                continue;
            }
            let help = match names::nearest(target, known.iter().copied()) {
                Some(likely) => format!("是不是想写`{likely}`？"),
                None => "写那条记录的路径，去掉扩展名，例如 `decision/2025-road`".to_owned(),
            };
            problems.push(
                Problem::new(
                    &DANGLING,
                    reference.target.span,
                    format!("`{}`指向的记录`{target}`不存在", reference.relation),
                )
                .help(help),
            );
        }
    }
}

/// Files nobody asked for: named, never dropped in silence.
/// Which attachments nobody uses is known only when every file could be read whole.
fn strays(
    tree: &SourceTree,
    top: Span,
    records: Option<&Vec<Record>>,
    problems: &mut Vec<Problem>,
) {
    let used: BTreeSet<String> = records
        .into_iter()
        .flatten()
        .flat_map(|record| files::of(record, tree, true))
        .collect();
    let is_unused = |path: &&String| records.is_some() && !used.contains(*path);
    for path in tree.assets.keys().filter(is_unused) {
        problems.push(
            Problem::new(
                &STRAY_FILE,
                top,
                format!("文件`{path}`没有被任何记录使用，不会公开"),
            )
            .help("在记录的`附件`里写上它，或把它移走"),
        );
    }
    for (path, reason) in &tree.strays {
        problems.push(
            Problem::new(&STRAY_FILE, top, format!("`{path}`{reason}，没有读入"))
                .help("换成普通文件，或把它移走"),
        );
    }
}
