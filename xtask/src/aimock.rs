//! aimock, which answers as OpenAI's API does, without a model: installed from npm in a folder of its own.

use std::fs;
use std::process::Command;

use crate::command;
use crate::folders;
use crate::problem::Problem;
use crate::server::Server;

/// Exactly this: the tests know what it answers. It depends on no other package.
const PACKAGE: &str = "@copilotkit/aimock@1.43.0";

/// What it needs and a Rust machine may lack.
pub(crate) fn look_for_node() -> Result<(), Problem> {
    const IS_NEW_ENOUGH: &str =
        "const [a, b] = process.versions.node.split('.'); process.exit(a > 20 || a == 20 && b >= 15 ? 0 : 1)";
    if command::works("node", &["-e", IS_NEW_ENOUGH]) && command::works("npm", &["--version"]) {
        return Ok(());
    }
    Err(Problem::Missing {
        what: "Node.js 20.15 or newer with npm",
        hint: "on Debian: apt-get install nodejs npm; or leave these tests out: cargo xtask test --no-servers",
    })
}

/// Starts aimock with the answers in `tests/aimock.json`; it is installed first where it is not there yet.
pub(crate) fn start() -> Result<Server, Problem> {
    install()?;
    let folder = folders::target().join("aimock");
    let mut command = Command::new("node");
    command.arg(folders::root().join("xtask/serve_aimock.mjs")).arg(&folder);
    command.arg(folders::root().join("tests/aimock.json"));
    Server::start("aimock", command, &folder.join("aimock.log"))
}

/// Fills the folder, unless it is there already with just this package.
fn install() -> Result<(), Problem> {
    let folder = folders::target().join("aimock");
    let stamp = folder.join("packages");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == PACKAGE) {
        return Ok(());
    }
    fs::create_dir_all(&folder).map_err(Problem::io("making the folder target/aimock"))?;
    let mut npm = Command::new("npm");
    npm.args([
        "install",
        "--loglevel=error",
        "--no-save",
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
        "--prefix",
    ]);
    command::run(npm.arg(&folder).arg(PACKAGE))?;
    fs::write(&stamp, PACKAGE).map_err(Problem::io("writing target/aimock/packages"))
}
