//! A theme ready for use: templates compiled once, style and script with hashed names, the words.

mod bare;
mod chain;
mod sheets;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, bail};
use tera::{Tera, Value};

use crate::catalog::language::Language;
use crate::render::contract::{Mistake, Source, look, of_tera, said};
use crate::render::style::{fonts, style_sheet};
use crate::render::theme::bare::bare;
use crate::render::theme::chain::{Link, chain, merge, sources};
use crate::render::theme::sheets::linked;
use crate::value::digest::Digest;

/// Files of a theme of the workspace, by path relative to its folder, as text.
pub(crate) type ThemeFiles = BTreeMap<String, String>;

/// A chain of themes, compiled.
#[derive(Debug)]
pub(crate) struct Theme {
    /// The name of the nearest theme.
    name: String,
    /// Templates of the whole chain.
    tera: Tera,
    /// The same as written, for what has to be said about them.
    sources: Vec<Source>,
    /// Style sheets and scripts by the names they have in a theme: each a path with a hash in it, and a text.
    pub(crate) assets: BTreeMap<&'static str, (String, String)>,
    /// Layouts there are templates for.
    pub(crate) layouts: BTreeSet<String>,
    /// SHA-256 over every file of the chain.
    pub(crate) fingerprint: String,
}

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
        let sources = sources(&chain);
        let merged = merge(&chain);
        let mistakes = mistakes(&mut tera, &sources, &merged.texts);
        if !mistakes.is_empty() {
            bail!(said(name, &mistakes, &sources));
        }
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
        let bilingual = assets.entry("bilingual.css").or_default();
        bilingual.insert_str(0, &fonts(&Language::embedded()));
        Ok(Self {
            name: name.to_owned(),
            tera,
            sources,
            assets: assets
                .into_iter()
                .map(|(name, text)| (name, bare(&text)))
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

    /// The fields that the workspace's own templates ask for.
    pub(crate) fn uses(&self) -> BTreeSet<String> {
        look(&self.sources, &BTreeSet::new()).used
    }

    /// A page.
    ///
    /// # Errors
    /// When the template asks for what is not there; the message shows the place.
    pub(crate) fn show(&self, template: &str, page: &tera::Context) -> anyhow::Result<String> {
        let shown = self.tera.render(template, page).map_err(|error| {
            let mistakes = of_tera(&error, &self.sources);
            anyhow::anyhow!(said(&self.name, &mistakes, &self.sources))
        })?;
        Ok(linked(shown, &|name| self.path(name)))
    }
}

/// Everything that is wrong with the templates: what Tera cannot read, else what it would stumble on or pass over.
fn mistakes(
    tera: &mut Tera,
    sources: &[Source],
    texts: &BTreeMap<String, String>,
) -> BTreeSet<Mistake> {
    let pair = |source: &Source| (source.name.clone(), source.text.clone());
    let mut mistakes = BTreeSet::new();
    if let Err(error) = tera.add_raw_templates(sources.iter().map(pair)) {
        mistakes = of_tera(&error, sources);
        if is_syntax(&error) {
            // Tera ends with the first one; each template is read by itself to tell of all.
            for (name, text) in sources.iter().map(pair) {
                let read = Tera::default().add_raw_template(&name, &text);
                let error = read.err().filter(is_syntax);
                mistakes.extend(error.iter().flat_map(|error| of_tera(error, sources)));
            }
            return mistakes;
        }
    }
    if sources.iter().any(|source| source.is_own) {
        let texts = texts.keys().cloned().collect();
        mistakes.append(&mut look(sources, &texts).mistakes);
    }
    mistakes
}

fn is_syntax(error: &tera::Error) -> bool {
    matches!(error.kind(), tera::ErrorKind::SyntaxError(_))
}

/// `assets/style.1a2b3c4d5e.css`: the name changes with the content, so that no browser keeps an old one.
fn hashed(name: &str, text: &str) -> String {
    let digest = Digest::of(text.as_bytes()).hex();
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
    Digest::of(&all).hex()
}
