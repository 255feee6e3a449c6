//! An OAuth 2.0 server that others wrote, for the tests: oidc-provider, installed from npm in a folder of its own.

use std::process::Command;

use crate::folders;
use crate::npm;
use crate::problem::Problem;
use crate::server::Server;

/// Exactly this: the tests know how it answers.
const PACKAGE: &str = "oidc-provider@9.13.3";

/// Starts it with the clients in `xtask/serve_oauth.mjs`; it is installed first where it is not there yet.
pub(crate) fn start() -> Result<Server, Problem> {
    let folder = folders::target().join("tools/oidc-provider");
    npm::install(&folder, &[PACKAGE])?;
    let mut command = Command::new("node");
    command.arg(folders::root().join("xtask/serve_oauth.mjs")).arg(&folder);
    Server::start("oidc-provider", command, &folder.join("oidc-provider.log"))
}
