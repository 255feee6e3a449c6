//! `cargo xtask bench`: every benchmark of every crate, one after the other, so that none disturbs another. Some of them
//! load plugins and start the command line, as built for release.

use super::build;
use crate::command::{self, cargo};
use crate::problem::Problem;

pub(crate) fn run() -> Result<(), Problem> {
    build::for_release()?;
    command::run(cargo().args(["bench", "--workspace", "--benches"]))
}
