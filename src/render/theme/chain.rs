//! A theme and those it extends, as files: found, read, laid over one another.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::bail;
use include_dir::{Dir, include_dir};
use serde::Deserialize;

use crate::catalog::suggest::nearest;
use crate::diagnostic::text::excerpt;
use crate::render::contract::Source;
use crate::render::theme::ThemeFiles;

/// The built-in themes, as the binary carries them.
static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// What `theme.yaml` says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Description {
    #[serde(rename = "name")]
    _name: Option<String>,
    #[serde(rename = "title")]
    _title: Option<String>,
    extends: Option<String>,
    #[serde(default)]
    tokens: BTreeMap<String, String>,
    #[serde(default)]
    contrast: BTreeMap<String, String>,
    #[serde(default)]
    texts: BTreeMap<String, String>,
    #[serde(default, rename = "pages")]
    _pages: Vec<serde_yaml::Value>,
    #[serde(default)]
    layouts: Vec<String>,
}

pub(super) struct Link {
    pub(super) name: String,
    /// Of the workspace.
    pub(super) is_own: bool,
    description: Description,
    pub(super) files: ThemeFiles,
}

/// What `theme.yaml` may hold.
const KEYS: &[&str] = &[
    "name", "title", "extends", "tokens", "contrast", "texts", "pages", "layouts",
];

/// What pages load: for all of them, for some of them (see [`super::sheets`]), and what `sanwu.js` asks for when it is wanted.
const ASSETS: [&str; 19] = [
    "style.css",
    "sanwu.js",
    "home.css",
    "trail.css",
    "charts.css",
    "register.css",
    "people.css",
    "topics.css",
    "pictures.css",
    "paper.css",
    "bilingual.css",
    "tongues.css",
    "search.css",
    "search.js",
    "kiosk.css",
    "kiosk.js",
    "keys.js",
    "age.js",
    "read.js",
];

/// Themes a child may extend, at most.
const CHAIN: usize = 5;

/// The theme of a name, then those it extends.
///
/// # Errors
/// A theme that is not there, a `theme.yaml` that cannot be read, a chain without an end.
pub(super) fn chain(
    name: &str,
    own: &dyn Fn(&str) -> Option<ThemeFiles>,
) -> anyhow::Result<Vec<Link>> {
    let mut chain: Vec<Link> = Vec::new();
    let mut next = Some(name.to_owned());
    while let Some(name) = next {
        if chain.len() == CHAIN || chain.iter().any(|link| link.name == name) {
            bail!("主题`{name}`的 extends 绕回了自己，或超过 {CHAIN} 层");
        }
        let own = own(&name);
        let is_own = own.is_some();
        let Some(files) = own.or_else(|| built_in(&name)) else {
            bail!(
                "没有`{name}`这个主题，可用的有: {}",
                built_in_names().join("、")
            );
        };
        let text = files.get("theme.yaml").map_or("", String::as_str);
        let read = if text.trim().is_empty() {
            serde_yaml::from_str("{}")
        } else {
            serde_yaml::from_str(text)
        };
        let description: Description = match read {
            Ok(description) => description,
            Err(error) => bail!(unread(&name, text, &error)),
        };
        // A theme of the workspace that names none rests on the default one.
        next = description
            .extends
            .clone()
            .filter(|parent| !parent.is_empty());
        if next.is_none() && name != "default" {
            next = Some("default".to_owned());
        }
        chain.push(Link {
            name,
            is_own,
            description,
            files,
        });
    }
    Ok(chain)
}

#[derive(Debug, Default)]
pub(super) struct Merged {
    pub(super) tokens: BTreeMap<String, String>,
    pub(super) contrast: BTreeMap<String, String>,
    pub(super) texts: BTreeMap<String, String>,
    pub(super) layouts: BTreeSet<String>,
    pub(super) assets: BTreeMap<&'static str, String>,
}

