//! Tools of others that come from PyPI, each in a virtual environment of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command;
use crate::folders;
use crate::problem::Problem;

/// What a virtual environment needs and a Rust machine may lack.
pub(crate) fn look_for_python() -> Result<(), Problem> {
    if command::works("python3", &["-c", "import venv, ensurepip"]) {
        return Ok(());
    }
    Err(Problem::Missing {
        what: "Python 3 with its module `venv`",
        hint: "on Debian: apt-get install python3-venv; or leave these tests out: cargo xtask test --no-servers",
    })
}

/// The Python of the environment in `folder`, which is made unless it is there already with just these packages.
pub(crate) fn with(folder: &Path, packages: &[&str]) -> Result<PathBuf, Problem> {
    let (python, stamp) = (folder.join("bin/python"), folder.join("packages"));
    let wanted = packages.join("\n");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    command::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(folder))?;
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    command::run(Command::new(&python).args(pip).args(packages))?;
    fs::write(&stamp, wanted)
        .map_err(Problem::io(format!("writing {}", folders::relative(&stamp).display())))?;
    Ok(python)
}
