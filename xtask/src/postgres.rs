//! PostgreSQL for the tests of the store: the system's own programs, on data of their own in a temporary folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::folders;
use crate::problem::Problem;
use crate::server::Server;

pub(crate) const NAME: &str = "PostgreSQL";

/// The folder with `initdb` and `postgres`: the newest of Debian's, or one of the search path.
pub(crate) fn programs() -> Option<PathBuf> {
    let installed = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut folders: Vec<_> = installed.map(|version| version.path().join("bin")).collect();
    folders.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders = folders.into_iter().rev().chain(std::env::split_paths(&path));
    folders.find(|folder| ["initdb", "postgres", "pg_isready"].iter().all(|it| folder.join(it).is_file()))
}

/// Starts a server, which only this machine's programs can reach.
pub(crate) fn start(programs: &Path) -> Result<Server, Problem> {
    let mut command = Command::new("sh");
    command.arg(folders::root().join("xtask/serve_postgres.sh")).arg(programs);
    Server::start(NAME, command, &folders::target().join("postgres.log"))
}
