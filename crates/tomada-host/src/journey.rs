//! What is known of a run on its way: who asked for what, when, and what has happened so far.
//!
//! The stations share it, so that whatever ends the run, the answer can tell what was done.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use semver::Version;
use tomada_core::{Clock, Effect, Failure, Kind};

use crate::host::Parts;
use crate::log::RunLog;
use crate::out::Calls;
use crate::rehearse::Rehearsal;
use crate::{ConnectionSource, Exchange, Exchanges, Redactor, RunReport, RunRequest, answer, clock};

/// One run on its way.
pub(crate) struct Journey {
    pub(crate) run_id: String,
    pub(crate) request: RunRequest,
    pub(crate) started_unix_ms: u64,
    pub(crate) exchanges: Arc<Exchanges>,
    pub(crate) calls: Arc<Calls>,
    /// Set when nothing shall go out.
    pub(crate) rehearsal: Option<Arc<Rehearsal>>,
    known: OnceLock<Known>,
    executed: AtomicBool,
}

/// What is known once the run has been resolved.
pub(crate) struct Known {
    pub(crate) version: Version,
    pub(crate) effect: Effect,
    pub(crate) redactor: Redactor,
    pub(crate) log: Arc<RunLog>,
    /// The fields of the input that are not kept.
    pub(crate) write_only: Vec<String>,
}

impl Journey {
    pub(crate) fn new(parts: &Parts, request: RunRequest) -> Self {
        let started_unix_ms = clock::unix_ms(&*parts.clock);
        let mut random = [0; 10];
        parts.random.fill(&mut random);
        let run_id =
            uuid::Builder::from_unix_timestamp_millis(started_unix_ms, &random).into_uuid().to_string();
        Self {
            run_id,
            request,
            started_unix_ms,
            exchanges: Arc::default(),
            calls: Arc::default(),
            rehearsal: None,
            known: OnceLock::new(),
            executed: AtomicBool::new(false),
        }
    }

    /// A run that ends at its first call.
    pub(crate) fn rehearsal(parts: &Parts, request: RunRequest, rehearsal: Arc<Rehearsal>) -> Self {
        Self { rehearsal: Some(rehearsal), ..Self::new(parts, request) }
    }

    /// When the run is ended, in milliseconds since 1970-01-01 UTC.
    pub(crate) fn deadline_unix_ms(&self) -> u64 {
        self.started_unix_ms.saturating_add(self.request.deadline_ms)
    }

    pub(crate) fn elapsed_ms(&self, clock: &dyn Clock) -> u64 {
        clock::unix_ms(clock).saturating_sub(self.started_unix_ms)
    }

    /// Remembers what the run turned out to be; the first time counts.
    pub(crate) fn learn(&self, known: Known) {
        self.known.get_or_init(|| known);
    }

    /// What the run turned out to be, if it came so far.
    pub(crate) fn known(&self) -> Option<&Known> {
        self.known.get()
    }

    /// What masks the run's secrets.
    pub(crate) fn redactor(&self) -> Redactor {
        match (self.known(), &self.request.connection) {
            (Some(known), _) => known.redactor.clone(),
            (None, ConnectionSource::Inline(connection)) => Redactor::new(connection.secrets.values()),
            (None, ConnectionSource::Stored(_)) => Redactor::default(),
        }
    }

    /// Remembers that the integration was given the run.
    pub(crate) fn execution_begins(&self) {
        self.executed.store(true, Ordering::Release);
    }

    /// Whether the integration was given the run.
    pub(crate) fn has_executed(&self) -> bool {
        self.executed.load(Ordering::Acquire)
    }

    /// Whether doing it again might do it twice: an action that changes something has called out, and the call
    /// either had no answer or was one that changes things.
    pub(crate) fn may_have_changed_something(&self) -> bool {
        let changes = self.known().is_some_and(|known| known.effect != Effect::Read);
        changes
            && (self.calls.abandoned() || self.exchanges.snapshot().iter().any(may_have_changed_something))
    }

    /// The report of a run whose task is gone: the host is stopping, or has a defect.
    pub(crate) fn lost(&self) -> RunReport {
        let kind = if self.may_have_changed_something() { Kind::Uncertain } else { Kind::Unavailable };
        answer::refuse(self, Failure::coded(kind, "host-stopping"))
    }
}

fn may_have_changed_something(exchange: &Exchange) -> bool {
    // RFC 9110, section 9.2.1.
    let safe = matches!(exchange.method.as_str(), "GET" | "HEAD" | "OPTIONS" | "TRACE");
    exchange.sent && (exchange.status.is_none() || !safe)
}

#[cfg(test)]
mod tests {
    use tomada_core::Timings;

    use super::*;
    use crate::Message;

    #[track_caller]
    fn check(method: &str, answer: Result<u16, &'static str>, sent: bool, expected: bool) {
        let exchange = Exchange {
            method: method.to_owned(),
            url: String::new(),
            status: answer.ok(),
            started_unix_ms: 0,
            elapsed_ms: 0,
            attempt: 1,
            error: answer.err(),
            sent,
            repeatable: false,
            timings: Timings::default(),
            request: Message::default(),
            response: None,
        };
        assert_eq!(may_have_changed_something(&exchange), expected, "{method} {answer:?} {sent}");
    }

    #[test]
    fn what_went_out_counts_and_not_the_word_for_what_became_of_it() {
        check("GET", Ok(200), true, false);
        check("POST", Ok(200), true, true);
        check("POST", Ok(503), true, true);
        check("POST", Err("blocked"), false, false);
        check("POST", Err("connect"), false, false);
        check("POST", Err("timeout"), false, false);
        // The connection broke after the request.
        check("POST", Err("connect"), true, true);
        check("GET", Err("connect"), true, true);
    }
}
