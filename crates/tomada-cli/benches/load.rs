//! The house under load, in four parts, each a module: `calls` beside the bare client's, with nginx as the service; runs in
//! `flight`; an `idle` server; a large call `log`.
//!
//! `cargo xtask bench load`, or one part: `cargo bench -p tomada-cli --bench load -- idle`, `-- log 1000000`, `-- flight`,
//! and `TOMADA_NGINX=http://127.0.0.1:PORT … -- calls`. They want `cargo build --release -p hello -p webhook`.
#![expect(clippy::disallowed_types, reason = "the bare client is compared with, and a service is played")]
#![expect(clippy::disallowed_methods, reason = "it measures real time")]

mod call_log;
mod calls;
mod catalog;
mod cost;
mod flight;
mod http_ways;
mod idle;
mod library;
mod measure;
mod own;
mod past;
mod served;
mod wrk;

fn main() {
    rustls::crypto::aws_lc_rs::default_provider().install_default().expect("it is the only one");
    if let Some(role) = own::role() {
        return play(&role);
    }
    // Cargo adds `--bench`.
    let wanted = std::env::args().skip(1).filter(|argument| argument != "--bench").collect::<Vec<_>>();
    match wanted.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["calls"] => calls::compare(nginx()),
        ["flight"] => flight::compare(),
        ["idle"] => idle::tell(),
        ["log", runs] => call_log::look(runs.parse().expect("a number of runs")),
        _ => println!("skipped: it wants to know which part; `cargo xtask bench load` runs them all"),
    }
}

/// Another process of this program.
fn play(role: &str) {
    let (role, rest) = role.split_once(' ').unwrap_or((role, ""));
    match role {
        calls::ROLE => calls::answer(rest),
        flight::ROLE => flight::fly(rest),
        flight::SERVICE => flight::serve(),
        other => panic!("{other} is no role"),
    }
}

fn nginx() -> u16 {
    let url = std::env::var("TOMADA_NGINX").expect("TOMADA_NGINX says where nginx is");
    url.rsplit(':').next().and_then(|port| port.parse().ok()).expect("http://127.0.0.1:PORT")
}
