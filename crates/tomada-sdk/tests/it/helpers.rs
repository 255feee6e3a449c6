//! Request and answer helpers, row by row.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use tomada_sdk::{
    Body, Failure, Form, Headers, Kind, Request, RequestExt, Response, ResponseExt, Timings,
    failure_for_status,
};

#[test]
fn query_parameters_are_added_where_they_belong() {
    #[track_caller]
    fn check(url: &str, parameters: &[(&str, &str)], expected: &str) {
        assert_eq!(Request::get(url).query(parameters.iter().copied()).url, expected);
    }
    check("http://a.test", &[], "http://a.test");
    check(
        "http://a.test/x",
        &[("a", "1"), ("b", "é &=+?#/")],
        "http://a.test/x?a=1&b=%C3%A9+%26%3D%2B%3F%23%2F",
    );
    check("http://a.test/x?", &[("a", "1")], "http://a.test/x?a=1");
    check("http://a.test/x?a=1", &[("a", "2")], "http://a.test/x?a=1&a=2");
    check("http://a.test/x?a=1&", &[("b", "2")], "http://a.test/x?a=1&b=2");
    check("http://a.test/x#f?g", &[("a", "1")], "http://a.test/x?a=1#f?g");
}

#[test]
fn bodies_say_what_they_are() {
    let form = Request::post("u").form([("a b", "c&d")]);
    assert_eq!(form.headers.get("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(form.body, b"a+b=c%26d");
    let json = Request::post("u").json_of(&[1, 2]).unwrap();
    assert_eq!(
        (json.headers.get("content-type"), json.body.as_slice()),
        (Some("application/json"), &b"[1,2]"[..])
    );
    let map = std::collections::BTreeMap::from([([1], 2)]);
    let failure = Request::post("u").json_of(&map).unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (Kind::Broken, Some("request-not-json")));
}

#[test]
fn a_form_carries_files_and_nobody_gets_out_of_a_part() {
    let hostile = b"\r\n--form-\r\nContent-Disposition: form-data; name=\"role\"\r\n\r\nadmin\0\xff";
    let form = Form::separated_by([0xab; 16]).text("a\r\nb\"", "one\r\ntwo").file(
        "file",
        "x\".png\n",
        "image/png\r\nX-Y: z",
        hostile,
    );
    let request = Request::post("u").multipart(form);
    let boundary = format!("form-{}", "ab".repeat(16));
    let content_type = format!("multipart/form-data; boundary={boundary}");
    assert_eq!(request.headers.get("content-type"), Some(content_type.as_str()));
    let head = "Content-Disposition: form-data; name=";
    let before = format!(
        "--{boundary}\r\n{head}\"a%0D%0Ab%22\"\r\n\r\none\r\ntwo\r\n--{boundary}\r\n{head}\"file\"; \
         filename=\"x%22.png%0A\"\r\nContent-Type: image/png%0D%0AX-Y: z\r\n\r\n"
    );
    let after = format!("\r\n--{boundary}--\r\n");
    let expected = [before.as_bytes(), hostile, after.as_bytes()].concat();
    assert_eq!(String::from_utf8_lossy(&request.body), String::from_utf8_lossy(&expected));
    let empty = Request::post("u").multipart(Form::separated_by([0; 16]));
    assert_eq!(String::from_utf8_lossy(&empty.body), format!("--form-{}--\r\n", "0".repeat(32)));
}

#[test]
fn each_status_has_its_kind() {
    let row = |status| format!("{status} {}\n", failure_for_status(status, &Headers::default(), "").kind());
    let statuses = [
        300, 304, 400, 401, 402, 403, 404, 405, 407, 408, 409, 410, 422, 425, 429, 451, 500, 502, 503, 504,
        599, 600,
    ];
    let expected = "300 rejected\n304 rejected\n400 invalid_input\n401 unauthorized\n402 rejected\n403 rejected\n\
        404 not_found\n405 rejected\n407 rejected\n408 unavailable\n409 rejected\n410 not_found\n422 invalid_input\n\
        425 unavailable\n429 rate_limited\n451 rejected\n500 unavailable\n502 unavailable\n503 unavailable\n\
        504 unavailable\n599 unavailable\n600 rejected\n";
    assert_eq!(statuses.map(row).concat(), expected);
}

#[test]
fn retry_after_is_read_as_seconds_or_as_a_date() {
    #[track_caller]
    fn check(status: u16, fields: &[(&str, &str)], expected: Option<u64>) {
        let headers = fields.iter().copied().collect();
        assert_eq!(failure_for_status(status, &headers, "").retry_after_ms(), expected, "{fields:?}");
    }
    let date = ("Date", "Sun, 06 Nov 1994 08:49:37 GMT");
    check(429, &[("Retry-After", "2")], Some(2000));
    check(503, &[("retry-after", " 0 ")], Some(0));
    check(404, &[("retry-after", "2")], None);
    check(429, &[], None);
    check(429, &[("retry-after", "Sun, 06 Nov 1994 08:49:40 GMT"), date], Some(3000));
    check(429, &[("retry-after", "Sun, 06 Nov 1994 08:49:00 GMT"), date], Some(0));
    check(429, &[("retry-after", "Sun, 06 Nov 1994 08:49:40 GMT")], None);
    for odd in ["1e308", "-1", "1.5", "18446744073709551615", "99999999999999999999999", "soon", ""] {
        check(429, &[("retry-after", odd), date], None);
    }
}

#[test]
fn what_the_service_says_is_shown_if_it_is_a_message() {
    #[track_caller]
    fn check(excerpt: &str, expected: Option<&str>) {
        let failure = failure_for_status(400, &Headers::default(), excerpt);
        assert_eq!(failure.arguments().get("answer").map(String::as_str), expected, "{excerpt}");
        assert_eq!(failure.code(), Some(if expected.is_some() { "service-said" } else { "service-status" }));
        assert_eq!((failure.arguments()["status"].as_str(), failure.detail()), ("400", Some(excerpt)));
    }
    check(r#"{"error":{"message":"No such model."}}"#, Some("No such model."));
    check(r#"{"error":"invalid_grant","error_description":"Expired."}"#, Some("Expired."));
    check(r#"{"error":"invalid_grant"}"#, Some("invalid_grant"));
    check(r#"{"title":"Bad","detail":"Too short."}"#, Some("Too short."));
    check(r#"{"message":" ","title":"Bad"}"#, Some("Bad"));
    check("<html>", None);
    check(r#"{"message":7}"#, None);
    let long = "é".repeat(400);
    check(&format!(r#"{{"message":"{long}"}}"#), Some(&format!("{}…", "é".repeat(250))));
}

fn finish<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => answer,
        Poll::Pending => panic!("pending"),
    }
}

fn response(status: u16, body: Body) -> Response {
    Response {
        status,
        url: "u".into(),
        headers: Headers::default(),
        body,
        attempts: 1,
        timings: Timings::default(),
    }
}

#[test]
fn success_lets_2xx_pass_with_its_body() {
    for status in [200, 204, 299] {
        let response = finish(response(status, Body::whole("x")).success()).unwrap();
        assert_eq!(finish(response.body.bytes()), Ok(b"x".to_vec()));
    }
}

/// A body that goes on for ever, and one that breaks off, do not hide the status.
#[test]
fn success_reads_a_bounded_beginning_of_anything_else() {
    struct Endless(Result<(), Failure>);
    impl tomada_sdk::Chunks for Endless {
        fn poll_chunk(&mut self, _: &mut Context<'_>) -> Poll<Option<Result<Vec<u8>, Failure>>> {
            Poll::Ready(Some(self.0.clone().map(|()| vec![b'x'; 1000])))
        }
    }
    let failure = finish(response(500, Body::chunks(Endless(Ok(())))).success()).unwrap_err();
    assert_eq!((failure.kind(), failure.detail().map(str::len)), (Kind::Unavailable, Some(8192)));
    let broken = Endless(Err(Failure::new(Kind::Unavailable, "broke off")));
    assert_eq!(finish(response(404, Body::chunks(broken)).success()).unwrap_err().kind(), Kind::NotFound);
}
