//! `cargo xtask bench`: every benchmark of every crate, one after the other, so that none disturbs another.

use crate::command::{self, cargo};
use crate::problem::Problem;

pub(crate) fn run() -> Result<(), Problem> {
    command::run(cargo().args(["bench", "--workspace", "--benches"]))
}
