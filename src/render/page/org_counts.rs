//! The people of the organisation counted by level: how many bodies, how many serve full-time and part-time.

use indexmap::IndexMap;

use crate::render::view::org::{Duty, OrgNode};
use crate::render::view::table::{CellView, ColumnView, RowKind, RowView, TableView};

/// Bodies, full-time and part-time people.
type Count = [usize; 3];

/// The table; none where nobody's duty is known.
pub(crate) fn counts(roots: &[OrgNode]) -> Option<TableView> {
    let mut levels: IndexMap<&str, Count> = IndexMap::new();
    for node in roots {
        add(node, &mut levels);
    }
    let mut total = Count::default();
    for count in levels.values() {
        for (sum, number) in total.iter_mut().zip(count) {
            *sum += number;
        }
    }
    let [_, full_time, part_time] = total;
    if full_time + part_time == 0 {
        return None;
    }
    let column = |(name, index): (&str, usize)| ColumnView {
        name: name.to_owned(),
        numeric: index > 0,
        ..ColumnView::default()
    };
    let names = ["层级", "组织数", "专职（人）", "兼职（人）"];
    Some(TableView {
        id: "counts".to_owned(),
        caption: "专职和兼职".to_owned(),
        columns: names.into_iter().zip(0..).map(column).collect(),
        rows: (levels.iter())
            .map(|(level, count)| row(level, count, RowKind::Plain))
            .collect(),
        foot: vec![row("合计", &total, RowKind::Total)],
        ..TableView::default()
    })
}

fn add<'a>(node: &'a OrgNode, levels: &mut IndexMap<&'a str, Count>) {
    let [bodies, full_time, part_time] = levels.entry(&node.kind).or_default();
    *bodies += 1;
    for person in &node.people {
        match person.duty {
            Some(Duty::FullTime) => *full_time += 1,
            Some(Duty::PartTime) => *part_time += 1,
            None => {}
        }
    }
    for child in &node.children {
        add(child, levels);
    }
}

fn row(name: &str, count: &Count, kind: RowKind) -> RowView {
    let head = CellView {
        text: name.to_owned(),
        head: true,
        ..CellView::default()
    };
    let numbers = count.iter().map(|number| CellView {
        text: number.to_string(),
        numeric: true,
        ..CellView::default()
    });
    RowView {
        kind,
        id: String::new(),
        cells: std::iter::once(head).chain(numbers).collect(),
    }
}
