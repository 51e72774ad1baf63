//! Room `render`.

mod chart;
mod style;
mod view;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
