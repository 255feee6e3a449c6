//! The tries of one hop: a failure that passes is tried again, later, as long as that does no harm.
//!
//! The rule it protects: nothing is sent again that may have been carried out and may not be repeated, and no wait
//! outlasts the deadline of the call.
//!
//! | what came | sent again |
//! | --- | --- |
//! | no address because the name server failed, no connection, no TLS handshake, a stream refused: nothing went out | any request |
//! | the connection broke before the head of the answer was whole | a repeatable request |
//! | 408, 429, 502, 503, 504 (RFC 9110, sections 15.5.9 and 15.6; RFC 6585, section 4), 425 (RFC 8470, section 5.2) | a repeatable request |
//! | anything else: a block, a certificate, silence after the request went out, another status | none |
//!
//! A request is repeatable if its method is idempotent (RFC 9110, section 9.2.2), if it names its operation by an
//! idempotency key, or if the action says so.

mod after;
mod pause;

use std::time::Duration;

use http::StatusCode;
use tokio::time::Instant;
use tomada_core::Failure;

use crate::attempt::{Answer, Failed, attempt};
use crate::fault::Again;
use crate::redirect::Hop;
use crate::send::{Call, Run};

use pause::Pauses;

/// Sends `hop` until there is an answer to give, or a failure that stays.
pub(crate) async fn persist(run: &Run, call: &mut Call, hop: &Hop) -> Result<Answer, Failure> {
    let mut number = 1;
    loop {
        let outcome = attempt(run, call, hop, number).await;
        let Some(pause) = pause(run, call, hop, number, &outcome) else {
            return outcome.map_err(|failed| failed.failure);
        };
        if let Ok(answer) = outcome {
            answer.leave().await;
        }
        run.clock.sleep(pause).await;
        call.retries -= 1;
        number += 1;
    }
}

/// How long to wait until `hop` is sent again after `outcome`, the `number`th; `None` if it is not.
fn pause(
    run: &Run,
    call: &Call,
    hop: &Hop,
    number: u32,
    outcome: &Result<Answer, Failed>,
) -> Option<Duration> {
    let limits = &*run.pools.limits;
    let (again, asked) = match outcome {
        Ok(answer) if !passes(answer.status) => return None,
        Ok(answer) => (Again::Cut, after::asked(answer.status, &answer.headers, run.clock.now(), limits)),
        Err(failed) => (failed.again, None),
    };
    let goes_on = match again {
        Again::Never => false,
        Again::Unsent => true,
        Again::Cut => call.is_repeatable(&hop.method),
    };
    if !goes_on || call.retries == 0 {
        return None;
    }
    let pause = Pauses { limits, random: &*run.random }.after(number, asked);
    let due = Instant::now().checked_add(pause)?;
    (due < call.deadline).then_some(pause)
}

/// Whether a status says that the same request may fare better later. 500 and 501 say nothing of the kind, and 413
/// only of a smaller one.
fn passes(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 425 | 429 | 502 | 503 | 504)
}
