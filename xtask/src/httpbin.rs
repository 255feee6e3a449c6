//! httpbin, which answers with what it was sent: installed from PyPI in a virtual environment of its own.

use std::fs;
use std::process::Command;

use crate::command;
use crate::folders;
use crate::problem::Problem;
use crate::server::Server;

/// Exactly these: the tests know what this httpbin answers.
const PACKAGES: [&str; 2] = ["httpbin==0.10.4", "gunicorn==27.0.1"];

/// What the virtual environment needs and a Rust machine may lack.
pub(crate) fn look_for_python() -> Result<(), Problem> {
    if command::works("python3", &["-c", "import venv, ensurepip"]) {
        return Ok(());
    }
    Err(Problem::Missing {
        what: "Python 3 with its module `venv`",
        hint: "on Debian: apt-get install python3-venv; or leave these tests out: cargo xtask test --no-servers",
    })
}

/// Starts httpbin; what it needs is installed first where it is not there yet.
pub(crate) fn start() -> Result<Server, Problem> {
    install()?;
    let venv = folders::target().join("venv");
    let mut command = Command::new(venv.join("bin/python"));
    command.arg(folders::root().join("xtask/serve_httpbin.py"));
    Server::start("httpbin", command, &venv.join("httpbin.log"))
}

/// Makes the virtual environment, unless it is there already with just these packages.
fn install() -> Result<(), Problem> {
    let venv = folders::target().join("venv");
    let stamp = venv.join("packages");
    let packages = PACKAGES.join("\n");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == packages) {
        return Ok(());
    }
    command::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&venv))?;
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    command::run(Command::new(venv.join("bin/python")).args(pip).args(PACKAGES))?;
    fs::write(&stamp, packages).map_err(Problem::io("writing target/venv/packages"))
}
