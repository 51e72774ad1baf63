//! Room `render`.

mod chart;
mod view;
