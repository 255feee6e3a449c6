//! The webhook card, and the example plugin in C, against httpbin, a server that others wrote: through the built plugin,
//! the real loader, the real host and the real egress.
//!
//! `cargo xtask test` starts httpbin and says where it is in `TOMADA_HTTPBIN`; without that, these tests say so and pass.

use std::sync::{Arc, LazyLock};

use semver::VersionReq;
use serde_json::{Value, json};
use tomada_core::{Auth, Json, Kind};
use tomada_egress::{Opening, Outbound};
use tomada_host::{Connection, ConnectionSource, Host, RunReport, RunRequest, Secret};
use tomada_loader::{Loader, Plugin};

use crate::c_plugin::CPlugin;

const TOKEN: &str = "tok-3f9a1c77e2";

/// The address of httpbin, such as `http://127.0.0.1:40051`.
fn httpbin() -> Option<String> {
    let url = std::env::var("TOMADA_HTTPBIN").ok();
    if url.is_none() {
        println!("skipped: TOMADA_HTTPBIN says not where httpbin is; `cargo xtask test` starts it");
    }
    url
}

/// A host with `plugin` that may call the server at `url`.
pub(crate) fn host(url: &str, plugin: Arc<Plugin>) -> Host {
    let port = url.rsplit(':').next().expect("an address has a port");
    let opening: Opening = format!("127.0.0.1/32:{port}").parse().expect("a network and a port");
    let egress = Outbound::builder().allow([opening]).build().expect("egress starts");
    Host::builder().integration(plugin).egress(Arc::new(egress)).build().expect("a host")
}

/// The webhook plugin, opened once. Cargo builds the libraries of what this package depends on beside its own program.
pub(crate) fn plugin() -> Arc<Plugin> {
    static PLUGIN: LazyLock<Arc<Plugin>> = LazyLock::new(|| {
        let name = format!("{}webhook{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
        let path = std::env::current_exe().expect("this program is somewhere").with_file_name(name);
        let library = std::fs::read(path).expect("the library can be read");
        Loader::new().open_bytes(&library).expect("the plugin is opened")
    });
    PLUGIN.clone()
}

async fn call(url: &str, input: Value) -> RunReport {
    run(url, "call", input).await
}

async fn run(url: &str, action: &str, input: Value) -> RunReport {
    run_as(url, action, input, None, ("token", TOKEN)).await
}

/// Runs with a credential of any kind.
pub(crate) async fn run_as(
    url: &str,
    action: &str,
    input: Value,
    auth: Option<Auth>,
    (name, secret): (&str, &str),
) -> RunReport {
    let connection = Connection {
        id: "httpbin".to_owned(),
        integration: "webhook".to_owned(),
        version: VersionReq::STAR,
        settings: json!({"base_url": url}).into(),
        auth,
        secrets: [(name.to_owned(), Secret::new(secret.as_bytes()))].into(),
    };
    let mut request = RunRequest::new("tests", ConnectionSource::from(connection), "webhook", action);
    request.input = input.into();
    host(url, plugin()).run(request).await
}

#[tokio::test]
async fn a_plugin_in_c_calls_through_the_host() {
    let Some(url) = httpbin() else { return };
    let connection = Connection {
        id: "httpbin".to_owned(),
        integration: "echo-c".to_owned(),
        version: VersionReq::STAR,
        settings: json!({"base_url": url}).into(),
        auth: None,
        secrets: [].into(),
    };
    let mut request = RunRequest::new("tests", ConnectionSource::from(connection), "echo-c", "fetch");
    request.input = json!({"path": "/bytes/300"}).into();
    let plugin = Loader::new().open_bytes(&CPlugin::echo().bytes()).expect("the example opens");
    let report = host(&url, plugin).run(request).await;
    assert_eq!(report.result.map(|output| output.to_value()), Ok(json!({"status": 200, "body_bytes": 300})));
    assert_eq!(report.exchanges.len(), 1);
    assert_eq!(
        (report.exchanges[0].url.as_str(), report.exchanges[0].status),
        (format!("{url}/bytes/300").as_str(), Some(200))
    );
}

/// Calls httpbin with `input` and compares what the JSON Pointers lead to.
#[track_caller]
fn check(input: &Value, expected: &[(&str, Value)]) -> impl Future<Output = ()> {
    let at = std::panic::Location::caller();
    async move {
        let Some(url) = httpbin() else { return };
        let report = call(&url, input.clone()).await;
        let output = report.result.as_ref().map(Json::to_value);
        let output = output.unwrap_or_else(|failure| panic!("{at}: {input}: {failure:?}"));
        for (pointer, expected) in expected {
            let found = output.pointer(pointer).unwrap_or(&Value::Null);
            assert_eq!(found, expected, "{at}: {pointer} of {output:#}");
        }
    }
}

/// Calls httpbin with `input`, which must fail so.
#[track_caller]
fn check_failure(input: &Value, expected: Kind) -> impl Future<Output = ()> {
    let at = std::panic::Location::caller();
    async move {
        let Some(url) = httpbin() else { return };
        let report = call(&url, input.clone()).await;
        let failure = report.result.as_ref().expect_err("it fails");
        assert_eq!(failure.kind(), expected, "{at}: {input}: {failure:?}");
    }
}

#[tokio::test]
async fn every_method_arrives() {
    for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
        let input = json!({"method": method, "url": "anything"});
        check(&input, &[("/status", json!(200)), ("/body/method", json!(method))]).await;
    }
}

