//! Where things are: the workspace and what is built in it.

use std::path::{Path, PathBuf};

/// The workspace.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// Where everything that is made goes.
pub(crate) fn target() -> PathBuf {
    root().join("target")
}

/// The plugins, by the names of their folders, which are the names of their packages, in order.
pub(crate) fn plugins() -> std::io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in root().join("plugins").read_dir()? {
        let entry = entry?;
        if entry.path().join("Cargo.toml").is_file() {
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
