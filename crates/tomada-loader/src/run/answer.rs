//! What a plugin answered, made into a value or a failure. Nothing from the other side is trusted.

use tomada_abi::{MESSAGE_MAX_BYTES, OwnedBuf, status};
use tomada_core::wire::FailureMessage;
use tomada_core::{Failure, Json, Kind};

/// The plugin broke a rule of the boundary.
pub(crate) fn protocol(rule: impl std::fmt::Display) -> Failure {
    Failure::coded(Kind::Broken, "plugin-protocol").with_argument("reason", &rule)
}

/// An answer that must be JSON.
pub(super) fn value(answer: &OwnedBuf) -> Result<Json, Failure> {
    let bytes =
        answer.read(MESSAGE_MAX_BYTES).map_err(|malformed| protocol(format_args!("answered {malformed}")))?;
    Json::parse(bytes.to_vec()).map_err(|error| protocol(format_args!("answered what is no JSON: {error}")))
}

/// An error status with what came beside it.
pub(super) fn failure(code: i32, answer: &OwnedBuf) -> Failure {
    let message = answer
        .read(MESSAGE_MAX_BYTES)
        .ok()
        .and_then(|bytes| serde_json::from_slice::<FailureMessage>(bytes).ok())
        .map(Failure::from);
    match (code, message) {
        (status::FAILED | status::TIMEOUT | status::UNAVAILABLE, Some(failure)) => failure,
        (status::FAILED, None) => protocol("failed without a readable failure"),
        (status::PANICKED | status::POISONED, message) => panicked(message),
        (code, _) if code > 0 => protocol(format_args!("answered status {}", name(code))),
        (status::UNSUPPORTED, _) => Failure::coded(Kind::NotFound, "plugin-unsupported"),
        (code, message) => {
            let detail = message.map(|failure| failure.to_string()).unwrap_or_default();
            Failure::coded(Kind::Broken, "plugin-status")
                .with_argument("status", name(code))
                .with_detail(detail)
        }
    }
}

/// A contained panic: whatever kind the plugin gives it, its author must act.
fn panicked(message: Option<Failure>) -> Failure {
    let failure = Failure::coded(Kind::Broken, "plugin-panicked");
    match message {
        Some(told) => failure.with_detail(told.detail().unwrap_or(told.message())),
        None => failure,
    }
}

/// A status by name.
pub(super) fn name(code: i32) -> String {
    let name = match code {
        status::OK => "ok",
        status::PENDING => "pending",
        status::END => "end",
        status::INVALID => "invalid",
        status::UNSUPPORTED => "unsupported",
        status::DENIED => "denied",
        status::LIMIT => "limit",
        status::CANCELLED => "cancelled",
        status::TIMEOUT => "timeout",
        status::NOT_FOUND => "not_found",
        status::CONFLICT => "conflict",
        status::UNAVAILABLE => "unavailable",
        status::INTERNAL => "internal",
        status::PANICKED => "panicked",
        status::POISONED => "poisoned",
        status::PROTOCOL => "protocol",
        status::FAILED => "failed",
        _ => return format!("unknown ({code})"),
    };
    name.to_owned()
}
