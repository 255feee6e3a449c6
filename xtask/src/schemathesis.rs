//! schemathesis, which asks an API what its description allows and what it forbids: installed from PyPI in a virtual
//! environment of its own, and let loose on the real server.

use std::process::Command;

use crate::command;
use crate::folders;
use crate::problem::Problem;
use crate::python;

pub(crate) const NAME: &str = "API";

/// Exactly this: another version asks other questions.
const PACKAGES: [&str; 1] = ["schemathesis==4.32.5"];

/// Starts the server that was built for the tests, on data of its own, and asks it.
pub(crate) fn ask() -> Result<(), Problem> {
    let python = python::with(&folders::target().join("tools/schemathesis"), &PACKAGES)?;
    let mut command = Command::new(python);
    command.current_dir(folders::root()).arg(folders::root().join("xtask/ask_api.py"));
    command::run(command.arg(folders::target().join("debug/tomada")))
}
