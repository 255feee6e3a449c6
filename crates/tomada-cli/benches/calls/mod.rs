//! Calls of one service: by the bare client, by a host with its journal off, by a host with its journal in SQLite, and
//! through the server's REST API, which wrk drives; 1, 16 and 64 in flight. The bars, of the bare client's throughput with
//! 64 in flight: 0.90 with the journal off, 0.60 with it.
//!
//! Every way takes its turn in every round, so that a busy machine troubles all of them alike, and each is a process of its
//! own, so that memory and processor time are its alone.

use std::io::{BufRead, BufReader, Write};
use std::process::Child;
use std::time::Duration;

use tokio::runtime::Runtime;

use crate::http_ways::WAYS;
use crate::measure::{Round, measure, median};
use crate::served::{Installation, Served};
use crate::{cost, own, wrk};

const IN_FLIGHT: [usize; 3] = [1, 16, 64];

/// How many rounds there are; a figure is the median over them.
const ROUNDS: usize = 7;

/// How long one way takes its turn.
const TURN: Duration = Duration::from_secs(1);

/// What a caller of the API sends.
const RUN: &str = r#"{"integration":"hello","action":"fetch","input":{"path":"v1/things"}}"#;

/// The role of a process that makes calls.
pub(crate) const ROLE: &str = "call";

/// Calls the service at `port` of this machine.
pub(crate) fn compare(port: u16) {
    let mut ways: Vec<Box<dyn Way>> = vec![
        Box::new(Own::start("bare client", "bare client", port)),
        Box::new(Own::start("host, journal off", "run", port)),
        Box::new(Own::start("host, SQLite", "run, SQLite journal", port)),
        Box::new(Rest::start(port)),
    ];
    println!(
        "{:<20} {:>9} {:>9} {:>8} {:>8} {:>8} {:>14} {:>9}",
        "", "in flight", "calls/s", "of bare", "p50 ms", "p99 ms", "CPU s/1,000", "peak MiB"
    );
    for in_flight in IN_FLIGHT {
        table(&mut ways, in_flight);
    }
}

fn table(ways: &mut [Box<dyn Way>], in_flight: usize) {
    let mut rounds = vec![Vec::new(); ways.len()];
    for round in 0..=ROUNDS {
        for (way, rounds) in ways.iter_mut().zip(&mut rounds) {
            let measured = way.turn(in_flight);
            // The first one warms up.
            if round > 0 {
                rounds.push(measured);
            }
        }
    }
    let bare = median(&rounds[0], Round::calls_per_s);
    for (way, rounds) in ways.iter().zip(&rounds) {
        let calls_per_s = median(rounds, Round::calls_per_s);
        println!(
            "{:<20} {in_flight:>9} {calls_per_s:>9.0} {:>8.2} {:>8.2} {:>8.2} {:>14.4} {:>9.1}",
            way.name(),
            calls_per_s / bare,
            median(rounds, |round| round.p50_us) / 1e3,
            median(rounds, |round| round.p99_us) / 1e3,
            median(rounds, Round::cpu_us_per_call) / 1e3,
            way.peak_mib(),
        );
    }
}

/// One way to call.
trait Way {
    fn name(&self) -> &'static str;
    /// Calls for one turn.
    fn turn(&mut self, in_flight: usize) -> Round;
    /// The most memory that its process has had so far.
    fn peak_mib(&self) -> f64;
}

/// A way of `http_ways`, in a process of this program.
struct Own {
    name: &'static str,
    process: Child,
}

impl Own {
    fn start(name: &'static str, way: &str, port: u16) -> Self {
        Self { name, process: own::start(&format!("{ROLE} {port} {way}")) }
    }
}

impl Way for Own {
    fn name(&self) -> &'static str {
        self.name
    }

    fn turn(&mut self, in_flight: usize) -> Round {
        writeln!(self.process.stdin.as_mut().expect("piped"), "{in_flight}").expect("it reads");
        let mut line = String::new();
        // Nothing is said but what is asked for, so no byte is lost with the reader.
        BufReader::new(self.process.stdout.as_mut().expect("piped"))
            .read_line(&mut line)
            .expect("it answers");
        serde_json::from_str(&line).expect("a round")
    }

    fn peak_mib(&self) -> f64 {
        cost::memory_mib(self.process.id(), "VmHWM")
    }
}

impl Drop for Own {
    /// Its input ends, and so does it.
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}

/// What [`Own`] talks to: a turn for each line that comes in.
pub(crate) fn answer(role: &str) {
    let (port, way) = role.split_once(' ').expect("a port and a way");
    let runtime = Runtime::new().expect("a runtime");
    let call = WAYS
        .iter()
        .find(|it| it.name == way)
        .expect("a way of the table")
        .open(&runtime, port.parse().expect("a port"));
    for line in std::io::stdin().lines() {
        let in_flight = line.expect("text").parse().expect("a number");
        let round = runtime.block_on(measure(&call, in_flight, TURN));
        println!("{}", serde_json::to_string(&round).expect("numbers"));
    }
}

/// The server, its journal in SQLite, driven through its REST API.
struct Rest {
    server: Served,
    token: String,
    _installation: Installation,
}

impl Rest {
    fn start(port: u16) -> Self {
        let installation = Installation::new(0, port);
        let server = installation.serve();
        let setting = format!("base_url=http://127.0.0.1:{port}");
        installation.tell(&["connect", "hello", "--default", "--setting", &setting]);
        let token = installation.token();
        Self { server, token, _installation: installation }
    }
}

impl Way for Rest {
    fn name(&self) -> &'static str {
        "REST API, SQLite"
    }

    fn turn(&mut self, in_flight: usize) -> Round {
        let before = cost::cpu_us(self.server.id());
        let url = self.server.url("runs");
        let round = wrk::drive(&url, Some((&self.token, RUN)), in_flight, TURN);
        Round { cpu_us: cost::cpu_us(self.server.id()) - before, ..round }
    }

    fn peak_mib(&self) -> f64 {
        cost::memory_mib(self.server.id(), "VmHWM")
    }
}
