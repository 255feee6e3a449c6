//! Tokens of what somebody has granted: asked for with each call, given up when they are refused, never without a keeper.

use std::sync::{Arc, Mutex};

use tomada_core::{Auth, AuthorizationCode, BoxFuture, ClientAuth, Failure, Kind, Request};
use tomada_host::{Egress, GrantAsk, Grants, Secret};

use crate::peer::{Peer, answer};
use crate::tokens::status;
use crate::world::World;

/// Gives tokens by number, each of which the service is asked for through the way out that it is handed.
#[derive(Default)]
struct Numbered {
    asked: Mutex<Vec<Option<Secret>>>,
}

struct Keeper(Arc<Numbered>, String);

impl Grants for Keeper {
    fn token(&self, ask: GrantAsk) -> BoxFuture<'static, Result<Secret, Failure>> {
        let number = {
            let mut asked = self.0.asked.lock().unwrap();
            asked.push(ask.refused.clone());
            asked.len()
        };
        let elsewhere = self.1.clone();
        Box::pin(async move {
            let mut refresh = Request::new("POST", ask.auth.refresh_url());
            refresh.authenticated = false;
            let answer = ask.http.send(refresh).await?;
            assert_eq!(answer.status, 200);
            let mut beyond = Request::get(elsewhere);
            beyond.authenticated = false;
            assert_eq!(ask.http.send(beyond).await.unwrap_err().kind(), Kind::Forbidden);
            Ok(Secret::new(format!("granted-t0ken-{number}")))
        })
    }
}

async fn service() -> Peer {
    Peer::start(move |seen| {
        let open = seen.path() == "/refresh" || !seen.head.contains("Bearer granted-t0ken-1\r\n");
        answer(if open { 200 } else { 401 }, "", "")
    })
    .await
}

fn auth(peer: &Peer) -> Auth {
    Auth::AuthorizationCode(AuthorizationCode {
        authorize_url: peer.url("/authorize"),
        token_url: peer.url("/token"),
        refresh_url: Some(peer.url("/refresh")),
        client_id: "a client".to_owned(),
        scope: None,
        parameters: std::collections::BTreeMap::new(),
        client_auth: ClientAuth::Header,
        refresh_client_auth: None,
    })
}

#[tokio::test]
async fn a_refused_token_is_given_up_for_a_new_one() {
    let peer = service().await;
    let world = World::open(peer.port).credential(auth(&peer), "the client's secret", &[&peer.url("")]);
    let numbered = Arc::<Numbered>::default();
    let keeper = Keeper(Arc::clone(&numbered), "http://127.0.0.2:1/".to_owned());
    let egress = world.builder().grants(Arc::new(keeper)).build().unwrap();
    let http = egress.open(world.scope());
    assert_eq!(status(&http, peer.url("/x")).await.unwrap(), 200);
    assert_eq!(status(&http, peer.url("/x")).await.unwrap(), 200);
    let asked = numbered.asked.lock().unwrap();
    let refused = asked.iter().map(|secret| secret.as_ref().map(|secret| secret.expose().to_vec()));
    let first = Some(b"granted-t0ken-1".to_vec());
    assert_eq!(refused.collect::<Vec<_>>(), [None, first.clone(), first]);
}

#[tokio::test]
async fn without_a_keeper_nothing_is_sent() {
    let peer = service().await;
    let world = World::open(peer.port).credential(auth(&peer), "the client's secret", &[&peer.url("")]);
    let http = world.builder().build().unwrap().open(world.scope());
    let failure = status(&http, peer.url("/x")).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (Kind::Unauthorized, Some("egress-grants-not-kept")));
    assert!(peer.seen().is_empty());
}
