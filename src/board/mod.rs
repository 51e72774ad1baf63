//! Room `board`.
