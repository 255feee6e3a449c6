//! Where a new plugin will live: in a workspace that has the SDK, or alone.

use std::fs;
use std::path::{Path, PathBuf};

use super::ScaffoldError;

/// Where a new plugin will live.
pub(super) enum Home {
    /// In the folder of plugins of a workspace, whose versions and lints it takes.
    Workspace,
    /// On its own, with the SDK from somewhere else.
    Alone(Sdk),
}

/// Where a plugin on its own has the SDK from.
pub(super) enum Sdk {
    /// The folder that holds `tomada-sdk` and `tomada-testkit`.
    Folder(PathBuf),
    /// Published, in the version of this program.
    Version,
}

/// `plugins/ID` of the workspace that `here` is in, or `ID` below `here`.
pub(super) fn default_folder(here: &Path, id: &str) -> PathBuf {
    let workspace = here.ancestors().find(|folder| is_workspace(folder));
    workspace.map_or_else(|| here.join(id), |root| root.join("plugins").join(id))
}

impl Home {
    pub(super) fn of(folder: &Path, sdk: Option<&Path>) -> Result<Self, ScaffoldError> {
        let plugins = folder.parent().filter(|above| above.file_name().is_some_and(|name| name == "plugins"));
        if plugins.and_then(Path::parent).is_some_and(is_workspace) && sdk.is_none() {
            return Ok(Self::Workspace);
        }
        Ok(Self::Alone(match sdk {
            Some(sdk) => Sdk::named(sdk)?,
            None => Sdk::own(),
        }))
    }

    /// What builds and tests the plugin, to be run in its folder.
    pub(super) fn commands(&self, id: &str) -> Vec<String> {
        match self {
            Self::Workspace => vec![format!("cargo test -p {id}"), format!("cargo build -p {id} --release")],
            Self::Alone(_) => vec!["cargo test".to_owned(), "cargo build --release".to_owned()],
        }
    }
}

impl Sdk {
    fn named(sdk: &Path) -> Result<Self, ScaffoldError> {
        let no_sdk = || ScaffoldError::NoSdk { path: sdk.to_owned() };
        let sdk = fs::canonicalize(sdk).map_err(|_| no_sdk())?;
        Self::beside(&sdk).ok_or_else(no_sdk)
    }

    /// The SDK that this program was built with, if it is still where it was.
    fn own() -> Self {
        Self::beside(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap_or(Self::Version)
    }

    /// The folder above `krate`, if it holds both crates.
    fn beside(krate: &Path) -> Option<Self> {
        let folder = krate.parent()?;
        let holds = |name: &str| folder.join(name).join("Cargo.toml").is_file();
        let is_sdk = krate.join("Cargo.toml").is_file() && holds("tomada-sdk") && holds("tomada-testkit");
        is_sdk.then(|| Self::Folder(folder.to_owned()))
    }
}

/// Whether `folder` is the root of a workspace that takes plugins and has the SDK.
fn is_workspace(folder: &Path) -> bool {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).ok();
    let manifest = manifest.and_then(|text| text.parse::<toml::Table>().ok());
    let Some(workspace) = manifest.as_ref().and_then(|manifest| manifest.get("workspace")) else {
        return false;
    };
    let members = workspace.get("members").and_then(toml::Value::as_array);
    let takes_plugins =
        members.is_some_and(|members| members.iter().any(|member| member.as_str() == Some("plugins/*")));
    let has = |krate: &str| workspace.get("dependencies").is_some_and(|known| known.get(krate).is_some());
    takes_plugins && has("tomada-sdk") && has("tomada-testkit")
}
