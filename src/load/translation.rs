//! Translations of records: told by the names of their files, read, and given to their records.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::catalog::language::Language;
use crate::diagnostic::Problem;
use crate::load::extras;
use crate::load::names::nearest;
use crate::load::rules::{DATE, UNKNOWN_KEY};
use crate::load::translation_rules::{ALONE, HEAD, LANGUAGE, TWICE};
use crate::model::record::Record;
use crate::model::translation::Translation;
use crate::model::village::Unread;
use crate::source::{FileId, SourceTree, Span, Spanned};
use crate::value::date::read_date;
use crate::value::digest::Digest;
use crate::value::numeral::chinese_to_integer;
use crate::yaml::{self, Fields};

/// The word that no record has: a file with it is meant as a translation.
const OF_VERSION: &str = "译自";

/// What the front matter may say.
const KEYS: &[&str] = &[
    "标题",
    OF_VERSION,
    "译者",
    "校对",
    "翻译日期",
    "更正",
    "补充",
    "草稿",
];

/// What the name of a file says of it.
#[derive(Debug)]
pub(super) enum Named {
    /// A record.
    Record,
    /// A translation of the record of that path, extension apart.
    Translation(String, Arc<Language>),
    /// It is meant as a translation and is none.
    Wrong(Box<Problem>),
}

/// Tells translations from records.
#[derive(Debug)]
pub(super) struct Names<'a> {
    /// Paths of all text files, extensions apart.
    stems: BTreeSet<&'a str>,
    catalog: &'a Catalog,
}

impl<'a> Names<'a> {
    /// The names in a village's folder.
    pub(super) fn of(tree: &'a SourceTree, catalog: &'a Catalog) -> Self {
        let opened = (0..tree.files.len()).map(|index| tree.local_path(FileId(index)));
        let paths = opened.chain(tree.unread.keys().map(String::as_str));
        Self {
            stems: paths.map(|path| parted(path).0).collect(),
            catalog,
        }
    }

    /// What a file is.
    pub(super) fn tell(&self, tree: &SourceTree, file: FileId) -> Named {
        let (name, ending) = parted(tree.local_path(file));
        let (stem, code) = parted(name);
        if code.is_empty() {
            return Named::Record;
        }
        let is_beside = self.stems.contains(stem);
        let is_meant = || {
            let text = tree.file(file).text.lines().take(20);
            let mut heads = text.filter_map(|line| line.strip_prefix(OF_VERSION));
            heads.any(|rest| rest.trim_start().starts_with([':', '：']))
        };
        let is_markdown = ending.eq_ignore_ascii_case("md");
        match self.catalog.language(code) {
            Some(language) if is_markdown => {
                Named::Translation(stem.to_owned(), Arc::clone(language))
            }
            Some(language) if is_beside || is_meant() => {
                let message = format!("译文要写成 Markdown，`.{ending}`的没有读入");
                let help = format!(
                    "文件名改成`{}.{code}.md`，{}译文写在开头的`---`下面",
                    file_name(stem),
                    language.name
                );
                Named::Wrong(Box::new(
                    Problem::new(&LANGUAGE, Span::top(file), message).help(help),
                ))
            }
            None if is_meant() || is_beside && is_code(code) => {
                let message = format!("`{code}`不是哪种文字的代码，这份译文没有读入");
                Named::Wrong(Box::new(
                    Problem::new(&LANGUAGE, Span::top(file), message).help(self.advice(code)),
                ))
            }
            Some(_) | None => Named::Record,
        }
    }

    /// The language that is meant by a name, else all of them.
    fn advice(&self, code: &str) -> String {
        let languages = &self.catalog.languages;
        let is_named = |language: &&Arc<Language>| {
            language.name.starts_with(code) || language.name.trim_end_matches('文') == code
        };
        if let Some(language) = languages.iter().find(is_named) {
            return format!("{}的代码是`{}`", language.name, language.code);
        }
        let codes = languages
            .iter()
            .map(|language| format!("{} {}", language.code, language.name));
        format!("可以写: {}", codes.collect::<Vec<_>>().join("、"))
    }
}

