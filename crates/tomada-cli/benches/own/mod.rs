//! What a benchmark asks of its own process: memory, file handles, and another process of the same program.

use std::process::{Child, Command, Stdio};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Says to a new process of this program what it is to be.
const ROLE: &str = "TOMADA_BENCH_ROLE";

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

/// A figure of `/proc/self/status`, such as `VmRSS` or `VmHWM`, in KiB.
pub(crate) fn memory_kib(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("this is Linux");
    let line = status.lines().find(|line| line.starts_with(name)).expect("it is told");
    line.split_whitespace().nth(1).and_then(|kib| kib.parse().ok()).expect("a number of KiB")
}

/// Raises the number of file handles as far as it goes, and answers it.
pub(crate) fn raise_handles() -> u64 {
    let hard = getrlimit(Resource::Nofile).maximum;
    // If it cannot be raised, what there was is what there is.
    let _ = setrlimit(Resource::Nofile, Rlimit { current: hard, maximum: hard });
    getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX)
}
