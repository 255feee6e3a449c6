//! aimock, which answers as OpenAI's API does, without a model: installed from npm in a folder of its own.

use std::process::Command;

use crate::folders;
use crate::npm;
use crate::problem::Problem;
use crate::server::Server;

/// Exactly this: the tests know what it answers. It depends on no other package.
const PACKAGE: &str = "@copilotkit/aimock@1.43.0";

/// Starts aimock with the answers in `tests/aimock.json`; it is installed first where it is not there yet.
pub(crate) fn start() -> Result<Server, Problem> {
    let folder = folders::target().join("aimock");
    npm::install(&folder, &[PACKAGE])?;
    let mut command = Command::new("node");
    command.arg(folders::root().join("xtask/serve_aimock.mjs")).arg(&folder);
    command.arg(folders::root().join("tests/aimock.json"));
    Server::start("aimock", command, &folder.join("aimock.log"))
}
