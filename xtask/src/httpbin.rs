//! httpbin, which answers with what it was sent: installed from PyPI in a virtual environment of its own.

use std::process::Command;

use crate::folders;
use crate::problem::Problem;
use crate::python;
use crate::server::Server;

/// Exactly these: the tests know what this httpbin answers.
const PACKAGES: [&str; 2] = ["httpbin==0.10.4", "gunicorn==27.0.1"];

/// Starts httpbin; what it needs is installed first where it is not there yet.
pub(crate) fn start() -> Result<Server, Problem> {
    let folder = folders::target().join("venv");
    let mut command = Command::new(python::with(&folder, &PACKAGES)?);
    command.arg(folders::root().join("xtask/serve_httpbin.py"));
    Server::start("httpbin", command, &folder.join("httpbin.log"))
}
