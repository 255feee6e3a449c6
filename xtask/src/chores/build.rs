//! `cargo xtask build`: the command line and the plugins for release, and a lock file that fits them.

use std::path::PathBuf;
use std::process::Command;

use crate::command::{self, cargo};
use crate::folders;
use crate::problem::Problem;

pub(crate) fn run() -> Result<(), Problem> {
    for_release()?;
    command::run(tomada().arg("lock"))
}

/// The command line and the plugins.
pub(crate) fn for_release() -> Result<(), Problem> {
    let mut build = cargo();
    build.args(["build", "--release", "-p", "tomada-cli"]);
    for plugin in folders::plugins()? {
        build.args(["-p", &plugin]);
    }
    command::run(&mut build)
}

/// The command line that was built.
pub(crate) fn tomada() -> Command {
    let mut command = Command::new(program());
    command.current_dir(folders::root());
    command
}

fn program() -> PathBuf {
    folders::target().join("release").join("tomada").with_extension(std::env::consts::EXE_EXTENSION)
}
