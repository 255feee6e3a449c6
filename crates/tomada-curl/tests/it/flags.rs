//! Flags as curl takes them: joined, cut short, repeated, switched off, and what each does to the request.

use tomada_curl::{Body, Call};

use crate::wire::{import, shown};

#[track_caller]
fn check(flags: &str, change: impl FnOnce(&mut Call)) {
    let mut expected = Call { method: "GET".to_owned(), url: "http://h/".to_owned(), ..Call::default() };
    change(&mut expected);
    assert_eq!(shown(&import(&format!("curl http://h/ {flags}"))), expected, "{flags}");
}

fn text(text: &str) -> Body {
    Body::Text { text: text.to_owned(), content_type: "application/x-www-form-urlencoded".to_owned() }
}

fn header(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

#[test]
fn methods() {
    check("", |_| {});
    check("-X PUT", |call| call.method = "PUT".to_owned());
    check("-XPUT", |call| call.method = "PUT".to_owned());
    check("--request PUT -X PATCH", |call| call.method = "PATCH".to_owned());
    check("--request=PROPFIND", |call| call.method = "PROPFIND".to_owned());
    check("-I", |call| call.method = "HEAD".to_owned());
    check("-IXPOST", |call| call.method = "POST".to_owned());
    check("-sSI --no-head", |_| {});
    check("-T f", |call| {
        call.method = "PUT".to_owned();
        let content_type = "application/octet-stream".to_owned();
        call.body = Body::Text { text: "<f>".to_owned(), content_type };
    });
}

#[test]
fn data() {
    let posts = |call: &mut Call, data: &str| {
        call.method = "POST".to_owned();
        call.body = text(data);
    };
    check("-d x -dy --data=z", |call| posts(call, "x&y&z"));
    check("--data-ascii x --data-raw @y --data-binary ''", |call| posts(call, "x&@y&"));
    check("--data-urlencode 'a= é&' --data-urlencode ' b' --data-urlencode '=c=d'", |call| {
        posts(call, "a=+%C3%A9%26&+b&c%3Dd");
    });
    check("-G -d x --data y", |call| call.url = "http://h/?x&y".to_owned());
    check("-d a=1 -Gd b=2", |call| call.query = vec![header("a", "1"), header("b", "2")]);
    check("--url-query a=1 --url-query +b=%32", |call| call.url = "http://h/?a=1&b=%32".to_owned());
}

#[test]
fn other_fields() {
    check("-L", |call| call.redirects = 3);
    check("-L --max-redirs 1", |call| call.redirects = 1);
    check("-L --no-location --max-redirs 2", |_| {});
    check("--location --max-redirs -1", |call| call.redirects = 3);
    check("-m 2.5", |call| call.timeout_ms = Some(2500));
    check("--max-time 0", |_| {});
    check("--retry 2 --fail", |call| (call.retries, call.fail_on_status) = (2, true));
    check("-f --no-fail", |_| {});
    check("--max-filesize 2k", |call| call.body_max_bytes = Some(2048));
    check("-A x -e y -r 0-1", |call| {
        call.headers = vec![header("Range", "bytes=0-1"), header("User-Agent", "x"), header("Referer", "y")];
    });
    check("-A x -H 'user-agent: z'", |call| call.headers = vec![header("user-agent", "z")]);
    check("-H 'X;' -H 'Y:' -H 'Z: a:b'", |call| call.headers = vec![header("X", ""), header("Z", "a:b")]);
    check("-A '' -e ';auto'", |_| {});
    check("-ksSvgi0# --http2 --compressed -o /dev/null --proxy p", |_| {});
}
