//! The menu: one command, one file. A command takes the session and its arguments, prints what it found, and gives
//! back what went wrong.
//!
//! A new command is a variant of [`Command`] with its arguments, a file here, a line in [`run()`], and its texts
//! `cli-NAME-…` in the message catalogue.

mod backup;
mod check;
mod completions;
mod config;
mod connect;
mod connections;
mod keys;
mod list;
mod lock;
mod log;
mod new;
mod projects;
mod replay;
mod run;
mod serve;
mod show;
mod tokens;

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
        Command::Connect(arguments) => connect::run(session, &arguments),
        Command::Connections(arguments) => connections::run(session, &arguments),
        Command::Log(arguments) => log::run(session, &arguments),
        Command::Replay(arguments) => replay::run(session, &arguments),
        Command::Tokens(arguments) => tokens::run(session, &arguments),
        Command::Projects(arguments) => projects::run(session, &arguments),
        Command::Backup(arguments) => backup::backup(session, &arguments),
        Command::Restore(arguments) => backup::restore(session, &arguments),
        Command::Keys(verb) => keys::run(session, &verb),
        Command::Completions(arguments) => completions::run(session, &arguments),
    }
}
