//! The pictures of a record: small ones on its page and in the steps of a decision, each on a page of its own by itself.

use crate::markdown;
use crate::model::matter::Step;
use crate::model::record::{Fields, Record, Stage};
use crate::model::value::Value;
use crate::model::village::Village;
use crate::render::page::{attachments, record};
use crate::render::paths;
use crate::render::say::link;
use crate::render::view::picture::PictureView;
use crate::render::view::record::Picture;
use crate::render::view::text::Link;
use crate::source::facts::View;

/// Where a reader comes back to on the record's page.
pub(crate) const ANCHOR: &str = "pictures";

/// A picture that the pages of a record show.
struct Shot<'a> {
    path: &'a str,
    /// Which page of the document it is, counted from 1.
    sheet: Option<usize>,
    title: String,
    stage: Option<Stage>,
    view: View,
    place: Place,
}

/// Where a record shows a picture.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Among its pictures.
    Gallery,
    /// In its text.
    Text,
    /// At a step of the decision.
    Step,
}

/// The pictures of the record itself, small.
pub(super) fn of_record(record: &Record, village: &Village) -> Vec<Picture> {
    let shots = shots(record, village);
    let own = shots.iter().enumerate();
    let own = own.filter(|(_, shot)| shot.place == Place::Gallery);
    own.map(|(index, shot)| shot.small(index + 1, record))
        .collect()
}

/// The pictures of one step of a decision, small.
pub(super) fn of_step(step: &Step, record: &Record, village: &Village) -> Vec<Picture> {
    let shots = shots(record, village);
    let named: Vec<&str> = files(&step.fields).collect();
    let own = shots.iter().enumerate();
    let own = own.filter(|(_, shot)| shot.place != Place::Gallery && named.contains(&shot.path));
    own.map(|(index, shot)| shot.small(index + 1, record))
        .collect()
}

/// The address of each page that shows a picture by itself, and what it shows.
pub(crate) fn pages(record: &Record, village: &Village) -> Vec<(String, PictureView)> {
    let shots = shots(record, village);
    let count = shots.len();
    let root = paths::root(&record.address);
    let beside = |number: usize, text: &str| {
        (1..=count)
            .contains(&number)
            .then(|| link(text, paths::picture_beside(number)))
    };
    let page = |(index, shot): (usize, &Shot<'_>)| {
        let number = index + 1;
        let back = match shot.place {
            Place::Gallery => format!("index.html#{ANCHOR}"),
            Place::Text | Place::Step => "index.html".to_owned(),
        };
        let view = PictureView {
            title: shot.title.clone(),
            stage: shot.stage.map_or("", Stage::name).to_owned(),
            src: format!("{root}{}", paths::encoded(&shot.large_path())),
            width: shot.view.large.width,
            height: shot.view.large.height,
            alt: shot.alt(record),
            position: if count > 1 {
                format!("第 {number} 张，共 {count} 张")
            } else {
                String::new()
            },
            previous: beside(index, "上一张"),
            next: beside(number + 1, "下一张"),
            original: shot.sheet.and_then(|_| original(shot.path, village, &root)),
            back: link(format!("回到“{}”", *record.title), back),
        };
        (paths::picture(&record.address, number), view)
    };
    shots.iter().enumerate().map(page).collect()
}

/// The number of the page that shows a picture of a record.
pub(super) fn number(path: &str, record: &Record, village: &Village) -> Option<usize> {
    let shots = shots(record, village);
    Some(shots.iter().position(|shot| shot.path == path)? + 1)
}

/// A picture in the text of a record, for a page that lies so far from the root: small, and leading to its own page. A
/// former version has none but those that the record still shows.
pub(super) fn in_text(
    path: &str,
    record: &Record,
    village: &Village,
    root: &str,
) -> Option<markdown::Picture> {
    let standing = village.record(&record.address).unwrap_or(record);
    let shots = shots(standing, village);
    let index = shots.iter().position(|shot| shot.path == path)?;
    Some(markdown::Picture {
        src: format!("{root}{}", shots[index].small_path()),
        size: (
            shots[index].view.small.width,
            shots[index].view.small.height,
        ),
        href: format!("{root}{}", paths::picture(&standing.address, index + 1)),
    })
}

/// The same text for paper, where nothing can be pressed and a picture is as sharp as it is kept.
pub(super) fn on_paper(html: &str, record: &Record, village: &Village) -> String {
    let root = paths::root(&record.address);
    let quoted = |path: &str| format!("\"{root}{path}\"");
    let shots = shots(record, village).into_iter();
    let shown = shots.filter(|shot| html.contains(&quoted(&shot.small_path())));
    shown.fold(html.to_owned(), |html, shot| {
        html.replace(
            &quoted(&shot.small_path()),
            &quoted(&paths::encoded(&shot.large_path())),
        )
    })
}

/// The pages of documents among the pictures: the document, and the number of the page.
pub(super) fn sheets<'a>(record: &'a Record, village: &'a Village) -> Vec<(&'a str, usize)> {
    let shots = shots(record, village).into_iter();
    shots
        .filter_map(|shot| Some((shot.path, shot.sheet?)))
        .collect()
}

