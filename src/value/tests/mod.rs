//! Tables and properties of every value type.