#[tokio::test]
async fn values_arrive_in_their_places() {
    let Some(url) = httpbin() else { return };
    let input = json!({"url": "anything/{{ context.path }}", "context": {"path": "a b?ç"}});
    check(&input, &[("/body/url", json!(format!("{url}/anything/a%20b%3Fç")))]).await;
    let context = json!({"order": {"id": 7, "note": "say \"hi\" & go=1"}, "list": ["a", "b"]});
    let query = json!({"q": "{{ context.order.note }}", "tag": ["x", "y z"]});
    check(
        &json!({"url": "get", "query": query, "headers": {"X-Order": "{{ context.order.id }}"}, "context": context}),
        &[
            ("/body/args/q", json!("say \"hi\" & go=1")),
            ("/body/args/tag", json!(["x", "y z"])),
            ("/body/headers/X-Order", json!("7")),
        ],
    )
    .await;
    let body = json!({"kind": "json", "json": {"order": "{{ context.order }}", "text": "id {{ context.order.id }}"}});
    check(
        &json!({"method": "POST", "url": "post", "body": body, "context": context}),
        &[("/body/json/order", context["order"].clone()), ("/body/json/text", json!("id 7"))],
    )
    .await;
    let body = json!({"kind": "form", "form": {"note": "{{ context.order.note }}"}});
    check(
        &json!({"method": "POST", "url": "post", "body": body, "context": context}),
        &[("/body/form/note", json!("say \"hi\" & go=1"))],
    )
    .await;
}

#[tokio::test]
async fn any_status_is_an_answer_unless_it_shall_not_be() {
    for status in [201, 400, 401, 404, 418, 500, 503] {
        check(&json!({"url": format!("status/{status}")}), &[("/status", json!(status))]).await;
    }
    let fails = |status: u16| json!({"url": format!("status/{status}"), "fail_on_status": true});
    check_failure(&fails(401), Kind::Unauthorized).await;
    check_failure(&fails(404), Kind::NotFound).await;
    check_failure(&fails(429), Kind::RateLimited).await;
    check_failure(&fails(418), Kind::Rejected).await;
}

#[tokio::test]
async fn compressed_answers_are_read() {
    check(&json!({"url": "gzip"}), &[("/body/gzipped", json!(true))]).await;
    check(&json!({"url": "deflate"}), &[("/body/deflated", json!(true))]).await;
    check(&json!({"url": "brotli"}), &[("/body/brotli", json!(true))]).await;
}

#[tokio::test]
async fn redirects_are_followed_as_far_as_they_shall() {
    check(&json!({"url": "redirect/2"}), &[("/status", json!(302))]).await;
    check(&json!({"url": "redirect/2", "redirects": 3}), &[("/status", json!(200))]).await;
    check(&json!({"url": "redirect/3", "redirects": 2}), &[("/status", json!(302))]).await;
}

