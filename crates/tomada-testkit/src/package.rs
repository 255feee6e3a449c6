//! What a path holds: a built plugin, and the folder that goes with it. No source is needed.

use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde_json::Value;

/// A built plugin, and where its folder is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// The library.
    pub library: PathBuf,
    /// The folder with `manifest.json`, `README.md` and `tests`, if there is one.
    pub folder: Option<PathBuf>,
}

/// A path that holds no plugin.
#[derive(Debug, thiserror::Error)]
pub enum NoPlugin {
    /// There is nothing, or nothing that can be read.
    #[error("{} cannot be read", path.display())]
    Unreadable {
        /// The path.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A folder without a manifest.
    #[error("{} is no plugin's folder: it holds no manifest.json", path.display())]
    NoManifest {
        /// The folder.
        path: PathBuf,
    },
    /// A plugin that is not built.
    #[error("the plugin in {} is not built: run `cargo build` there; looked for {}", path.display(), listed(looked_at))]
    NotBuilt {
        /// The folder.
        path: PathBuf,
        /// Where its library could be.
        looked_at: Vec<PathBuf>,
    },
    /// A file that is no shared library.
    #[error("{} is no shared library: {reason}", path.display())]
    NotALibrary {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
}

impl Package {
    /// Finds the plugin at `path`: a library, or a plugin's folder. The library of a folder lies in it, or where
    /// cargo builds: in `target` of the folder or of one above, or in `CARGO_TARGET_DIR`; of several, the newest is
    /// taken.
    ///
    /// # Errors
    /// [`NoPlugin`], but for [`NoPlugin::NotALibrary`].
    pub fn find(path: &Path) -> Result<Self, NoPlugin> {
        let unreadable = |source| NoPlugin::Unreadable { path: path.to_owned(), source };
        let metadata = fs::metadata(path).map_err(unreadable)?;
        if metadata.is_file() {
            return Ok(Self { library: path.to_owned(), folder: None });
        }
        let folder = fs::canonicalize(path).map_err(unreadable)?;
        if !folder.join("manifest.json").is_file() {
            return Err(NoPlugin::NoManifest { path: path.to_owned() });
        }
        let looked_at = places(&folder);
        let built = looked_at.iter().filter_map(|library| Some((modified(library)?, library)));
        match built.max_by_key(|(modified, _)| *modified) {
            Some((_, library)) => Ok(Self { library: library.clone(), folder: Some(folder) }),
            None => Err(NoPlugin::NotBuilt { path: path.to_owned(), looked_at }),
        }
    }

    /// The same with the library that a test was built with.
    pub(crate) fn of_test(folder: &Path, library: PathBuf) -> Self {
        Self { library, folder: Some(folder.to_owned()) }
    }
}

/// The name of the library of the integration `id`, as the system names libraries: `libgoogle_sheets.so`.
pub(crate) fn library_name(id: &str) -> String {
    format!("{DLL_PREFIX}{}{DLL_SUFFIX}", id.replace('-', "_"))
}

/// Where the library of the plugin in `folder` can be.
fn places(folder: &Path) -> Vec<PathBuf> {
    let name = library_name(&id(folder));
    let chosen = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let above = folder.ancestors().map(|above| above.join("target")).filter(|target| target.is_dir());
    let targets = chosen.into_iter().chain(above);
    // `cargo build` puts it in the first, `cargo test` only in the second.
    let below = ["debug", "debug/deps", "release", "release/deps"];
    let built = targets.flat_map(|target| below.map(|below| target.join(below)));
    std::iter::once(folder.to_owned()).chain(built).map(|place| place.join(&name)).collect()
}

/// The id in `manifest.json`; if that cannot be read, which a law will say, the folder's name.
fn id(folder: &Path) -> String {
    let manifest = fs::read(folder.join("manifest.json")).ok();
    let manifest = manifest.and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
    let id = manifest.as_ref().and_then(|manifest| manifest["id"].as_str());
    id.map_or_else(|| folder.file_name().unwrap_or_default().to_string_lossy().into_owned(), str::to_owned)
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).ok().filter(fs::Metadata::is_file)?.modified().ok()
}

fn listed(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}
