//! What the lists of a record tell of somebody's health: an illness in a row that names a person is that person's.

use crate::catalog::Catalog;
use crate::check::privacy::lists::{self, Kind, List};
use crate::model::record::Record;
use crate::source::{SourceTree, Span};

/// The entries of a record that stand in lists of persons.
#[derive(Debug, Default)]
pub(super) struct Listed {
    /// Cells of free tables and of tables of the body.
    cells: Vec<Span>,
    /// Cells that tell an illness or a disability by the head over them.
    pub(super) health: Vec<Span>,
}

impl Listed {
    /// Reads the lists of a record.
    pub(super) fn of(record: &Record, catalog: &Catalog, tree: &SourceTree) -> Self {
        let mut listed = Self::default();
        for list in lists::of(record, tree) {
            if list.kind == Kind::Catalog {
                continue;
            }
            let heads: Vec<usize> = heads(&list, record, catalog).collect();
            for row in &list.rows {
                listed.cells.extend(row.iter().map(|cell| cell.span));
                let told = heads.iter().filter_map(|index| List::cell(row, *index));
                let told = told.filter(|cell| tells(cell.text, catalog));
                listed.health.extend(told.map(|cell| cell.span));
            }
        }
        listed
    }

    /// Whether a place lies in a row of such a list.
    pub(super) fn holds(&self, span: Span) -> bool {
        let holds = |cell: &Span| {
            cell.file == span.file && cell.start <= span.start && span.end <= cell.end
        };
        self.cells.iter().any(holds)
    }
}

/// Columns whose heads ask for an illness or a disability; a grade is one's disability where the list is about that.
fn heads<'a>(
    list: &'a List<'_>,
    record: &'a Record,
    catalog: &'a Catalog,
) -> impl Iterator<Item = usize> + 'a {
    let holds = |id: &str, text: &str| {
        let mut words = catalog.masking_words(id).iter();
        words.any(|word| text.contains(word.as_str()))
    };
    let item = record.item.as_ref().map(|item| item.name.as_str());
    let mut around = vec![list.caption.as_str(), record.title.value.as_str()];
    around.extend(item);
    around.extend(list.heads.iter().map(String::as_str));
    let is_of_disabled = around.iter().any(|text| holds("health_context", text));
    let heads = list.heads.iter().enumerate();
    let asked = heads.filter(move |(_, head)| {
        let counts = head.ends_with(['额', '数', '元', '费', '款', '金', '）', ')']);
        let grades = catalog.masking_words("health_grade_head");
        let is_grade = is_of_disabled && grades.iter().any(|word| word == *head);
        !counts && (holds("health_head", head) || is_grade)
    });
    asked.map(|(index, _)| index)
}

/// Whether an entry says more than that there is nothing.
fn tells(text: &str, catalog: &Catalog) -> bool {
    let untold = catalog.masking_words("health_untold");
    text.chars().any(char::is_alphanumeric) && !untold.iter().any(|word| word == text)
}
