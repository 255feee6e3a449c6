//! Why a run did not answer: a closed set of nine kinds, each with one who must act.
//!
//! Whoever detects a failure names its kind and, where the text is Tomada's own, a code of the message catalogue
//! with arguments; the interfaces render the code in the reader's language. A plugin that passes on what a
//! service said uses a plain message. `detail` is for the log alone and never reaches a caller.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What kind of failure, which decides HTTP status, exit code, label and who must act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The input breaks the schema, or the service says so. The builder of the flow acts.
    InvalidInput,
    /// A credential is missing, expired or refused. Who owns the connection acts.
    Unauthorized,
    /// A permission or the egress policy says no. The operator acts.
    Forbidden,
    /// There is no such thing, here or at the service. The builder acts.
    NotFound,
    /// Too many calls; `retry_after_ms` says how long to wait. Nobody acts.
    RateLimited,
    /// The service or the network failed, and it is safe to try again. Nobody acts.
    Unavailable,
    /// It may have happened: trying again may do it twice. A person decides.
    Uncertain,
    /// The service answered and said no. The builder acts.
    Rejected,
    /// The plugin failed us. Its author acts.
    Broken,
}

impl Kind {
    /// All nine, in the order of the documentation.
    pub const ALL: [Self; 9] = [
        Self::InvalidInput,
        Self::Unauthorized,
        Self::Forbidden,
        Self::NotFound,
        Self::RateLimited,
        Self::Unavailable,
        Self::Uncertain,
        Self::Rejected,
        Self::Broken,
    ];

    /// The name on the wire, such as `invalid_input`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidInput => "invalid_input",
            Self::Unauthorized => "unauthorized",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not_found",
            Self::RateLimited => "rate_limited",
            Self::Unavailable => "unavailable",
            Self::Uncertain => "uncertain",
            Self::Rejected => "rejected",
            Self::Broken => "broken",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Kind {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name).ok_or(())
    }
}

/// A run that did not answer, and why.
///
/// ```
/// use tomada_core::{Failure, Kind};
///
/// let failure = Failure::new(Kind::NotFound, "No order has this number.")
///     .with_hint("Numbers have nine digits.")
///     .with_detail("GET /orders/12 answered 404");
/// assert_eq!(failure.kind(), Kind::NotFound);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure(Box<Fields>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Fields {
    kind: Kind,
    message: String,
    code: Option<String>,
    arguments: BTreeMap<String, String>,
    hint: Option<String>,
    detail: Option<String>,
    retry_after_ms: Option<u64>,
    at: Option<String>,
}

impl Failure {
    /// A failure with a message for people, in whatever language its author has it.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self(Box::new(Fields {
            kind,
            message: message.into(),
            code: None,
            arguments: BTreeMap::new(),
            hint: None,
            detail: None,
            retry_after_ms: None,
            at: None,
        }))
    }

    /// A failure whose text is in the message catalogue under `code`, to be rendered by the interface.
    pub fn coded(kind: Kind, code: impl Into<String>) -> Self {
        let code = code.into();
        let mut failure = Self::new(kind, code.clone());
        failure.0.code = Some(code);
        failure
    }

    /// Adds an argument of the coded message.
    #[must_use]
    pub fn with_argument(mut self, name: impl Into<String>, value: impl fmt::Display) -> Self {
        self.0.arguments.insert(name.into(), value.to_string());
        self
    }

    /// Replaces the message, as an interface does that has rendered the code.
    #[must_use]
    pub fn with_message(mut self, message: impl Into<String>) -> Self {
        self.0.message = message.into();
        self
    }

    /// Says what to do next.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    /// Adds what only the log may hold.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.0.detail = Some(detail.into());
        self
    }

    /// Says how many milliseconds to wait before another try.
    #[must_use]
    pub fn with_retry_after_ms(mut self, retry_after_ms: u64) -> Self {
        self.0.retry_after_ms = Some(retry_after_ms);
        self
    }

    /// Names the place in the input, as a JSON pointer (RFC 6901).
    #[must_use]
    pub fn with_at(mut self, pointer: impl Into<String>) -> Self {
        self.0.at = Some(pointer.into());
        self
    }

    /// The kind.
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// The message for people; the bare code as long as nobody has rendered it.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The identifier in the message catalogue, if the text is Tomada's own.
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The arguments of the coded message.
    pub fn arguments(&self) -> &BTreeMap<String, String> {
        &self.0.arguments
    }

    /// What to do next.
    pub fn hint(&self) -> Option<&str> {
        self.0.hint.as_deref()
    }

    /// What only the log may hold.
    pub fn detail(&self) -> Option<&str> {
        self.0.detail.as_deref()
    }

    /// How many milliseconds to wait before another try.
    pub fn retry_after_ms(&self) -> Option<u64> {
        self.0.retry_after_ms
    }

    /// The place in the input, as a JSON pointer (RFC 6901).
    pub fn at(&self) -> Option<&str> {
        self.0.at.as_deref()
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.kind, self.0.message)?;
        for (name, value) in &self.0.arguments {
            write!(f, " {name}={value:?}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}
