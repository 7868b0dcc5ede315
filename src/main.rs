//! `seodang`: see [`seodang::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    seodang::cli::main()
}
