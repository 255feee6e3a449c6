//! `cargo xtask bench load [RUNS]`: the house under load, as built for release: calls beside the bare client's, memory, and
//! a call log of so many runs.

use std::process::Command;

use super::build;
use crate::command::{self, cargo};
use crate::nginx;
use crate::problem::Problem;

/// How long the call log is where nothing is said.
pub(crate) const RUNS: &str = "10000000";

pub(crate) fn run(runs: &str) -> Result<(), Problem> {
    if runs.parse::<u32>().is_err() {
        return Err(Problem::Usage(format!("bench load {runs}")));
    }
    let missing = |what, hint| Problem::Missing { what, hint };
    let nginx = nginx::program().ok_or_else(|| missing("nginx", "on Debian: apt-get install nginx-light"))?;
    // It has no argument with which it ends well without driving anything.
    if !command::works("sh", &["-c", "command -v wrk"]) {
        return Err(missing("wrk", "on Debian: apt-get install wrk"));
    }
    build::for_release()?;
    let nginx = nginx::start(&nginx)?;
    command::run(part(&["calls"]).env("TOMADA_NGINX", nginx.url()))?;
    drop(nginx);
    for part in [&["idle"][..], &["flight"], &["log", runs]] {
        command::run(&mut self::part(part))?;
    }
    Ok(())
}

/// One part of the benchmark.
fn part(arguments: &[&str]) -> Command {
    let mut bench = cargo();
    bench.args(["bench", "-p", "tomada-cli", "--bench", "load", "--"]).args(arguments);
    bench
}
