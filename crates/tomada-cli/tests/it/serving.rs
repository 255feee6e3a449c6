//! The server as those who run it meet it: it starts, says where it is, and ends in order when it is told to.

use rustix::process::Signal;
use serde_json::json;

use crate::server::{Server, get, get_as};
use crate::stand::Shop;

#[test]
fn it_starts_answers_and_ends_in_order_when_told_to() {
    for signal in [Signal::TERM, Signal::INT] {
        let shop = Shop::locked(&[]);
        let server = Server::start(&shop, &["--data", "here"]);
        assert_eq!(get(&format!("{}/health", server.url())).0, 200);
        let link = server.told["sign_in"].as_str().unwrap();
        assert!(link.starts_with(server.url()), "{link}");
        let socket = shop.path().join("here/tomada.sock");
        let mode = std::os::unix::fs::PermissionsExt::mode(&socket.metadata().unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(server.end(signal), 0);
        assert!(!socket.exists());
        assert_eq!(std::fs::read(shop.path().join("here/tomada.db.lock")).unwrap(), b"closed\n");
    }
}

#[test]
fn a_second_one_on_the_same_data_is_refused() {
    let shop = Shop::locked(&[]);
    let first = Server::start(&shop, &[]);
    let said = shop.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!((said.code, said.out.as_str()), (15, ""));
    assert!(said.error.contains("tomada.db") && said.error.contains("Stop the other one"), "{}", said.error);
    assert_eq!(get(&format!("{}/health", first.url())).0, 200);
    assert_eq!(first.end(Signal::TERM), 0);
}

#[test]
fn an_address_that_is_taken_or_not_ours_is_told() {
    let shop = Shop::locked(&[]);
    let first = Server::start(&shop, &[]);
    let taken = first.url().strip_prefix("http://").unwrap();
    let said = shop.run(&["serve", "--listen", taken, "--data", "other"]);
    assert_eq!(said.code, 15);
    assert!(said.error.contains("Something else listens at"), "{}", said.error);
    let said = shop.run(&["serve", "--listen", "192.0.2.1:80", "--json"]);
    assert_eq!((said.code, said.json()["failure"]["kind"].clone()), (15, json!("unavailable")));
}

#[test]
fn commands_reach_a_server_by_its_socket_and_the_data_without_one() {
    let shop = Shop::locked(&[]);
    let nothing = shop.run(&["projects"]);
    assert_eq!(nothing.code, 13);
    assert!(nothing.error.contains("There is no installation in ./data"), "{}", nothing.error);
    let server = Server::start(&shop, &[]);
    let made = shop.run(&["projects", "--create", "shop", "--name", "The shop", "--json"]);
    assert_eq!((made.code, made.json()["id"].clone()), (0, json!("shop")), "{}", made.error);
    let listed = shop.run(&["projects"]).out;
    assert!(listed.contains("The shop"), "{listed}");
    let twice = shop.run(&["projects", "--create", "shop", "--lang", "es"]);
    assert_eq!(twice.code, 17, "{}", twice.error);
    assert!(twice.error.contains("Ya existe un proyecto «shop»"), "{}", twice.error);
    assert_eq!(server.end(Signal::TERM), 0);
    assert_eq!(shop.run(&["projects"]).out, listed);
}

#[test]
fn a_token_made_here_opens_the_api_there() {
    let shop = Shop::locked(&[]);
    let server = Server::start(&shop, &[]);
    let made = shop.run(&["tokens", "--create", "shop", "--role", "editor", "--json"]).json();
    let (secret, id) = (made["secret"].as_str().unwrap(), made["token"]["id"].as_str().unwrap());
    assert!(secret.starts_with("tmd_"));
    let listed = shop.run(&["tokens"]).out;
    assert!(listed.contains(id) && !listed.contains(secret), "{listed}");
    let path = format!("{}/v1/projects/main/connections", server.url());
    assert_eq!((get(&path).0, get_as(&path, secret).0), (401, 200));
    assert_eq!(shop.run(&["tokens", "--revoke", id]).code, 0);
    assert_eq!(get_as(&path, secret).0, 401);
}

#[test]
fn a_backup_is_made_while_it_runs_and_put_back_where_nothing_is() {
    let shop = Shop::locked(&[]);
    let server = Server::start(&shop, &[]);
    assert_eq!(shop.run(&["projects", "--create", "shop"]).code, 0);
    let said = shop.run(&["backup", "saved.db"]);
    assert_eq!((said.code, said.error.as_str()), (0, ""));
    assert!(said.out.contains("keep ./data/tomada.key safe as well"), "{}", said.out);
    assert_eq!(shop.run(&["backup", "saved.db"]).code, 15);
    assert_eq!(shop.run(&["restore", "saved.db"]).code, 17);
    assert_eq!(server.end(Signal::TERM), 0);

    let said = shop.run(&["restore", "saved.db", "--data", "again", "--json"]);
    assert_eq!((said.code, said.json()["ok"].clone()), (0, json!(true)), "{}", said.out);
    let without = shop.run(&["projects", "--data", "again"]);
    assert_eq!(without.code, 15);
    assert!(without.error.contains("again/tomada.key"), "{}", without.error);
    std::fs::copy(shop.path().join("data/tomada.key"), shop.path().join("again/tomada.key")).unwrap();
    assert!(shop.run(&["projects", "--data", "again"]).out.contains("shop"));
    let postgres = [("TOMADA_DATABASE_URL", "postgres://nobody@127.0.0.1:1/none")];
    let said = shop.run_with(&["backup", "other.db"], &postgres, "");
    assert_eq!(said.code, 17);
    assert!(said.error.contains("pg_dump"), "{}", said.error);
}

#[test]
fn keys_are_rotated_while_it_runs_and_nobody_outside_can_ask_for_it() {
    let shop = Shop::locked(&[]);
    let server = Server::start(&shop, &[]);
    let key = shop.path().join("data/tomada.key");
    let before = std::fs::read(&key).unwrap();
    let said = shop.run(&["keys", "rotate"]);
    assert_eq!((said.code, said.error.as_str()), (0, ""));
    assert_ne!(std::fs::read(&key).unwrap(), before);
    assert_eq!(get(&format!("{}/v1/local/keys/rotate", server.url())).0, 404);
    assert_eq!(server.end(Signal::TERM), 0);
    assert_eq!(shop.run(&["projects"]).code, 0);
    std::fs::write(&key, before).unwrap();
    let said = shop.run(&["projects"]);
    assert_eq!(said.code, 15, "{}", said.out);
    assert!(said.error.contains("tomada.key"), "{}", said.error);
}
