//! nginx, the service that the benchmark under load calls: the system's own program, on a free port.

#![expect(clippy::disallowed_types, reason = "a free port is looked for")]

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::folders;
use crate::problem::Problem;
use crate::server::Server;

/// The program, also where Debian puts it and only its administrator looks.
pub(crate) fn program() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders = std::env::split_paths(&path).chain([PathBuf::from("/usr/sbin")]);
    folders.find_map(|folder| Some(folder.join("nginx")).filter(|program| program.is_file()))
}

/// Starts it, for this machine alone.
pub(crate) fn start(program: &Path) -> Result<Server, Problem> {
    let mut command = Command::new("sh");
    command.arg(folders::root().join("xtask/serve_nginx.sh")).arg(program).arg(free_port()?.to_string());
    Server::start("nginx", command, &folders::target().join("nginx.log"))
}

/// A port that was free just now: nginx does not choose one itself.
fn free_port() -> Result<u16, Problem> {
    let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    free.map(|address| address.port()).map_err(Problem::io("looking for a free port"))
}
