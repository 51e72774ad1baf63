//! Room `privacy`.
