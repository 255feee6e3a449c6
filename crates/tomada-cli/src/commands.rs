//! The menu: one command, one file. A command takes the session and its arguments, prints what it found, and gives
//! back what went wrong.
//!
//! A new command is a variant of [`Command`] with its arguments, a file here, a line in [`run()`], and its texts
//! `cli-NAME-…` in the message catalogue.

mod check;
mod completions;
mod config;
mod list;
mod lock;
mod new;
mod run;
mod serve;
mod show;

use crate::arguments::Command;
use crate::session::{Session, Trouble};

/// Does what `command` says.
pub(crate) fn run(session: &Session, command: Command) -> Result<(), Trouble> {
    match command {
        Command::List => list::run(session),
        Command::Show(arguments) => show::run(session, &arguments),
        Command::Run(arguments) => run::run(session, &arguments),
        Command::Lock(arguments) => lock::run(session, &arguments),
        Command::Check(arguments) => check::run(session, &arguments),
        Command::New(arguments) => new::run(session, &arguments),
        Command::Serve(arguments) => serve::run(session, &arguments),
        Command::Config(verb) => config::run(session, &verb),
        Command::Completions(arguments) => completions::run(session, &arguments),
    }
}
