use super::{Mistake, period::Period};
use chrono::NaiveDate;
pub(crate) fn read_date(_t: &str, _w: Option<&Period>) -> Result<NaiveDate, Mistake> {
    todo!()
}
pub(crate) fn date_cn(_d: NaiveDate) -> String {
    todo!()
}
