//! Every rule of the handbook, wherever it is found.

use crate::pipeline::{self, Rules};

/// All rules by code.
pub(crate) fn all() -> Rules {
    pipeline::rules()
}
