//! A call that is written and read again is the same call, for every shell.

use std::collections::HashMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use tomada_curl::{Body, Call, Limits, Part, Shell, read, write};

use crate::wire::{differences, filled, of_call};

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z0-9_ .-]{0,12}",
        "[ -~]{0,20}",
        "[ -~éñ日\u{F0000}\u{10FE41}\n\t'\"\\\\$`^%!]{0,20}",
        Just("%PATH%".to_owned()),
        Just("it's \"so\"\\".to_owned()),
    ]
}

fn line() -> impl Strategy<Value = String> {
    text().prop_map(|text| text.replace(['\n', '\t'], " ").trim().to_owned())
}

fn fields() -> impl Strategy<Value = Vec<(String, String)>> {
    prop::collection::vec(("[a-z]{1,4}\\[?", text()), 1..4)
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1_000_000_i32..1_000_000).prop_map(|it| json!(f64::from(it) / 64.0)),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(text(), inner, 0..4).prop_map(Value::from_iter),
        ]
    })
}

fn part(content: impl Strategy<Value = Vec<u8>>) -> impl Strategy<Value = Part> {
    let filename = prop::option::of("[a-z ;,'é]{1,6}\\.txt");
    let kind = prop::option::of(Just("text/csv".to_owned()));
    ("[a-z \\[\\]é']{1,6}", content, filename, kind).prop_map(|(name, content, filename, content_type)| {
        // With a file's name curl finds a type of its own accord.
        let content_type = if filename.is_some() {
            Some(content_type.unwrap_or("image/x".to_owned()))
        } else {
            content_type
        };
        Part { name, content, filename, content_type }
    })
}

fn body(bytes: bool) -> impl Strategy<Value = Body> {
    let kind =
        || prop_oneof![Just("text/plain".to_owned()), Just("application/xml; charset=utf-8".to_owned())];
    let any_bytes = move || {
        let raw = prop::collection::vec(any::<u8>(), 1..20);
        let text = text().prop_map(String::into_bytes);
        if bytes { prop_oneof![raw, text].boxed() } else { text.boxed() }
    };
    prop_oneof![
        Just(Body::None),
        value().prop_map(Body::Json),
        fields().prop_map(Body::Form),
        (text(), kind()).prop_map(|(text, content_type)| Body::Text { text, content_type }),
        (any_bytes(), kind()).prop_map(|(bytes, content_type)| Body::Bytes { bytes, content_type }),
        prop::collection::vec(part(text().prop_map(String::into_bytes)), 1..3).prop_map(Body::Multipart),
    ]
}

fn calls_of(bytes: bool) -> impl Strategy<Value = Call> {
    let method = prop_oneof![Just("GET"), Just("POST"), Just("PUT"), Just("DELETE"), Just("PROPFIND")];
    let url = prop_oneof![
        Just("https://api.example.com/".to_owned()),
        "[a-z0-9/%]{0,10}".prop_map(|path| format!("https://api.example.com/{}", path.replace('%', "%25"))),
        Just("https://api.example.com/a[1]/{b}?x=1&y[]=2".to_owned()),
    ];
    let headers = prop::collection::vec(("X-[A-Z]", line()), 0..3);
    let limits = (prop::option::of(1..300_000_u64), 0..4_u32, 0..4_u32, any::<bool>());
    (method, url, prop_oneof![Just(Vec::new()), fields()], headers, body(bytes), limits).prop_map(
        |(method, url, query, headers, body, (timeout_ms, redirects, retries, fail_on_status))| Call {
            method: method.to_owned(),
            url,
            query,
            headers,
            body,
            timeout_ms,
            redirects,
            retries,
            body_max_bytes: None,
            fail_on_status,
        },
    )
}

/// Calls as bash can write them all.
pub(crate) fn calls() -> impl Strategy<Value = Call> {
    calls_of(true)
}

fn comes_back(call: &Call, shell: Shell) -> Result<(), TestCaseError> {
    let command = write(call, None, shell).command;
    let import = read(&command, shell, &Limits::CARD);
    let import = import.map_err(|wrong| TestCaseError::fail(format!("{command}\n{wrong}")))?;
    let back = filled(&import, &HashMap::new());
    let found = differences(&of_call(&back), &of_call(call));
    prop_assert!(found.is_empty(), "{command}\n{}", found.join("\n"));
    let limits = |call: &Call| (call.timeout_ms, call.redirects, call.retries, call.fail_on_status);
    prop_assert_eq!(limits(&back), limits(call));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn through_bash(call in calls()) {
        comes_back(&call, Shell::Bash)?;
    }

    #[test]
    fn through_cmd(call in calls_of(false)) {
        comes_back(&call, Shell::Cmd)?;
    }

    #[test]
    fn through_powershell(call in calls_of(false)) {
        comes_back(&call, Shell::PowerShell)?;
    }
}
