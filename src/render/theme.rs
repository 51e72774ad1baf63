//! A theme ready for use: templates compiled once, style and script with hashed names, the words.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use anyhow::{Context as _, bail};
use include_dir::{Dir, include_dir};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use tera::{Tera, Value};

use crate::render::style::style_sheet;

/// The built-in themes, as the binary carries them.
static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// Files of a theme of the workspace, by path relative to its folder, as text.
pub(crate) type ThemeFiles = BTreeMap<String, String>;

/// A chain of themes, compiled.
#[derive(Debug)]
pub(crate) struct Theme {
    /// Templates of the whole chain.
    pub(crate) tera: Tera,
    /// Style sheets and scripts by the names they have in a theme: each a path with a hash in it, and a text.
    pub(crate) assets: BTreeMap<&'static str, (String, String)>,
    /// Layouts there are templates for.
    pub(crate) layouts: BTreeSet<String>,
    /// SHA-256 over every file of the chain.
    pub(crate) fingerprint: String,
}

/// What `theme.yaml` says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Description {
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

struct Link {
    name: String,
    description: Description,
    files: ThemeFiles,
}

/// What pages load: for all of them, for search, and what `sanwu.js` asks for when it is wanted.
const ASSETS: [&str; 13] = [
    "style.css",
    "sanwu.js",
    "charts.css",
    "pictures.css",
    "paper.css",
    "topics.css",
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

impl Theme {
    /// Loads a theme and those it extends; `own` finds a theme of the workspace by name.
    ///
    /// # Errors
    /// A theme that is not there, a `theme.yaml` or template that cannot be read; the message names the file.
    pub(crate) fn load(
        name: &str,
        own: &dyn Fn(&str) -> Option<ThemeFiles>,
    ) -> anyhow::Result<Self> {
        let chain = chain(name, own)?;
        let mut tera = Tera::default();
        tera.autoescape_on([".html", ".xml", ".svg"]);
        let prefixes: Vec<String> = chain.iter().map(|link| format!("{}/", link.name)).collect();
        tera.set_fallback_prefixes(prefixes)
            .context("主题的名称不能用")?;
        let mut templates = Vec::new();
        for link in &chain {
            for (path, text) in &link.files {
                if let Some(path) = path.strip_prefix("templates/") {
                    templates.push((format!("{}/{path}", link.name), text.clone()));
                }
            }
        }
        tera.add_raw_templates(templates)
            .map_err(|error| anyhow::anyhow!("主题`{name}`的模板有错：{error}"))?;
        let merged = merge(&chain);
        tera.global_context()
            .insert_value("texts", Value::from_serializable(&merged.texts));
        let mut assets = merged.assets;
        let sheet = style_sheet(
            merged
                .tokens
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str())),
            merged
                .contrast
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str())),
            assets.get("style.css").map_or("", String::as_str),
        );
        assets.insert("style.css", sheet);
        Ok(Self {
            tera,
            assets: assets
                .into_iter()
                .map(|(name, text)| (name, (hashed(name, &text), text)))
                .collect(),
            layouts: merged.layouts,
            fingerprint: fingerprint(&chain),
        })
    }

    /// Where an asset lies, from the root of a site.
    pub(crate) fn path(&self, name: &str) -> String {
        let (path, _) = self.assets.get(name).expect("every asset is in ASSETS");
        path.clone()
    }
}

fn chain(name: &str, own: &dyn Fn(&str) -> Option<ThemeFiles>) -> anyhow::Result<Vec<Link>> {
    let mut chain: Vec<Link> = Vec::new();
    let mut next = Some(name.to_owned());
    while let Some(name) = next {
        if chain.len() == CHAIN || chain.iter().any(|link| link.name == name) {
            bail!("主题`{name}`的 extends 绕回了自己，或超过 {CHAIN} 层");
        }
        let Some(files) = own(&name).or_else(|| built_in(&name)) else {
            bail!(
                "没有`{name}`这个主题，可用的有: {}",
                built_in_names().join("、")
            );
        };
        let text = files.get("theme.yaml").map_or("", String::as_str);
        let description: Description = if text.trim().is_empty() {
            serde_yaml::from_str("{}")
        } else {
            serde_yaml::from_str(text)
        }
        .with_context(|| format!("主题`{name}`的 theme.yaml 读不懂"))?;
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
            description,
            files,
        });
    }
    Ok(chain)
}

#[derive(Debug, Default)]
struct Merged {
    tokens: BTreeMap<String, String>,
    contrast: BTreeMap<String, String>,
    texts: BTreeMap<String, String>,
    layouts: BTreeSet<String>,
    assets: BTreeMap<&'static str, String>,
}

/// From the base up, so that a child has the last word: its style sheets follow its parent's, its scripts stand in
/// place of them.
fn merge(chain: &[Link]) -> Merged {
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

/// `assets/style.1a2b3c4d5e.css`: the name changes with the content, so that no browser keeps an old one.
fn hashed(name: &str, text: &str) -> String {
    let digest = hex(text.as_bytes());
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    format!(
        "assets/{stem}.{}.{extension}",
        digest.get(..10).unwrap_or_default()
    )
}

fn fingerprint(chain: &[Link]) -> String {
    let mut all = Vec::new();
    for link in chain {
        for (path, text) in &link.files {
            for part in [&link.name, path, text] {
                all.extend_from_slice(part.len().to_string().as_bytes());
                all.push(0);
                all.extend_from_slice(part.as_bytes());
            }
        }
    }
    hex(&all)
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in Sha256::digest(bytes) {
        write!(text, "{byte:02x}").expect("a string takes everything");
    }
    text
}