/// From the base up, so that a child has the last word: its style sheets follow its parent's, its scripts stand in
/// place of them.
pub(super) fn merge(chain: &[Link]) -> Merged {
    let mut merged = Merged {
        assets: ASSETS.map(|name| (name, String::new())).into(),
        ..Merged::default()
    };
    for link in chain.iter().rev() {
        let own = &link.description;
        merged.tokens.extend(own.tokens.clone());
        merged.contrast.extend(own.contrast.clone());
        merged.texts.extend(own.texts.clone());
        merged.layouts.extend(own.layouts.iter().cloned());
        for name in ASSETS {
            let Some(text) = link.files.get(&format!("assets/{name}")) else {
                continue;
            };
            let asset = merged.assets.entry(name).or_default();
            if matches!(name.rsplit_once('.'), Some((_, "js"))) {
                asset.clear();
            }
            asset.push_str(text);
        }
    }
    merged
}

fn built_in(name: &str) -> Option<ThemeFiles> {
    let dir = BUILT_IN.get_dir(name)?;
    let mut files = ThemeFiles::new();
    collect(dir, name, &mut files);
    Some(files)
}

fn built_in_names() -> Vec<&'static str> {
    BUILT_IN
        .dirs()
        .filter_map(|dir| dir.path().to_str())
        .collect()
}

fn collect(dir: &Dir<'_>, theme: &str, files: &mut ThemeFiles) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        let local = path
            .strip_prefix(theme)
            .map(|rest| rest.trim_start_matches('/'));
        if let (Some(local), Some(text)) = (local, file.contents_utf8()) {
            files.insert(local.to_owned(), text.to_owned());
        }
    }
    for inner in dir.dirs() {
        collect(inner, theme, files);
    }
}

/// The templates of the chain, nearest theme first.
///
/// One that a nearer theme replaces, and that nobody names in full, is left out: it could ask of its successor for
/// blocks that nobody needs any more. Components stay, since one of the same file may still be used.
pub(super) fn sources(chain: &[Link]) -> Vec<Source> {
    let mut all: Vec<Source> = chain.iter().flat_map(own_sources).collect();
    let named = |name: &str| {
        let [single, double] = [format!("'{name}'"), format!("\"{name}\"")];
        let mut texts = all.iter().map(|source| source.text.as_str());
        texts.any(|text| text.contains(&single) || text.contains(&double))
    };
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut kept = Vec::new();
    for source in &all {
        let (_, short) = source.name.split_once('/').unwrap_or_default();
        let is_first = seen.insert(short);
        kept.push(is_first || source.text.contains("component ") || named(&source.name));
    }
    let mut kept = kept.into_iter();
    all.retain(|_| kept.next().unwrap_or(true));
    all
}

fn own_sources(link: &Link) -> impl Iterator<Item = Source> {
    let templates = link
        .files
        .iter()
        .filter(|(path, _)| path.starts_with("templates/"));
    templates.map(|(path, text)| Source {
        name: path.replacen("templates", &link.name, 1),
        path: format!("themes/{}/{path}", link.name),
        text: text.clone(),
        is_own: link.is_own,
    })
}

/// A `theme.yaml` that cannot be read, with the place and the likely word.
fn unread(theme: &str, text: &str, error: &serde_yaml::Error) -> String {
    let said = error.to_string();
    let quoted = |after: &str| Some(said.split_once(after)?.1.split('`').next()?.to_owned());
    let unknown = quoted("unknown field `");
    let start = error.location().map_or(0, |at| at.index());
    let length = unknown.as_ref().map_or(1, String::len);
    let (message, help) = match &unknown {
        Some(word) => {
            let known = KEYS.join("、");
            let help = nearest(word, KEYS.iter().copied()).map_or_else(
                || format!("可以写: {known}"),
                |likely| format!("是不是想写`{likely}`？"),
            );
            (format!("theme.yaml 里没有`{word}`这一项"), help)
        }
        None => (
            format!("theme.yaml 读不懂（{said}）"),
            "颜色写成`red: \"#7a0f0f\"`，一行一个，值有冒号、井号时加引号".to_owned(),
        ),
    };
    let path = format!("themes/{theme}/theme.yaml");
    let place = (start, start + length);
    let notes = [("改法", help)];
    let told = excerpt(&message, (&path, text), place, &notes);
    format!("主题`{theme}`读不了\n\n{told}")
}
