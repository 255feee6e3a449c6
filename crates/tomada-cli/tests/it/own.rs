//! A run never calls the server that runs it, whatever is opened and by whatever address.
#![expect(clippy::disallowed_types, reason = "a port is looked for that is free")]

use std::net::TcpListener;

use serde_json::json;

use crate::server::{Server, try_run};
use crate::stand::Shop;

#[test]
fn its_own_addresses_are_refused_although_they_are_opened() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let opened = ["127.0.0.0/8", "[::1/128]", "0.0.0.0/32"];
    let opened = opened.map(|network| format!("{network}:{port}"));
    let shop = Shop::with_webhook(&[], &format!("public_url = \"http://tomada.example.com:{port}\""));
    let config = std::fs::read_to_string(shop.path().join("tomada.toml")).unwrap();
    shop.write("tomada.toml", &config.replace("allow = []", &format!("allow = {opened:?}")));
    let _server = Server::start(&shop, &["--listen", &format!("0.0.0.0:{port}")]);
    let (url, token) = (format!("http://127.0.0.1:{port}/v1/projects/main/runs"), shop.token());
    for host in [
        "127.0.0.1",
        "127.0.0.2",
        "[::1]",
        "localhost",
        "0.0.0.0",
        "2130706433",
        "[::ffff:127.0.0.1]",
        "tomada.example.com",
        "TOMADA.example.com.",
    ] {
        let input = json!({"method": "GET", "url": format!("http://{host}:{port}/health")});
        let (status, problem) = try_run(&url, &token, "call", &input, "*/*").unwrap();
        assert!(status == 403 && problem.contains("\"egress-blocked\""), "{host}: {status} {problem}");
    }
}
