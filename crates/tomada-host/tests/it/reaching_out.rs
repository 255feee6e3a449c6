//! Station 6: what an action reaches outside itself, and that it ends with the run.

use std::sync::{Arc, Mutex};

use serde_json::json;
use tomada_core::{Context, Failure, Json, Kind, Level, Output, Request, Versioned};
use tomada_host::{Connection, ConnectionSource, Host, MemoryState};

use crate::stand::{
    Puppet, ScriptedEgress, connection, connection_with, failure, host, manifest, manifest_with, request,
};

#[tokio::test]
async fn the_way_out_is_bound_to_the_run() {
    let egress = Arc::new(ScriptedEgress { reply: Some(String::new()), ..ScriptedEgress::default() });
    let manifest = manifest_with(json!({
        "auth": {"kind": "bearer", "optional": true},
        "permissions": {"hosts": ["https://api.example.com", "{{ input.url }}"]}
    }));
    let puppet = Puppet::new(manifest, |_, context: Context| async move {
        context.send(Request::get("https://api.example.com/x")).await?;
        Ok(Output::new(json!(null)))
    });
    let host = Host::builder().integration(puppet).egress(egress.clone()).build().unwrap();
    let mut asked = request("look", json!({"url": "https://other.example/path"}));
    asked.connection = ConnectionSource::from(connection_with(json!({}), &[("token", "abcdefgh")]));
    let report = host.run(asked).await;
    assert_eq!(report.exchanges.len(), 1);
    host.run(request("look", json!({}))).await;

    let scopes = egress.scopes.lock().unwrap();
    let [with, without] = scopes.as_slice() else { panic!("{scopes:?}") };
    assert_eq!((with.project.as_str(), with.connection.as_str()), ("project", "main"));
    assert_eq!(with.allowed, ["https://api.example.com", "https://other.example"]);
    let credential = with.credential.as_ref().unwrap();
    assert_eq!(credential.origins, ["https://api.example.com"]);
    assert_eq!(credential.secrets["token"].expose(), b"abcdefgh");
    assert!(with.credential_optional && without.credential_optional);
    assert!(without.credential.is_none());
}

#[tokio::test]
async fn a_host_without_egress_says_so() {
    let puppet = Puppet::new(manifest(), |_, context: Context| async move {
        context.send(Request::get("https://api.example.com")).await?;
        Ok(Output::new(json!(null)))
    });
    let expected = (Kind::Forbidden, "host-without-egress".to_owned());
    assert_eq!(failure(&host(puppet), request("look", json!({}))).await, expected);
}

#[tokio::test]
async fn when_the_run_is_over_nothing_goes_out_any_more() {
    let kept = Arc::new(Mutex::new(None));
    let puppet = Puppet::new(manifest(), {
        let kept = Arc::clone(&kept);
        move |input, context| {
            *kept.lock().unwrap() = Some(context);
            async { Ok(Output::new(input)) }
        }
    });
    let egress = Arc::new(ScriptedEgress { reply: Some(String::new()), ..ScriptedEgress::default() });
    let host = Host::builder().integration(puppet).egress(egress).build().unwrap();
    host.run(request("look", json!({}))).await.result.unwrap();
    let context = kept.lock().unwrap().take().unwrap();
    let sent = context.send(Request::get("https://api.example.com")).await.unwrap_err();
    let emitted = context.emit("late").await.unwrap_err();
    assert_eq!([sent.code(), emitted.code()], [Some("run-is-over"); 2]);
}

/// Does the one operation on its state that its input names, and gives what came of it.
async fn on_state(input: Json, context: Context) -> Result<Output, Failure> {
    let input = input.to_value();
    let text = |name: &str| input[name].as_str().unwrap_or_default().to_owned();
    let version = input["version"].as_u64().unwrap_or_default();
    let state = context.state();
    let output = match input["do"].as_str().unwrap() {
        "get" => match state.get(text("key")).await? {
            Some(Versioned { value, version }) => json!([value.to_value(), version]),
            None => json!(null),
        },
        "put" => json!(state.put(text("key"), input["value"].clone().into(), version).await?),
        "delete" => json!(state.delete(text("key"), version).await?),
        "list" => json!(state.list(text("key")).await?),
        other => panic!("{other}"),
    };
    Ok(Output::new(output))
}

#[tokio::test]
async fn state_is_each_connections_own_and_changes_by_comparing() {
    let host = host(Puppet::new(manifest(), on_state));
    let check =
        async |connection_id: &str, input: serde_json::Value, expected: Result<serde_json::Value, &str>| {
            let mut request = request("look", input.clone());
            request.connection =
                ConnectionSource::from(Connection { id: connection_id.to_owned(), ..connection() });
            let result = host.run(request).await.result;
            let found =
                result.map(|output| output.to_value()).map_err(|failure| failure.code().unwrap().to_owned());
            assert_eq!(found, expected.map_err(str::to_owned), "{input}");
        };
    let put = |key: &str, value: &str, version: u64| json!({"do": "put", "key": key, "value": value, "version": version});
    check("a", put("cursor", "1", 0), Ok(json!(1))).await;
    check("a", put("cursor", "2", 0), Err("state-conflict")).await;
    check("a", put("cursor", "2", 1), Ok(json!(2))).await;
    check("a", json!({"do": "get", "key": "cursor"}), Ok(json!(["2", 2]))).await;
    check("b", json!({"do": "get", "key": "cursor"}), Ok(json!(null))).await;
    check("b", put("cursor", "other", 0), Ok(json!(1))).await;
    check("a", put("count", "x", 0), Ok(json!(1))).await;
    check("a", json!({"do": "list", "key": "c"}), Ok(json!(["count", "cursor"]))).await;
    check("a", json!({"do": "list", "key": "cu"}), Ok(json!(["cursor"]))).await;
    check("a", json!({"do": "delete", "key": "cursor", "version": 1}), Err("state-conflict")).await;
    check("a", json!({"do": "delete", "key": "cursor", "version": 2}), Ok(json!(null))).await;
    check("a", json!({"do": "get", "key": "cursor"}), Ok(json!(null))).await;
    check("a", put("big", &"x".repeat(MemoryState::VALUE_MAX_BYTES), 0), Err("state-value-too-large")).await;
    check("a", put(&"k".repeat(MemoryState::KEY_MAX_BYTES + 1), "", 0), Err("state-key-too-long")).await;
    for number in 1..MemoryState::KEYS_MAX {
        check("a", put(&format!("k{number}"), "", 0), Ok(json!(1))).await;
    }
    check("a", put("one-too-many", "", 0), Err("state-full")).await;
    check("a", put("count", "y", 1), Ok(json!(2))).await;
}

#[tokio::test]
async fn log_lines_are_kept_cut_and_counted() {
    let puppet = Puppet::new(manifest(), |input, context: Context| async move {
        context.log_with(Level::Warn, &"é".repeat(5_000), &json!({"a": 1}));
        for _ in 0..600 {
            context.log(Level::Debug, "again");
        }
        Ok(Output::new(input))
    });
    let report = host(puppet).run(request("look", json!({}))).await;
    let first = &report.log[0];
    assert_eq!((first.level, first.message.len(), first.fields.as_str()), ("warn", 4 << 10, r#"{"a":1}"#));
    assert_eq!(report.log.len(), 500);
}
