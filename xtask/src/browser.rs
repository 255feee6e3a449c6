//! The stories of `tests/browser`, told to a headless Chromium by playwright-core and judged by axe-core.
//!
//! Rule: the browser is the system's own; nothing downloads one. Screenshots go to `target/screenshots` only.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command;
use crate::folders;
use crate::npm;
use crate::problem::Problem;
use crate::server::Server;

pub(crate) const NAME: &str = "browser";

/// Exactly these: another axe may judge differently. Neither depends on another package.
const PACKAGES: [&str; 2] = ["playwright-core@1.65.1", "axe-core@4.14.1"];

/// Chromium, as Debian and others call it, on the search path.
pub(crate) fn chromium() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<_> = std::env::split_paths(&path).collect();
    let programs = ["chromium", "chromium-browser", "google-chrome"];
    let mut candidates = programs.iter().flat_map(|program| folders.iter().map(move |it| it.join(program)));
    candidates.find(|candidate| candidate.is_file())
}

/// Tells the stories whose names begin with one of `wanted`, or all, with the servers that run beside.
pub(crate) fn tell(
    chromium: &Path,
    running: &[(&'static str, Server)],
    wanted: &[&str],
) -> Result<(), Problem> {
    let modules = folders::target().join("tools/browser");
    npm::install(&modules, &PACKAGES)?;
    let mut node = Command::new("node");
    node.current_dir(folders::root()).arg("tests/browser/main.mjs").args(wanted);
    node.env("TOMADA_CHROMIUM", chromium).env("TOMADA_MODULES", modules.join("node_modules"));
    node.envs(running.iter().map(|(variable, server)| (variable, server.url())));
    command::run(&mut node)
}
