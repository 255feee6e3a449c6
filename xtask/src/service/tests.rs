//! The service is asked without a socket: bytes in, bytes out.

use super::http::{Answer, Request};
use super::routes;

fn ask(bytes: &str) -> Option<Request> {
    Request::read(&mut bytes.as_bytes()).expect("a slice can be read")
}

fn said(answer: &Answer) -> String {
    let mut bytes = Vec::new();
    answer.send(&mut bytes, || ()).expect("a vector can be written");
    String::from_utf8(bytes).expect("answers are texts")
}

#[track_caller]
fn check(request: &str, expected: &[&str]) {
    let request = ask(request).expect("a request");
    let said = said(&routes::answer(&request));
    for part in expected {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
}

#[test]
fn each_route_answers() {
    check("GET /orders/1042 HTTP/1.1\r\n\r\n", &["HTTP/1.1 200 OK\r\n", r#""status":"shipped""#]);
    check("GET /orders/9 HTTP/1.1\r\n\r\n", &["HTTP/1.1 404 Not Found\r\n", "no order 9"]);
    check("PUT /v1/models HTTP/1.1\r\n\r\n", &["405"]);
    check("GET /nowhere HTTP/1.1\r\n\r\n", &["404", "/nowhere"]);
    check(
        "POST /echo?a=1 HTTP/1.1\r\nX-Trace: t\r\nContent-Length: 5\r\n\r\nhello",
        &[r#""method":"POST""#, r#""query":"a=1""#, r#""x-trace":"t""#, r#""body":"hello""#],
    );
}

#[test]
fn the_model_wants_a_bearer_token() {
    check("GET /v1/models HTTP/1.1\r\n\r\n", &["401", "invalid_api_key"]);
    check("GET /v1/models HTTP/1.1\r\nAuthorization: Bearer \r\n\r\n", &["401"]);
    check("GET /v1/models HTTP/1.1\r\nAuthorization: Bearer k\r\n\r\n", &["200", "tomada-parrot"]);
}

#[test]
fn the_model_answers_whole_or_streamed() {
    let post = |body: &str| {
        let head = "POST /v1/chat/completions HTTP/1.1\r\nAuthorization: Bearer k\r\n";
        format!("{head}Content-Length: {}\r\n\r\n{body}", body.len())
    };
    check(&post(r#"{"messages":[{"role":"user","content":"hi"}]}"#), &["200", "“hi”", r#""total_tokens":"#]);
    check(&post(r#"{"messages":[]}"#), &["400", "invalid_messages"]);
    check(&post("{"), &["400", "invalid_json"]);
    check(
        &post(r#"{"stream":true,"messages":[{"content":"hi"}]}"#),
        &["text/event-stream", r#""content":"“hi”. ""#, "data: [DONE]\n\n", "\r\n0\r\n\r\n"],
    );
}

#[test]
fn what_is_no_request_is_refused() {
    let none = |bytes: &str| assert!(ask(bytes).is_none(), "{bytes:.40}");
    none("");
    none("GET / HTTP/1.1\r\nhost: cut");
    none("\u{1}\r\n\r\n");
    none("POST / HTTP/1.1\r\nContent-Length: 6\r\n\r\nshort");
    none("POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n");
    none("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    none(&format!("GET / HTTP/1.1\r\nx: {}\r\n\r\n", "x".repeat(70_000)));
}
