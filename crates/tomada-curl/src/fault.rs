//! Why a command cannot be read, and where: a typed failure with its place, whose text is in the message catalogue.

use std::fmt;

use tomada_core::{Failure, Kind};

/// A command that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Where, in bytes from the start of the command.
    pub at: usize,
    /// Why.
    pub reason: Reason,
}

/// Why a command cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is longer than that many bytes.
    TooLong {
        /// The limit in bytes.
        max: usize,
    },
    /// It has more variables than that.
    TooMany {
        /// The limit.
        max: usize,
    },
    /// There is no curl in it; `found` is its first word, empty for none.
    NotCurl {
        /// The first word.
        found: String,
    },
    /// Something that was opened is never closed.
    Unclosed {
        /// What opened it, such as `'`.
        opened: String,
    },
    /// No such flag; `nearest` is the known one that looks most like it, or that several are meant.
    UnknownFlag {
        /// The flag.
        flag: String,
        /// The nearest known ones.
        nearest: String,
    },
    /// A flag at the end that needs a value.
    MissingValue {
        /// The flag.
        flag: String,
    },
    /// A value that the flag does not take.
    WrongValue {
        /// The flag.
        flag: String,
        /// What it takes, in curl's own notation, such as `<seconds>`.
        accepted: &'static str,
    },
    /// Two flags that curl refuses together.
    Conflict {
        /// One.
        flag: String,
        /// The other.
        other: &'static str,
    },
    /// No url.
    NoUrl,
    /// An address that curl or the card cannot call; `found` is what is wrong with it.
    WrongUrl {
        /// What is wrong with it: a scheme or a character.
        found: String,
    },
}

impl Unreadable {
    pub(crate) fn new(at: usize, reason: Reason) -> Self {
        Self { at, reason }
    }

    /// The failure for people: `invalid_input` at the field `pointer`, with line and column in `command`.
    pub fn in_command(&self, command: &str, pointer: &str) -> Failure {
        let at = command.floor_char_boundary(self.at);
        let before = &command[..at];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let failure = Failure::coded(Kind::InvalidInput, self.reason.code())
            .with_at(pointer)
            .with_argument("offset_bytes", self.at)
            .with_argument("line", line)
            .with_argument("column", column);
        let with = |failure: Failure, (name, value)| failure.with_argument(name, value);
        self.reason.arguments().into_iter().fold(failure, with)
    }
}

impl Reason {
    /// The identifier in the message catalogue.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLong { .. } => "curl-too-long",
            Self::TooMany { .. } => "curl-too-many",
            Self::NotCurl { .. } => "curl-not-curl",
            Self::Unclosed { .. } => "curl-unclosed",
            Self::UnknownFlag { .. } => "curl-unknown-flag",
            Self::MissingValue { .. } => "curl-missing-value",
            Self::WrongValue { .. } => "curl-wrong-value",
            Self::Conflict { .. } => "curl-conflict",
            Self::NoUrl => "curl-no-url",
            Self::WrongUrl { .. } => "curl-wrong-url",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooLong { max } => vec![("max_bytes", max.to_string())],
            Self::TooMany { max } => vec![("max", max.to_string())],
            Self::NotCurl { found } | Self::WrongUrl { found } => vec![("found", found.clone())],
            Self::Unclosed { opened } => vec![("opened", opened.clone())],
            Self::UnknownFlag { flag, nearest } => {
                vec![("flag", flag.clone()), ("nearest", nearest.clone())]
            }
            Self::MissingValue { flag } => vec![("flag", flag.clone())],
            Self::WrongValue { flag, accepted } => {
                vec![("flag", flag.clone()), ("accepted", (*accepted).to_owned())]
            }
            Self::Conflict { flag, other } => vec![("flag", flag.clone()), ("other", (*other).to_owned())],
            Self::NoUrl => Vec::new(),
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.reason.code(), self.at)?;
        self.reason.arguments().iter().try_for_each(|(name, value)| write!(f, " {name}={value:?}"))
    }
}

impl std::error::Error for Unreadable {}
