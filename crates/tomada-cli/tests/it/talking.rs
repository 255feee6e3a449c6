//! The commands that speak to an installation, told one after another to a real server that runs the real webhook plugin
//! against a real service, and then to the data alone.

use std::fmt::Write;
use std::fs;

use rustix::process::Signal;
use serde_json::{Value, json};

use crate::server::{self, Server};
use crate::service::Service;
use crate::stand::{Said, Shop};

const TOKEN: &str = "planted-token-58b1c0";

/// What was said so far, and what in it is another each time.
struct Talk {
    shop: Shop,
    service: Service,
    names: Vec<(String, &'static str)>,
    told: String,
}

impl Talk {
    fn new() -> Self {
        let service = Service::at_hand();
        let shop = Shop::with_webhook(&[&service.url], "");
        let names = vec![(service.url.clone(), "SERVICE")];
        Self { shop, service, names, told: String::new() }
    }

    /// Tells a command, writes down what it said and gives it. It is never the credential.
    fn tell(&mut self, arguments: &[&str]) -> Said {
        let said = self.shop.run_with(arguments, &[("SECRET", TOKEN), ("COLUMNS", "120")], "");
        assert!(!said.out.contains(TOKEN) && !said.error.contains(TOKEN), "{said:?}");
        let line = format!("$ tomada {}\n{}{}({})\n\n", arguments.join(" "), said.out, said.error, said.code);
        self.told += &line;
        said
    }

    /// The same, which goes well, for a program.
    fn ask(&self, arguments: &[&str]) -> Value {
        let said = self.shop.run_with(&[arguments, &["--json"]].concat(), &[("SECRET", TOKEN)], "");
        assert!(!said.out.contains(TOKEN) && said.code == 0, "{said:?}");
        said.json()
    }

    /// In what was told, `value` is called `name`.
    fn call(&mut self, value: &Value, name: &'static str) -> String {
        let value = value.as_str().unwrap().to_owned();
        self.names.push((value.clone(), name));
        value
    }

