//! Where things are: the workspace and what is built in it.

use std::path::{Path, PathBuf};

use crate::problem::Problem;

/// The workspace.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// Where everything that is made goes.
pub(crate) fn target() -> PathBuf {
    root().join("target")
}

/// The plugins, by their packages' names, in order.
pub(crate) fn plugins() -> Result<Vec<String>, Problem> {
    packages("plugins", |folder| folder.join("Cargo.toml").is_file())
}

/// The crates that have benchmarks, by their packages' names, in order.
pub(crate) fn benched() -> Result<Vec<String>, Problem> {
    packages("crates", |folder| folder.join("benches").is_dir())
}

/// What lies in `parent` and is wanted. A folder's name is its package's name.
fn packages(parent: &str, is_wanted: impl Fn(&Path) -> bool) -> Result<Vec<String>, Problem> {
    let listing = || Problem::io(format!("listing the folder {parent}"));
    let mut names = Vec::new();
    for entry in root().join(parent).read_dir().map_err(listing())? {
        let entry = entry.map_err(listing())?;
        if is_wanted(&entry.path()) {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// `path` as people write it from the workspace.
pub(crate) fn relative(path: &Path) -> &Path {
    path.strip_prefix(root()).unwrap_or(path)
}
