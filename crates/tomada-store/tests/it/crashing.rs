//! A process that journals under load is killed at random: no run that it was answered for is missing.
//!
//! The child is this test's own program. `TOMADA_CRASH_ROUNDS` says how often it is killed, 5 times if absent.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tomada_core::Random;
use tomada_host::{Journal, OsRandom};
use tomada_store::{Location, Options, Store};
use uuid::Uuid;

use crate::journaling::record;
use crate::stand::sqlite;

const CHILD: &str = "TOMADA_CRASH_CHILD";
const ROUNDS: &str = "TOMADA_CRASH_ROUNDS";
const AT_ONCE: usize = 32;
/// How many answers a child gives at most before it is killed.
const ANSWERS_MAX: u64 = 2_000;

/// Nothing by itself: what the other test starts and kills.
#[test]
fn journals_until_it_is_killed() {
    let Ok(place) = std::env::var(CHILD) else { return };
    let (file, first) = place.split_once('|').unwrap();
    let next = Arc::new(AtomicU64::new(first.parse().unwrap()));
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(
        async {
            let store = Store::open(Options::new(Location::File(file.into())).unwrap()).await.unwrap();
            let tasks = (0..AT_ONCE).map(|_| tokio::spawn(journal(store.clone(), Arc::clone(&next))));
            for task in tasks.collect::<Vec<_>>() {
                task.await.unwrap();
            }
        },
    );
}

async fn journal(store: Store, next: Arc<AtomicU64>) {
    loop {
        let number = next.fetch_add(1, Ordering::SeqCst);
        store.record(record("p", number.into())).await.unwrap();
        println!("answered {number} .");
    }
}

/// Starts a child and kills it after `count` answers; gives the runs that it was answered for.
fn killed(file: &Path, first: u64, count: usize) -> Vec<u64> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crashing::journals_until_it_is_killed", "--nocapture", "--test-threads=1"])
        .env(CHILD, format!("{}|{first}", file.display()))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    // The last line may be half a line: only those with their full stop count. The harness may write before the first.
    let answered = |line: String| {
        let (_, rest) = line.split_once("answered ")?;
        rest.strip_suffix(" .")?.parse().ok()
    };
    let mut runs = lines.by_ref().filter_map(answered).take(count).collect::<Vec<u64>>();
    child.kill().unwrap();
    runs.extend(lines.filter_map(answered));
    child.wait().unwrap();
    assert!(runs.len() >= count, "the child ended by itself after {} answers", runs.len());
    runs
}

#[test]
fn no_run_that_was_answered_is_missing_after_a_kill() {
    let rounds = std::env::var(ROUNDS).map_or(5, |rounds| rounds.parse::<u64>().unwrap());
    sqlite(|mut stand| async move {
        let random = OsRandom::new().unwrap();
        for round in 0..rounds {
            stand.store.close().await.unwrap();
            let mut bytes = [0; 8];
            random.fill(&mut bytes);
            let count = usize::try_from(u64::from_le_bytes(bytes) % ANSWERS_MAX + 1).unwrap();
            let answered = killed(&stand.file(), round << 32, count);
            stand.store = Store::open(stand.options.clone()).await.unwrap();
            for number in &answered {
                let found = stand.store.recorded_run("p", Uuid::from_u128((*number).into())).await.unwrap();
                let found = found.unwrap_or_else(|| panic!("round {round}: run {number} is missing"));
                assert_eq!(found.exchanges.len(), 2, "round {round}: run {number} is not whole");
            }
            println!("round {round}: {} answered, none missing", answered.len());
        }
    });
}
