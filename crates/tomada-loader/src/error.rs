//! Why a library was refused. Each refusal says what was found, what is supported and what to do.

use tomada_catalog::{Digest, Problem};
use tomada_core::{Failure, Kind};

/// A library that was not opened.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file could not be read or is not the one that was pinned.
    #[error("the library could not be read")]
    Read(#[from] Problem),
    /// The bytes are no shared library.
    #[error("not a shared library: {reason}")]
    NotALibrary {
        /// What is wrong with it.
        reason: String,
    },
    /// Built for another machine, system or C library.
    #[error("built for {found}, this host is {supported}")]
    Target {
        /// What the library is built for.
        found: String,
        /// What this host is.
        supported: String,
    },
    /// Holds something that no plugin may have.
    #[error("forbidden in a plugin: {item}; {rule}")]
    Forbidden {
        /// What was found.
        item: String,
        /// What is allowed.
        rule: &'static str,
    },
    /// The manifest section is missing or not as it must be.
    #[error("the manifest section is unusable: {reason}")]
    Manifest {
        /// What is wrong with it.
        reason: String,
    },
    /// Speaks another version of the boundary.
    #[error("speaks boundary {found}, this host speaks {supported}")]
    Version {
        /// What the plugin speaks or needs.
        found: String,
        /// What this host speaks.
        supported: String,
    },
    /// Needs what this host does not have.
    #[error("needs {found}, this host has {supported}")]
    Needs {
        /// What the plugin needs.
        found: String,
        /// What this host has.
        supported: String,
    },
    /// It could not be placed in memory, or the dynamic linker refused it.
    #[error("the library could not be mapped")]
    Map(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The exported table breaks the rules of the boundary.
    #[error("the exported table is malformed: {reason}")]
    Entry {
        /// Which rule.
        reason: String,
    },
    /// Its own start failed.
    #[error("the plugin refused to start: {reason}")]
    Start {
        /// What it said.
        reason: String,
    },
    /// Its tier wants a worker.
    #[error("a sandboxed plugin runs in a worker, which this version does not have")]
    Sandboxed,
    /// Another library is open as the same version of the same integration.
    #[error("{name} is open already from another library (SHA-256 {known}, this one {found})")]
    Taken {
        /// Integration and version.
        name: String,
        /// The digest of the open library.
        known: Digest,
        /// The digest of the refused one.
        found: Digest,
    },
}

impl LoadError {
    /// The name in the message catalogue.
    const fn code(&self) -> &'static str {
        match self {
            Self::Read(_) => "plugin-read",
            Self::NotALibrary { .. } => "plugin-not-a-library",
            Self::Target { .. } => "plugin-target",
            Self::Forbidden { .. } => "plugin-forbidden",
            Self::Manifest { .. } => "plugin-manifest",
            Self::Version { .. } => "plugin-version",
            Self::Needs { .. } => "plugin-needs",
            Self::Map(_) => "plugin-map",
            Self::Entry { .. } => "plugin-entry",
            Self::Start { .. } => "plugin-start",
            Self::Sandboxed => "plugin-sandboxed",
            Self::Taken { .. } => "plugin-taken",
        }
    }

    /// The failure of a run that needed the plugin `id`.
    pub fn into_failure(self, id: &str) -> Failure {
        let kind = if matches!(self, Self::Sandboxed) { Kind::Forbidden } else { Kind::Broken };
        let failure = Failure::coded(kind, self.code()).with_argument("id", id).with_detail(chain(&self));
        match self {
            Self::Read(problem) => problem.into(),
            Self::NotALibrary { reason }
            | Self::Manifest { reason }
            | Self::Entry { reason }
            | Self::Start { reason } => failure.with_argument("reason", reason),
            Self::Target { found, supported }
            | Self::Version { found, supported }
            | Self::Needs { found, supported } => {
                failure.with_argument("found", found).with_argument("supported", supported)
            }
            Self::Forbidden { item, rule } => failure.with_argument("item", item).with_argument("rule", rule),
            Self::Map(error) => failure.with_argument("reason", chain(&*error)),
            Self::Sandboxed => failure,
            Self::Taken { name, known, found } => failure
                .with_argument("name", name)
                .with_argument("known", known)
                .with_argument("found", found),
        }
    }
}

/// An error with everything under it, on one line: the text of `dlopen` sits in the source.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text.push_str(": ");
        text.push_str(&error.to_string());
        source = error.source();
    }
    text
}
