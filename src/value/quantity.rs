use super::{Mistake, unit::Unit};
use rust_decimal::Decimal;
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quantity {
    pub(crate) value: Decimal,
    pub(crate) unit: Unit,
    pub(crate) scale: u32,
}
impl Quantity {
    pub(crate) fn read(_t: &str, _u: Option<&Unit>) -> Result<Self, Mistake> {
        todo!()
    }
}
impl std::fmt::Display for Quantity {
    fn fmt(&self, _f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        todo!()
    }
}
#[derive(Debug, Clone, Copy)]
pub(crate) struct Count(i64);
impl Count {
    pub(crate) fn read(_t: &str) -> Result<Self, Mistake> {
        todo!()
    }
    pub(crate) fn get(self) -> i64 {
        self.0
    }
}
#[derive(Debug, Clone, Copy)]
pub(crate) struct Percent(Decimal);
impl Percent {
    pub(crate) fn read(_t: &str) -> Result<Self, Mistake> {
        todo!()
    }
    pub(crate) fn get(self) -> Decimal {
        self.0
    }
}
