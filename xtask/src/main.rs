//! The project's own chores, started as `cargo xtask CHORE`; [`run`] is the menu.
//!
//! A chore prints every command that it runs, so that whoever reads along can run it alone. It is built in seconds:
//! it depends on nothing of the house.
#![forbid(unsafe_code)]

mod chores;

mod aimock;
mod browser;
mod command;
mod folders;
mod httpbin;
mod nginx;
mod npm;
mod oauth;
mod parts;
mod postgres;
mod problem;
mod python;
mod schemathesis;
mod server;
mod service;
mod tools;

use std::process::ExitCode;

use problem::Problem;

const HELP: &str = "\
The project's own chores.

Usage: cargo xtask CHORE

  try               builds all, starts a small local service, and runs real actions against it
  test              runs every test; --no-servers leaves out those against servers that others wrote
  browser [STORY…]  tells the stories of tests/browser to a headless Chromium
  lint              judges format, lints, documentation and dependencies
  build             builds the command line and the plugins for release, and locks the catalog
  bench             runs every benchmark
  bench load [RUNS] puts the house under load: calls, memory, a call log of ten million runs or so many
  start             builds for release and starts the server on the data in target/start
  serve [ADDRESS]   the local service of `try`, alone, until it is stopped
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("\n{}", problem.in_full());
            problem.exit_code()
        }
    }
}

fn run(arguments: &[&str]) -> Result<(), Problem> {
    match arguments {
        ["try"] => chores::try_it::run(),
        ["test"] => chores::test::run(chores::test::Servers::Started),
        ["test", "--no-servers"] => chores::test::run(chores::test::Servers::LeftOut),
        ["browser", wanted @ ..] => chores::browser::run(wanted),
        ["lint"] => chores::lint::run(),
        ["build"] => chores::build::run(),
        ["bench"] => chores::bench::run(),
        ["bench", "load"] => chores::load::run(chores::load::RUNS),
        ["bench", "load", runs] => chores::load::run(runs),
        ["start"] => chores::start::run(),
        ["serve"] => chores::serve::run(service::ADDRESS),
        ["serve", address] => chores::serve::run(address),
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        _ => Err(Problem::Usage(arguments.join(" "))),
    }
}
