//! One turn of one way: as many calls as it makes in a given time, so many of them in flight.

use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::http_ways::Call;

/// What one turn came to.
#[derive(Clone, Copy, Deserialize, Serialize)]
pub(crate) struct Round {
    pub(crate) calls: f64,
    pub(crate) wall_us: f64,
    /// Processor time of the process that makes the calls.
    pub(crate) cpu_us: f64,
    pub(crate) p50_us: f64,
    pub(crate) p99_us: f64,
}

impl Round {
    pub(crate) fn calls_per_s(&self) -> f64 {
        self.calls / self.wall_us * 1e6
    }

    pub(crate) fn cpu_us_per_call(&self) -> f64 {
        self.cpu_us / self.calls
    }
}

/// Calls for as long as `turn`; each of the tasks that are `in_flight` begins its next call when its last one has ended.
pub(crate) async fn measure(call: &Call, in_flight: usize, turn: Duration) -> Round {
    let cpu_before = cpu();
    let began = Instant::now();
    let tasks = (0..in_flight).map(|_| {
        let call = call.clone();
        tokio::spawn(async move {
            let mut took = Vec::new();
            while began.elapsed() < turn {
                let began = Instant::now();
                call().await;
                took.push(began.elapsed());
            }
            took
        })
    });
    let mut took = Vec::new();
    for task in tasks.collect::<Vec<_>>() {
        took.extend(task.await.expect("no call fails"));
    }
    let wall = began.elapsed();
    let cpu = cpu().saturating_sub(cpu_before);
    took.sort_unstable();
    Round {
        calls: u32::try_from(took.len()).expect("far fewer").into(),
        wall_us: micros(wall),
        cpu_us: micros(cpu),
        p50_us: micros(took[took.len() / 2]),
        p99_us: micros(took[took.len() * 99 / 100]),
    }
}

fn micros(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e6
}

/// The processor time of this process so far.
fn cpu() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// The middle one of a figure over all rounds.
pub(crate) fn median(rounds: &[Round], of: impl Fn(&Round) -> f64) -> f64 {
    let mut figures = rounds.iter().map(of).collect::<Vec<_>>();
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}
