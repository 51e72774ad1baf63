//! Small files made here, read again: every format, every number, every kind of damage.
#![expect(clippy::format_collect, reason = "what is made here is small")]
pub(crate) mod files;
mod formats;
mod hostile;
mod pictures;
mod published;
mod published_png;
