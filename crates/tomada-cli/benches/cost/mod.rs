//! What another process costs: its memory and its processor time, as `/proc` tells them.

/// In what the processor time of a process is told: on Linux in hundredths of a second (proc(5), `USER_HZ`).
const TICK_US: f64 = 10_000.0;

/// A figure of a process's `status` in MiB, such as `VmRSS` or `VmHWM`.
pub(crate) fn memory_mib(process: u32, name: &str) -> f64 {
    figure_mib(&format!("/proc/{process}/status"), name)
}

/// The memory of a process in MiB, what it shares with others divided among them.
pub(crate) fn proportional_mib(process: u32) -> f64 {
    figure_mib(&format!("/proc/{process}/smaps_rollup"), "Pss:")
}

fn figure_mib(path: &str, name: &str) -> f64 {
    let told = std::fs::read_to_string(path).expect("this is Linux");
    let line = told.lines().find(|line| line.starts_with(name)).expect("it is told");
    let kib = line.split_whitespace().nth(1).and_then(|kib| kib.parse::<f64>().ok());
    kib.expect("a number of KiB") / 1024.0
}

/// The processor time of a process so far, in microseconds.
pub(crate) fn cpu_us(process: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).expect("this is Linux");
    let (_, fields) = stat.rsplit_once(") ").expect("the name stands in parentheses");
    // Fields 14 and 15 of proc(5), and the third is the first here.
    let ticks = fields.split(' ').skip(11).take(2);
    ticks.map(|ticks| ticks.parse::<f64>().expect("a number")).sum::<f64>() * TICK_US
}
