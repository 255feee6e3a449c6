//! `cargo xtask bench`: every benchmark of every crate, one after the other, so that none disturbs another. Some of them
//! load plugins and start the command line, as built for release.

use super::build;
use crate::command::{self, cargo};
use crate::folders;
use crate::problem::Problem;

pub(crate) fn run() -> Result<(), Problem> {
    build::for_release()?;
    let mut bench = cargo();
    bench.args(["bench", "--bench", "*"]);
    for name in folders::benched()? {
        bench.args(["-p", &name]);
    }
    command::run(&mut bench)
}
