//! A process that journals under load is killed at random: no run that it was answered for is missing.
//!
//! The child is this test's own program. `TOMADA_CRASH_ROUNDS` says how often it is killed, 5 times if absent;
//! `cargo xtask test` says 300. A round is cheap: a child is killed within its first few commits.

use std::io::{BufRead, BufReader};
use std::ops::Range;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tomada_core::Random;
use tomada_host::{Journal, OsRandom, Secret};
use tomada_store::{Location, Options, Store};
use uuid::Uuid;

use crate::journaling::record;
use crate::stand::{Stand, postgres, sqlite};

const CHILD: &str = "TOMADA_CRASH_CHILD";
const ROUNDS: &str = "TOMADA_CRASH_ROUNDS";
const AT_ONCE: usize = 32;
/// How many answers a child gives at most before it is killed.
const ANSWERS_MAX: u64 = 250;
/// How many rounds one database sees: it is killed young and old, and does not grow until its check takes long.
const ROUNDS_OF_ONE: u64 = 20;
/// On PostgreSQL one round of so many: there it is the server that keeps the promise.
const ROUNDS_OF_POSTGRES: u64 = 5;

/// Nothing by itself: what the other tests start and kill.
#[test]
fn journals_until_it_is_killed() {
    let Ok(place) = std::env::var(CHILD) else { return };
    let mut parts = place.splitn(3, '|').map(str::to_owned);
    let (first, key, at) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
    let location = if Path::new(&at).is_absolute() {
        Location::File(at.into())
    } else {
        Location::Server(Secret::new(at.as_bytes()))
    };
    let mut options = Options::new(location).unwrap();
    options.key_file = Some(key.into());
    let next = Arc::new(AtomicU64::new(first.parse().unwrap()));
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(
        async {
            let store = Store::open(options).await.unwrap();
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

/// Starts a child on the data of `stand` and kills it after `count` answers; gives the runs that it was answered for.
fn killed(stand: &Stand, first: u64, count: usize) -> Vec<u64> {
    let at = match &stand.options.location {
        Location::File(path) => path.display().to_string(),
        Location::Server(_) => stand.url(),
    };
    let key = stand.options.key_file.as_ref().unwrap().display();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crashing::journals_until_it_is_killed", "--nocapture", "--test-threads=1"])
        .env(CHILD, format!("{first}|{key}|{at}"))
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

/// Rounds on one database: killed, opened again, and every run looked up that was answered.
async fn rounds_on(mut stand: Stand, rounds: Range<u64>, answered_in_all: &AtomicU64) {
    let random = OsRandom::new().unwrap();
    for round in rounds {
        stand.store.close().await.unwrap();
        let mut bytes = [0; 8];
        random.fill(&mut bytes);
        let count = usize::try_from(u64::from_le_bytes(bytes) % ANSWERS_MAX + 1).unwrap();
        let answered = killed(&stand, round << 32, count);
        stand.store = Store::open(stand.options.clone()).await.unwrap();
        for number in &answered {
            let found = stand.store.recorded_run("p", Uuid::from_u128((*number).into())).await.unwrap();
            let found = found.unwrap_or_else(|| panic!("round {round}: run {number} is missing"));
            assert_eq!(found.exchanges.len(), 2, "round {round}: run {number} is not whole");
        }
        answered_in_all.fetch_add(answered.len() as u64, Ordering::Relaxed);
    }
}

fn rounds() -> u64 {
    std::env::var(ROUNDS).map_or(5, |rounds| rounds.parse().unwrap())
}

#[test]
fn no_run_that_was_answered_is_missing_after_a_kill() {
    let (rounds, answered) = (rounds(), AtomicU64::new(0));
    for database in 0..rounds.div_ceil(ROUNDS_OF_ONE) {
        let begin = database * ROUNDS_OF_ONE;
        let of_one = begin..rounds.min(begin + ROUNDS_OF_ONE);
        sqlite(|stand| rounds_on(stand, of_one.clone(), &answered));
    }
    println!("SQLite: {rounds} rounds, {} answered, none missing", answered.into_inner());
}

#[test]
fn nor_on_postgres() {
    let (rounds, answered) = (rounds().div_ceil(ROUNDS_OF_POSTGRES), AtomicU64::new(0));
    postgres(|stand| rounds_on(stand, 0..rounds, &answered));
    println!("PostgreSQL: {rounds} rounds, {} answered, none missing", answered.into_inner());
}
