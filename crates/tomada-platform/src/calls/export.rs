//! A call in other people's formats: an HTTP archive, and a case for an author's tests.

use serde_json::{Value, json};
use tomada_core::{Failure, Json, Timings};
use tomada_host::Message;
use url::Url;

use super::{Call, CallExchange};
use crate::{Entered, Role};

impl Entered {
    /// A call as an HTTP archive (HAR 1.2, <http://www.softwareishard.com/blog/har-12-spec/>). Role: viewer.
    pub async fn call_as_har(&self, run_id: &str) -> Result<Json, Failure> {
        self.may(Role::Viewer)?;
        let call = self.call(run_id).await?;
        let entries = call.exchanges.iter().map(|exchange| entry(&call, exchange)).collect::<Vec<_>>();
        let creator = json!({"name": "Tomada", "version": env!("CARGO_PKG_VERSION")});
        Ok(json!({"log": {"version": "1.2", "creator": creator, "entries": entries}}).into())
    }

    /// A call as a case that an author's tests can run, in the words of a case file: action, input, exchanges and what is
    /// expected. Role: viewer.
    pub async fn call_as_case(&self, run_id: &str) -> Result<Json, Failure> {
        self.may(Role::Viewer)?;
        let call = self.call(run_id).await?;
        let message = |message: &Message| json!({"headers": message.headers, "body": message.body.text});
        let exchange = |exchange: &CallExchange| {
            let mut request = message(&exchange.request);
            request["method"] = json!(exchange.method);
            request["url"] = json!(exchange.url);
            let response = exchange.response.as_ref().map(|response| {
                let mut response = message(response);
                response["status"] = json!(exchange.status);
                response
            });
            json!({"request": request, "response": response})
        };
        let expect = match (&call.output, &call.failure) {
            (Some(output), _) => json!({"output": output.to_value()}),
            (None, failure) => json!({"failure": {
                "kind": call.summary.outcome,
                "code": failure.as_ref().and_then(|failure| failure.code.clone()),
            }}),
        };
        Ok(json!({
            "integration": call.summary.integration,
            "action": call.summary.action,
            "input": call.input.to_value(),
            "exchange": call.exchanges.iter().map(exchange).collect::<Vec<_>>(),
            "expect": expect,
        })
        .into())
    }
}

fn entry(call: &Call, exchange: &CallExchange) -> Value {
    let started = exchange.started_unix_ms.unwrap_or(call.summary.started_unix_ms);
    let started = i64::try_from(started).unwrap_or(i64::MAX);
    let started = jiff::Timestamp::from_millisecond(started).map(|time| time.to_string()).unwrap_or_default();
    json!({
        "startedDateTime": started,
        "time": exchange.elapsed_ms,
        "request": request(exchange),
        "response": response(exchange),
        "cache": {},
        "timings": timings(&exchange.timings),
        "comment": format!("attempt {}; secrets are masked as ***", exchange.attempt),
    })
}

fn request(exchange: &CallExchange) -> Value {
    let query = Url::parse(&exchange.url).ok();
    let query = query.iter().flat_map(Url::query_pairs);
    let query = query.map(|(name, value)| json!({"name": name, "value": value})).collect::<Vec<_>>();
    let body = &exchange.request.body;
    let mut request = json!({
        "method": exchange.method,
        "url": exchange.url,
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": headers(&exchange.request),
        "queryString": query,
        "headersSize": -1,
        "bodySize": body.size,
    });
    if body.size > 0 {
        let kind = kind_of(&exchange.request);
        request["postData"] = json!({"mimeType": kind, "text": body.text, "comment": cut(body.cut)});
    }
    request
}

fn response(exchange: &CallExchange) -> Value {
    let nothing = Message::default();
    let message = exchange.response.as_ref().unwrap_or(&nothing);
    json!({
        "status": exchange.status.unwrap_or(0),
        "statusText": exchange.error.clone().unwrap_or_default(),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": headers(message),
        "content": {
            "size": message.body.size,
            "mimeType": kind_of(message),
            "text": message.body.text,
            "comment": cut(message.body.cut),
        },
        "redirectURL": "",
        "headersSize": -1,
        "bodySize": message.body.size,
    })
}

fn headers(message: &Message) -> Vec<Value> {
    message.headers.iter().map(|(name, value)| json!({"name": name, "value": value})).collect()
}

fn kind_of(message: &Message) -> String {
    let kind = message.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    kind.map(|(_, value)| value.clone()).unwrap_or_default()
}

fn cut(cut: bool) -> &'static str {
    if cut { "cut: the size is the true one" } else { "" }
}

/// In milliseconds; -1 for what there was not.
#[expect(clippy::cast_precision_loss, reason = "microseconds of a call are far below 2^52")]
fn timings(timings: &Timings) -> Value {
    let ms = |us: Option<u64>| us.map_or(-1.0, |us| us as f64 / 1_000.0);
    json!({
        "blocked": -1,
        "dns": ms(timings.resolve_us),
        "connect": ms(timings.connect_us),
        "ssl": ms(timings.tls_us),
        "send": 0,
        "wait": ms(timings.wait_us),
        "receive": ms(timings.body_us),
    })
}
