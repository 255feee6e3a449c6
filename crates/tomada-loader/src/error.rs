//! Why a library was refused. Each refusal says what was found, what is supported and what to do.

use tomada_catalog::Problem;
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
    /// The dynamic linker refused it.
    #[error("the dynamic linker refused the library")]
    Link(#[from] libloading::Error),
    /// The sealed copy could not be made.
    #[error("the library could not be placed in memory")]
    Place(#[from] std::io::Error),
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
    /// May not run in this process, or stands in the way of another.
    #[error("not allowed to open: {reason}")]
    NotAllowed {
        /// Why.
        reason: String,
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
            Self::Link(_) => "plugin-link",
            Self::Place(_) => "plugin-place",
            Self::Entry { .. } => "plugin-entry",
            Self::Start { .. } => "plugin-start",
            Self::NotAllowed { .. } => "plugin-not-allowed",
        }
    }

    /// The failure of a run that needed the plugin `id`.
    pub fn into_failure(self, id: &str) -> Failure {
        let kind = if matches!(self, Self::NotAllowed { .. }) { Kind::Forbidden } else { Kind::Broken };
        let failure = Failure::coded(kind, self.code()).with_argument("id", id).with_detail(chain(&self));
        match self {
            Self::Read(problem) => problem.into(),
            Self::NotALibrary { reason }
            | Self::Manifest { reason }
            | Self::Entry { reason }
            | Self::Start { reason }
            | Self::NotAllowed { reason } => failure.with_argument("reason", reason),
            Self::Target { found, supported }
            | Self::Version { found, supported }
            | Self::Needs { found, supported } => {
                failure.with_argument("found", found).with_argument("supported", supported)
            }
            Self::Forbidden { item, rule } => failure.with_argument("item", item).with_argument("rule", rule),
            Self::Link(error) => failure.with_argument("reason", chain(&error)),
            Self::Place(error) => failure.with_argument("reason", error),
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
