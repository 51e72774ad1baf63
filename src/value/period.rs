use super::Mistake;
use chrono::NaiveDate;
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Period {
    Day(NaiveDate),
    Month { year: i32, month: u32 },
    Quarter { year: i32, quarter: u32 },
    HalfYear { year: i32, half: u32 },
    Year { year: i32 },
    Span { from: NaiveDate, to: NaiveDate },
    Standing,
}
impl Period {
    pub(crate) fn read(_t: &str) -> Result<Self, Mistake> {
        todo!()
    }
    pub(crate) fn first_day(&self) -> Option<NaiveDate> {
        todo!()
    }
    pub(crate) fn last_day(&self) -> Option<NaiveDate> {
        todo!()
    }
    pub(crate) fn contains(&self, _d: NaiveDate) -> bool {
        todo!()
    }
    pub(crate) fn previous(&self) -> Option<Self> {
        todo!()
    }
    pub(crate) fn key(&self) -> String {
        todo!()
    }
}
impl std::fmt::Display for Period {
    fn fmt(&self, _f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        todo!()
    }
}
