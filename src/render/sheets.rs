//! Pages that are sheets of paper: a record's for the wall and for the files, a quarter's poster and plain page.

use tera::Value;

use crate::model::record::Record;
use crate::render::page::quarter::Quarter;
use crate::render::page::shown::Shown;
use crate::render::page::{due, frame, gongwen, plain, poster, print};
use crate::render::paths;
use crate::render::view::page;
use crate::render::village::Pages;

impl Pages<'_> {
    /// The sheet for the wall and, of a document, the one for the files.
    pub(super) fn sheets(
        &self,
        record: &Record,
        shown: &Shown,
        head: &page::Page,
    ) -> anyhow::Result<Vec<(String, String)>> {
        let mut head = page::Page {
            url: self.web.page(&paths::sheet(&record.address)),
            ..head.clone()
        };
        let mut page = self.start(&record.address, &head);
        let view = print::view(record, shown, self.village, self.context);
        page.insert_value("print", Value::from_serializable(&view));
        let html = self.show("print.html", &page)?;
        let mut sheets = vec![(paths::sheet(&record.address), html)];
        if gongwen::is_one(record, shown) {
            head.url = self.web.page(&paths::gongwen(&record.address));
            let mut page = self.start(&record.address, &head);
            let view = gongwen::view(record, shown, self.village);
            page.insert_value("gongwen", Value::from_serializable(&view));
            let html = self.show("gongwen.html", &page)?;
            sheets.push((paths::gongwen(&record.address), html));
        }
        Ok(sheets)
    }

    /// Poster and plain page of each quarter.
    pub(super) fn quarters(
        &self,
        quarters: &[Quarter<'_>],
    ) -> anyhow::Result<Vec<(String, String)>> {
        let mut pages = Vec::new();
        for quarter in quarters {
            let (village, calendar) = (self.village, self.calendar);
            let address = format!("{}/{}", poster::ADDRESS, quarter.address());
            let head = frame::page(
                &poster::title(quarter, village),
                due::ADDRESS,
                village,
                "../../",
            );
            let mut page = self.start(&address, &head);
            let view = poster::view(quarter, village, calendar);
            page.insert_value("poster", Value::from_serializable(&view));
            pages.push((paths::page(&address), self.show("poster.html", &page)?));
            let address = format!("{}/{}", plain::ADDRESS, quarter.address());
            let head = frame::page(
                &plain::title(quarter, village),
                due::ADDRESS,
                village,
                "../../",
            );
            let mut page = self.start(&address, &head);
            let view = plain::view(quarter, village, calendar);
            page.insert_value("plain", Value::from_serializable(&view));
            pages.push((paths::page(&address), self.show("plain.html", &page)?));
        }
        Ok(pages)
    }
}
