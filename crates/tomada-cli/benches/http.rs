//! A run with one HTTP exchange, through host, boundary, plugin and egress, beside egress alone and the bare client: the
//! same request to the same server on loopback, 1, 16 and 64 in flight. The bars: 0.90 of the bare client's throughput
//! with the journal off, 0.60 with it. A service that answers at once costs less than any call to it, so the last table
//! has one that takes its time.
//!
//! Every way takes its turn in every round, so that a busy machine troubles all of them alike; the server is a process
//! of its own, so that the processor time is the client's alone.
//!
//! `cargo build --release -p hello -p webhook && cargo bench -p tomada-cli --bench http`
#![expect(clippy::disallowed_types, reason = "the bare client is what a run is compared with")]
#![expect(clippy::disallowed_methods, reason = "it measures real time")]

mod http_ways;
mod library;
mod upstream;

use std::time::{Duration, Instant};

use http_ways::{Way, ways};
use tokio::runtime::Runtime;

/// How many rounds there are; a figure is the median over them.
const ROUNDS: usize = 15;

/// Requests of one way in one round.
const REQUESTS: usize = 4_096;

/// How many are in flight, and how long the service takes.
const TABLES: [(usize, Duration); 4] =
    [(1, Duration::ZERO), (16, Duration::ZERO), (64, Duration::ZERO), (64, Duration::from_millis(5))];

fn main() {
    if upstream::is_asked_for() {
        return upstream::serve();
    }
    rustls::crypto::aws_lc_rs::default_provider().install_default().expect("it is the only one");
    let wanted = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect::<Vec<_>>();
    for (in_flight, answers_after) in TABLES {
        let upstream = upstream::Upstream::start(answers_after);
        let runtime = Runtime::new().expect("a runtime");
        let ways = ways(upstream.port());
        let ways = ways.into_iter().filter(|way| wanted.is_empty() || wanted.contains(&way.name.to_owned()));
        println!("\n{in_flight} in flight, answered after {answers_after:?}");
        table(&runtime, &ways.collect::<Vec<_>>(), in_flight);
    }
}

/// What one way took in one round.
#[derive(Clone, Copy)]
struct Round {
    wall: Duration,
    cpu: Duration,
    p50: Duration,
    p99: Duration,
}

fn table(runtime: &Runtime, ways: &[Way], in_flight: usize) {
    let mut rounds = vec![Vec::new(); ways.len()];
    for round in 0..=ROUNDS {
        for (way, rounds) in ways.iter().zip(&mut rounds) {
            let measured = runtime.block_on(measure(way, in_flight));
            // The first one warms up.
            if round > 0 {
                rounds.push(measured);
            }
        }
    }
    println!(
        "{:22} {:>9} {:>9} {:>13} {:>9} {:>9}",
        "", "calls/s", "of bare", "CPU µs/call", "p50 µs", "p99 µs"
    );
    let bare = median(&rounds[0], |round| round.wall.as_secs_f64());
    for (way, rounds) in ways.iter().zip(&rounds) {
        let wall = median(rounds, |round| round.wall.as_secs_f64());
        let micros = |of: fn(&Round) -> Duration| median(rounds, |round| of(round).as_secs_f64()) * 1e6;
        println!(
            "{:<22} {:>9.0} {:>9.2} {:>13.1} {:>9.0} {:>9.0}",
            way.name,
            calls() / wall,
            bare / wall,
            micros(|round| round.cpu) / calls(),
            micros(|round| round.p50),
            micros(|round| round.p99),
        );
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand")]
fn calls() -> f64 {
    REQUESTS as f64
}

async fn measure(way: &Way, in_flight: usize) -> Round {
    let cpu_before = cpu();
    let began = Instant::now();
    let tasks = (0..in_flight).map(|_| {
        let call = way.call.clone();
        tokio::spawn(async move {
            let mut took = Vec::with_capacity(REQUESTS / in_flight);
            for _ in 0..REQUESTS / in_flight {
                let began = Instant::now();
                call().await;
                took.push(began.elapsed());
            }
            took
        })
    });
    let mut took = Vec::with_capacity(REQUESTS);
    for task in tasks.collect::<Vec<_>>() {
        took.extend(task.await.expect("no call fails"));
    }
    let wall = began.elapsed();
    took.sort_unstable();
    Round {
        wall,
        cpu: cpu().saturating_sub(cpu_before),
        p50: took[took.len() / 2],
        p99: took[took.len() * 99 / 100],
    }
}

/// The processor time of this process so far.
fn cpu() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

fn median(rounds: &[Round], of: impl Fn(&Round) -> f64) -> f64 {
    let mut figures = rounds.iter().map(of).collect::<Vec<_>>();
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}
