//! The `sanwu` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    sanwu::run(std::env::args_os())
}
