//! The ledger (封存账) of a village as values: entries, their chain, what they say of each record, and lists of digests.
//!
//! Everything in it is plain text that `sha256sum` can follow; the room reads and writes text and never a disk.

pub(crate) mod chain;
pub(crate) mod change;
pub(crate) mod entry;
pub(crate) mod sums;
pub(crate) mod version;
