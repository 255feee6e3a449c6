//! What the host's statuses mean to a run: each becomes one typed failure.

use std::fmt;

use tomada_abi::{MESSAGE_MAX_BYTES, Malformed, status};
use tomada_core::wire::FailureMessage;
use tomada_core::{Failure, Kind};

/// What was asked of the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Capability {
    Http,
    Time,
    State,
    Emit,
    Random,
}

impl fmt::Display for Capability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Http => "http",
            Self::Time => "time",
            Self::State => "state",
            Self::Emit => "emit",
            Self::Random => "random",
        })
    }
}

/// How far an operation had come: before its start nothing can have happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Starting,
    Running,
}

/// The host has no such extension, or has not granted it.
pub(super) fn missing(capability: Capability) -> Failure {
    Failure::coded(Kind::Forbidden, "host-without-capability").with_argument("capability", capability)
}

/// The host broke the rules of the boundary: `found` says how.
pub(super) fn protocol(capability: Capability, found: impl fmt::Display) -> Failure {
    Failure::coded(Kind::Broken, "host-answer-malformed")
        .with_argument("capability", capability)
        .with_argument("found", found)
}

/// The failure that a status, which is neither `OK` nor `PENDING`, means. `carried` is what came with it.
pub(super) fn failure(
    capability: Capability,
    stage: Stage,
    number: i32,
    carried: Result<&[u8], Malformed>,
) -> Failure {
    if number == status::FAILED {
        return parsed(capability, carried);
    }
    let (kind, code) = match number {
        status::UNSUPPORTED => return missing(capability),
        status::DENIED => (Kind::Forbidden, "host-denied"),
        status::LIMIT => (Kind::Forbidden, "host-limit"),
        status::CONFLICT => (Kind::Rejected, "state-conflict"),
        status::UNAVAILABLE => (Kind::Unavailable, "host-unavailable"),
        status::CANCELLED | status::TIMEOUT => (unfinished(capability, stage), "host-gave-up"),
        status::INVALID | status::NOT_FOUND => (Kind::Broken, "host-refused"),
        _ => (unfinished(capability, stage), "host-failed"),
    };
    Failure::coded(kind, code).with_argument("capability", capability).with_argument("status", number)
}

/// Whether what was begun may have happened at a service or in the state.
fn unfinished(capability: Capability, stage: Stage) -> Kind {
    match (capability, stage) {
        (Capability::Http | Capability::State | Capability::Emit, Stage::Running) => Kind::Uncertain,
        _ => Kind::Unavailable,
    }
}

/// The failure that the host wrote as JSON.
fn parsed(capability: Capability, carried: Result<&[u8], Malformed>) -> Failure {
    let bytes = match carried {
        Ok(bytes) => bytes,
        Err(error) => return protocol(capability, error),
    };
    match serde_json::from_slice::<FailureMessage>(bytes) {
        Ok(message) => message.into(),
        Err(error) => protocol(capability, error),
    }
}

/// Refuses a message that is larger than the boundary lets through.
pub(super) fn limited(kind: Kind, bytes: usize) -> Result<(), Failure> {
    if bytes <= MESSAGE_MAX_BYTES {
        return Ok(());
    }
    Err(Failure::coded(kind, "message-too-large")
        .with_argument("bytes", bytes)
        .with_argument("max_bytes", MESSAGE_MAX_BYTES))
}
