//! Packages of npm for the tests: installed once, each set in a folder of its own under `target`. Rule: exactly the named
//! versions, and no script of a package is run while it is installed.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::command;
use crate::folders;
use crate::problem::Problem;

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

/// Fills `folder`, unless it is there already with just these packages, each as `NAME@VERSION`.
pub(crate) fn install(folder: &Path, packages: &[&str]) -> Result<(), Problem> {
    let stamp = folder.join("packages");
    let wanted = packages.join("\n");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let about = folders::relative(folder).display().to_string();
    fs::create_dir_all(folder).map_err(Problem::io(format!("making the folder {about}")))?;
    let mut npm = Command::new("npm");
    npm.args(["install", "--loglevel=error", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts"]);
    command::run(npm.arg("--prefix").arg(folder).args(packages))?;
    fs::write(&stamp, wanted).map_err(Problem::io(format!("writing {about}/packages")))
}
