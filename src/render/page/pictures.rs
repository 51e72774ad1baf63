//! The pictures of a record: small ones on its page and in the steps of a decision, each on a page of its own by itself.

use crate::model::matter::Step;
use crate::model::record::{Fields, Record, Stage};
use crate::model::value::Value;
use crate::model::village::Village;
use crate::render::say::link;
use crate::render::view::picture::PictureView;
use crate::render::view::record::Picture;
use crate::render::{Theme, paths};
use crate::source::facts::View;

/// Where a reader comes back to on the record's page.
pub(crate) const ANCHOR: &str = "pictures";

/// A picture that the pages of a record show.
struct Shot<'a> {
    path: &'a str,
    title: String,
    stage: Option<Stage>,
    view: View,
    /// Named in a step of the decision, by its place among the steps.
    step: Option<usize>,
}

/// The pictures of the record itself, small.
pub(super) fn of_record(record: &Record, village: &Village) -> Vec<Picture> {
    let shots = shots(record, village);
    let own = shots.iter().enumerate();
    let own = own.filter(|(_, shot)| shot.step.is_none());
    own.map(|(index, shot)| shot.small(index + 1, record))
        .collect()
}

/// The pictures of one step of a decision, small.
pub(super) fn of_step(step: &Step, record: &Record, village: &Village) -> Vec<Picture> {
    let shots = shots(record, village);
    let named: Vec<&str> = files(&step.fields).collect();
    let own = shots.iter().enumerate();
    let own = own.filter(|(_, shot)| shot.step.is_some() && named.contains(&shot.path));
    own.map(|(index, shot)| shot.small(index + 1, record))
        .collect()
}

/// Whether any page of a record shows a picture.
pub(crate) fn has_any(record: &Record, village: &Village) -> bool {
    !shots(record, village).is_empty()
}

/// The address of each page that shows a picture by itself, and what it shows.
pub(crate) fn pages(
    record: &Record,
    village: &Village,
    theme: &Theme,
) -> Vec<(String, PictureView)> {
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
        let back = match shot.step {
            None => format!("index.html#{ANCHOR}"),
            Some(_) => "index.html".to_owned(),
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
            style: theme.path("pictures.css"),
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

/// First those of the record, in the order of their stages, then those of the steps; each once.
fn shots<'a>(record: &'a Record, village: &Village) -> Vec<Shot<'a>> {
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
        all.extend(shot(path, (caption, stage, None), village));
    }
    all.sort_by_key(|shot| (shot.stage.is_none(), shot.stage));
    let steps = record.matter.iter().flat_map(|matter| &matter.steps);
    for (index, step) in steps.enumerate() {
        for path in files(&step.fields) {
            all.extend(shot(path, (None, None, Some(index)), village));
        }
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
    (caption, stage, step): (Option<String>, Option<Stage>, Option<usize>),
    village: &Village,
) -> Option<Shot<'a>> {
    let picture = village.assets.get(path)?.facts.picture?;
    let view = picture.view.ok()?;
    (!village.kept_inside.contains(path)).then(|| Shot {
        path,
        title: caption.unwrap_or_else(|| spoken(path).unwrap_or_default()),
        stage,
        view,
        step,
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
        let View { large, small } = self.view;
        let src = if small == large {
            paths::encoded(self.path)
        } else {
            paths::encoded(&paths::small(self.path))
        };
        Picture {
            title: self.title.clone(),
            stage: self.stage.map_or("", Stage::name).to_owned(),
            href: paths::picture_beside(number),
            src: format!("{root}{src}"),
            width: small.width,
            height: small.height,
            alt: self.alt(record),
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
