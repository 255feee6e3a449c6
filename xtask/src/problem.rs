//! Why a chore did not succeed, in words for whoever typed it. Rule: it says what to do next where that is known.

use std::error::Error;
use std::fmt;
use std::io;
use std::process::{ExitCode, ExitStatus};

/// A chore's failure.
#[derive(Debug)]
pub(crate) enum Problem {
    /// There is no such chore, or not with these arguments.
    Usage(String),
    /// A command could not be started.
    Start { command: String, source: io::Error },
    /// A command ended badly, having said why.
    Ended { command: String, status: ExitStatus },
    /// A command did what it must not do.
    NotRefused(String),
    /// A file or a socket did not do what was asked of it.
    Io { doing: String, source: io::Error },
    /// The machine lacks something.
    Missing { what: &'static str, hint: &'static str },
    /// A server did not start; what it said last.
    Server { name: &'static str, said: String },
    /// Some parts of a chore failed.
    Parts(Vec<&'static str>),
}

impl Problem {
    /// For `map_err`: an I/O error and what was being done.
    pub(crate) fn io(doing: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let doing = doing.into();
        move |source| Self::Io { doing, source }
    }

    /// The message and the causes below it.
    pub(crate) fn in_full(&self) -> String {
        let mut text = format!("xtask: {self}");
        let mut cause = self.source();
        while let Some(error) = cause {
            text.push_str(": ");
            text.push_str(&error.to_string());
            cause = error.source();
        }
        text
    }

    /// 2 when the command line was wrong, otherwise 1.
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Usage(_) => ExitCode::from(2),
            _ => ExitCode::FAILURE,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(found) => write!(f, "there is no chore `{found}`; `cargo xtask` lists them"),
            Self::Start { command, .. } => write!(f, "`{command}` could not be started"),
            Self::Ended { command, status } => write!(f, "`{command}` ended with {status}"),
            Self::NotRefused(command) => write!(f, "`{command}` was not refused, and it must be"),
            Self::Io { doing, .. } => f.write_str(doing),
            Self::Missing { what, hint } => write!(f, "{what} is missing here; {hint}"),
            Self::Server { name, said } => write!(f, "{name} did not start; it said:\n{said}"),
            Self::Parts(names) => write!(f, "failed: {}", names.join(", ")),
        }
    }
}

impl Error for Problem {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Start { source, .. } | Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
