//! The memory of a server that nobody asks anything, with 20 plugins known: at its start, and after a hundred runs of one of
//! them. The bar: 40 MB.

use tokio::runtime::Runtime;

use crate::cost;
use crate::served::{Installation, Served};

/// Plugins beside `hello`.
const OTHERS: usize = 19;

const RUNS: usize = 100;

const RUN: &str = r#"{"integration":"hello","action":"greet","input":{"name":"Ada"}}"#;

/// Starts one, and tells.
pub(crate) fn tell() {
    let installation = Installation::new(OTHERS, 9);
    let server = installation.serve();
    println!("{:<20} {:>9} {:>9} {:>9}", "", "RSS MiB", "PSS MiB", "peak MiB");
    figures("at its start", &server);
    installation.tell(&["connect", "hello", "--default"]);
    let token = installation.token();
    Runtime::new().expect("a runtime").block_on(run(&server, &token));
    figures("after 100 runs", &server);
}

async fn run(server: &Served, token: &str) {
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    for _ in 0..RUNS {
        let request = client.post(server.url("runs")).bearer_auth(token);
        let answer = request.header("content-type", "application/json").body(RUN).send().await;
        assert!(answer.expect("an answer").status().is_success());
    }
}

fn figures(when: &str, server: &Served) {
    let [rss, peak] = ["VmRSS", "VmHWM"].map(|name| cost::memory_mib(server.id(), name));
    println!("{when:<20} {rss:>9.1} {:>9.1} {peak:>9.1}", cost::proportional_mib(server.id()));
}
