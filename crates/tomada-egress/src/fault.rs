//! What went wrong on the way, in one word for the caller and in full for the log.
//!
//! The rule it protects: a tenant learns the word and the host that it named itself, never an address that a name
//! resolved to, nor how far the policy let it.

use std::error::Error;
use std::io;

use tomada_core::{Failure, Kind};
use tomada_host::Redactor;

use crate::meter::Excess;
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
    pub(crate) fn word(&self) -> Word {
        match self {
            Self::Unencrypted(_) => Word::Unencrypted,
            Self::Name(..) | Self::Range(..) | Self::OwnPort(_) | Self::OwnUrl(_) => Word::Blocked,
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

/// What a fault says about sending the same request again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Again {
    /// It would come to the same.
    Never,
    /// It may be better the next time, and nothing had gone out.
    Unsent,
    /// It may be better the next time, but what went out may have been carried out.
    Cut,
}

/// A word and the reason for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) word: Word,
    pub(crate) reason: String,
    pub(crate) again: Again,
}

impl Fault {
    /// A fault that does not pass.
    pub(crate) fn new(word: Word, reason: impl Into<String>) -> Self {
        Self { word, reason: reason.into(), again: Again::Never }
    }

    /// The same as one that passes, and before which nothing went out.
    pub(crate) fn unsent(self) -> Self {
        Self { again: Again::Unsent, ..self }
    }

    /// Finds the word for what the HTTP client reports.
    pub(crate) fn of_client(error: &(dyn Error + 'static)) -> Self {
        let (word, again) = causes(error).filter_map(known).last().unwrap_or((Word::Protocol, Again::Never));
        Self { word, reason: chain(error), again }
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

/// What one link of a chain of causes says, if it decides.
fn known(cause: &(dyn Error + 'static)) -> Option<(Word, Again)> {
    if let Some(excess) = cause.downcast_ref::<Excess>() {
        return Some(match excess {
            Excess::Head(_) | Excess::Wire => (Word::TooLarge, Again::Never),
            Excess::Interim(_) | Excess::Idle => (Word::Protocol, Again::Never),
        });
    }
    if let Some(error) = cause.downcast_ref::<io::Error>() {
        return Some(match error.kind() {
            io::ErrorKind::TimedOut => (Word::Timeout, Again::Cut),
            // What hyper says of broken chunks.
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => (Word::Protocol, Again::Never),
            _ => (Word::Connect, Again::Cut),
        });
    }
    if let Some(error) = cause.downcast_ref::<h2::Error>() {
        return of_http2(error);
    }
    if let Some(error) = cause.downcast_ref::<hyper::Error>() {
        let broken = error.is_incomplete_message() || error.is_closed() || error.is_canceled();
        return match error.is_parse() {
            _ if broken => Some((Word::Connect, Again::Cut)),
            true if error.is_parse_too_large() => Some((Word::TooLarge, Again::Never)),
            true => Some((Word::Protocol, Again::Never)),
            false => None,
        };
    }
    cause.is::<rustls::Error>().then_some((Word::Tls, Again::Never))
}

/// What the peer says by ending a stream or the connection (RFC 9113, section 7). A refused stream was not processed
/// at all (section 8.7).
fn of_http2(error: &h2::Error) -> Option<(Word, Again)> {
    if !error.is_remote() {
        // With an I/O error, that decides.
        return (!error.is_io()).then_some((Word::Protocol, Again::Never));
    }
    Some(match error.reason() {
        Some(h2::Reason::REFUSED_STREAM) => (Word::Connect, Again::Unsent),
        Some(
            h2::Reason::NO_ERROR
            | h2::Reason::CANCEL
            | h2::Reason::INTERNAL_ERROR
            | h2::Reason::ENHANCE_YOUR_CALM
            | h2::Reason::CONNECT_ERROR,
        ) => (Word::Connect, Again::Cut),
        _ => (Word::Protocol, Again::Never),
    })
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
