//! The pictures of a record: small ones on its page and in the steps of a decision, each on a page of its own by itself.

use crate::markdown;
use crate::model::matter::Step;
use crate::model::record::{Fields, Record, Stage};
use crate::model::value::Value;
use crate::model::village::Village;
use crate::render::page::record;
use crate::render::paths;
use crate::render::say::link;
use crate::render::view::picture::PictureView;
use crate::render::view::record::Picture;
use crate::source::facts::View;

/// Where a reader comes back to on the record's page.
pub(crate) const ANCHOR: &str = "pictures";

/// A picture that the pages of a record show.
struct Shot<'a> {
    path: &'a str,
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
            src: format!("{root}{}", paths::encoded(shot.path)),
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
            &quoted(&paths::encoded(shot.path)),
        )
    })
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
        all.extend(shot(path, (caption, stage, Place::Gallery), village));
    }
    all.sort_by_key(|shot| (shot.stage.is_none(), shot.stage));
    for reference in record.texts().flat_map(markdown::references) {
        if let Some(path) = record::file(&reference.dest, record, village) {
            let words = Some(reference.words.trim().to_owned()).filter(|words| !words.is_empty());
            all.extend(shot(path, (words, None, Place::Text), village));
        }
    }
    let steps = record.matter.iter().flat_map(|matter| &matter.steps);
    for path in steps.flat_map(|step| files(&step.fields)) {
        all.extend(shot(path, (None, None, Place::Step), village));
    }
    let mut shots: Vec<Shot<'a>> = Vec::new();
    for mut shot in all {
        if shots.iter().any(|other| other.path == shot.path) {
            continue;
        }
        if shot.title.is_empty() {
            shot.title = format!("照片 {}", shots.len() + 1);
        }
        shots.push(shot);
    }
    shots
}

fn shot<'a>(
    path: &'a str,
    (caption, stage, place): (Option<String>, Option<Stage>, Place),
    village: &Village,
) -> Option<Shot<'a>> {
    let picture = village.assets.get(path)?.facts.picture?;
    let view = picture.view.ok()?;
    (!village.kept_inside.contains(path)).then(|| Shot {
        path,
        title: caption.unwrap_or_else(|| spoken(path).unwrap_or_default()),
        stage,
        view,
        place,
    })
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
        if self.view.small == self.view.large {
            paths::encoded(self.path)
        } else {
            paths::encoded(&paths::small(self.path))
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
