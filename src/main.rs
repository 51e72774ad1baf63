//! The `sanwu` program.

fn main() {}
