//! What a benchmark asks of its own process and of its children: memory, processor time, file handles, and another process
//! of the same program.

use std::process::{Child, Command, Stdio};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Says to a new process of this program what it is to be.
const ROLE: &str = "TOMADA_BENCH_ROLE";

/// In what the processor time of a process is told: on Linux in hundredths of a second (proc(5), `USER_HZ`).
const TICK_US: f64 = 10_000.0;

/// What this process is to be; nothing for the one that a person started.
pub(crate) fn role() -> Option<String> {
    std::env::var(ROLE).ok()
}

/// Starts this program once more.
pub(crate) fn start(role: &str) -> Child {
    let own = std::env::current_exe().expect("a program knows its path");
    let mut command = Command::new(own);
    command.env(ROLE, role).stdin(Stdio::piped()).stdout(Stdio::piped());
    command.spawn().expect("it starts")
}

/// A figure of this process, such as `VmRSS` or `VmHWM`, in KiB.
pub(crate) fn memory_kib(name: &str) -> u64 {
    memory_kib_of(std::process::id(), name)
}

/// A figure of a process's `status`, in KiB.
pub(crate) fn memory_kib_of(process: u32, name: &str) -> u64 {
    figure_kib(&format!("/proc/{process}/status"), name)
}

/// The memory of a process in KiB, what it shares with others divided among them.
pub(crate) fn proportional_kib(process: u32) -> u64 {
    figure_kib(&format!("/proc/{process}/smaps_rollup"), "Pss:")
}

fn figure_kib(path: &str, name: &str) -> u64 {
    let told = std::fs::read_to_string(path).expect("this is Linux");
    let line = told.lines().find(|line| line.starts_with(name)).expect("it is told");
    line.split_whitespace().nth(1).and_then(|kib| kib.parse().ok()).expect("a number of KiB")
}

/// The processor time of a process so far, in microseconds.
pub(crate) fn cpu_us_of(process: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).expect("this is Linux");
    let (_, fields) = stat.rsplit_once(") ").expect("the name stands in parentheses");
    // Fields 14 and 15 of proc(5), and the third is the first here.
    let ticks = fields.split(' ').skip(11).take(2);
    ticks.map(|ticks| ticks.parse::<f64>().expect("a number")).sum::<f64>() * TICK_US
}

/// Raises the number of file handles as far as it goes, and answers it.
pub(crate) fn raise_handles() -> u64 {
    let hard = getrlimit(Resource::Nofile).maximum;
    // If it cannot be raised, what there was is what there is.
    let _ = setrlimit(Resource::Nofile, Rlimit { current: hard, maximum: hard });
    getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX)
}
