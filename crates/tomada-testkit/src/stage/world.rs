//! What an action on the stage reaches outside itself: the host's own ways, but for time, chance and memory.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context as TaskContext, Poll};

use tomada_core::{
    Body, BoxFuture, Chunks, Context, Failure, Http, Preview, Random, Request, Response, RunInfo,
};
use tomada_host::{MemoryState, StateStore};

use super::Stage;
use super::time::{Held, START, Time};

/// `context` as the stage has it: every run begins at the same moment, under the same name.
pub(super) fn context(context: &Context) -> Context {
    let time = Time::new();
    let run = RunInfo {
        run_id: "019b7716-5c00-7000-8000-000000000001".to_owned(),
        deadline_unix_ms: u64::try_from(START.as_millis()).unwrap_or(u64::MAX) + Stage::DEADLINE_MS,
        ..context.run().clone()
    };
    let http = Arc::new(Calls { http: Arc::clone(context.http()), time: time.clone() });
    Context::from_parts(
        run,
        context.settings_json().clone(),
        http,
        Arc::new(time),
        Arc::clone(context.logger()),
        MemoryState::default().open("stage", "stage"),
        Arc::clone(context.emitter()),
        Arc::new(Seeded::default()),
    )
}

/// Calls that hold time still while they are waited for.
struct Calls {
    http: Arc<dyn Http>,
    time: Time,
}

impl Http for Calls {
    fn send(&self, request: Request) -> BoxFuture<'static, Result<Response, Failure>> {
        let sending = self.http.send(request);
        let time = self.time.clone();
        Box::pin(async move {
            let held = time.hold();
            let response = sending.await?;
            drop(held);
            let body = Body::chunks(Arriving { body: response.body, time, waiting: None });
            Ok(Response { body, ..response })
        })
    }

    fn preview(&self, request: Request) -> BoxFuture<'static, Result<Preview, Failure>> {
        self.http.preview(request)
    }
}

/// A body that holds time still while its next piece is waited for.
struct Arriving {
    body: Body,
    time: Time,
    waiting: Option<Held>,
}

impl Chunks for Arriving {
    fn poll_chunk(&mut self, cx: &mut TaskContext<'_>) -> Poll<Option<Result<Vec<u8>, Failure>>> {
        let chunk = self.body.poll_chunk(cx);
        if chunk.is_ready() {
            self.waiting = None;
        } else if self.waiting.is_none() {
            self.waiting = Some(self.time.hold());
        }
        chunk
    }
}

/// The same bytes in every run (`SplitMix64`).
#[derive(Default)]
struct Seeded(AtomicU64);

impl Random for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
        for eight in bytes.chunks_mut(8) {
            let mut mixed = self.0.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP);
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            eight.copy_from_slice(&(mixed ^ (mixed >> 31)).to_le_bytes()[..eight.len()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_is_the_same_in_every_run_and_not_the_same_twice() {
        let draw = |seeded: &Seeded| {
            let mut bytes = [0; 13];
            seeded.fill(&mut bytes);
            bytes
        };
        let (one, other) = (Seeded::default(), Seeded::default());
        let first = draw(&one);
        assert_eq!(first, draw(&other));
        assert_ne!(first, draw(&one));
        assert_ne!(first, [0; 13]);
    }
}
