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
mod measure;
mod upstream;

use std::time::Duration;

use http_ways::{Call, WAYS};
use measure::{Round, measure, median};
use tokio::runtime::Runtime;

/// How many rounds there are; a figure is the median over them.
const ROUNDS: usize = 15;

/// How long one way takes its turn.
const TURN: Duration = Duration::from_millis(250);

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
        let ways = WAYS.iter().filter(|way| wanted.is_empty() || wanted.iter().any(|name| name == way.name));
        let ways = ways.map(|way| (way.name, way.open(&runtime, upstream.port()))).collect::<Vec<_>>();
        println!("\n{in_flight} in flight, answered after {answers_after:?}");
        table(&runtime, &ways, in_flight);
    }
}

fn table(runtime: &Runtime, ways: &[(&str, Call)], in_flight: usize) {
    let mut rounds = vec![Vec::new(); ways.len()];
    for round in 0..=ROUNDS {
        for ((_, call), rounds) in ways.iter().zip(&mut rounds) {
            let measured = runtime.block_on(measure(call, in_flight, TURN));
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
    let bare = median(&rounds[0], Round::calls_per_s);
    for ((name, _), rounds) in ways.iter().zip(&rounds) {
        let calls_per_s = median(rounds, Round::calls_per_s);
        println!(
            "{name:<22} {calls_per_s:>9.0} {:>9.2} {:>13.1} {:>9.0} {:>9.0}",
            calls_per_s / bare,
            median(rounds, Round::cpu_us_per_call),
            median(rounds, |round| round.p50_us),
            median(rounds, |round| round.p99_us),
        );
    }
}
