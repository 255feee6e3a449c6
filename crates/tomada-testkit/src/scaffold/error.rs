//! Why there is no new plugin.

use std::io;
use std::path::PathBuf;

use tomada_catalog::ManifestFault;

/// Why there is no new plugin.
#[derive(Debug, thiserror::Error)]
pub enum ScaffoldError {
    /// The id breaks the rules of ids.
    #[error("{id:?} can be no plugin's id")]
    BadId {
        /// The id.
        id: String,
        /// The rule.
        source: ManifestFault,
    },
    /// A crate of this name could not be built.
    #[error("{id:?} can be no plugin's id: Rust or cargo use the name for something else")]
    TakenId {
        /// The id.
        id: String,
    },
    /// There is something of this name already.
    #[error("{} is there already: choose another folder, or remove it", path.display())]
    Exists {
        /// The folder.
        path: PathBuf,
    },
    /// There is no SDK in the folder that was named.
    #[error("{} is not the folder of tomada-sdk: name the one that holds its Cargo.toml", path.display())]
    NoSdk {
        /// The folder.
        path: PathBuf,
    },
    /// A file could not be written.
    #[error("{} could not be written", path.display())]
    Unwritable {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The template and the workspace do not go together: a defect of this program.
    #[error("the template cannot be filled in: {reason}")]
    Template {
        /// In what.
        reason: String,
    },
}
