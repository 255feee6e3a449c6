//! Runs of a project: with which connection, and what they tell about it.

use tomada_core::{Kind, Locale};
use tomada_platform::{ConnectionChange, HealthState, Role};

use crate::stand::{Stand, ask, code, new};

#[tokio::test]
async fn a_run_takes_the_connection_it_names_or_the_default() {
    let stand = Stand::new().await;
    let editor = stand.editor().await;
    let bare = editor.run(ask(None, "call")).await.unwrap().result.unwrap_err();
    assert_eq!(code(&bare), (Kind::InvalidInput, "setting-missing"));
    let id = editor.connect(new(), Locale::default()).await.unwrap().connection.id;
    for connection in [None, Some(id.as_str())] {
        assert!(editor.run(ask(connection, "call")).await.unwrap().result.is_ok(), "{connection:?}");
    }
    let stranger = stand.enter("foreign", Role::Editor).await;
    for connection in [id.as_str(), "unknown"] {
        let failure = stranger.run(ask(Some(connection), "call")).await.unwrap().result.unwrap_err();
        assert_eq!(code(&failure), (Kind::NotFound, "connection-unknown"));
    }
    let viewer = stand.enter("own", Role::Viewer).await;
    assert_eq!(code(&viewer.run(ask(None, "call")).await.unwrap_err()), (Kind::Forbidden, "role-needed"));
}

#[tokio::test]
async fn runs_tell_how_a_connection_is() {
    let stand = Stand::new().await;
    let editor = stand.editor().await;
    let id = editor.connect(new(), Locale::default()).await.unwrap().connection.id;
    let rows = [
        (Some(Kind::Unavailable), "call", HealthState::Degraded),
        // What calls nobody proves nothing.
        (None, "think", HealthState::Degraded),
        (Some(Kind::Unauthorized), "call", HealthState::Broken),
        // What an input has caused says nothing about the connection.
        (None, "refuse", HealthState::Broken),
        (None, "call", HealthState::Healthy),
        (Some(Kind::RateLimited), "call", HealthState::Degraded),
    ];
    for (number, (fails, action, expected)) in rows.into_iter().enumerate() {
        *stand.service.fails.lock().unwrap() = fails;
        drop(editor.run(ask(Some(&id), action)).await.unwrap());
        let seen = editor.connection(&id).await.unwrap();
        assert_eq!(seen.health.state, expected, "row {number}");
        assert_eq!(seen.health.reason.is_some(), expected != HealthState::Healthy, "row {number}");
    }
    assert_eq!(editor.connection(&id).await.unwrap().usage.runs_in_7_days, 7);
    *stand.service.fails.lock().unwrap() = None;
    assert!(editor.test_connection(&id, Locale::default()).await.unwrap().result.is_ok());
    assert_eq!(editor.connection(&id).await.unwrap().health.state, HealthState::Healthy);
}

#[tokio::test]
async fn when_the_default_is_removed_no_other_account_is_called_in_its_place() {
    let stand = Stand::new().await;
    let editor = stand.editor().await;
    let mut ids = Vec::new();
    for _ in 0..2 {
        ids.push(editor.connect(new(), Locale::default()).await.unwrap().connection.id);
    }
    editor.run(ask(None, "call")).await.unwrap().result.unwrap();
    editor.disconnect(&ids[0]).await.unwrap();
    let undecided = editor.run(ask(None, "call")).await.unwrap_err();
    assert_eq!(code(&undecided), (Kind::NotFound, "connection-no-default"));
    editor.run(ask(Some(&ids[1]), "call")).await.unwrap().result.unwrap();
    let decided = ConnectionChange { is_default: Some(true), ..ConnectionChange::default() };
    editor.change_connection(&ids[1], decided, Locale::default()).await.unwrap();
    editor.run(ask(None, "call")).await.unwrap().result.unwrap();
    editor.disconnect(&ids[1]).await.unwrap();
    let without = editor.run(ask(None, "think")).await.unwrap().result.unwrap_err();
    assert_eq!(code(&without), (Kind::InvalidInput, "setting-missing"));
}
