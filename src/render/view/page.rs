//! What every page carries: the site around it and the page's own head.

use serde::{Deserialize, Serialize};

use crate::render::view::text::{Day, Fact, Link, Run};

/// The village around the page (`site`): the same on all its pages, so it is shared.
/// Paths in it start at the village's root; a template writes `root` before them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Site {
    /// Name in the masthead, as `石桥村三务公开栏`.
    pub(crate) name: String,
    /// Where it is, as `清溪县云台镇石桥村`.
    pub(crate) place: String,
    /// `412 户`, `1,386 人`, in the top line.
    pub(crate) figures: Vec<String>,
    /// The columns, home first.
    pub(crate) nav: Vec<NavItem>,
    /// When something was last disclosed.
    pub(crate) updated: Option<Day>,
    /// What is due next, as a sentence; empty when nothing is.
    pub(crate) next_due: Vec<Run>,
    /// The day of that, as `2026-12-15`; empty when nothing is due.
    pub(crate) next_on: String,
    /// Whom to ask, in the footer.
    pub(crate) contacts: Vec<Contact>,
    /// Where the originals can be seen: place, hours, telephone.
    pub(crate) visit: Vec<Fact>,
    /// The banner of a demonstration (演示), or none.
    pub(crate) demo: Option<String>,
    /// The day for which the site was built.
    pub(crate) as_of: Day,
    /// The release's number and whether it is signed, in words.
    pub(crate) version: Option<String>,
    /// Path of the style sheet from the root.
    pub(crate) style: String,
    /// Path of the script from the root.
    pub(crate) script: String,
    /// Paths of what the script loads when it is wanted.
    pub(crate) later: Later,
    /// The town's page, where the site is built together with it.
    pub(crate) board: Option<Link>,
    /// Path of the news feed from the root, or none.
    pub(crate) feed: Option<String>,
    /// Registered domain for `SiteDomain`, or none.
    pub(crate) domain: Option<String>,
    /// Registered 网站标识码 for `SiteIDCode`, or none; never invented.
    pub(crate) id_code: Option<String>,
}

/// What few readers need and the script loads for them: paths from the root.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Later {
    /// The style of a touch screen.
    pub(crate) kiosk_style: String,
    /// The conduct of a touch screen.
    pub(crate) kiosk_script: String,
    /// Moves from control to control on a touch screen, for who has keys.
    pub(crate) keys_script: String,
    /// Counts days on where a page is read later than it was made.
    pub(crate) age_script: String,
    /// Reads a page aloud.
    pub(crate) read_script: String,
}

/// A column in the navigation.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct NavItem {
    /// Compared with the page's `nav`.
    pub(crate) key: String,
    /// The statutory name, as `财务公开`.
    pub(crate) text: String,
    /// Path from the root.
    pub(crate) path: String,
}

/// Somebody to ask or to complain to.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Contact {
    /// Office and person, as `村务监督委员会（主任 周桂兰）`.
    pub(crate) label: String,
    /// The number, as shown.
    pub(crate) telephone: String,
}

/// The page's own head (`page`).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Page {
    /// Title of the page, without the site's name.
    pub(crate) title: String,
    /// Key of the column it belongs to; empty for none.
    pub(crate) nav: String,
    /// The way back in words, home first; the page itself is not in it.
    pub(crate) crumbs: Vec<Link>,
    /// Last word of the breadcrumb, shorter than the title.
    pub(crate) here: String,
    /// The home page: large masthead, no breadcrumb.
    pub(crate) home: bool,
    /// Tags of the column (网页设计规范), or none.
    pub(crate) column: Option<ColumnMeta>,
    /// `PubDate`: `YYYY-MM-DD HH:MM`.
    pub(crate) published: Option<String>,
    /// `ContentSource`: the issuer.
    pub(crate) source: Option<String>,
    /// `Keywords`: the column and the item.
    pub(crate) keywords: Option<String>,
    /// `Author`: who prepared it.
    pub(crate) author: Option<String>,
    /// One sentence for `Description`.
    pub(crate) description: Option<String>,
    /// `Image`: the first picture, relative to the page.
    pub(crate) image: Option<String>,
    /// `Url`: the whole address, where the site has one.
    pub(crate) url: Option<String>,
    /// Address of the sheet for the wall, relative to the page.
    pub(crate) print: Option<String>,
    /// Address of the sheet for the files (公文), where the record is one.
    pub(crate) gongwen: Option<String>,
}

/// Tags of a column.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ColumnMeta {
    /// `ColumnName`.
    pub(crate) name: String,
    /// `ColumnDescription`.
    pub(crate) description: String,
    /// `ColumnKeywords`.
    pub(crate) keywords: String,
    /// `ColumnType`, from the list of the specification.
    pub(crate) kind: String,
}
