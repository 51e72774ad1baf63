//! The default theme as tests load it.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use serde::de::DeserializeOwned;
use tera::{Tera, Value};

/// The default theme, as the binary carries it.
static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The templates of the default theme under the names that they have in the product, and those of a child.
pub(crate) fn templates(child: &[(&str, &str)]) -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on([".html", ".xml"]);
    tera.set_fallback_prefixes(["child/", "default/"]).unwrap();
    let mut all = template_files();
    all.extend(
        child
            .iter()
            .map(|(name, text)| (format!("child/{name}"), (*text).to_owned())),
    );
    tera.add_raw_templates(all).unwrap();
    tera.global_context()
        .insert_value("texts", Value::from_serializable(&theme().texts));
    tera
}

/// Names and texts of the default theme's templates.
pub(crate) fn template_files() -> Vec<(String, String)> {
    let mut all = Vec::new();
    collect(DEFAULT.get_dir("templates").unwrap(), &mut all);
    all
}

fn collect(dir: &Dir<'_>, all: &mut Vec<(String, String)>) {
    for file in dir.files() {
        let name = file
            .path()
            .strip_prefix("templates")
            .unwrap()
            .to_str()
            .unwrap();
        all.push((
            format!("default/{name}"),
            file.contents_utf8().unwrap().to_owned(),
        ));
    }
    for dir in dir.dirs() {
        collect(dir, all);
    }
}

/// What `theme.yaml` holds, as far as pages need it.
#[derive(serde::Deserialize)]
pub(crate) struct Theme {
    pub(crate) tokens: BTreeMap<String, String>,
    pub(crate) contrast: BTreeMap<String, String>,
    pub(crate) texts: BTreeMap<String, String>,
}

/// What the default theme says of itself.
pub(crate) fn theme() -> Theme {
    read(file("theme.yaml"))
}

/// A file of the default theme.
pub(super) fn file(path: &str) -> &'static str {
    DEFAULT.get_file(path).unwrap().contents_utf8().unwrap()
}

/// A value written as YAML.
pub(super) fn read<T: DeserializeOwned>(yaml: &str) -> T {
    serde_yaml::from_str(yaml).unwrap_or_else(|error| panic!("{error} in {yaml}"))
}

/// Names and values, as the style sheet takes them.
pub(super) fn pairs(map: &BTreeMap<String, String>) -> impl Iterator<Item = (&str, &str)> {
    map.iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
}
