//! Pages of a large call log through the REST API: the first, the middle and the last one, and each filter, where it finds
//! much, little and nothing. The bar: 50 ms over ten million runs.
//!
//! The runs are written by the store's own journal, each with an exchange, into a folder of `target` that goes away in the
//! end.

use std::time::{Duration, Instant};

use tokio::runtime::Runtime;

use crate::past::Past;
use crate::served::{Installation, Served};

/// How often each page is asked for.
const TIMES: usize = 40;

const BAR: Duration = Duration::from_millis(50);

/// Writes so many runs, and looks at them.
pub(crate) fn look(runs: u64) {
    let runtime = Runtime::new().expect("a runtime");
    let installation = Installation::new(0, 9);
    let token = {
        let _first = installation.serve();
        installation.token()
    };
    let past = Past::of(runs);
    runtime.block_on(past.write(&installation.data().join("tomada.db")));
    let pages = Pages { server: installation.serve(), token, client: client() };
    println!(
        "{:<52} {:>6} {:>8} {:>8} {:>8}",
        "page of the call log", "items", "p50 ms", "p99 ms", "most ms"
    );
    let mut slow = 0;
    for (name, query) in questions(&past) {
        slow += usize::from(runtime.block_on(pages.tell(&name, &query)));
    }
    println!("{slow} of them took longer than {BAR:?} once");
}

fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().expect("a client")
}

/// What is asked for, by what people would call it.
fn questions(past: &Past) -> Vec<(String, String)> {
    let middle = past.at(past.runs / 2);
    let window = format!(
        "from_unix_ms={}&to_unix_ms={}",
        middle.unix_ms,
        past.at(past.runs / 2 + past.runs / 100).unix_ms
    );
    let filters = [
        ("integration, common", "integration=webhook"),
        ("integration, rare", "integration=hello"),
        ("integration, none", "integration=absent"),
        ("action, common", "action=call"),
        ("action, rare", "action=count"),
        ("action, none", "action=absent"),
        ("connection, common", "connection=quiet"),
        ("connection, one of hundred", "connection=connection-7"),
        ("connection, none", "connection=absent"),
        ("outcome, ok", "outcome=ok"),
        ("outcome, failed", "outcome=failed"),
        ("outcome, common kind", "outcome=unavailable"),
        ("outcome, rare kind", "outcome=broken"),
        ("outcome, no such kind", "outcome=uncertain"),
        ("status, common", "status=200"),
        ("status, rare", "status=418"),
        ("status, none", "status=599"),
        ("time, one of hundred", &window),
        ("text, common", "text=order"),
        ("text, none", "text=nothing-holds-this"),
        ("connection that never failed, failed", "connection=quiet&outcome=failed"),
        ("integration that never failed, failed", "integration=hello&outcome=failed"),
        ("connection and another's integration", "connection=quiet&integration=hello"),
        ("connection that never failed, rare kind", "connection=quiet&outcome=broken"),
        (
            "all at once",
            "integration=webhook&action=call&connection=connection-7&outcome=unavailable&text=order",
        ),
    ];
    let pages = [
        ("first page".to_owned(), String::new()),
        ("middle page".to_owned(), format!("after={}", middle.run_id)),
        ("last page".to_owned(), format!("after={}", past.at(20.min(past.runs)).run_id)),
        ("first page, 200 items".to_owned(), "limit=200".to_owned()),
    ];
    let from_the_middle = |(name, query): &(&str, &str)| {
        (format!("{name}; from the middle"), format!("{query}&after={}", middle.run_id))
    };
    let filtered = filters
        .iter()
        .flat_map(|filter| [(filter.0.to_owned(), filter.1.to_owned()), from_the_middle(filter)]);
    pages.into_iter().chain(filtered).collect()
}

/// Whoever looks at the call log.
struct Pages {
    server: Served,
    token: String,
    client: reqwest::Client,
}

impl Pages {
    /// Asks for one page again and again, tells how long it took, and answers whether it took too long once.
    async fn tell(&self, name: &str, query: &str) -> bool {
        let mut took = Vec::with_capacity(TIMES);
        let mut items = 0;
        for _ in 0..TIMES {
            let began = Instant::now();
            items = self.page(query).await;
            took.push(began.elapsed());
        }
        took.sort_unstable();
        let at = |percent: usize| took[(took.len() - 1) * percent / 100].as_secs_f64() * 1e3;
        println!("{name:<52} {items:>6} {:>8.1} {:>8.1} {:>8.1}", at(50), at(99), at(100));
        took.last().is_some_and(|most| *most > BAR)
    }

    /// How many items it holds.
    async fn page(&self, query: &str) -> usize {
        let request = self.client.get(self.server.url(&format!("calls?{query}"))).bearer_auth(&self.token);
        let answer = request.send().await.expect("an answer");
        assert!(answer.status().is_success(), "{query}: {}", answer.status());
        let bytes = answer.bytes().await.expect("a body");
        let page: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
        page["items"].as_array().expect("a list").len()
    }
}
