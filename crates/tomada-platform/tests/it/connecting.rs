//! Connections that are made: checked, tested, kept or not, seen by their own project alone.

use serde_json::json;
use tomada_core::{Kind, Locale};
use tomada_platform::{ConnectionChange, HealthState, NewConnection, PageRequest, Role};

use crate::stand::{RIGHT, Stand, code, new, secrets};

#[tokio::test]
async fn a_connection_is_tested_then_kept_without_showing_its_secret() {
    let stand = Stand::new().await;
    let made = stand.editor().await.connect(new(), Locale::default()).await.unwrap();
    assert!(made.test.unwrap().result.is_ok());
    let seen = stand.enter("own", Role::Viewer).await.connection(&made.connection.id).await.unwrap();
    assert_eq!((seen.label.as_str(), seen.is_default, seen.version.as_str()), ("Main", true, "^1.2.0"));
    assert_eq!(seen.origins, ["https://one.example.com"]);
    assert_eq!(seen.health.state, HealthState::Healthy);
    assert_eq!((seen.secrets[0].name.as_str(), seen.secrets[0].set_by.as_str()), ("token", "token:t"));
    assert_eq!(seen.usage.runs_in_7_days, 1);
    assert!(!format!("{seen:?}").contains(RIGHT));
}

#[tokio::test]
async fn what_is_wrong_is_told_and_nothing_is_kept() {
    let stand = Stand::new().await;
    let editor = stand.editor().await;
    let rows = [
        (NewConnection { label: " ".to_owned(), ..new() }, (Kind::InvalidInput, "connection-label")),
        (NewConnection { label: "x".repeat(101), ..new() }, (Kind::InvalidInput, "connection-label")),
        (NewConnection { label: "a\u{7}".to_owned(), ..new() }, (Kind::InvalidInput, "connection-label")),
        (NewConnection { settings: json!({}).into(), ..new() }, (Kind::InvalidInput, "setting-missing")),
        (
            NewConnection { settings: json!({"base_url": 1}).into(), ..new() },
            (Kind::InvalidInput, "settings-problems"),
        ),
        (NewConnection { secrets: secrets("a"), ..new() }, (Kind::InvalidInput, "secret-too-short")),
        (NewConnection { secrets: [].into(), ..new() }, (Kind::Unauthorized, "secret-missing")),
        (
            NewConnection { integration: "none".to_owned(), ..new() },
            (Kind::NotFound, "integration-unknown-here"),
        ),
        (NewConnection { secrets: secrets("a wrong password"), ..new() }, (Kind::Unauthorized, "")),
    ];
    for (asked, expected) in rows {
        let failure = editor.connect(asked, Locale::default()).await.unwrap_err();
        assert_eq!(code(&failure), expected);
        assert!(!failure.message().contains("a wrong password"), "{failure:?}");
    }
    assert!(editor.connections(None, &PageRequest::default()).await.unwrap().items.is_empty());
    let viewer = stand.enter("own", Role::Viewer).await;
    let failure = viewer.connect(new(), Locale::default()).await.unwrap_err();
    assert_eq!(code(&failure), (Kind::Forbidden, "role-needed"));
}

#[tokio::test]
async fn one_that_fails_is_kept_if_that_is_wanted_and_says_why() {
    let stand = Stand::new().await;
    let editor = stand.editor().await;
    let asked = NewConnection { secrets: secrets("a wrong password"), keep_if_broken: true, ..new() };
    let made = editor.connect(asked, Locale::default()).await.unwrap().connection;
    assert_eq!((made.health.state, made.health.kind), (HealthState::Broken, Some(Kind::Unauthorized)));
    let reason = made.health.reason.unwrap();
    assert!(reason.starts_with("Not with") && !reason.contains("a wrong password"), "{reason}");
}

#[tokio::test]
async fn there_is_one_default_and_pages_go_on() {
    let stand = Stand::new().await;
    let editor = stand.editor().await;
    for is_default in [false, true, false] {
        editor.connect(NewConnection { is_default, ..new() }, Locale::default()).await.unwrap();
    }
    let mut page = PageRequest { after: None, limit: Some(2) };
    let first = editor.connections(Some("puppet"), &page).await.unwrap();
    page.after.clone_from(&first.next);
    let last = editor.connections(Some("puppet"), &page).await.unwrap();
    assert_eq!((first.items.len(), last.items.len(), last.next), (2, 1, None));
    assert_eq!(first.items.iter().chain(&last.items).filter(|connection| connection.is_default).count(), 1);
    for limit in [0, 201] {
        let page = PageRequest { after: None, limit: Some(limit) };
        assert_eq!(
            code(&editor.connections(None, &page).await.unwrap_err()),
            (Kind::InvalidInput, "page-limit")
        );
    }
}

#[tokio::test]
async fn a_foreign_connection_answers_like_an_unknown_one() {
    let stand = Stand::new().await;
    let id = stand.editor().await.connect(new(), Locale::default()).await.unwrap().connection.id;
    let stranger = stand.enter("foreign", Role::Admin).await;
    for id in [id.as_str(), "unknown", "", "a\0b"] {
        let expected = (Kind::NotFound, "connection-unknown");
        assert_eq!(code(&stranger.connection(id).await.unwrap_err()), expected, "{id:?}");
        assert_eq!(code(&stranger.disconnect(id).await.unwrap_err()), expected, "{id:?}");
        let tested = stranger.test_connection(id, Locale::default()).await;
        assert_eq!(code(&tested.unwrap_err()), expected, "{id:?}");
        let changed = stranger.change_connection(id, ConnectionChange::default(), Locale::default()).await;
        assert_eq!(code(&changed.unwrap_err()), expected, "{id:?}");
    }
    assert!(stranger.connections(None, &PageRequest::default()).await.unwrap().items.is_empty());
    stand.editor().await.disconnect(&id).await.unwrap();
    let gone = stand.editor().await.connection(&id).await.unwrap_err();
    assert_eq!(code(&gone), (Kind::NotFound, "connection-unknown"));
}