#[tokio::test]
async fn answers_have_limits() {
    check(&json!({"url": "bytes/1000"}), &[("/body_bytes", json!(1000))]).await;
    check(
        &json!({"url": "bytes/1000", "body_max_bytes": 999}),
        &[("/body_bytes", json!(999)), ("/truncated", json!(true)), ("/status", json!(200))],
    )
    .await;
    check_failure(&json!({"url": "delay/10", "timeout_ms": 200}), Kind::Unavailable).await;
    check(&json!({"url": "stream-bytes/2000?chunk_size=100"}), &[("/body_bytes", json!(2000))]).await;
    check(&json!({"url": "drip?duration=0&numbytes=10"}), &[("/body", json!("**********"))]).await;
}

#[tokio::test]
async fn the_credential_arrives_and_is_never_told() {
    let Some(url) = httpbin() else { return };
    let report = call(&url, json!({"url": "bearer"})).await;
    let output = report.result.as_ref().expect("httpbin wants a token and got one").to_value();
    assert_eq!(output.pointer("/body/authenticated"), Some(&json!(true)), "{output:#}");
    assert_eq!(report.exchanges.len(), 1);
    assert!(!format!("{output} {report:?}").contains(TOKEN), "{output:#} {report:#?}");
}

#[tokio::test]
async fn user_name_and_password_open_the_door() {
    let Some(url) = httpbin() else { return };
    let username = || "ana".to_owned();
    for (path, auth, exchanges) in [
        ("basic-auth/ana/s3cr3t-word", Auth::Basic { username: username() }, 1),
        ("digest-auth/auth/ana/s3cr3t-word", Auth::Digest { username: username() }, 2),
        ("digest-auth/auth/ana/s3cr3t-word/SHA-256", Auth::Digest { username: username() }, 2),
    ] {
        let input = json!({ "url": path });
        let report =
            run_as(&url, "call", input.clone(), Some(auth.clone()), ("password", "s3cr3t-word")).await;
        let output = report.result.as_ref().expect("an answer").to_value();
        assert_eq!(output.pointer("/body/authenticated"), Some(&json!(true)), "{path}: {output:#}");
        assert_eq!(report.exchanges.len(), exchanges, "{path}");
        let shown = report.exchanges.iter().flat_map(|exchange| exchange.request.headers.iter());
        assert!(shown.filter(|(name, _)| name == "authorization").all(|(_, value)| value == "***"), "{path}");
        let wrong = run_as(&url, "call", input, Some(auth), ("password", "another-word")).await;
        let output = wrong.result.as_ref().expect("an answer").to_value();
        assert_eq!(output["status"], 401, "{path}: {output:#}");
    }
}

#[tokio::test]
async fn each_redirect_is_an_exchange_of_its_own() {
    let Some(url) = httpbin() else { return };
    let report = call(&url, json!({"url": "redirect/2", "redirects": 3})).await;
    let statuses: Vec<_> = report.exchanges.iter().map(|exchange| exchange.status).collect();
    assert_eq!(statuses, [Some(302), Some(302), Some(200)]);
}

#[tokio::test]
async fn every_kind_of_body_arrives_as_it_was_written() {
    let context =
        json!({"name": "Ana \"Bia\"\r\n--x", "file": "AAH/", "tags": ["a", "b"], "tag": "</n><x>&"});
    let post = |body: Value| json!({"method": "POST", "url": "post", "body": body, "context": context});
    let parts = json!([
        {"name": "who", "text": "{{ context.name }}"},
        {"name": "tag", "text": "{{ context.tags }}"},
        {"name": "picture", "base64": "{{ context.file }}", "file_name": "ç \"1\".png", "content_type": "image/png"},
        {"name": "notes", "text": "a;b", "file_name": "notes.csv", "content_type": "text/csv"},
    ]);
    check(
        &post(json!({"kind": "multipart", "parts": parts})),
        &[
            ("/body/form/who", context["name"].clone()),
            ("/body/form/tag", json!(["a", "b"])),
            ("/body/files/picture", json!("data:image/png;base64,AAH/")),
            ("/body/files/notes", json!("a;b")),
        ],
    )
    .await;
    check(
        &post(json!({"kind": "base64", "base64": "{{ context.file }}"})),
        &[("/body/data", json!("data:application/octet-stream;base64,AAH/"))],
    )
    .await;
    check(
        &post(json!({"kind": "xml", "xml": "<n a='{{ context.tag }}'>{{ context.tag }}</n>"})),
        &[
            ("/body/data", json!("<n a='&lt;/n&gt;&lt;x&gt;&amp;'>&lt;/n&gt;&lt;x&gt;&amp;</n>")),
            ("/body/headers/Content-Type", json!("application/xml; charset=utf-8")),
        ],
    )
    .await;
    check(&post(json!({"kind": "text", "text": "{{ context.tag }}"})), &[("/body/data", json!("</n><x>&"))])
        .await;
    check(
        &post(json!({"kind": "none"})),
        &[("/body/data", json!("")), ("/body/headers/Content-Length", json!("0"))],
    )
    .await;
}

