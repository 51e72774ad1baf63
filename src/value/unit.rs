#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unit {
    Yuan,
    WanYuan,
    Other(String),
}
impl Unit {
    pub(crate) fn read(_t: &str) -> Self {
        todo!()
    }
    pub(crate) fn from_caption(_t: &str) -> Option<Self> {
        todo!()
    }
    pub(crate) fn name(&self) -> &str {
        todo!()
    }
    pub(crate) fn is_money(&self) -> bool {
        todo!()
    }
}
