//! The standing questions: what becomes of an action when its service refuses, fails, is silent or talks nonsense?
//!
//! Each is put to every action that makes a call, from its first case that ends well: the first answer is replaced,
//! and so are all that come after. The rule they protect: a flow can tell from the kind what to do next, so the kind
//! must be true whatever the service does.

#[cfg(test)]
mod tests;

use tomada_core::{Action, Effect, Failure, Kind};

use super::{Finding, Law, Verdict, Weight, for_each_action};
use crate::case::{HUGE_BYTES, told};
use crate::diff;
use crate::evidence::Evidence;
use crate::peer::{Answer, Behaviour, Payload};
use crate::stage::Outcome;

/// One question.
pub(crate) struct Question {
    /// The law that asks it.
    pub(crate) law: &'static str,
    /// What the service does, given its answer when all is well; `None` if the question makes no sense then.
    pub(crate) behaviour: fn(&Answer) -> Option<Behaviour>,
    /// What the failure must be.
    wanted: Wanted,
}

/// What a failure must be.
#[derive(Clone, Copy)]
enum Wanted {
    /// One of these kinds.
    Kinds(&'static [Kind]),
    /// `rate_limited`, with a wait in milliseconds.
    RateLimited(u64),
    /// `unavailable`; or `uncertain`, which an action that changes something must say if it sent a request that may
    /// not be repeated.
    Interrupted,
    /// `unavailable`; or `uncertain` of an action that changes something.
    Down,
    /// Anything but `broken`.
    NotBroken,
}

/// A question that was put to an action.
pub(crate) struct Asked {
    pub(crate) action: String,
    pub(crate) question: &'static str,
    pub(crate) outcome: Outcome,
}

pub(crate) static QUESTIONS: &[Question] = &[
    Question {
        law: UNAUTHORIZED.name,
        behaviour: |_| Some(says(401)),
        wanted: Wanted::Kinds(&[Kind::Unauthorized]),
    },
    Question {
        law: FORBIDDEN.name,
        behaviour: |_| Some(says(403)),
        wanted: Wanted::Kinds(&[Kind::Rejected, Kind::Unauthorized, Kind::Forbidden]),
    },
    Question {
        law: MISSING.name,
        behaviour: |_| Some(says(404)),
        wanted: Wanted::Kinds(&[Kind::NotFound, Kind::Rejected, Kind::InvalidInput]),
    },
    Question { law: RATE_LIMITED.name, behaviour: |_| Some(wait()), wanted: Wanted::RateLimited(7_000) },
    Question { law: FAILING.name, behaviour: |_| Some(says(500)), wanted: Wanted::Down },
    Question { law: DOWN.name, behaviour: |_| Some(says(503)), wanted: Wanted::Down },
    Question { law: SILENT.name, behaviour: |_| Some(Behaviour::Stall), wanted: Wanted::Interrupted },
    Question { law: CLOSED.name, behaviour: |_| Some(Behaviour::Close), wanted: Wanted::Interrupted },
    Question { law: GARBLED.name, behaviour: garbled, wanted: Wanted::NotBroken },
    Question {
        law: TRUNCATED.name,
        behaviour: |answer| Some(Behaviour::Truncate(answer.clone())),
        wanted: Wanted::Interrupted,
    },
    Question {
        law: HUGE.name,
        behaviour: |answer| Some(Behaviour::Huge(answer.clone(), HUGE_BYTES)),
        wanted: Wanted::NotBroken,
    },
];

macro_rules! laws {
    ($($name:ident = $law:literal;)+) => {
        $(pub(super) const $name: Law = Law { name: $law, weight: Weight::Further, judge };)+
    };
}

laws! {
    UNAUTHORIZED = "when-unauthorized";
    FORBIDDEN = "when-forbidden";
    MISSING = "when-missing";
    RATE_LIMITED = "when-rate-limited";
    FAILING = "when-failing";
    DOWN = "when-down";
    SILENT = "when-silent";
    CLOSED = "when-closed";
    GARBLED = "when-garbled";
    TRUNCATED = "when-truncated";
    HUGE = "when-huge";
}

fn says(status: u16) -> Behaviour {
    let body = serde_json::json!({ "error": { "message": "The script of this question says no." } });
    Behaviour::Answer(Answer::json(status, &body))
}

fn wait() -> Behaviour {
    let body = serde_json::json!({ "error": { "message": "Too many calls." } });
    Behaviour::Answer(Answer::json(429, &body).header("retry-after", "7"))
}

/// JSON that breaks off within its text, though the answer is whole; in a stream, an event of such.
fn garbled(answer: &Answer) -> Option<Behaviour> {
    const BROKEN: &str = "{\"unfinished\": [1, 2";
    let content_type = answer.get("content-type").unwrap_or_default();
    let payload = if content_type.contains("json") {
        Payload::Whole(BROKEN.as_bytes().to_vec())
    } else if content_type.contains("event-stream") {
        Payload::Pieces(vec![format!("data: {BROKEN}\n\n").into_bytes()])
    } else {
        return None;
    };
    Some(Behaviour::Answer(Answer { payload, ..answer.clone() }))
}

fn judge(law: &'static Law, evidence: &Evidence) -> Vec<Finding> {
    let Some(question) = QUESTIONS.iter().find(|question| question.law == law.name) else {
        return Vec::new();
    };
    for_each_action(law, evidence, |action| {
        let asked =
            evidence.asked.iter().find(|asked| asked.action == action.id && asked.question == law.name);
        let Some(asked) = asked else {
            return evidence.why_not_asked(&action.id);
        };
        match &asked.outcome.report.result {
            Ok(output) => Verdict::Failed { why: format!("it answered {}", diff::cut(output.as_str())) },
            Err(failure) if question.wanted.holds(failure, action, &asked.outcome) => Verdict::Passed,
            Err(failure) => {
                let wanted = question.wanted.in_words(action, &asked.outcome);
                Verdict::Failed { why: format!("{wanted} was expected, and it failed as {}", told(failure)) }
            }
        }
    })
}

impl Wanted {
    fn holds(self, failure: &Failure, action: &Action, outcome: &Outcome) -> bool {
        match self {
            Self::RateLimited(ms) => {
                failure.kind() == Kind::RateLimited && failure.retry_after_ms() == Some(ms)
            }
            Self::NotBroken => failure.kind() != Kind::Broken,
            Self::Kinds(_) | Self::Interrupted | Self::Down => {
                self.kinds(action, outcome).contains(&failure.kind())
            }
        }
    }

    fn kinds(self, action: &Action, outcome: &Outcome) -> &'static [Kind] {
        match self {
            Self::Kinds(kinds) => kinds,
            Self::Interrupted if action.effect != Effect::Read && sent_once_only(outcome) => {
                &[Kind::Uncertain]
            }
            Self::Down if action.effect == Effect::Read => &[Kind::Unavailable],
            Self::Interrupted | Self::Down => &[Kind::Unavailable, Kind::Uncertain],
            Self::RateLimited(_) => &[Kind::RateLimited],
            Self::NotBroken => &[],
        }
    }

    fn in_words(self, action: &Action, outcome: &Outcome) -> String {
        match self {
            Self::RateLimited(ms) => format!("rate_limited with retry_after_ms {ms}"),
            Self::NotBroken => "any kind but broken".to_owned(),
            Self::Kinds(_) | Self::Interrupted | Self::Down => {
                let kinds = self.kinds(action, outcome);
                kinds.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(" or ")
            }
        }
    }
}

/// Whether a request went out that may not be repeated.
fn sent_once_only(outcome: &Outcome) -> bool {
    outcome.report.exchanges.iter().any(|exchange| exchange.sent && !exchange.repeatable)
}
