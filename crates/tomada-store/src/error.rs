//! Why the store did not do what it was asked: few cases, each with somebody who can act.
//!
//! Rule: the text for people is in the message catalogue; what the database said stays in the source and the log.

use std::io;
use std::path::PathBuf;

use tomada_core::{Failure, Kind};

/// What went wrong, with which thing.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another host has the database open.
    #[error("another host has {} open", path.display())]
    Held {
        /// The lock file.
        path: PathBuf,
    },
    /// The database was written by a newer version of Tomada. It has not been touched.
    #[error("the database has schema {found}, this version knows {known}")]
    Newer {
        /// The schema that it has.
        found: i64,
        /// The newest that this version knows.
        known: i64,
    },
    /// The file is a database of another program, or none. It has not been touched.
    #[error("{} is no database of Tomada", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The database is damaged.
    #[error("{} is damaged: {found}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What SQLite's quick check found first.
        found: String,
    },
    /// The database's keys are not there: without them nothing that is sealed opens. Nothing has been touched.
    #[error("the key file {} is missing", path.display())]
    KeysLost {
        /// The key file.
        path: PathBuf,
    },
    /// The key file is another database's. Nothing has been touched.
    #[error("the key file {} lacks the key {key}", path.display())]
    KeysWrong {
        /// The key file.
        path: PathBuf,
        /// The id of the key that is missing or does not open what it should.
        key: String,
    },
    /// Others may read the key file.
    #[error("the key file {} has mode {mode:o}", path.display())]
    KeysOpen {
        /// The key file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// A file or folder did not do what was asked of it.
    #[error("{doing} {}", path.display())]
    File {
        /// What was being done.
        doing: &'static str,
        /// To what.
        path: PathBuf,
        /// Why not.
        #[source]
        source: io::Error,
    },
    /// The database's address cannot be read. It may hold a password, so it is not shown.
    #[error("the database's address is no PostgreSQL URL")]
    Address {
        /// Why not.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The database did not do what was asked of it.
    #[error("{doing}")]
    Database {
        /// What was being done.
        doing: &'static str,
        /// What it said.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// What was asked for was refused: by a rule of the store, in words for whoever asked.
    #[error(transparent)]
    Refused(#[from] Failure),
}

impl StoreError {
    /// For `map_err`: what the database said, and what was being done.
    pub(crate) fn database(doing: &'static str) -> impl FnOnce(sqlx::Error) -> Self {
        move |source| Self::Database { doing, source: Box::new(source) }
    }

    /// For a row that is not as it was written.
    pub(crate) fn row(
        doing: &'static str,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self::Database { doing, source: source.into() }
    }

    /// For `map_err`: an I/O error, what was being done and to what.
    pub(crate) fn file(doing: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { doing, path, source }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let failure = match &error {
            StoreError::Refused(failure) => return failure.clone(),
            StoreError::Held { path } => {
                Self::coded(Kind::Unavailable, "store-held").with_argument("path", path.display())
            }
            StoreError::Newer { found, known } => Self::coded(Kind::Unavailable, "store-newer")
                .with_argument("found", found)
                .with_argument("known", known),
            StoreError::Foreign { path } => {
                Self::coded(Kind::Unavailable, "store-foreign").with_argument("path", path.display())
            }
            StoreError::Damaged { path, .. } => {
                Self::coded(Kind::Unavailable, "store-damaged").with_argument("path", path.display())
            }
            StoreError::KeysLost { path } => {
                Self::coded(Kind::Unavailable, "store-keys-lost").with_argument("path", path.display())
            }
            StoreError::KeysWrong { path, key } => Self::coded(Kind::Unavailable, "store-keys-wrong")
                .with_argument("path", path.display())
                .with_argument("key", key),
            StoreError::KeysOpen { path, mode } => Self::coded(Kind::Unavailable, "store-keys-open")
                .with_argument("path", path.display())
                .with_argument("mode", format!("{mode:03o}")),
            StoreError::File { path, source, .. } => Self::coded(Kind::Unavailable, "store-file")
                .with_argument("path", path.display())
                .with_argument("reason", source),
            StoreError::Address { .. } => Self::coded(Kind::Unavailable, "store-address"),
            StoreError::Database { .. } => Self::coded(Kind::Unavailable, "store-unavailable"),
        };
        failure.with_detail(in_full(&error))
    }
}

/// The error and the causes below it, for the log.
fn in_full(error: &StoreError) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}
