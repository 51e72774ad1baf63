use super::{Mistake, unit::Unit};
use rust_decimal::Decimal;
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Money(i64);
impl Money {
    pub(crate) const ZERO: Self = Self(0);
    pub(crate) fn fen(self) -> i64 {
        self.0
    }
    pub(crate) fn from_fen(f: i64) -> Self {
        Self(f)
    }
    pub(crate) fn read(_t: &str, _u: Option<&Unit>) -> Result<Self, Mistake> {
        todo!()
    }
    pub(crate) fn to_decimal(self) -> Decimal {
        todo!()
    }
    pub(crate) fn from_decimal_yuan(_d: Decimal) -> Option<Self> {
        todo!()
    }
    pub(crate) fn wan(self) -> String {
        todo!()
    }
    pub(crate) fn plain(self) -> String {
        todo!()
    }
    pub(crate) fn in_capitals(self) -> String {
        todo!()
    }
    pub(crate) fn read_capitals(_t: &str) -> Result<Self, Mistake> {
        todo!()
    }
    pub(crate) fn checked_add(self, _o: Self) -> Option<Self> {
        todo!()
    }
    pub(crate) fn checked_sub(self, _o: Self) -> Option<Self> {
        todo!()
    }
}
impl std::fmt::Display for Money {
    fn fmt(&self, _f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        todo!()
    }
}
