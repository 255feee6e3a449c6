//! The command line `tomada` as the tests start it: cargo builds this program before them, which it does not do with
//! another package's.
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    tomada_cli::main()
}
