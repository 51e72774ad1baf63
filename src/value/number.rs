use super::{Mistake, unit::Unit};
use rust_decimal::Decimal;
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Debit,
    Credit,
    Even,
}
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Number {
    pub(crate) value: Decimal,
    pub(crate) scale: u32,
    pub(crate) unit: Option<Unit>,
    pub(crate) direction: Option<Direction>,
}
impl Number {
    pub(crate) fn read(_t: &str) -> Result<Self, Mistake> {
        todo!()
    }
}
