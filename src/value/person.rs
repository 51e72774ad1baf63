use super::Mistake;
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person(String);
impl Person {
    pub(crate) fn read(_t: &str) -> Result<Self, Mistake> {
        todo!()
    }
    pub(crate) fn masked(&self) -> String {
        todo!()
    }
}
impl std::fmt::Display for Person {
    fn fmt(&self, _f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        todo!()
    }
}
pub(crate) fn read_persons(_t: &str) -> Result<Vec<Person>, Mistake> {
    todo!()
}
