//! OAuth 2.0 authorization code with PKCE against oidc-provider, a server that others wrote: somebody lets a connection of
//! the built webhook plugin in, its calls carry her token, and the token is renewed by one at a time.
//!
//! `cargo xtask test` starts it and says where it is in `TOMADA_OAUTH`; without that, these tests say so and pass.

mod browser;
mod house;

use serde_json::{Value, json};
use tomada_core::{Failure, Kind, Locale};
use tomada_platform::{ConnectionChange, GrantAnswer, GrantState, LetIn};

use self::browser::Browser;
use self::house::House;

const REDIRECT: &str = "http://127.0.0.1:1/oauth/callback";
const BINDING: &[u8] = b"this browser";

/// Begins a grant, goes through it as a person, and hands in what she comes back with.
async fn let_in(house: &House, connection: &str) -> LetIn {
    let answer = come_back(house, connection).await;
    house.entered().await.finish_grant(BINDING, &answer, Locale::En).await.expect("it is awaited")
}

async fn come_back(house: &House, connection: &str) -> GrantAnswer {
    let begun = house.entered().await.begin_grant(connection, BINDING, REDIRECT).await.expect("it begins");
    let address = String::from_utf8(begun.address.expose().to_vec()).expect("an address");
    Browser::open(&house.oauth).let_in(&address, REDIRECT).await
}

fn code(failure: &Failure) -> (Kind, &str) {
    (failure.kind(), failure.code().unwrap_or_default())
}

/// Every kind of client, with what it says who it is by.
const CLIENTS: [(&str, Option<&str>); 3] =
    [("menu-header", Some("header")), ("menu-body", Some("body")), ("menu-public", None)];

#[tokio::test]
async fn somebody_lets_a_connection_in_and_its_calls_carry_her_token() {
    let Some(house) = House::open().await else { return };
    for (client, by) in CLIENTS {
        let connection = house.connect(client, by, "openid read").await;
        assert_eq!(house.grant(&connection).await, GrantState::Missing, "{client}");
        let failure = house.call(&connection).await.expect_err("nobody has let it in");
        assert_eq!(code(&failure), (Kind::Unauthorized, "grant-missing"), "{client}");

        let let_in = let_in(&house, &connection).await;
        let test = let_in.outcome.unwrap_or_else(|failure| panic!("{client}: {failure:?}"));
        assert!(test.result.is_ok(), "{client}: {test:?}");
        assert_eq!(house.grant(&connection).await, GrantState::Held, "{client}");
        let said = house.call(&connection).await.expect("it is let in");
        assert_eq!((&said["client"], &said["account"]), (&json!(client), &json!("ana")), "{client}");
    }
}

#[tokio::test]
async fn a_token_is_renewed_once_for_all_who_want_it() {
    let Some(house) = House::open().await else { return };
    for (client, by) in CLIENTS {
        let connection = house.connect(client, by, "openid read").await;
        let_in(&house, &connection).await.outcome.expect("it is let in");
        // A refresh token that is used a second time ends the grant there, so the rounds after one would fail.
        for round in 0..3 {
            house.pass(110_000);
            let calls = (0..24).map(|number| {
                let (house, connection) = (house.clone(), connection.clone());
                tokio::spawn(async move { house.call_by(number % 2, &connection).await })
            });
            for call in calls.collect::<Vec<_>>() {
                let said =
                    call.await.expect("no panic").unwrap_or_else(|it| panic!("{client} {round}: {it:?}"));
                assert_eq!(said["account"], "ana", "{client} {round}");
            }
        }
        house.pass(0);
    }
}

#[tokio::test]
async fn what_comes_back_counts_once_for_whoever_was_sent_and_not_for_long() {
    let Some(house) = House::open().await else { return };
    let connection = house.connect("menu-header", Some("header"), "openid read").await;
    let entered = house.entered().await;
    let finish = async |binding: &[u8], answer: &GrantAnswer| {
        entered.finish_grant(binding, answer, Locale::En).await.map_err(|it| it.code().map(str::to_owned))
    };
    let stray = Some("grant-state".to_owned());
    let answer = come_back(&house, &connection).await;
    assert_eq!(finish(b"another browser", &answer).await.expect_err("not hers"), stray);
    assert_eq!(finish(BINDING, &answer).await.expect_err("it is used up"), stray);

    let answer = come_back(&house, &connection).await;
    let foreign = house.entered_foreign().await.finish_grant(BINDING, &answer, Locale::En).await;
    assert_eq!(code(&foreign.expect_err("another project's")), (Kind::Rejected, "grant-state"));

    let answer = come_back(&house, &connection).await;
    house.pass(10 * 60_000);
    assert_eq!(finish(BINDING, &answer).await.expect_err("too late"), stray);
    house.pass(0);

    let answer = come_back(&house, &connection).await;
    let refused = GrantAnswer { code: None, error: Some("access_denied".to_owned()), ..answer };
    let outcome = finish(BINDING, &refused).await.expect("it is awaited").outcome.expect_err("she said no");
    assert_eq!(code(&outcome), (Kind::Unauthorized, "grant-refused"));
    assert_eq!(outcome.arguments()["reason"], "access_denied");
    assert_eq!(house.grant(&connection).await, GrantState::Missing);
}

#[tokio::test]
async fn a_connection_that_wants_more_or_goes_elsewhere_is_let_in_anew() {
    let Some(house) = House::open().await else { return };
    let connection = house.connect("menu-header", Some("header"), "openid read").await;
    let_in(&house, &connection).await.outcome.expect("it is let in");
    let change = async |auth: Value| {
        let change = ConnectionChange {
            auth: Some(serde_json::from_value(auth).expect("a kind")),
            secrets: house::secrets(),
            ..ConnectionChange::default()
        };
        let changed = house.entered().await.change_connection(&connection, change, Locale::En).await;
        changed.expect("it is changed").test.is_some()
    };
    let auth = |client: &str, scope: &str| house.auth(client, Some("header"), scope);

    assert!(!change(auth("menu-header", "openid read write")).await, "a test could only fail");
    assert_eq!(house.grant(&connection).await, GrantState::Grown);
    let failure = house.call(&connection).await.expect_err("it asks for more");
    assert_eq!(code(&failure), (Kind::Unauthorized, "grant-grown"));
    let_in(&house, &connection).await.outcome.expect("it is let in again");
    let said = house.call(&connection).await.expect("it is let in");
    assert_eq!(said["scope"], "openid read write");

    // Less is a part of what was granted, so it is tested with that.
    assert!(change(auth("menu-header", "openid")).await);
    assert_eq!(house.grant(&connection).await, GrantState::Held);
    assert!(!change(auth("menu-body", "openid")).await);
    assert_eq!(house.grant(&connection).await, GrantState::Missing, "another client has no grant");
}
