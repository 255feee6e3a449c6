//! The command line `tomada`: reads arguments, wires host, loader, egress and catalog together, and says what came of
//! it, to people in their language or to programs as JSON.
//!
//! It decides nothing that the host decides; it adds no wording of its own: every text is in `tomada-text`.
#![forbid(unsafe_code)]

mod arguments;
mod commands;
mod config;
mod door;
mod serve;
mod wire;

// Reading the command line.
mod early;
mod localize;
mod parse;

// Saying what came of it.
mod escape;
mod exit;
mod problem;
mod say;
mod session;
mod table;
mod terminal;

use std::ffi::OsString;
use std::process::ExitCode;

pub use exit::{USAGE, exit_code};

use early::Early;
use parse::Parsed;
use session::Session;

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let arguments = std::env::args_os().collect::<Vec<OsString>>();
    let early = Early::look(&arguments);
    match parse::parse(&arguments, early.locale) {
        Parsed::Command(arguments) => {
            let session = Session::new(&arguments, early);
            match commands::run(&session, arguments.command) {
                Ok(()) => ExitCode::SUCCESS,
                Err(trouble) => say::trouble(&session, trouble),
            }
        }
        Parsed::Text(text) => say::help(early, &text),
        Parsed::Help(text) => say::missing_command(early, &text),
        Parsed::Wrong(usage) => say::usage(early, &usage),
    }
}