/// Whether a part of a name can only be meant as the code of a language: `uy`, `ug-Cyrl`, `维吾尔文`.
fn is_code(part: &str) -> bool {
    let (first, rest) = part.split_once('-').unwrap_or((part, ""));
    let is_word = |word: &str| word.chars().all(|c| c.is_ascii_alphabetic());
    let is_tag = is_word(first) && is_word(rest) && (first.len() == 2 || rest.len() == 4);
    is_tag || part.ends_with(['文', '语']) && !part.is_ascii()
}

/// A path without its last extension, and that.
fn parted(path: &str) -> (&str, &str) {
    let from = path.rfind('/').map_or(0, |at| at + 1);
    match path.rfind('.').filter(|at| *at > from) {
        Some(at) => (
            path.get(..at).unwrap_or(path),
            path.get(at + 1..).unwrap_or_default(),
        ),
        None => (path, ""),
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Reads a translation; none came of a draft, nor of a file that misses what it must say.
pub(super) fn read(
    tree: &SourceTree,
    file: FileId,
    language: &Arc<Language>,
    problems: &mut Vec<Problem>,
) -> Option<Translation> {
    let source = tree.file(file);
    let known = problems.len();
    let document = yaml::split(source, file, problems);
    if document.yaml.end == 0 && problems.len() > known {
        return None;
    }
    let entries = yaml::read(source, file, document.yaml.clone(), problems);
    let top = Span {
        file,
        start: document.yaml.start,
        end: document.yaml.start,
    };
    let mut keys = Fields::new(entries);
    let title = needed(&mut keys, "标题", "译好的标题", top, problems);
    let of_version = needed(
        &mut keys,
        OF_VERSION,
        "照汉文的第几版翻译的，如`第1版`",
        top,
        problems,
    );
    let of_version = of_version.and_then(|text| version(&text, problems));
    let translator = needed(&mut keys, "译者", "谁翻译的", top, problems);
    let checker = text(&mut keys, "校对");
    let day = text(&mut keys, "翻译日期");
    let translated_on = day.and_then(|text| match read_date(&text, None) {
        Ok(day) => Some(day),
        Err(mistake) => {
            let message = format!("`翻译日期`：{}", mistake.message);
            problems.push(Problem::new(&DATE, text.span, message).help(mistake.help));
            None
        }
    });
    let corrections = extras::corrections(&mut keys, problems);
    let is_draft = extras::is_draft(&mut keys);
    problems.extend(keys.rest().map(|entry| unknown(&entry.key)));
    let span = Span {
        file,
        start: document.body.start,
        end: document.body.end,
    };
    let body = source.slice(span);
    if body.trim().is_empty() {
        let message = "译文没有正文";
        problems.push(Problem::new(&HEAD, top, message).help("在开头的`---`下面写译好的内容"));
    }
    let translation = Translation {
        language: Arc::clone(language),
        file,
        path: tree.local_path(file).to_owned(),
        digest: Digest(source.digest),
        title: title?,
        of_version: of_version?,
        translator: translator?.value,
        checker: checker.map(|text| text.value).unwrap_or_default(),
        translated_on,
        corrections,
        body: Spanned::new(body.to_owned(), span),
    };
    (!is_draft).then_some(translation)
}

fn text(keys: &mut Fields, key: &str) -> Option<Spanned<String>> {
    let (_, node) = keys.take(&[key])?;
    let text = node.text()?.trim().to_owned();
    (!text.is_empty()).then(|| Spanned::new(text, node.span))
}

fn needed(
    keys: &mut Fields,
    key: &str,
    what: &str,
    top: Span,
    problems: &mut Vec<Problem>,
) -> Option<Spanned<String>> {
    let found = text(keys, key);
    if found.is_none() {
        let message = format!("译文缺少`{key}`");
        problems.push(Problem::new(&HEAD, top, message).help(format!("补上`{key}`：{what}")));
    }
    found
}

/// `第1版`, `1`, `第一版`.
fn version(text: &Spanned<String>, problems: &mut Vec<Problem>) -> Option<Spanned<usize>> {
    let bare = text.trim_start_matches('第').trim_end_matches('版').trim();
    let number = bare
        .parse()
        .ok()
        .or_else(|| chinese_to_integer(bare).and_then(|number| usize::try_from(number).ok()));
    let Some(number) = number.filter(|number| *number > 0) else {
        let message = format!("`{OF_VERSION}`写的是`{}`", text.value);
        problems.push(Problem::new(&HEAD, text.span, message).help("写`第1版`这样的版次"));
        return None;
    };
    Some(Spanned::new(number, text.span))
}

fn unknown(key: &Spanned<String>) -> Problem {
    let help = match nearest(key, KEYS.iter().copied()) {
        Some(likely) => format!("是不是想写`{likely}`？"),
        None => format!("译文开头可以写: {}", KEYS.join("、")),
    };
    Problem::new(&UNKNOWN_KEY, key.span, format!("不认识的项`{}`", key.value)).help(help)
}

/// Gives translations to their records.
pub(super) fn attach(
    found: Vec<(String, Translation)>,
    records: &mut [Record],
    (tree, unread): (&SourceTree, &[Unread]),
    problems: &mut Vec<Problem>,
) {
    for (stem, translation) in found {
        let is_its = |record: &&mut Record| parted(tree.local_path(record.file)).0 == stem;
        let Some(record) = records.iter_mut().find(is_its) else {
            if !unread.iter().any(|file| parted(&file.path).0 == stem) {
                problems.push(alone(&stem, &translation));
            }
            continue;
        };
        let language = &translation.language.code;
        let mut others = record.translations.iter();
        if let Some(first) = others.find(|other| other.language.code == *language) {
            let message = format!("这条记录已经有一份{}", translation.name());
            let label = format!("另一份: {}", first.path);
            problems.push(
                Problem::new(&TWICE, Span::top(translation.file), message)
                    .label(Span::top(first.file), label)
                    .help("两份只留一份"),
            );
            continue;
        }
        if translation.of_version.value > record.version() {
            let message = format!(
                "`{OF_VERSION}`写的是第{}版，汉文现在是第{}版",
                translation.of_version.value,
                record.version()
            );
            let help = "核对照哪一版翻译的；版次由记录里更正、补充的次数算出";
            problems.push(Problem::new(&HEAD, translation.of_version.span, message).help(help));
        }
        record.translations.push(translation);
    }
    for record in records {
        record
            .translations
            .sort_by(|a, b| a.language.code.cmp(&b.language.code));
    }
}

/// Gives a record all translations that stand beside it in a tree of its own.
pub(super) fn all(tree: &SourceTree, record: &mut Record, catalog: &Catalog) {
    let names = Names::of(tree, catalog);
    let mut problems = Vec::new();
    let mut found = Vec::new();
    for file in (0..tree.files.len()).map(FileId) {
        if let Named::Translation(stem, language) = names.tell(tree, file) {
            let read = read(tree, file, &language, &mut problems);
            found.extend(read.map(|read| (stem, read)));
        }
    }
    let records = std::slice::from_mut(record);
    attach(found, records, (tree, &[]), &mut problems);
}

fn alone(stem: &str, translation: &Translation) -> Problem {
    let message = format!("没有`{stem}`这条记录，这份{}不会公开", translation.name());
    let help = format!(
        "把译文和汉文的记录放在一起，文件名写成`记录的名称.{}.md`",
        translation.language.code
    );
    Problem::new(&ALONE, Span::top(translation.file), message).help(help)
}
