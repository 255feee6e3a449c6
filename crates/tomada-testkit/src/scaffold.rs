//! A new plugin: the folder of `hello`, renamed. `tomada new` is this.
//!
//! `hello` is a real plugin, compiled and tested like the others, so what is copied works. The rule it protects: the
//! copy builds and passes its own tests as it is, inside the workspace and outside of it, and nothing is overwritten.

mod cargo;
mod error;
mod home;
mod names;
mod template;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};

pub use error::ScaffoldError;

use home::Home;
use names::Names;

/// A plugin that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scaffold {
    /// Its folder.
    pub folder: PathBuf,
    /// The files in it, from the folder on.
    pub files: Vec<String>,
    /// What builds and tests it, one command a line, to be run in the folder.
    pub commands: Vec<String>,
}

/// Makes a plugin with the id `id` in the new folder `path`. Without one, in `plugins/ID` of the workspace that
/// `here` is in, or in `ID` below `here`. `sdk` is the folder of `tomada-sdk` for a plugin outside of the workspace;
/// without it, the one that this program was built with is taken, or the published version if that is gone.
///
/// # Errors
/// [`ScaffoldError`]; a folder that could not be filled is removed again.
pub fn scaffold(
    here: &Path,
    id: &str,
    path: Option<&Path>,
    sdk: Option<&Path>,
) -> Result<Scaffold, ScaffoldError> {
    let names = Names::of(id)?;
    let folder = match path {
        Some(path) => here.join(path),
        None => home::default_folder(here, id),
    };
    let home = Home::of(&folder, sdk)?;
    let files = template::files(&names, &home)?;
    fill(&folder, &files)?;
    Ok(Scaffold {
        folder,
        files: files.into_iter().map(|(name, _)| name.to_owned()).collect(),
        commands: home.commands(id),
    })
}

fn fill(folder: &Path, files: &[(&str, String)]) -> Result<(), ScaffoldError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| ScaffoldError::Unwritable { path, source }
    };
    if let Some(above) = folder.parent() {
        fs::create_dir_all(above).map_err(failed(above))?;
    }
    // Fails if there is anything of this name, so nothing of anybody's is touched from here on.
    fs::create_dir(folder).map_err(|source| match source.kind() {
        std::io::ErrorKind::AlreadyExists => ScaffoldError::Exists { path: folder.to_owned() },
        _ => failed(folder)(source),
    })?;
    let filled = files.iter().try_for_each(|(name, text)| {
        let path = folder.join(name);
        path.parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&path, text))
            .map_err(failed(&path))
    });
    if filled.is_err() {
        // What is left is ours; the first error is the one to tell.
        let _ = fs::remove_dir_all(folder);
    }
    filled
}
