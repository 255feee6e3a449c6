//! A call as a command line: how it looks in each shell, and that no secret is in it.

use serde_json::json;
use tomada_curl::{AuthKind, Body, Call, Part, Shell, write};

fn call() -> Call {
    Call {
        method: "POST".to_owned(),
        url: "https://api.example.com/orders".to_owned(),
        query: vec![("lang".to_owned(), "pt BR".to_owned())],
        headers: vec![
            ("X-Request".to_owned(), "it's".to_owned()),
            ("X-Api-Key".to_owned(), "planted".to_owned()),
        ],
        body: Body::Json(json!({"name": "Ana \"Bia\""})),
        timeout_ms: Some(2500),
        redirects: 2,
        ..Call::default()
    }
}

#[track_caller]
fn check(call: &Call, auth: Option<&AuthKind>, shell: Shell, expected: &str) {
    assert_eq!(write(call, auth, shell).command, expected);
}

#[test]
fn bash() {
    let expected = r#"curl 'https://api.example.com/orders?lang=pt%20BR' \
  -H $'X-Request: it\'s' \
  -H 'X-Api-Key: '"$X_API_KEY" \
  -H 'Authorization: Bearer '"$TOKEN" \
  -H 'Content-Type: application/json' \
  --data-raw '{"name":"Ana \"Bia\""}' \
  --location \
  --max-redirs 2 \
  --max-time 2.500"#;
    check(&call(), Some(&AuthKind::Bearer), Shell::Bash, expected);
    assert_eq!(write(&call(), Some(&AuthKind::Bearer), Shell::Bash).variables, ["X_API_KEY", "TOKEN"]);
}

#[test]
fn cmd() {
    let call = Call { timeout_ms: None, redirects: 0, ..call() };
    let expected = "curl ^\"https://api.example.com/orders^?lang=pt^%20BR^\" ^\r\n  \
        -H ^\"X-Request: it^'s^\" ^\r\n  -H ^\"X-Api-Key: %X_API_KEY%^\" ^\r\n  \
        -u ^\"ana:%PASSWORD%^\" ^\r\n  -H ^\"Content-Type: application/json^\" ^\r\n  \
        --data-raw ^\"^{\\^\"name\\^\":\\^\"Ana \\\\\\^\"Bia\\\\\\^\"\\^\"^}^\"";
    check(&call, Some(&AuthKind::Basic { user: "ana".to_owned() }), Shell::Cmd, expected);
}

#[test]
fn methods_and_bodies() {
    let of = |method: &str, body: Body| {
        let url = "http://h/".to_owned();
        write(&Call { method: method.to_owned(), url, body, ..Call::default() }, None, Shell::Bash).command
    };
    assert_eq!(of("GET", Body::None), "curl http://h/");
    assert_eq!(of("HEAD", Body::None), "curl --head http://h/");
    assert_eq!(of("POST", Body::None), "curl -X POST http://h/");
    assert_eq!(
        of("PUT", Body::Form(vec![("a".to_owned(), "b c".to_owned())])),
        "curl -X PUT http://h/ \\\n  --data-raw a=b%20c"
    );
    let bytes = |bytes: &[u8]| Body::Bytes { bytes: bytes.to_vec(), content_type: "image/x".to_owned() };
    assert_eq!(
        of("POST", bytes(b"\xff1\n")),
        "curl http://h/ \\\n  -H 'Content-Type: image/x' \\\n  --data-raw $'\\3771\\n'"
    );
    assert_eq!(
        of("POST", bytes(b"\0")),
        "base64 -d <<< 'AA==' | curl http://h/ \\\n  -H 'Content-Type: image/x' \\\n  --data-binary @-"
    );
    let part = Part {
        name: "f".to_owned(),
        content: b"a;\"".to_vec(),
        filename: Some("n.txt".to_owned()),
        content_type: Some("text/plain".to_owned()),
    };
    let plain = Part { name: "a".to_owned(), content: b"b".to_vec(), ..Part::default() };
    assert_eq!(
        of("POST", Body::Multipart(vec![part, plain])),
        "curl http://h/ \\\n  -F 'f=\"a;\\\"\";type=text/plain;filename=\"n.txt\"' \\\n  --form-string a=b"
    );
}

/// A secret in a header, a parameter, a form or JSON is a variable in the command, too.
#[test]
fn no_secret_is_written() {
    let secret = || "planted-0123456789abcdef".to_owned();
    let named = |name: &str| vec![(name.to_owned(), secret())];
    let bare = || Call { headers: Vec::new(), ..call() };
    let part = Part { name: "password".to_owned(), content: secret().into_bytes(), ..Part::default() };
    let calls = [
        Call { headers: named("Authorization"), ..call() },
        Call { headers: named("Cookie"), ..call() },
        Call { headers: named("X-Auth-Token"), ..call() },
        Call { query: named("api_key"), ..bare() },
        Call { url: format!("https://api.example.com/?a=b&token={}", secret()), ..bare() },
        Call { body: Body::Form(named("password")), ..bare() },
        Call { body: Body::Json(json!([{"auth": {"client_secret": secret()}}])), ..bare() },
        Call { body: Body::Multipart(vec![part]), ..bare() },
    ];
    for call in calls {
        for shell in [Shell::Bash, Shell::Cmd, Shell::PowerShell] {
            let written = write(&call, None, shell);
            assert!(!written.command.contains("planted"), "{}", written.command);
            assert_eq!(written.variables.len(), 1);
        }
    }
}
