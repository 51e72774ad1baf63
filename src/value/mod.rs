//! stub
pub(crate) mod date;
pub(crate) mod money;
pub(crate) mod number;
pub(crate) mod period;
pub(crate) mod person;
pub(crate) mod phone;
pub(crate) mod quantity;
pub(crate) mod unit;
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mistake {
    pub(crate) message: String,
    pub(crate) help: String,
}
