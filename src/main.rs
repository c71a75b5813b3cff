//! The `qbank` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    qbank::cli::run()
}
