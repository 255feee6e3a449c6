//! Keeps what somebody has granted, for the kind that needs it: asks the service for a token, each time anew.

use serde_json::Value;
use tomada_core::{BoxFuture, Failure, Request};
use tomada_host::{GrantAsk, Grants, Secret};

pub(super) struct Keeper;

impl Grants for Keeper {
    fn token(&self, ask: GrantAsk) -> BoxFuture<'static, Result<Secret, Failure>> {
        Box::pin(async move {
            let mut refresh = Request::new("POST", ask.auth.refresh_url());
            refresh.authenticated = false;
            let answer = ask.http.send(refresh).await?.body.bytes().await?;
            let answer: Value = serde_json::from_slice(&answer).expect("the service answers JSON");
            Ok(Secret::new(answer["access_token"].as_str().expect("a token").as_bytes()))
        })
    }
}
