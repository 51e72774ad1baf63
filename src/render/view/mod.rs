//! What templates are given: plain structs of finished text. No view computes anything.
//! They can be read back so that `render::contract` finds their fields in the types themselves, and tests can write samples.
//!
//! A template's context holds `root` (the way back to the village's root, `""` or `"../../"`), `site`, `page`, `texts`
//! (the theme's words) and the keys that its page names in `themes/README.md`. A field called `path` starts at the root and
//! is shared between pages; a field called `href` is finished for the page it stands on.

pub(crate) mod assets;
pub(crate) mod audits;
pub(crate) mod board;
pub(crate) mod charter;
pub(crate) mod contracts;
pub(crate) mod due;
pub(crate) mod duties;
pub(crate) mod election;
pub(crate) mod feed;
pub(crate) mod feedback;
pub(crate) mod gongwen;
pub(crate) mod history;
pub(crate) mod home;
pub(crate) mod list;
pub(crate) mod matter;
pub(crate) mod money;
pub(crate) mod org;
pub(crate) mod page;
pub(crate) mod picture;
pub(crate) mod points;
pub(crate) mod postings;
pub(crate) mod print;
pub(crate) mod projects;
pub(crate) mod promises;
pub(crate) mod quarter;
pub(crate) mod record;
pub(crate) mod search;
pub(crate) mod services;
pub(crate) mod statement;
pub(crate) mod table;
pub(crate) mod text;
pub(crate) mod trail;
pub(crate) mod translation;
