//! A record's page: head, facts, tables, text, signatures, corrections.

use serde::{Deserialize, Serialize};

use crate::render::view::history::EditionView;
use crate::render::view::list::Card;
use crate::render::view::table::TableView;
use crate::render::view::text::{Day, Fact, Link, Mark, Run};
use crate::render::view::trail::TrailView;
use crate::render::view::translation::TranslationView;

/// A record (`record`). The catalogue decides which facts and tables there are.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RecordPage {
    /// The title.
    pub(crate) title: String,
    /// Version, posting period.
    pub(crate) marks: Vec<Mark>,
    /// The finding in one sentence; empty when there is none.
    pub(crate) lead: Vec<Run>,
    /// Said in place of the content of a withdrawn record.
    pub(crate) withdrawn: Option<Vec<Run>>,
    /// Said in place of a list of names whose term is over.
    pub(crate) ended: Option<Vec<Run>>,
    /// What was corrected, newest first.
    pub(crate) corrections: Vec<CorrectionNotice>,
    /// Said when it came late; empty otherwise.
    pub(crate) late: Vec<Run>,
    /// Its own facts, in the catalogue's order.
    pub(crate) facts: Vec<Fact>,
    /// Its tables.
    pub(crate) tables: Vec<TableView>,
    /// The clerk's text, made from Markdown by the product; the only HTML not escaped besides charts.
    pub(crate) body_html: String,
    /// The record in other languages.
    pub(crate) translations: Vec<TranslationView>,
    /// The Chinese content is narrow: a second language has room beside it on a screen of usual width.
    pub(crate) beside: bool,
    /// Pictures, in the order of their stages.
    pub(crate) pictures: Vec<Picture>,
    /// Other files.
    pub(crate) attachments: Vec<Attachment>,
    /// Who prepared, reviewed, approved.
    pub(crate) signatures: Vec<Signature>,
    /// The record head (公开编号, 公开单位, 期间 …).
    pub(crate) head_facts: Vec<Fact>,
    /// Rules waived for this record, with reason and name.
    pub(crate) waivers: Vec<Waiver>,
    /// The things it belongs to, from decision to asset.
    pub(crate) trails: Vec<TrailView>,
    /// Its versions, newest first, from the second one on; empty where there is only one.
    pub(crate) editions: Vec<EditionView>,
    /// Related records.
    pub(crate) related: Vec<Card>,
    /// Buttons: print, versions, data.
    pub(crate) links: Vec<Link>,
}

/// A correction (更正), on the record and in the list of corrections.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct CorrectionNotice {
    /// `第2版，更正`.
    pub(crate) title: String,
    /// When.
    pub(crate) day: Day,
    /// The record corrected, in the list of corrections.
    pub(crate) record: Option<Link>,
    /// From what to what, a sentence for each change.
    pub(crate) changes: Vec<Vec<Run>>,
    /// Why.
    pub(crate) reason: String,
    /// Who approved.
    pub(crate) approved_by: String,
    /// To the versions side by side.
    pub(crate) link: Option<Link>,
}

/// A picture that belongs to the record, small; it leads to its own page.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Picture {
    /// What it shows.
    pub(crate) title: String,
    /// `前`, `中`, `后`; may be empty.
    pub(crate) stage: String,
    /// Its own page.
    pub(crate) href: String,
    /// The small picture, relative to the page.
    pub(crate) src: String,
    /// Width of the small picture in points.
    pub(crate) width: usize,
    /// Height of the small picture in points.
    pub(crate) height: usize,
    /// What is read aloud: the record and what the picture shows.
    pub(crate) alt: String,
}

/// A file that belongs to the record and is no picture.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Attachment {
    /// What it is.
    pub(crate) title: String,
    /// Address relative to the page.
    pub(crate) href: String,
    /// `扫描件（PDF）`, `表格`.
    pub(crate) kind: String,
    /// `3 页`; empty where the pages could not be counted.
    pub(crate) pages: String,
    /// `1.2 MB`; why its pages are not shown as pictures, where they should be.
    pub(crate) size: String,
}

/// One step of the sign-off chain.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Signature {
    /// `村务监督委员会主任`.
    pub(crate) role: String,
    /// The person; empty: not signed.
    pub(crate) name: String,
    /// `同意`; may be empty.
    pub(crate) opinion: String,
    /// When.
    pub(crate) day: Option<Day>,
}

/// A rule waived on this record (豁免), shown to every reader.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Waiver {
    /// Code and title of the rule.
    pub(crate) rule: String,
    /// Why.
    pub(crate) reason: String,
    /// Who approved.
    pub(crate) approved_by: String,
}
