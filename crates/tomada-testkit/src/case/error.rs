//! Why a file is no case.

use std::io;
use std::path::PathBuf;

use tomada_catalog::Mistake;

/// A file that is no case, and why.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// It could not be read or written.
    #[error("{} could not be {verb}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// `read` or `written`.
        verb: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// It says what it may not, with the line.
    #[error(transparent)]
    Mistake(#[from] Mistake),
    /// Its expectation cannot be rewritten, because something stands after it.
    #[error("{}: [expect] is not the last table, so it is not rewritten: move it to the end", path.display())]
    ExpectNotLast {
        /// The file.
        path: PathBuf,
    },
    /// Its expectation cannot be rewritten, because what came out cannot be written.
    #[error("{}: what came out cannot be written as TOML", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: toml::ser::Error,
    },
}
