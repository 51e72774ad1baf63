//! x
/// x
#[derive(Debug)]
pub(crate) struct Theme;
