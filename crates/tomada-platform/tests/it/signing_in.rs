//! Links, passwords and sessions: who gets in, for how long, and what a refusal tells.

use tomada_core::Kind;
use tomada_platform::{Actor, Role};

use crate::house::{HOUR_MS, House, PASSWORD, code, password, text};

#[tokio::test]
async fn the_first_link_lets_the_operator_in_once() {
    let house = House::new().await;
    let platform = &house.platform;
    let first = platform.first_link().await.unwrap().unwrap();
    let second = platform.first_link().await.unwrap().unwrap();
    assert_eq!(code(platform.sign_in_by_link(text(&first)).await), "link-refused", "a new one ends it");
    let session = platform.sign_in_by_link(text(&second)).await.unwrap();
    assert!(session.actor.is_operator() && session.needs_password);
    assert_eq!(code(platform.sign_in_by_link(text(&second)).await), "link-refused", "once");
    assert_eq!(platform.enter(&session.actor, "main").await.unwrap().role(), Role::Admin);

    platform.set_password(&session.actor, " Ana@Example.com", &password(PASSWORD)).await.unwrap();
    assert!(platform.first_link().await.unwrap().is_none(), "somebody can sign in");
    assert_eq!(platform.actor_of_session(text(&session.token)).await.unwrap(), None, "older sessions end");
    let again = platform.sign_in("ANA@example.com ", &password(PASSWORD), "10.0.0.1").await.unwrap();
    assert_eq!((&again.actor, again.needs_password), (&session.actor, false));

    let wrong = platform.sign_in("ana@example.com", &password("another horse"), "10.0.0.1").await;
    let unknown = platform.sign_in("bia@example.com", &password(PASSWORD), "10.0.0.1").await;
    let (wrong, unknown) = (wrong.unwrap_err(), unknown.unwrap_err());
    assert_eq!((wrong.kind(), wrong.code()), (Kind::Unauthorized, Some("sign-in-refused")));
    assert_eq!(wrong, unknown, "an unknown address and a wrong password are one answer");

    let bytes = house.bytes();
    for secret in [first.expose(), second.expose(), session.token.expose(), PASSWORD.as_bytes()] {
        assert!(!bytes.windows(secret.len()).any(|window| window == secret), "a secret is on the disk");
    }
}

#[tokio::test]
async fn links_and_sessions_end() {
    for (uses, step_ms, expected) in [
        (1, 12 * HOUR_MS, true),
        (1, 12 * HOUR_MS + 1, false),
        (13, 12 * HOUR_MS, true),
        (14, 12 * HOUR_MS, false),
    ] {
        let house = House::new().await;
        let link = house.platform.first_link().await.unwrap().unwrap();
        let session = house.platform.sign_in_by_link(text(&link)).await.unwrap();
        let mut actor = Some(session.actor);
        for _ in 0..uses {
            house.wait_ms(step_ms);
            actor = house.platform.actor_of_session(text(&session.token)).await.unwrap();
        }
        assert_eq!(actor.is_some(), expected, "{uses} times after {step_ms} ms");
    }
    for (elapsed_ms, expected) in [(24 * HOUR_MS - 1, true), (24 * HOUR_MS, false)] {
        let house = House::new().await;
        let link = house.platform.first_link().await.unwrap().unwrap();
        house.wait_ms(elapsed_ms);
        let session = house.platform.sign_in_by_link(text(&link)).await;
        assert_eq!(session.is_ok(), expected, "after {elapsed_ms} ms");
    }
}

#[tokio::test]
async fn who_signs_out_is_out() {
    let house = House::new().await;
    let link = house.platform.first_link().await.unwrap().unwrap();
    let session = house.platform.sign_in_by_link(text(&link)).await.unwrap();
    let found = house.platform.actor_of_session(text(&session.token)).await.unwrap();
    assert_eq!(found, Some(session.actor));
    house.platform.sign_out(text(&session.token)).await.unwrap();
    for token in [text(&session.token), "", "tmd_x", "\0"] {
        assert_eq!(house.platform.actor_of_session(token).await.unwrap(), None, "{token:?}");
    }
}

#[tokio::test]
async fn what_cannot_be_a_password_or_an_address_is_refused_where_it_stands() {
    let house = House::new().await;
    let ana = house.guest("own", "ana@example.com", Role::Viewer).await;
    house.guest("own", "bia@example.com", Role::Viewer).await;
    let long = "x".repeat(201);
    for (actor, email, word, expected, at) in [
        (&ana, "ana@example.com", "eleven char", "password-length", Some("/password")),
        (&ana, "ana@example.com", &long, "password-length", Some("/password")),
        (&ana, "ana", PASSWORD, "email-not-readable", Some("/email")),
        (&ana, "a na@example.com", PASSWORD, "email-not-readable", Some("/email")),
        (&ana, "BIA@example.com", PASSWORD, "email-taken", Some("/email")),
        (&Actor::OPERATOR, "op@example.com", PASSWORD, "people-only", None),
    ] {
        let failure = house.platform.set_password(actor, email, &password(word)).await.unwrap_err();
        assert_eq!((failure.code(), failure.at()), (Some(expected), at), "{email} {word}");
    }
}

#[tokio::test]
async fn too_many_tries_are_refused_before_the_password_is_looked_at() {
    let house = House::new().await;
    let mut kinds = Vec::new();
    for number in 0..11 {
        let from = format!("10.0.0.{number}");
        let tried = house.platform.sign_in("ana@example.com", &password(PASSWORD), &from).await;
        kinds.push(tried.unwrap_err().kind());
    }
    assert_eq!(kinds.pop(), Some(Kind::RateLimited));
    assert!(kinds.iter().all(|kind| *kind == Kind::Unauthorized), "{kinds:?}");
}