#[tokio::test]
async fn fields_repeat_in_any_order() {
    let query =
        json!([{"name": "a", "value": 1}, {"name": "b", "value": "&"}, {"name": "a", "value": ["{{ 3 }}"]}]);
    check(
        &json!({"url": "get", "query": query}),
        &[("/body/args/a", json!(["1", "3"])), ("/body/args/b", json!("&"))],
    )
    .await;
    check(
        &json!({"url": "response-headers", "query": {"X-A": ["1", "2"]}}),
        &[("/headers/x-a", json!(["1", "2"]))],
    )
    .await;
}

#[tokio::test]
async fn answers_are_what_they_are() {
    check(&json!({"url": "xml", "response": {"as": "xml"}}), &[("/as", json!("xml"))]).await;
    check(&json!({"url": "image/png"}), &[("/as", json!("base64"))]).await;
    check(&json!({"url": "encoding/utf8", "response": {"as": "text"}}), &[("/charset", json!("UTF-8"))])
        .await;
    check(
        &json!({"url": "stream/3", "response": {"as": "jsonl", "map": "[].id"}}),
        &[("/output", json!([0, 1, 2]))],
    )
    .await;
    check(
        &json!({"url": "status/418", "response": {"as": "json"}}),
        &[("/status", json!(418)), ("/category", json!("failure"))],
    )
    .await;
}

#[tokio::test]
async fn pages_are_read_until_there_is_an_end() {
    let pages = json!({"next": {"by": "number"}, "items": "[args.page]", "keep": "items", "pages_max": 3});
    check(
        &json!({"url": "get", "query": {"page": "{{ page.number }}"}, "pages": pages}),
        &[
            ("/body", json!(["1", "2", "3"])),
            ("/pages/stopped", json!("pages_max")),
            ("/pages/next/number", json!(4)),
            ("/attempts", json!(3)),
        ],
    )
    .await;
    let link = json!({"Link": "</json>; rel=\"next\""});
    check(
        &json!({"url": "response-headers", "query": link, "pages": {"next": {"by": "link_header"}}}),
        &[
            ("/pages/count", json!(2)),
            ("/pages/complete", json!(true)),
            ("/body/1/slideshow/title", json!("Sample Slide Show")),
        ],
    )
    .await;
}

#[tokio::test]
async fn what_is_previewed_is_what_arrives() {
    let Some(url) = httpbin() else { return };
    let input = json!({
        "method": "POST", "url": "anything/{{ context.id }}", "query": {"q": "a b"}, "headers": {"X-Id": "{{ context.id }}"},
        "body": {"kind": "json", "json": {"id": "{{ context.id }}"}}, "context": {"id": "7/8"}
    });
    let preview = run(&url, "preview", input.clone()).await;
    assert!(preview.exchanges.is_empty(), "nothing is sent");
    let preview = preview.result.expect("it can be told").to_value();
    assert!(!preview.to_string().contains(TOKEN), "{preview:#}");
    let sent = call(&url, input).await.result.expect("httpbin answers").to_value();
    let told = preview["headers"].as_array().expect("fields").iter().map(|field| {
        let value = field["value"].as_str().expect("a value");
        (field["name"].as_str().expect("a name").to_owned(), value.replace("***", &format!("Bearer {TOKEN}")))
    });
    let arrived = sent["body"]["headers"].as_object().expect("fields").iter();
    // What came back is masked by the host, as the token is.
    let arrived = arrived.map(|(name, value)| {
        let value = value.as_str().expect("a value");
        (name.to_ascii_lowercase(), value.replace("***", TOKEN))
    });
    let (mut told, mut arrived) = (told.collect::<Vec<_>>(), arrived.collect::<Vec<_>>());
    told.sort();
    arrived.sort();
    assert_eq!(told, arrived);
    assert_eq!(preview["body"], sent["body"]["data"]);
    assert_eq!(preview["url"], json!(format!("{url}/anything/7%2F8?q=a%20b")));
}
