//! 500 hostile services at once beside a healthy one: how long the healthy one's calls take alone and in that company,
//! how much memory the company takes, and by how much a hostile call overruns its deadline. Each hostile service is
//! called once a second by a tenant of its own, and ends by itself, by a limit, or by its deadline of two seconds.
//!
//! The bars: 1.5 times the healthy one's p99, and 256 MiB. All services are other processes; they share the machine's
//! processors with the client, so the figure is an upper bound of what egress adds.
//!
//! `cargo bench -p tomada-cli --bench hostile`, and `-- --without chunk-flood,silence` for a smaller company.
#![expect(clippy::disallowed_types, reason = "hostile peers are raw sockets")]
#![expect(clippy::disallowed_methods, reason = "it measures real time")]

mod evil;
mod own;
mod upstream;

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::runtime::Runtime;
use tomada_core::{Http, Request};
use tomada_egress::Outbound;
use tomada_host::{Egress, Exchanges, Redactor, Scope};

const HOSTILE: usize = 500;
/// How many calls of the healthy service are under way.
const HEALTHY: usize = 8;
const ALONE_FOR: Duration = Duration::from_secs(6);
const TOGETHER_FOR: Duration = Duration::from_secs(20);
const DEADLINE: Duration = Duration::from_secs(2);

fn main() {
    own::raise_handles();
    if upstream::is_asked_for() {
        return upstream::serve();
    }
    if own::role().is_some() {
        return evil::serve();
    }
    println!("{:14} {:>20} {:>20} {:>6}", "healthy after", "alone p50/p99 µs", "beside p50/p99 µs", "p99 x");
    for answers_after in [Duration::ZERO, Duration::from_millis(20)] {
        compare(answers_after);
    }
}

fn compare(answers_after: Duration) {
    let healthy = upstream::Upstream::start(answers_after);
    let mut company = own::start("evil");
    let mut port = [0; 2];
    company.stdout.as_mut().expect("piped").read_exact(&mut port).expect("it says its port");
    let port = u16::from_be_bytes(port);
    let openings =
        [healthy.port(), port].map(|port| format!("127.0.0.1/32:{port}").parse().expect("an opening"));
    let outbound = Outbound::builder().allow(openings).build().expect("it needs nothing");
    let runtime = Runtime::new().expect("a runtime");

    let alone = runtime.block_on(healthy_calls(&outbound, healthy.port(), ALONE_FOR));
    let before = own::memory_kib("VmRSS");
    let outcomes = Arc::<Outcomes>::default();
    let until = Instant::now() + TOGETHER_FOR;
    let ways = company_of();
    for index in 0..HOSTILE {
        let way = ways[index % ways.len()];
        let http = outbound.open(scope(&format!("hostile-{index}")));
        let url = format!("http://127.0.0.1:{port}/{way}");
        // Spread over the first second.
        let first = Duration::from_micros(2_000 * u64::try_from(index).expect("a small number"));
        runtime.spawn(hostile_calls(http, url, way, first, until, Arc::clone(&outcomes)));
    }
    let beside = runtime.block_on(healthy_calls(&outbound, healthy.port(), TOGETHER_FOR));
    let most = own::memory_kib("VmHWM");

    let [alone, beside] = [alone, beside].map(|mut took| {
        took.sort_unstable();
        (took[took.len() / 2].as_micros(), took[took.len() * 99 / 100].as_micros())
    });
    #[expect(clippy::cast_precision_loss, reason = "less than a minute")]
    let times = beside.1 as f64 / alone.1 as f64;
    println!(
        "{:14} {:>20} {:>20} {times:>6.2}",
        format!("{answers_after:?}"),
        format!("{}/{}", alone.0, alone.1),
        format!("{}/{}", beside.0, beside.1)
    );
    println!("memory +{} MiB; latest end {} ms after its deadline", (most - before) / 1024, outcomes.late());
    outcomes.tell();
    let _ = company.kill();
    let _ = company.wait();
    // Whatever is still under way ends with its runtime.
    runtime.shutdown_background();
}

/// The ways to misbehave, but for those that were left out.
fn company_of() -> Vec<&'static str> {
    let left_out = std::env::args().skip_while(|argument| argument != "--without").nth(1).unwrap_or_default();
    let ways = evil::WAYS.iter().map(|(way, ..)| *way);
    ways.filter(|way| !left_out.split(',').any(|other| other == *way)).collect()
}

/// How often each way ended with each word, and how late.
#[derive(Default)]
struct Outcomes {
    ends: Mutex<BTreeMap<(&'static str, String), u64>>,
    late_ms: AtomicU64,
}

impl Outcomes {
    fn note(&self, way: &'static str, word: String, took: Duration) {
        let late = u64::try_from(took.saturating_sub(DEADLINE).as_millis()).unwrap_or(u64::MAX);
        self.late_ms.fetch_max(late, Ordering::Relaxed);
        *self.ends.lock().expect("nobody panics").entry((way, word)).or_default() += 1;
    }

    fn late(&self) -> u64 {
        self.late_ms.load(Ordering::Relaxed)
    }

    fn tell(&self) {
        for ((way, word), count) in &*self.ends.lock().expect("nobody panics") {
            println!("  {way:18} {word:22} {count:>7}");
        }
    }
}

async fn hostile_calls(
    http: Arc<dyn Http>,
    url: String,
    way: &'static str,
    first: Duration,
    until: Instant,
    outcomes: Arc<Outcomes>,
) {
    tokio::time::sleep(first).await;
    let mut seconds = tokio::time::interval(Duration::from_secs(1));
    while Instant::now() < until {
        seconds.tick().await;
        let began = Instant::now();
        let request = Request::get(&url).timeout_ms(u64::try_from(DEADLINE.as_millis()).expect("seconds"));
        let ended = match http.send(request).await {
            Ok(response) => response.body.bytes().await.map(drop),
            Err(failure) => Err(failure),
        };
        let failed = ended.err();
        let word = failed.as_ref().map_or("ok", |failure| failure.code().unwrap_or("(none)")).to_owned();
        outcomes.note(way, word, began.elapsed());
    }
}

async fn healthy_calls(outbound: &Outbound, port: u16, during: Duration) -> Vec<Duration> {
    let until = Instant::now() + during;
    let tasks = (0..HEALTHY).map(|_| {
        let http = outbound.open(scope("healthy"));
        tokio::spawn(async move {
            let mut took = Vec::new();
            while Instant::now() < until {
                let began = Instant::now();
                let request = Request::get(format!("http://127.0.0.1:{port}/v1/things"));
                let answer = http.send(request).await.expect("an answer");
                assert_eq!(answer.body.bytes().await.expect("a body").len(), 15);
                took.push(began.elapsed());
                // People do not call as fast as they can.
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            took
        })
    });
    let mut all = Vec::new();
    for task in tasks.collect::<Vec<_>>() {
        all.extend(task.await.expect("no call fails"));
    }
    all
}

fn scope(project: &str) -> Scope {
    Scope {
        redactor: Redactor::new([]),
        project: project.to_owned(),
        connection: "connection".to_owned(),
        allowed: vec!["*".to_owned()],
        credential: None,
        credential_optional: true,
        deadline_unix_ms: u64::MAX,
        exchanges: Arc::new(Exchanges::default()),
    }
}
