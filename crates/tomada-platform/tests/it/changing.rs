//! Connections that are changed in place: tested with the change, secrets bound to where they were given for.

use serde_json::json;
use tomada_core::{Kind, Locale};
use tomada_platform::{ConnectionChange, Entered};

use crate::stand::{RIGHT, Stand, ask, code, new, secrets};

async fn change(
    editor: &Entered,
    id: &str,
    change: ConnectionChange,
) -> Result<tomada_platform::Connected, tomada_core::Failure> {
    editor.change_connection(id, change, Locale::default()).await
}

fn elsewhere() -> ConnectionChange {
    ConnectionChange {
        settings: Some(json!({"base_url": "https://two.example.com/deep"}).into()),
        ..ConnectionChange::default()
    }
}

#[tokio::test]
async fn another_origin_asks_for_the_secret_again_and_never_sees_the_old_one() {
    let stand = Stand::new().await;
    let editor = stand.editor().await;
    let id = editor.connect(new(), Locale::default()).await.unwrap().connection.id;
    let refused = change(&editor, &id, elsewhere()).await.unwrap_err();
    assert_eq!(code(&refused), (Kind::InvalidInput, "connection-secrets-again"));
    assert_eq!((refused.at(), refused.arguments()["names"].as_str()), (Some("/secrets"), "token"));
    assert!(!stand.service.shown.lock().unwrap().contains(&"https://two.example.com".to_owned()));
    assert_eq!(editor.connection(&id).await.unwrap().origins, ["https://one.example.com"]);

    let given = ConnectionChange { secrets: secrets(RIGHT), ..elsewhere() };
    let changed = change(&editor, &id, given).await.unwrap().connection;
    assert_eq!((changed.id.as_str(), changed.revision), (id.as_str(), 2));
    assert_eq!(changed.origins, ["https://two.example.com"]);
}

#[tokio::test]
async fn another_path_at_the_same_origin_keeps_the_secret() {
    let stand = Stand::new().await;
    let editor = stand.editor().await;
    let id = editor.connect(new(), Locale::default()).await.unwrap().connection.id;
    let settings = Some(json!({"base_url": "https://one.example.com/v2"}).into());
    let changed = change(&editor, &id, ConnectionChange { settings, ..Default::default() }).await.unwrap();
    assert!(changed.test.unwrap().result.is_ok());
}

#[tokio::test]
async fn a_change_that_fails_its_test_changes_nothing() {
    let stand = Stand::new().await;
    let editor = stand.editor().await;
    let id = editor.connect(new(), Locale::default()).await.unwrap().connection.id;
    let wrong = || ConnectionChange { secrets: secrets("a wrong password"), ..Default::default() };
    assert_eq!(change(&editor, &id, wrong()).await.unwrap_err().kind(), Kind::Unauthorized);
    assert!(editor.run(ask(Some(&id), "call")).await.unwrap().result.is_ok());
    change(&editor, &id, ConnectionChange { keep_if_broken: true, ..wrong() }).await.unwrap();
    let failed = editor.run(ask(Some(&id), "call")).await.unwrap().result.unwrap_err();
    assert_eq!(failed.kind(), Kind::Unauthorized);
    change(&editor, &id, ConnectionChange { secrets: secrets(RIGHT), ..Default::default() }).await.unwrap();
    assert!(editor.run(ask(Some(&id), "call")).await.unwrap().result.is_ok());
}

#[tokio::test]
async fn a_new_label_needs_no_test() {
    let stand = Stand::new().await;
    let editor = stand.editor().await;
    let id = editor.connect(new(), Locale::default()).await.unwrap().connection.id;
    let label = Some("Ana's".to_owned());
    let changed = change(&editor, &id, ConnectionChange { label, ..Default::default() }).await.unwrap();
    assert!(changed.test.is_none());
    assert_eq!(changed.connection.label, "Ana's");
    assert!(editor.run(ask(Some(&id), "call")).await.unwrap().result.is_ok());
}
