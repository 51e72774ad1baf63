//! What is open when: places with hours from every record that lists them, as a week.

use crate::catalog::item::Category;
use crate::model::record::Record;
use crate::model::table::{Row, Table};
use crate::model::village::Village;
use crate::render::page::topic::table::{table, text};
use crate::render::page::topic::{TopicPage, latest, newest_of_each};
use crate::render::paths;
use crate::render::say::fact;
use crate::render::view::services::{ServiceDay, ServicesView};
use crate::render::view::table::{CellView, TableView};
use crate::render::view::text::Run;
use crate::value::hours::{Day, WEEKDAYS, Week};

/// More columns do not stand beside each other on a desktop.
const PLACES: usize = 7;

/// A place, as far as the records tell of it.
#[derive(Debug, Default)]
struct Place {
    name: String,
    hours: String,
    area: String,
    use_: String,
    manager: String,
    shared: String,
    path: String,
}

/// The page.
pub(super) fn topic(records: &[&Record], village: &Village) -> Option<TopicPage> {
    let newest = newest_of_each(records);
    let mut places: Vec<Place> = Vec::new();
    for record in &newest {
        for (_, table) in record.fields.tables() {
            if table.column("open_hours").is_some() {
                for row in table.entries() {
                    add(place(table, row, record), &mut places);
                }
            }
        }
    }
    if places.iter().all(|place| place.hours.is_empty()) {
        return None;
    }
    places.extend(reading_room(village));
    let (read, written): (Vec<(&Place, Week)>, Vec<&Place>) = split(&places);
    let days = week(&read);
    let view = ServicesView {
        lead: lead(&read, &written),
        places: read.iter().map(|(place, _)| place.name.clone()).collect(),
        many: read.len() > PLACES,
        notes: notes(&read, &days),
        days,
        others: written
            .iter()
            .map(|place| fact(place.name.clone(), place.hours.clone()))
            .collect(),
        details: details(&places),
        fees: fees(&newest),
    };
    Some(TopicPage {
        address: "services".to_owned(),
        title: "服务时间".to_owned(),
        above: None,
        column: Category::Affairs,
        summary: Some(vec![
            Run::plain("办事和活动的地方 "),
            Run::strong(format!("{} 处", read.len() + written.len())),
            Run::plain("，每天几点开门。"),
        ]),
        latest: latest(records.iter().copied()),
        template: "services.html",
        key: "services",
        view: tera::Value::from_serializable(&view),
    })
}

fn place(table: &Table, row: &Row, record: &Record) -> Place {
    let field = |id: &str| text(table, row, id, record);
    Place {
        name: field("name"),
        hours: field("open_hours"),
        area: field("area"),
        use_: field("use"),
        manager: field("manager"),
        shared: if field("shared") == "是" {
            "双向开放".to_owned()
        } else {
            String::new()
        },
        path: format!("../{}", paths::page(&record.address)),
    }
}

/// A place that two records list stands once; what the first leaves out, the second tells.
fn add(new: Place, places: &mut Vec<Place>) {
    let Some(known) = places.iter_mut().find(|place| place.name == new.name) else {
        places.push(new);
        return;
    };
    for (old, new) in [
        (&mut known.hours, new.hours),
        (&mut known.area, new.area),
        (&mut known.use_, new.use_),
        (&mut known.manager, new.manager),
        (&mut known.shared, new.shared),
    ] {
        if old.is_empty() {
            *old = new;
        }
    }
}

/// Where the originals can be read, as `village.yaml` says.
fn reading_room(village: &Village) -> Option<Place> {
    let find = |end: &str| {
        let mut lines = village.profile.reading_room.iter();
        lines.find(|(label, _)| label.ends_with(end))
    };
    let (_, hours) = find("时间")?;
    let place = find("地点").map_or_else(String::new, |(_, place)| place.clone());
    Some(Place {
        name: "查阅原件".to_owned(),
        hours: hours.clone(),
        use_: place,
        ..Place::default()
    })
}

