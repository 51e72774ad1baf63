//! Which record names which attachment, and where.

use std::collections::BTreeMap;

use crate::model::record::{Fields, Record};
use crate::model::value::Value;
use crate::model::village::Village;
use crate::source::Span;

/// The places where attachments are named, by path, and by record in the order of the file.
#[derive(Debug)]
pub(crate) struct Named<'a> {
    records: Vec<(&'a Record, Vec<Use<'a>>)>,
    first: BTreeMap<&'a str, Span>,
}

/// One attachment, named in one place of a record.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Use<'a> {
    /// Path relative to the village's folder.
    pub(crate) path: &'a str,
    /// Where it is named.
    pub(crate) span: Span,
}

impl<'a> Named<'a> {
    /// Looks through the records of a village.
    pub(crate) fn of(village: &'a Village) -> Self {
        let records: Vec<_> = village
            .records
            .iter()
            .map(|record| (record, uses(record)))
            .collect();
        let mut first = BTreeMap::new();
        for one in records.iter().flat_map(|(_, uses)| uses) {
            first.entry(one.path).or_insert(one.span);
        }
        Self { records, first }
    }

    /// The attachments that each record names; pictures in its text are not among them.
    pub(crate) fn records(&self) -> impl Iterator<Item = (&'a Record, &[Use<'a>])> {
        let records = self.records.iter();
        records.map(|(record, uses)| (*record, uses.as_slice()))
    }

    /// Where an attachment is named first; the beginning of that place, without an excerpt.
    pub(crate) fn place(&self, path: &str) -> Option<Span> {
        let span = self.first.get(path).copied();
        span.or_else(|| self.in_body(path))
            .map(|span| span.within(0, 0))
    }

    /// A picture in the text of a record.
    fn in_body(&self, path: &str) -> Option<Span> {
        let name = path.rsplit('/').next()?;
        let mut texts = self.records.iter().flat_map(|(record, _)| record.bodies());
        texts.find_map(|body| {
            let at = body.value.find(name)?;
            Some(body.span.within(at, at + name.len()))
        })
    }
}

fn uses(record: &Record) -> Vec<Use<'_>> {
    let attachments = record.attachments.iter().map(|attachment| Use {
        path: &attachment.path.value,
        span: attachment.path.span,
    });
    let steps = record.matter.iter().flat_map(|matter| &matter.steps);
    let fields = std::iter::once(&record.fields).chain(steps.map(|step| &step.fields));
    let mut seen: Vec<Use<'_>> = attachments.chain(fields.flat_map(files)).collect();
    seen.sort_by_key(|one| one.span);
    seen
}

fn files(fields: &Fields) -> impl Iterator<Item = Use<'_>> {
    let files = fields
        .0
        .values()
        .filter_map(|field| match &field.value.value {
            Value::Files(files) => Some(files),
            _ => None,
        });
    files.flatten().map(|file| Use {
        path: &file.value,
        span: file.span,
    })
}
