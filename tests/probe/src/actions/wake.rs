//! Wakes in ways that no good plugin does.

use std::future::poll_fn;
use std::sync::Mutex;
use std::task::{Poll, Waker};

use tomada_sdk::prelude::*;

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Input {
    pub how: How,
    #[serde(default)]
    pub times: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// Wakes itself in each poll, `times` times, then ends.
    Myself,
    /// Keeps the waker and is never ready.
    Never,
    /// Keeps no waker and is never ready.
    Forgotten,
    /// Keeps a clone of the waker for ever, and ends.
    Leak,
    /// Wakes the clone that an earlier call leaked, `times` times, and ends.
    Late,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Output {
    pub polls: u32,
}

static LEAKED: Mutex<Vec<Waker>> = Mutex::new(Vec::new());

pub async fn run(input: Input, _cx: &Context) -> Result<Output, Failure> {
    let mut polls = 0;
    let mut kept = None;
    poll_fn(|cx| {
        polls += 1;
        match input.how {
            How::Myself if polls > input.times => Poll::Ready(()),
            How::Myself => {
                cx.waker().wake_by_ref();
                Poll::Pending
            }
            How::Never => {
                kept = Some(cx.waker().clone());
                Poll::Pending
            }
            How::Forgotten => Poll::Pending,
            How::Leak => {
                leaked().push(cx.waker().clone());
                Poll::Ready(())
            }
            How::Late => {
                for waker in leaked().iter() {
                    (0..input.times).for_each(|_| waker.wake_by_ref());
                }
                Poll::Ready(())
            }
        }
    })
    .await;
    Ok(Output { polls })
}

fn leaked() -> std::sync::MutexGuard<'static, Vec<Waker>> {
    LEAKED.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