/// Places whose hours could be read, and places whose hours stand as written.
fn split(places: &[Place]) -> (Vec<(&Place, Week)>, Vec<&Place>) {
    let mut read = Vec::new();
    let mut written = Vec::new();
    for place in places.iter().filter(|place| !place.hours.is_empty()) {
        match Week::read(&place.hours) {
            Some(week) => read.push((place, week)),
            None => written.push(place),
        }
    }
    (read, written)
}

fn week(read: &[(&Place, Week)]) -> Vec<ServiceDay> {
    if read.is_empty() {
        return Vec::new();
    }
    let days = WEEKDAYS.iter().zip(1_u8..).enumerate();
    days.map(|(at, (name, weekday))| ServiceDay {
        weekday,
        name: (*name).to_owned(),
        cells: read
            .iter()
            .map(|(_, week)| match week.days().get(at) {
                Some(Day::Open(hours)) => hours.iter().map(ToString::to_string).collect(),
                Some(Day::Closed) => vec!["休息".to_owned()],
                Some(Day::Unsaid) | None => vec!["—".to_owned()],
            })
            .collect(),
    })
    .collect()
}

fn notes(read: &[(&Place, Week)], days: &[ServiceDay]) -> Vec<String> {
    let mut notes = Vec::new();
    let mut cells = days.iter().flat_map(|day| &day.cells).flatten();
    if cells.any(|line| line == "—") {
        notes.push("“—”是没有写这一天开放。".to_owned());
    }
    let moving: Vec<&str> = read
        .iter()
        .filter(|(_, week)| week.follows_holidays)
        .map(|(place, _)| place.name.as_str())
        .collect();
    if !moving.is_empty() {
        notes.push(format!(
            "{}按工作日开放，遇法定节假日和调休以通知为准。",
            moving.join("、")
        ));
    }
    notes
}

fn lead(read: &[(&Place, Week)], written: &[&Place]) -> Vec<Run> {
    let mut runs = vec![
        Run::plain("共 "),
        Run::strong(format!("{} 处", read.len() + written.len())),
        Run::plain("，下表从周一到周日写明几点到几点开放。"),
    ];
    if !written.is_empty() && !read.is_empty() {
        runs.push(Run::plain(format!(
            "另有 {} 处的时间照原文列在表后。",
            written.len()
        )));
    }
    runs
}

fn details(places: &[Place]) -> Option<TableView> {
    let told = places
        .iter()
        .filter(|place| !place.use_.is_empty() || !place.manager.is_empty());
    let rows: Vec<Vec<CellView>> = told
        .map(|place| {
            let notes = [place.use_.as_str(), place.shared.as_str()];
            let notes: Vec<&str> = notes.into_iter().filter(|it| !it.is_empty()).collect();
            vec![
                CellView {
                    href: Some(place.path.clone()).filter(|path| !path.is_empty()),
                    ..CellView::head(place.name.clone())
                },
                CellView::words(place.manager.clone()),
                CellView {
                    numeric: true,
                    ..CellView::words(place.area.clone())
                },
                CellView::words(notes.join("，")),
            ]
        })
        .collect();
    let mut view = table("places", &["地点", "管理人", "面积", "用途"], rows);
    if let Some(area) = view.columns.get_mut(2) {
        area.numeric = true;
    }
    (!view.rows.is_empty()).then_some(view)
}

/// Services with what they cost, from tables that say whether they are 有偿, 低偿 or 无偿.
fn fees(records: &[&Record]) -> Option<TableView> {
    let mut rows = Vec::new();
    for record in records {
        for (_, table) in record.fields.tables() {
            if table.column("fee_type").is_none() {
                continue;
            }
            for row in table.entries() {
                let field = |id: &str| text(table, row, id, record);
                if !field("fee_type").is_empty() {
                    rows.push(vec![
                        CellView {
                            href: Some(format!("../{}", paths::page(&record.address))),
                            ..CellView::head(field("name"))
                        },
                        CellView::words(field("fee_type")),
                        CellView::words(field("price")),
                        CellView::words(field("progress")),
                    ]);
                }
            }
        }
    }
    let columns = ["服务", "收费", "收费标准", "说明"];
    (!rows.is_empty()).then(|| table("fees", &columns, rows))
}
