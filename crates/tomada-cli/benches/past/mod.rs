//! A past that never was: runs of thirty days, as a busy project would have them, written by the store's journal.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use serde_json::json;
use tomada_core::{Clock, Failure, Json, Kind, Timings};
use tomada_host::{Body, Exchange, Journal, Message, RunRecord, SystemClock};
use tomada_store::{Location, Options, Store};

/// How many runs wait for their commit at once; few enough for the journal to keep bodies.
const IN_FLIGHT: usize = 256;

/// How far back it goes.
const SPAN: Duration = Duration::from_hours(30 * 24);

/// So many runs of the project `main`.
#[derive(Clone, Copy)]
pub(crate) struct Past {
    pub(crate) runs: u64,
    now_unix_ms: u64,
}

/// One of them.
pub(crate) struct At {
    pub(crate) run_id: String,
    pub(crate) unix_ms: u64,
}

impl Past {
    /// `runs`, the last one just now.
    pub(crate) fn of(runs: u64) -> Self {
        Self { runs, now_unix_ms: u64::try_from(SystemClock.now().as_millis()).expect("a present") }
    }

    /// The run with this number, the oldest being 0.
    pub(crate) fn at(self, number: u64) -> At {
        let span = u64::try_from(SPAN.as_millis()).expect("a month");
        let unix_ms = self.now_unix_ms - span + number * span / self.runs;
        // A UUID of version 7 (RFC 9562, section 5.7), its random bits the number.
        let run_id = format!("{:08x}-{:04x}-7000-8000-{number:012x}", unix_ms >> 16, unix_ms & 0xffff);
        At { run_id, unix_ms }
    }

    /// Writes them into the database at `path`, which must have been made.
    pub(crate) async fn write(self, path: &Path) {
        let options = Options::new(Location::File(path.to_owned())).expect("randomness");
        let store = Store::open(options).await.expect("a database");
        let began = Instant::now();
        let next = Arc::new(AtomicU64::new(0));
        let lanes = (0..IN_FLIGHT).map(|_| tokio::spawn(self.lane(store.clone(), Arc::clone(&next), began)));
        for lane in lanes.collect::<Vec<_>>() {
            lane.await.expect("every run is written");
        }
        store.close().await.expect("everything is written");
        let size = std::fs::metadata(path).map_or(0, |file| file.len()) >> 20;
        println!("{} runs were written in {:.0} s: {size} MiB", self.runs, began.elapsed().as_secs_f64());
    }

    async fn lane(self, store: Store, next: Arc<AtomicU64>, began: Instant) {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= self.runs {
                return;
            }
            store.record(self.record(number)).await.expect("it is written");
            if number > 0 && number.is_multiple_of(1_000_000) {
                println!("… {number} runs after {:.0} s", began.elapsed().as_secs_f64());
            }
        }
    }

    /// A run with one exchange: 30 of 100 with a connection that never fails, the others with a hundred, of which 5 of 100
    /// fail; a few of a rare integration, a rare status, a rare kind.
    fn record(self, number: u64) -> RunRecord {
        let At { run_id, unix_ms } = self.at(number);
        // Far apart for neighbours, and the same in each run of the benchmark.
        let dice = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
        let is_quiet = dice % 100 < 30;
        let is_rare = dice % 100_000 == 99_999;
        let connection =
            if is_quiet { "quiet".to_owned() } else { format!("connection-{}", dice / 100 % 100) };
        let (integration, action) = match dice % 100 {
            _ if is_rare => ("hello", "count"),
            0..70 => ("webhook", "call"),
            _ => ("chatgpt", "chat"),
        };
        let (outcome, status) = match dice / 10_000 % 100 {
            0..4 if !is_quiet && !is_rare => (Err(failure(Kind::Unavailable)), 503),
            4 if !is_quiet && !is_rare && dice % 50_000 == 49_999 => (Err(failure(Kind::Broken)), 418),
            4 if !is_quiet && !is_rare => (Err(failure(Kind::RateLimited)), 429),
            _ => (Ok(Json::from(json!({"status": 200, "total": dice % 1_000}))), 200),
        };
        RunRecord {
            run_id,
            project: "main".to_owned(),
            connection,
            integration: integration.to_owned(),
            version: "1.0.0".to_owned(),
            action: action.to_owned(),
            started_unix_ms: unix_ms,
            elapsed_ms: 20 + dice % 300,
            input: Json::from(json!({"path": format!("orders/{number}")})),
            outcome,
            exchanges: vec![exchange(number, status)],
            log: Vec::new(),
            log_dropped: 0,
        }
    }
}

fn failure(kind: Kind) -> Failure {
    Failure::new(kind, "The service did not do it.")
}

fn exchange(number: u64, status: u16) -> Exchange {
    let message = |text: String| Message {
        headers: vec![("content-type".to_owned(), "application/json".to_owned())],
        body: Body { size: text.len() as u64, text, cut: false },
    };
    Exchange {
        method: "GET".to_owned(),
        url: format!("https://api.example.com/v1/orders/{number}"),
        status: Some(status),
        started_unix_ms: 1_790_000_000_000,
        elapsed_ms: 18,
        attempt: 1,
        error: None,
        sent: true,
        repeatable: true,
        timings: Timings::default(),
        request: message(String::new()),
        response: Some(message(format!(r#"{{"order":{number},"state":"paid","total":"19.90"}}"#))),
    }
}
