//! `cargo xtask start`: the server, built for release, on a database of its own; it prints the link to sign in with.

use crate::chores::build::{self, tomada};
use crate::command;
use crate::folders;
use crate::problem::Problem;

/// Where the data is. It stays from start to start; whoever wants to begin anew deletes the folder.
const DATA: &str = "start";

pub(crate) fn run() -> Result<(), Problem> {
    build::run()?;
    let data = folders::target().join(DATA);
    // It ends with Ctrl-C, which both of us get: the server drains and says so.
    command::run(tomada().arg("serve").arg("--data").arg(folders::relative(&data)))
}
