use super::Mistake;
pub(crate) struct DutyPhone;
impl DutyPhone {
    pub(crate) fn read(_t: &str) -> Result<Self, Mistake> {
        todo!()
    }
}
