//! The `sanwu` program.
fn main() {
    sanwu::probe();
}
