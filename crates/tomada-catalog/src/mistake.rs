//! What is wrong at which line of a TOML file that people write, and what is accepted there.
//!
//! `catalog.toml`, `catalog.lock` and `integration.toml` are read through [`parse`]. The shapes are serde's; this
//! file turns its first complaint into a [`Mistake`] that an interface can say in the reader's language.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: PathBuf,
    /// 1 for the first.
    pub line: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file.display(), self.line)
    }
}

/// Something wrong at one line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {fault}")]
pub struct Mistake {
    /// Where.
    pub place: Place,
    /// What.
    pub fault: Fault,
}

/// What is wrong there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is not TOML.
    #[error("not TOML: {reason}")]
    Syntax {
        /// What the parser found and expected.
        reason: String,
    },
    /// A name or one of a few words that is not among the accepted ones.
    #[error("`{found}` is unknown here; accepted: {}; nearest: `{nearest}`", accepted.join(", "))]
    Unknown {
        /// What is written.
        found: String,
        /// What may be.
        accepted: Vec<String>,
        /// The accepted one that is most like it.
        nearest: String,
    },
    /// A key that must be there is not.
    #[error("`{key}` is missing")]
    Missing {
        /// The key.
        key: String,
    },
    /// A value of a wrong type or form.
    #[error("{reason}")]
    WrongValue {
        /// What is written and what is accepted.
        reason: String,
    },
}

/// Where the lines of a text begin, to find a line by an offset in bytes.
pub(crate) struct Lines<'a> {
    file: &'a Path,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(crate) fn of(file: &'a Path, text: &str) -> Self {
        let after_breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { file, starts: std::iter::once(0).chain(after_breaks).collect() }
    }

    pub(crate) fn place(&self, span: Range<usize>) -> Place {
        Place { file: self.file.to_owned(), line: self.starts.partition_point(|start| *start <= span.start) }
    }
}

/// Reads `text`, the content of `file`, as a `T`.
///
/// # Errors
/// The first mistake, with its line.
pub fn parse<T: DeserializeOwned>(file: &Path, text: &str) -> Result<T, Mistake> {
    let mistake = |error: &toml::de::Error, fault| {
        let place = Lines::of(file, text).place(error.span().unwrap_or(0..0));
        Mistake { place, fault }
    };
    let document = toml::de::Deserializer::parse(text)
        .map_err(|error| mistake(&error, Fault::Syntax { reason: error.message().to_owned() }))?;
    T::deserialize(document).map_err(|error| mistake(&error, Fault::of(error.message())))
}

impl Fault {
    /// Takes serde's sentence apart. The forms are those of `serde::de::Error`: the thing in question comes first,
    /// each accepted one after it, all in backticks. A test holds them fast.
    fn of(message: &str) -> Self {
        let mut quoted = message.split('`').skip(1).step_by(2).map(str::to_owned);
        if message.starts_with("unknown field") || message.starts_with("unknown variant") {
            let found = quoted.next().unwrap_or_default();
            let accepted = quoted.collect::<Vec<_>>();
            return Self::Unknown { nearest: nearest(&found, &accepted), found, accepted };
        }
        match (message.starts_with("missing field"), quoted.next()) {
            (true, Some(key)) => Self::Missing { key },
            _ => Self::WrongValue { reason: message.to_owned() },
        }
    }
}

/// The one of `accepted` that is most like `found`; empty if nothing is accepted.
pub(crate) fn nearest<T: AsRef<str>>(found: &str, accepted: &[T]) -> String {
    let accepted = accepted.iter().map(AsRef::as_ref);
    accepted.min_by_key(|name| strsim::damerau_levenshtein(found, name)).unwrap_or_default().to_owned()
}
