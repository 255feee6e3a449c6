//! What went wrong on the way, in one word for the caller and in full for the log.
//!
//! The rule it protects: a tenant learns the word and the host that it named itself, never an address that a name
//! resolved to, nor how far the policy let it.

use std::error::Error;
use std::io;

use tomada_core::{Failure, Kind};
use tomada_host::Redactor;

use crate::dial::NoDial;
use crate::policy::Refused;

/// The one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    Blocked,
    /// Blocked, because the run is not permitted this origin.
    NotPermitted,
    /// Blocked, because the credential would travel in the clear.
    Unencrypted,
    /// Not sent, because the URL cannot be put on the wire.
    Malformed,
    Dns,
    Connect,
    Tls,
    Timeout,
    TooLarge,
    Protocol,
}

impl Word {
    /// As exchanges have it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Blocked | Self::NotPermitted | Self::Unencrypted | Self::Malformed => "blocked",
            Self::Dns => "dns",
            Self::Connect => "connect",
            Self::Tls => "tls",
            Self::Timeout => "timeout",
            Self::TooLarge => "too_large",
            Self::Protocol => "protocol",
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Blocked => "egress-blocked",
            Self::NotPermitted => "egress-not-permitted",
            Self::Unencrypted => "egress-credential-plain-http",
            Self::Malformed => "egress-url-invalid",
            Self::Dns => "egress-dns",
            Self::Connect => "egress-connect",
            Self::Tls => "egress-tls",
            Self::Timeout => "egress-timeout",
            Self::TooLarge => "egress-too-large",
            Self::Protocol => "egress-protocol",
        }
    }

    /// `effect` says whether something may have been changed by now.
    fn kind(self, effect: Effect) -> Kind {
        match (self, effect) {
            (Self::Blocked | Self::NotPermitted | Self::Unencrypted, _) => Kind::Forbidden,
            (Self::Malformed, _) => Kind::InvalidInput,
            (_, Effect::Possible) => Kind::Uncertain,
            (Self::Dns | Self::Connect | Self::Tls | Self::Timeout, Effect::None) => Kind::Unavailable,
            (Self::TooLarge | Self::Protocol, Effect::None) => Kind::Rejected,
        }
    }
}

impl From<Refused> for Fault {
    fn from(refused: Refused) -> Self {
        Self::new(refused.word(), refused.to_string())
    }
}

impl Refused {
    fn word(&self) -> Word {
        match self {
            Self::Unencrypted(_) => Word::Unencrypted,
            Self::Name(..) | Self::Range(..) | Self::OwnPort(_) => Word::Blocked,
        }
    }
}

/// Whether a call may have changed something at the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Nothing was sent, or only what is safe to send again.
    None,
    /// A request went out that may not be repeated.
    Possible,
}

/// A word and the reason for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) word: Word,
    pub(crate) reason: String,
}

impl Fault {
    pub(crate) fn new(word: Word, reason: impl Into<String>) -> Self {
        Self { word, reason: reason.into() }
    }

    /// Finds the word for what the HTTP client reports.
    pub(crate) fn of_client(error: reqwest::Error) -> Self {
        // The URL may hold a key.
        let error = error.without_url();
        let word = if error.is_builder() { Word::Malformed } else { word(&error) };
        Self::new(word, chain(&error))
    }
}

/// Turns faults of one call into what its caller gets.
pub(crate) struct Teller {
    pub(crate) host: String,
    pub(crate) effect: Effect,
    pub(crate) redactor: Redactor,
}

impl Teller {
    pub(crate) fn failure(&self, fault: &Fault) -> Failure {
        Failure::coded(fault.word.kind(self.effect), fault.word.code())
            .with_argument("host", self.redactor.mask_str(&self.host))
            .with_detail(self.redactor.mask_str(&fault.reason))
    }
}

/// `error` and its causes in one line.
pub(crate) fn chain(error: &(dyn Error + 'static)) -> String {
    causes(error).map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

fn word(error: &reqwest::Error) -> Word {
    let known = causes(error).filter_map(known).last();
    known.unwrap_or(if error.is_timeout() {
        Word::Timeout
    } else if error.is_connect() {
        Word::Connect
    } else {
        Word::Protocol
    })
}

/// The word for one link of a chain of causes, if it decides.
fn known(cause: &(dyn Error + 'static)) -> Option<Word> {
    if let Some(no_dial) = cause.downcast_ref::<NoDial>() {
        return Some(match no_dial {
            NoDial::Refused(refused) => refused.word(),
            NoDial::Unresolved(_) | NoDial::TooSlow(_) | NoDial::NoAddress | NoDial::TooMany(_) => Word::Dns,
        });
    }
    if let Some(error) = cause.downcast_ref::<io::Error>() {
        return Some(match error.kind() {
            io::ErrorKind::TimedOut => Word::Timeout,
            // What hyper says of broken chunks.
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => Word::Protocol,
            _ => Word::Connect,
        });
    }
    if let Some(error) = cause.downcast_ref::<hyper::Error>() {
        let broken = error.is_incomplete_message() || error.is_closed() || error.is_canceled();
        let word = match error.is_parse() {
            true if error.is_parse_too_large() => Some(Word::TooLarge),
            true => Some(Word::Protocol),
            false => None,
        };
        return if broken { Some(Word::Connect) } else { word };
    }
    cause.is::<rustls::Error>().then_some(Word::Tls)
}

/// `error` and everything below it. An I/O error hides what it wraps from `source`, so it is opened.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |error| cause(*error))
}

fn cause<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(wrapped) => Some(wrapped),
        None => error.source(),
    }
}
