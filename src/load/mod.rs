//! From files to a village: everything that can be wrong with the files themselves is found here.

mod decode;
pub(crate) mod disk;