    /// What was told, with another word for what is another each time.
    fn neutral(&self) -> String {
        let named =
            self.names.iter().fold(self.told.clone(), |text, (value, name)| text.replace(value, name));
        let mut neutral = String::new();
        for line in named.lines() {
            let words = line.split_whitespace().map(neutral_word).collect::<Vec<_>>();
            let _ = writeln!(neutral, "{}", words.join(" "));
        }
        neutral
    }
}

/// Times, durations and sizes are another each time.
fn neutral_word(word: &str) -> &str {
    let shape = word.chars().map(|letter| if letter.is_ascii_digit() { '0' } else { letter });
    match shape.collect::<String>().as_str() {
        "0000-00-00" => "DATE",
        "00:00:00Z" => "TIME",
        digits if digits.chars().all(|letter| letter == '0') && digits != "000" => "N",
        digits if digits.starts_with("(00000") => "(N",
        _ => word,
    }
}

#[test]
fn commands_are_answered_by_a_real_server_and_later_by_its_data() {
    let mut talk = Talk::new();
    let server = Server::start(&talk.shop, &[]);
    let base = format!("base_url={}", talk.service.url);

    // A connection that works, and one that does not.
    let good = ["connect", "webhook", "--label", "Orders", "--setting", &base, "--setting", "test_path=get"];
    let made = talk.ask(&[&good[..], &["--secret", "token=env:SECRET"]].concat());
    assert_eq!(
        (&made["connection"]["health"]["state"], &made["connection"]["is_default"]),
        (&json!("healthy"), &json!(true))
    );
    assert_eq!(made["test"]["output"]["status"], 200);
    let orders = talk.call(&made["connection"]["id"], "ORDERS");
    let bad =
        ["connect", "webhook", "--label", "Stock", "--setting", &base, "--setting", "test_path=status/404"];
    let refused = talk.tell(&bad);
    assert_eq!(refused.code, 13);
    assert_eq!(talk.tell(&[&bad[..], &["--keep-if-broken"]].concat()).code, 0);
    let both = talk.ask(&["connections", "--integration", "webhook"]);
    let both = both["items"].as_array().unwrap();
    let kept = both.iter().find(|it| it["label"] == "Stock").unwrap();
    assert_eq!((both.len(), &kept["health"]["state"]), (2, &json!("broken")));
    let stock = talk.call(&kept["id"], "STOCK");
    talk.tell(&["connections", &orders, "--test"]);
    assert_eq!(talk.tell(&["connections", &stock, "--test"]).code, 13);
    assert_eq!(talk.ask(&["connections", &orders])["settings"]["base_url"], json!(talk.service.url));
    talk.tell(&["connections", &stock, "--remove"]);
    talk.tell(&["connections", "--integration", "webhook"]);
    assert_eq!(talk.tell(&["connections", &stock]).code, 13);

    // Calls, and the log of them.
    let token = talk.shop.token();
    let found = server::run(&server, &token, "call", &json!({"method": "GET", "url": "/uuid"})).1;
    let found = talk.call(&found["run_id"], "FOUND");
    let missing = json!({"method": "GET", "url": "/status/404", "fail_on_status": true});
    let missing = server::run(&server, &token, "call", &missing).1;
    let missing = talk.call(&missing["run_id"], "MISSING");
    talk.tell(&["log", "--action", "call"]);
    for (filter, ids) in [
        (&["--action", "call", "--outcome", "ok"][..], &[&found][..]),
        (&["--action", "call", "--outcome", "not_found"], &[&missing]),
        (&["--action", "call", "--status", "404"], &[&missing]),
        (&["--action", "call", "--connection", &orders], &[&missing, &found]),
        (&["--action", "call", "--integration", "webhook"], &[&missing, &found]),
        (&["--action", "call", "--text", "/uuid"], &[&found]),
        (&["--action", "call", "--from", "2026-01-01T00:00:00Z"], &[&missing, &found]),
        (&["--to", "2026-01-01T00:00:00Z"], &[]),
        (&["--action", "call", "--limit", "1"], &[&missing]),
        (&["--integration", "hello"], &[]),
    ] {
        let page = talk.ask(&[&["log"], filter].concat());
        let listed = page["items"].as_array().unwrap().iter().map(|call| call["run_id"].as_str().unwrap());
        assert_eq!(listed.collect::<Vec<_>>(), ids, "{filter:?}");
    }
    assert_eq!(talk.tell(&["log", "--from", "yesterday"]).code, 2);
    talk.tell(&["log", &found, "--curl"]);
    let archive = talk.ask(&["log", &found, "--har"]);
    let entry = &archive["log"]["entries"][0];
    assert_eq!((&entry["request"]["method"], &entry["response"]["status"]), (&json!("GET"), &json!(200)));
    let call = talk.ask(&["log", &missing]);
    assert_eq!((&call["summary"]["status"], &call["summary"]["outcome"]), (&json!(404), &json!("not_found")));
    assert!(talk.shop.run(&["log", &missing]).out.contains("/status/404"));
    assert_eq!(talk.tell(&["log", "0198c0de-0000-7000-8000-000000000000"]).code, 13);

    // The same again.
    let again = talk.shop.run(&["replay", &found]);
    assert!(again.code == 0 && again.out.contains("/body/uuid: "), "{again:?}");
    let again = talk.ask(&["replay", &found]);
    assert_eq!(again["run"]["output"]["status"], 200);
    assert!(again["differences"].as_array().unwrap().iter().any(|it| it["at"] == "/body/uuid"), "{again}");
    let again = talk.shop.run(&["replay", &missing, "--json"]);
    assert_eq!((again.code, &again.json()["run"]["problem"]["type"]), (13, &json!("/problems/not_found")));

    // What is left when the server has ended, from a backup and with a new key.
    let tokens = talk.ask(&["tokens"]);
    talk.call(&tokens["items"][0]["id"], "TOKEN");
    talk.tell(&["tokens"]);
    talk.tell(&["keys", "rotate"]);
    talk.tell(&["backup", "saved.db"]);
    assert_eq!(server.end(Signal::TERM), 0);
    talk.tell(&["restore", "saved.db", "--data", "again"]);
    let key = |folder: &str| talk.shop.path().join(folder).join("tomada.key");
    fs::copy(key("data"), key("again")).unwrap();
    for data in ["data", "again"] {
        let tested = talk.ask(&["connections", &orders, "--test", "--data", data]);
        assert_eq!(tested["output"]["status"], 200, "{data}");
        assert_eq!(talk.ask(&["log", &found, "--data", data])["summary"]["run_id"], json!(found));
    }
    insta::assert_snapshot!(talk.neutral());
}
