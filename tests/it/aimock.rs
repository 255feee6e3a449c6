//! The ChatGPT plugin against aimock, a server that others wrote: through the built plugin, the real loader, the real
//! host and the real egress.
//!
//! `cargo xtask test` starts aimock with the answers in `tests/aimock.json` and says where it is in `TOMADA_AIMOCK`;
//! without that, these tests say so and pass.

use std::sync::{Arc, LazyLock};

use semver::VersionReq;
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tomada_core::{Json, Kind};
use tomada_host::{Connection, ConnectionSource, RunReport, RunRequest, Secret};
use tomada_loader::{Loader, Plugin};

use crate::httpbin::host;

const KEY: &str = "sk-aimock-5e1f0a77";

/// A picture of one pixel.
const DOT: &str =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/// The address of aimock, such as `http://127.0.0.1:40051`.
fn aimock() -> Option<String> {
    let url = std::env::var("TOMADA_AIMOCK").ok();
    if url.is_none() {
        println!("skipped: TOMADA_AIMOCK says not where aimock is; `cargo xtask test` starts it");
    }
    url
}

/// The plugin, opened once. Cargo builds the libraries of what this package depends on beside its own program.
fn plugin() -> Arc<Plugin> {
    static PLUGIN: LazyLock<Arc<Plugin>> = LazyLock::new(|| {
        let name = format!("{}chatgpt{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
        let path = std::env::current_exe().expect("this program is somewhere").with_file_name(name);
        let library = std::fs::read(path).expect("the library can be read");
        Loader::new().open_bytes(&library).expect("the plugin is opened")
    });
    PLUGIN.clone()
}

/// What came of a run, and its partial results.
struct Ran {
    report: RunReport,
    parts: Vec<Value>,
}

async fn run(url: &str, key: &str, action: &str, input: Value) -> Ran {
    let connection = Connection {
        id: "aimock".to_owned(),
        integration: "chatgpt".to_owned(),
        version: VersionReq::STAR,
        settings: json!({ "base_url": format!("{url}/v1"), "rules": "Be kind." }).into(),
        auth: None,
        secrets: [("token".to_owned(), Secret::new(key.as_bytes()))].into(),
    };
    let (sender, mut receiver) = mpsc::channel(64);
    let mut request = RunRequest::new("tests", ConnectionSource::from(connection), "chatgpt", action);
    request.input = input.into();
    request.partials = Some(sender);
    let report = host(url, plugin()).run(request).await;
    let mut parts = Vec::new();
    while let Ok(part) = receiver.try_recv() {
        parts.push(part.to_value());
    }
    Ran { report, parts }
}

impl Ran {
    #[track_caller]
    fn output(&self) -> Value {
        self.report.result.as_ref().map(Json::to_value).expect("it answers")
    }
}

/// Runs `action` with `input` and compares the output's `field`s.
#[track_caller]
fn check(action: &'static str, input: Value, fields: Value) -> impl Future<Output = ()> {
    let at = std::panic::Location::caller();
    async move {
        let Some(url) = aimock() else { return };
        let ran = run(&url, KEY, action, input.clone()).await;
        let output = ran.report.result.as_ref().map(Json::to_value);
        let output = output.unwrap_or_else(|failure| panic!("{at}: {input}: {failure:?}"));
        for (name, expected) in fields.as_object().expect("fields") {
            assert_eq!(&output[name], expected, "{at}: {name} of {output:#}");
        }
        assert!(!format!("{:?}", ran.report).contains(KEY), "{at}: the key is told: {:?}", ran.report);
    }
}

/// Asks `prompt`, whole and in parts, which must fail so.
#[track_caller]
fn check_failure(
    input: Value,
    kind: Kind,
    word: &'static str,
    wait_ms: Option<u64>,
) -> impl Future<Output = ()> {
    let at = std::panic::Location::caller();
    async move {
        let Some(url) = aimock() else { return };
        for stream in [false, true] {
            let mut input = input.clone();
            input["stream"] = json!(stream);
            let report = run(&url, KEY, "chat", input.clone()).await.report;
            let failure = report.result.as_ref().expect_err("it fails");
            assert_eq!(
                (failure.kind(), failure.retry_after_ms()),
                (kind, wait_ms),
                "{at}: {input}: {failure:?}"
            );
            assert!(failure.message().contains(word), "{at}: {input}: {failure:?}");
        }
    }
}

#[tokio::test]
async fn models_are_listed() {
    let Some(url) = aimock() else { return };
    let output = run(&url, KEY, "models", json!({})).await.output();
    let models = output["models"].as_array().expect("a list");
    assert!(models.contains(&json!("whisper-1")), "{output:#}");
}

#[tokio::test]
async fn a_wrong_key_is_refused() {
    let Some(url) = aimock() else { return };
    for (action, input) in [("models", json!({})), ("chat", json!({ "prompt": "Tea?" }))] {
        let report = run(&url, "sk-wrong-9d2c4b1e", action, input).await.report;
        let failure = report.result.as_ref().expect_err("it fails");
        assert_eq!(failure.kind(), Kind::Unauthorized, "{failure:?}");
        assert!(!format!("{report:?}").contains("sk-wrong-9d2c4b1e"), "{report:?}");
    }
}

#[tokio::test]
async fn an_answer_comes_whole_or_in_parts() {
    let Some(url) = aimock() else { return };
    let text = "Yes, please 🍵, with a little milk.";
    let usage = json!({ "input_tokens": 9, "output_tokens": 11, "total_tokens": 20 });
    for stream in [false, true] {
        let input = json!({ "prompt": "Tea?", "temperature": 0, "max_output_tokens": 40, "stream": stream });
        let ran = run(&url, KEY, "chat", input).await;
        let output = ran.output();
        let expected =
            json!({ "text": text, "finish_reason": "stop", "model": "gpt-4o-mini", "usage": usage });
        assert_eq!(output, expected);
        let said: String = ran.parts.iter().filter_map(|part| part["text"].as_str()).collect();
        assert_eq!(said, if stream { text } else { "" });
        assert!(!stream || ran.parts.len() > 2, "{:?}", ran.parts);
    }
}

#[tokio::test]
async fn a_tool_is_called_and_its_answer_goes_back() {
    let Some(url) = aimock() else { return };
    let question = json!({ "role": "user", "content": "How is the weather in Lima?" });
    let tools = json!([{ "type": "function", "function": { "name": "weather", "parameters": { "type": "object" } } }]);
    for stream in [false, true] {
        let input = json!({ "messages": [question], "tools": tools, "stream": stream });
        let output = run(&url, KEY, "chat", input).await.output();
        let calls =
            json!([{ "id": "call_lima", "name": "weather", "arguments": { "city": "Lima", "days": 2 } }]);
        assert_eq!((&output["tool_calls"], &output["finish_reason"]), (&calls, &json!("tool_calls")));
        let called = json!({ "role": "assistant", "tool_calls": output["tool_calls"] });
        let answer = json!({ "role": "tool", "tool_call_id": "call_lima", "content": "21" });
        let input = json!({ "messages": [question, called, answer], "tools": tools, "stream": stream });
        check("chat", input, json!({ "text": "It is 21 degrees in Lima.", "tool_calls": null })).await;
    }
}

fn order() -> Value {
    let properties = json!({ "drink": { "enum": ["tea", "coffee"] }, "count": { "type": "integer" } });
    json!({ "type": "object", "properties": properties, "required": ["drink", "count"], "additionalProperties": false })
}

#[tokio::test]
async fn an_answer_has_the_form_that_was_asked_for() {
    let json = json!({ "drink": "tea", "count": 2 });
    check("chat", json!({ "prompt": "Two teas", "answer_schema": order() }), json!({ "json": json })).await;
    let input = json!({ "prompt": "Some teas", "answer_schema": order() });
    check_failure(input, Kind::Rejected, "“/count”", None).await;
}

#[tokio::test]
async fn pictures_are_seen() {
    let input = json!({ "prompt": "What is on this picture?", "images": [{ "data": DOT }] });
    check("chat", input, json!({ "text": "A dot." })).await;
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_a_failure() {
    let Some(url) = aimock() else { return };
    let ran = run(&url, KEY, "chat", json!({ "prompt": "Break off" })).await;
    let failure = ran.report.result.as_ref().expect_err("it fails");
    assert_eq!(failure.kind(), Kind::Unavailable, "{failure:?}");
    assert_eq!(ran.report.exchanges[0].status, Some(200), "{:?}", ran.report);
}

#[tokio::test]
async fn refusals_say_who_must_act() {
    let ask = |prompt: &str| json!({ "prompt": prompt });
    check_failure(ask("Too often"), Kind::RateLimited, "Rate limit reached", Some(7_000)).await;
    check_failure(ask("Too long"), Kind::InvalidInput, "maximum context length", None).await;
    check_failure(ask("No money"), Kind::Rejected, "You exceeded your current quota.", None).await;
    check_failure(ask("Overloaded"), Kind::Unavailable, "overloaded", None).await;
    let unknown = json!({ "prompt": "anything", "model": "gpt-99" });
    check_failure(unknown, Kind::NotFound, "does not exist", None).await;
}

#[tokio::test]
async fn texts_become_vectors() {
    let input = json!({ "texts": ["tea", "green tea"] });
    let vector = json!([0.25, -0.5, 1.0]);
    check("embed", input, json!({ "vectors": [vector, vector], "model": "text-embedding-3-small" })).await;
}

#[tokio::test]
async fn texts_are_moderated() {
    let categories = json!(["harassment/threatening", "violence"]);
    let flagged = json!({ "flagged": true, "categories": categories });
    check("moderate", json!({ "text": "I will find you." }), flagged).await;
    check("moderate", json!({ "text": "Good morning!" }), json!({ "flagged": false, "categories": [] }))
        .await;
}

#[tokio::test]
async fn audio_is_written_down() {
    let input = json!({ "audio": "T2dnUyBzb21lIGF1ZGlv", "file_name": "voice.ogg", "model": "whisper-1" });
    check("transcribe", input, json!({ "text": "Bom dia, tudo bem?" })).await;
}
