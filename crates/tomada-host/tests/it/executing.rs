//! Station 5: whatever an integration does, its run ends and the host goes on.

use std::sync::Arc;

use serde_json::{Value, json};
use tokio::sync::mpsc;
use tomada_core::{Context, Failure, Json, Kind, Output, Request};
use tomada_host::{Host, RunRequest};

use crate::stand::{
    Puppet, ScriptedEgress, TurnedClock, failure, host, manifest, manifest_with, output, request, settle,
};

#[tokio::test]
async fn a_panic_breaks_its_run_and_nothing_else() {
    let host = host(Puppet::new(manifest(), |input: Json, _| async move {
        assert!(input.to_value()["panic"].is_null(), "told to panic");
        Ok(Output::new(input))
    }));
    let broken = host.run(request("look", json!({"panic": true}))).await.result.unwrap_err();
    assert_eq!((broken.kind(), broken.code()), (Kind::Broken, Some("integration-panicked")));
    assert_eq!(broken.detail(), Some("told to panic"));
    assert!(host.run(request("look", json!({}))).await.result.is_ok());
}

#[tokio::test]
async fn a_panic_before_there_is_a_future_is_caught_too() {
    fn act(_: Json, _: Context) -> std::future::Ready<Result<Output, Failure>> {
        panic!("at once")
    }
    let expected = (Kind::Broken, "integration-panicked".to_owned());
    assert_eq!(failure(&host(Puppet::new(manifest(), act)), request("look", json!({}))).await, expected);
}

/// Panics when it is dropped.
struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("while dropped");
    }
}

#[tokio::test]
async fn a_panic_while_the_run_is_dropped_at_its_deadline_is_caught_too() {
    let clock = TurnedClock::default();
    let puppet = Puppet::new(manifest(), |_, _| async {
        let _bomb = Bomb;
        std::future::pending().await
    });
    let host = Host::builder().integration(puppet).clock(Arc::new(clock.clone())).build().unwrap();
    let run = tokio::spawn(async move { host.run(request("look", json!({}))).await });
    settle().await;
    clock.turn_ms(RunRequest::DEADLINE_DEFAULT_MS);
    let report = run.await.unwrap();
    assert_eq!(report.result.unwrap_err().code(), Some("run-timed-out"));
    assert_eq!(report.elapsed_ms, RunRequest::DEADLINE_DEFAULT_MS);
}

/// Does what `script` says, in order: `GET` and `POST` call out, `wait` waits for ever.
async fn follow(input: Json, context: Context) -> Result<Output, Failure> {
    for step in input.to_value()["script"].as_array().unwrap() {
        match step.as_str().unwrap() {
            "wait" => std::future::pending().await,
            method => drop(context.send(Request::new(method, "https://api.example.com")).await?),
        }
    }
    Ok(Output::new(json!("done")))
}

#[tokio::test]
async fn at_the_deadline_it_is_told_whether_something_may_have_happened() {
    let check = async |action: &str, answers: bool, script: Value, expected| {
        let clock = TurnedClock::default();
        let egress = ScriptedEgress { reply: answers.then(String::new), ..ScriptedEgress::default() };
        let host = Host::builder()
            .integration(Puppet::new(manifest(), follow))
            .egress(Arc::new(egress))
            .clock(Arc::new(clock.clone()))
            .build()
            .unwrap();
        let request = request(action, json!({"script": script}));
        let run = tokio::spawn(async move { host.run(request).await });
        settle().await;
        clock.turn_ms(RunRequest::DEADLINE_DEFAULT_MS);
        let failure = run.await.unwrap().result.unwrap_err();
        assert_eq!((failure.kind(), failure.code()), (expected, Some("run-timed-out")), "{action} {script}");
    };
    check("look", false, json!(["wait"]), Kind::Unavailable).await;
    check("look", false, json!(["POST"]), Kind::Unavailable).await;
    check("change", false, json!(["wait"]), Kind::Unavailable).await;
    check("change", false, json!(["POST"]), Kind::Uncertain).await;
    check("change", false, json!(["GET"]), Kind::Uncertain).await;
    check("change", true, json!(["GET", "wait"]), Kind::Unavailable).await;
    check("change", true, json!(["POST", "wait"]), Kind::Uncertain).await;
}

#[tokio::test]
async fn partial_results_arrive_in_order_and_hold_the_action_back() {
    let puppet = Puppet::new(manifest(), |_, context: Context| async move {
        for part in 0..3 {
            context.emit(&part).await?;
        }
        Ok(Output::new(json!("all")))
    });
    let (sender, mut parts) = mpsc::channel(1);
    let mut request = request("look", json!({}));
    request.partials = Some(sender);
    let run = tokio::spawn({
        let host = host(puppet);
        async move { host.run(request).await }
    });
    settle().await;
    assert!(!run.is_finished(), "it waits for its reader");
    for expected in 0..3 {
        assert_eq!(parts.recv().await.unwrap().to_value(), json!(expected));
    }
    assert_eq!(parts.recv().await, None);
    assert_eq!(output(&run.await.unwrap()), json!("all"));
}

#[tokio::test]
async fn an_action_is_told_when_nobody_reads_its_parts() {
    let puppet = Puppet::new(manifest(), |_, context: Context| async move {
        context.emit("part").await?;
        Ok(Output::new(json!("all")))
    });
    let mut request = request("look", json!({}));
    request.partials = Some(mpsc::channel(1).0);
    assert_eq!(failure(&host(puppet), request).await, (Kind::Unavailable, "nobody-reads".to_owned()));
}

#[tokio::test]
async fn an_output_is_limited_and_where_asked_for_held_against_its_schema() {
    let large = Puppet::new(manifest(), |_, _| async { Ok(Output::new(json!("x".repeat(16 << 20)))) });
    assert_eq!(
        failure(&host(large), request("look", json!({}))).await,
        (Kind::Broken, "output-too-large".to_owned())
    );

    let text = json!({"en": "", "pt-BR": "", "es": ""});
    let declared = || {
        let manifest = manifest_with(json!({"actions": [{
            "id": "look", "title": text, "summary": text, "effect": "read",
            "input": {}, "output": {"type": "object", "properties": {"a": {"type": "integer"}}}
        }]}));
        Puppet::new(manifest, |_, _| async { Ok(Output::new(json!({"a": "one"}))) })
    };
    assert!(host(declared()).run(request("look", json!({}))).await.result.is_ok());
    let checking = Host::builder().integration(declared()).check_outputs(true).build().unwrap();
    let broken = checking.run(request("look", json!({}))).await.result.unwrap_err();
    assert_eq!((broken.kind(), broken.code()), (Kind::Broken, Some("output-not-as-declared")));
    assert!(broken.message().contains("/a: found text, expected a whole number"), "{}", broken.message());
}
