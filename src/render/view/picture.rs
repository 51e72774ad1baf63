//! One picture on a page of its own.

use serde::{Deserialize, Serialize};

use crate::render::view::text::Link;

/// A picture by itself (`picture`).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct PictureView {
    /// What it shows.
    pub(crate) title: String,
    /// `前`, `中`, `后`; may be empty.
    pub(crate) stage: String,
    /// The picture, relative to the page.
    pub(crate) src: String,
    /// Its width in points.
    pub(crate) width: usize,
    /// Its height in points.
    pub(crate) height: usize,
    /// What is read aloud.
    pub(crate) alt: String,
    /// `第 2 张，共 5 张`; empty where it is the only one.
    pub(crate) position: String,
    /// To the picture before it.
    pub(crate) previous: Option<Link>,
    /// To the picture after it.
    pub(crate) next: Option<Link>,
    /// To the document that it is a page of.
    pub(crate) original: Option<Link>,
    /// Back to the record, where the picture stands.
    pub(crate) back: Link,
}
