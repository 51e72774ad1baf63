//! Pages of the sealed past of a village: former versions of records, and the seal itself.

use rayon::prelude::*;
use tera::Value;

use crate::model::record::Record;
use crate::render::page::{frame, history};
use crate::render::paths;
use crate::render::village::Pages;

impl Pages<'_> {
    /// The page of the seal.
    pub(super) fn verify(&self) -> anyhow::Result<(String, String)> {
        let address = history::VERIFY;
        let head = frame::page(history::VERIFY_TITLE, address, self.village, "../");
        let mut page = self.start(address, &head);
        page.insert_value(
            address,
            Value::from_serializable(&history::verify(self.village)),
        );
        Ok((paths::page(address), self.show("verify.html", &page)?))
    }

    /// Pages of all versions that no longer stand.
    pub(super) fn former(&self, records: &[&Record]) -> anyhow::Result<Vec<(String, String)>> {
        let pages = records.par_iter().map(|record| self.versions(record));
        let pages: Vec<Vec<(String, String)>> = pages.collect::<anyhow::Result<_>>()?;
        Ok(pages.into_iter().flatten().collect())
    }

    /// Pages of the versions of a record that no longer stand.
    fn versions(&self, record: &Record) -> anyhow::Result<Vec<(String, String)>> {
        let former = history::versions(record, self.village, self.context).into_iter();
        former
            .map(|(number, view)| {
                let address = format!("{}/v{number}", record.address);
                let title = format!("{}（第{number}版）", record.title.value);
                let root = paths::root(&address);
                let head = frame::page(&title, record.category.id(), self.village, &root);
                let mut page = self.start(&address, &head);
                page.insert_value("version", Value::from_serializable(&view));
                Ok((paths::page(&address), self.show("version.html", &page)?))
            })
            .collect()
    }
}
