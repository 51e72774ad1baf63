//! The second witness: each seal is also a commit of the workspace's git repository. The only folder that touches git.
//!
//! Nothing of a repository is believed that can be had otherwise: its configuration executes nothing, replaced, grafted and
//! shallow history is refused by name, and every object is hashed again before it is used.

mod commit;
mod history;
mod index;
mod open;
#[cfg(test)]
mod tests;

pub(crate) use commit::{Commit, commit};
pub(crate) use history::{Committed, folders, history};
