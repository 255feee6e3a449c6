//! A rehearsal: what a run would send is told, and nothing is sent, kept or remembered.

use std::sync::Arc;

use serde_json::json;
use tomada_core::{Context, Json, Kind, Output, Request};
use tomada_host::{ConnectionSource, Host, MemoryJournal};

use crate::stand::{Puppet, ScriptedEgress, connection_with, manifest, manifest_with, request};

fn caller(manifest: serde_json::Value) -> Arc<Puppet> {
    Puppet::new(manifest, |input: Json, context: Context| async move {
        context.state().put("seen".to_owned(), json!(1).into(), 0).await?;
        let mut call = Request::new("POST", "https://api.example.com/x");
        call.body = input.as_bytes().to_vec();
        context.send(call).await?;
        context.send(Request::get("https://api.example.com/second")).await?;
        Ok(Output::new(json!(null)))
    })
}

#[tokio::test]
async fn the_first_call_is_told_and_not_sent() {
    let egress = Arc::new(ScriptedEgress { reply: Some(String::new()), ..ScriptedEgress::default() });
    let journal = Arc::new(MemoryJournal::default());
    let manifest = manifest_with(json!({"auth": {"kind": "bearer", "optional": true}}));
    let host = Host::builder()
        .integration(caller(manifest))
        .egress(egress.clone())
        .journal(journal.clone())
        .build()
        .unwrap();
    for _ in 0..2 {
        let mut asked = request("change", json!({"a": "abcdefgh"}));
        asked.connection = ConnectionSource::from(connection_with(json!({}), &[("token", "abcdefgh")]));
        let told = host.rehearse(asked).await.unwrap().unwrap();
        assert_eq!(
            (told.preview.method.as_str(), told.preview.url.as_str()),
            ("POST", "https://api.example.com/x")
        );
        assert_eq!((told.body.as_str(), told.cut), (r#"{"a":"***"}"#, false));
    }
    assert!(journal.records().is_empty());
    assert!(egress.scopes.lock().unwrap().iter().all(|scope| scope.exchanges.snapshot().is_empty()));
}

#[tokio::test]
async fn what_would_end_the_run_before_ends_the_rehearsal() {
    let host = Host::builder().integration(caller(manifest())).build().unwrap();
    let failure = host.rehearse(request("chnge", json!({}))).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (Kind::NotFound, Some("action-misspelt")));
    assert!(failure.hint().is_some_and(|hint| hint.contains("change")), "{failure:?}");
    let quiet = Host::builder().integration(Puppet::echo()).build().unwrap();
    assert_eq!(quiet.rehearse(request("look", json!({}))).await.unwrap(), None);
}

#[tokio::test]
async fn what_calls_nobody_is_worked_out_and_not_journaled() {
    let journal = Arc::new(MemoryJournal::default());
    let bearer = manifest_with(json!({"auth": {"kind": "bearer"}}));
    let echo = Puppet::new(bearer, |input, _| async { Ok(Output::new(input)) });
    let host = Host::builder().integration(echo).journal(journal.clone()).build().unwrap();
    let mut asked = request("look", json!({"a": "abcdefgh"}));
    asked.connection = ConnectionSource::from(connection_with(json!({}), &[("token", "abcdefgh")]));
    assert_eq!(host.work_out(asked).await.unwrap().to_value(), json!({"a": "***"}));
    let egress = Arc::new(ScriptedEgress { reply: Some(String::new()), ..ScriptedEgress::default() });
    let host = Host::builder().integration(caller(manifest())).egress(egress).journal(journal.clone());
    let host = host.build().unwrap();
    let failure = host.work_out(request("change", json!({"a": 1}))).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (Kind::Rejected, Some("rehearsal-ends")));
    assert!(journal.records().is_empty());
}