/// First those of the record, in the order of their stages, then those of its text, then those of the steps; each once.
fn shots<'a>(record: &'a Record, village: &'a Village) -> Vec<Shot<'a>> {
    let attached = record.attachments.iter().map(|file| {
        let shows = file.caption.clone().or_else(|| {
            let number = file.vouchers.first()?;
            Some(format!("凭证 {}", number.value))
        });
        (file.path.value.as_str(), shows, file.stage)
    });
    let evidence = files(&record.fields).map(|path| (path, None, None));
    let mut all: Vec<Shot<'a>> = Vec::new();
    for (path, caption, stage) in attached.chain(evidence) {
        all.extend(shown(path, (caption, stage, Place::Gallery), village));
    }
    all.sort_by_key(|shot| (shot.stage.is_none(), shot.stage));
    for reference in record.texts().flat_map(markdown::references) {
        if let Some(path) = record::file(&reference.dest, record, village) {
            let words = Some(reference.words.trim().to_owned()).filter(|words| !words.is_empty());
            all.extend(shown(path, (words, None, Place::Text), village));
        }
    }
    let steps = record.matter.iter().flat_map(|matter| &matter.steps);
    for path in steps.flat_map(|step| files(&step.fields)) {
        all.extend(shown(path, (None, None, Place::Step), village));
    }
    let mut shots: Vec<Shot<'a>> = Vec::new();
    for mut shot in all {
        let is_same = |other: &Shot<'_>| (other.path, other.sheet) == (shot.path, shot.sheet);
        if shots.iter().any(is_same) {
            continue;
        }
        if shot.title.is_empty() {
            shot.title = format!("照片 {}", shots.len() + 1);
        }
        shots.push(shot);
    }
    shots
}

/// A picture, or the pages of a document unless a text links to it.
fn shown<'a>(
    path: &'a str,
    (caption, stage, place): (Option<String>, Option<Stage>, Place),
    village: &Village,
) -> Vec<Shot<'a>> {
    let Some(asset) = village.assets.get(path) else {
        return Vec::new();
    };
    if village.kept_inside.contains(path) {
        return Vec::new();
    }
    let shot = |sheet: Option<usize>, title: String, view: View| Shot {
        path,
        sheet,
        title,
        stage,
        view,
        place,
    };
    if let Some(picture) = asset.facts.picture {
        let title = caption.unwrap_or_else(|| spoken(path).unwrap_or_default());
        let view = picture.view.ok();
        return view
            .map(|view| shot(None, title, view))
            .into_iter()
            .collect();
    }
    let Some(Ok(views)) = &asset.facts.sheets else {
        return Vec::new();
    };
    let name = path.rsplit('/').next().unwrap_or(path).to_owned();
    let title = caption.or_else(|| spoken(path)).unwrap_or(name);
    // A file that already has the name of such a picture goes before it.
    let is_free = |number: usize| !village.assets.contains_key(&paths::drawn(path, number));
    let numbered = (1..).zip(views).filter(|(number, _)| is_free(*number));
    let sheets = numbered
        .map(|(number, view)| shot(Some(number), format!("{title}，第 {number} 页"), *view));
    sheets.filter(|_| place != Place::Text).collect()
}

/// The way to a document itself, from a page that lies so far from the root.
fn original(path: &str, village: &Village, root: &str) -> Option<Link> {
    let words = attachments::in_words(path, village.assets.get(path)?);
    let href = format!("{root}{}", paths::encoded(path));
    Some(link(format!("打开原件：{words}"), href))
}

/// The name of a file, where it is one that people can read.
fn spoken(path: &str) -> Option<String> {
    let name = path.rsplit('/').next()?;
    let (stem, _) = name.rsplit_once('.')?;
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    stem.contains(is_han).then(|| stem.to_owned())
}

fn files(fields: &Fields) -> impl Iterator<Item = &str> {
    let fields = fields
        .0
        .values()
        .filter(|field| field.def.id != "signature_file");
    let files = fields.filter_map(|field| match &field.value.value {
        Value::Files(files) => Some(files.iter().map(|file| file.value.as_str())),
        _ => None,
    });
    files.flatten()
}

impl Shot<'_> {
    fn small(&self, number: usize, record: &Record) -> Picture {
        let root = paths::root(&record.address);
        let small = self.view.small;
        Picture {
            title: self.title.clone(),
            stage: self.stage.map_or("", Stage::name).to_owned(),
            href: paths::picture_beside(number),
            src: format!("{root}{}", self.small_path()),
            width: small.width,
            height: small.height,
            alt: self.alt(record),
        }
    }

    /// The address of the small one from the root; what is small already has no second.
    fn small_path(&self) -> String {
        let large = self.large_path();
        if self.view.small == self.view.large {
            paths::encoded(&large)
        } else {
            paths::encoded(&paths::small(&large))
        }
    }

    /// The address of the large one from the root, as a path.
    fn large_path(&self) -> String {
        match self.sheet {
            Some(number) => paths::drawn(self.path, number),
            None => self.path.to_owned(),
        }
    }

    fn alt(&self, record: &Record) -> String {
        let stage = match self.stage {
            Some(stage) => format!("（{}）", stage.name()),
            None => String::new(),
        };
        format!("{}：{}{stage}", *record.title, self.title)
    }
}
