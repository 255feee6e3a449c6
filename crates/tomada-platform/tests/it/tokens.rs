//! Tokens: shown once, good for one project and role, gone when revoked.

use tomada_platform::{PageRequest, Role, Who};

use crate::house::{HOUR_MS, House, code, text};

#[tokio::test]
async fn a_token_opens_its_project_with_its_role() {
    let house = House::new().await;
    let own = house.operator("own").await;
    for role in Role::ALL {
        let (view, secret) = own.create_token(" flows ", role).await.unwrap();
        assert_eq!((view.label.as_str(), view.role, view.used_unix_ms), ("flows", role, None));
        // 256 bits in base64 behind a prefix that scanners know.
        assert!(text(&secret).starts_with("tmd_") && text(&secret).len() == 4 + 43, "{view:?}");
        let actor = house.platform.actor_of_token(text(&secret)).await.unwrap().unwrap();
        let expected = Who::Token { id: view.id.clone(), project: "own".to_owned(), role };
        assert_eq!(actor.who, expected);
        let used = own.tokens(&PageRequest::default()).await.unwrap().items;
        let used = used.into_iter().find(|token| token.id == view.id).unwrap().used_unix_ms;
        assert_eq!(used, Some(view.created_unix_ms));
        let bytes = house.bytes();
        assert!(!bytes.windows(43).any(|window| window == &secret.expose()[4..]), "a token is on the disk");
    }
}

#[tokio::test]
async fn a_revoked_token_is_nobodys() {
    let house = House::new().await;
    let own = house.operator("own").await;
    let (view, secret) = own.create_token("flows", Role::Editor).await.unwrap();
    let foreign = house.operator("foreign").await;
    assert_eq!(code(foreign.revoke_token(&view.id).await), "token-unknown");
    assert!(foreign.tokens(&PageRequest::default()).await.unwrap().items.is_empty());
    house.wait_ms(1_000 * HOUR_MS);
    assert!(
        house.platform.actor_of_token(text(&secret)).await.unwrap().is_some(),
        "it does not end by itself"
    );
    own.revoke_token(&view.id).await.unwrap();
    for token in [text(&secret), "", "tmd_", "\0"] {
        assert_eq!(house.platform.actor_of_token(token).await.unwrap(), None, "{token:?}");
    }
    assert_eq!(code(own.revoke_token(&view.id).await), "token-unknown");
    for label in ["", "  ", "a\nb", &"x".repeat(101)] {
        assert_eq!(code(own.create_token(label, Role::Viewer).await), "token-label", "{label:?}");
    }
}
