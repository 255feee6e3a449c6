//! Permissions, settings and input on one side, origins on the other.
#![allow(clippy::needless_pass_by_value, reason = "rows are written as values")]

use serde_json::{Value, json};
use tomada_core::{Failure, Manifest};

use super::{Origins, origins};

fn follow(hosts: &[&str], settings: &Value, input: &Value) -> Result<Origins, Failure> {
    let manifest: Manifest = serde_json::from_value(json!({
        "id": "sample", "version": "1.0.0", "category": "test",
        "title": {"en": "", "pt-BR": "", "es": ""}, "summary": {"en": "", "pt-BR": "", "es": ""},
        "permissions": {"hosts": hosts}, "test": {"action": "none"}, "actions": []
    }))
    .unwrap();
    origins(&manifest, settings.as_object().unwrap())?.with_input(&manifest, input)
}

#[track_caller]
fn check(hosts: &[&str], settings: Value, input: Value, allowed: &[&str], trusted: &[&str]) {
    let found = follow(hosts, &settings, &input).unwrap();
    assert_eq!((found.allowed, found.trusted), (owned(allowed), owned(trusted)));
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(ToString::to_string).collect()
}

#[track_caller]
fn refused(hosts: &[&str], settings: Value, input: Value, code: &str, at: Option<&str>) {
    let failure = follow(hosts, &settings, &input).unwrap_err();
    assert_eq!((failure.code(), failure.at()), (Some(code), at));
}

#[test]
fn origins_come_from_the_manifest_and_the_connection_with_trust() {
    let api = "https://api.example.com";
    check(&[api], json!({}), json!({}), &[api], &[api]);
    check(&["https://API.example.com:443/"], json!({}), json!({}), &[api], &[api]);
    check(
        &["http://api.example.com:8080"],
        json!({}),
        json!({}),
        &["http://api.example.com:8080"],
        &["http://api.example.com:8080"],
    );
    check(
        &["{{ settings.base_url }}"],
        json!({"base_url": "https://api.example.com/v1?x"}),
        json!({}),
        &[api],
        &[api],
    );
    check(&["{{settings.base_url}}", api], json!({}), json!({}), &[api], &[api]);
}

#[test]
fn origins_from_an_input_and_any_origin_come_without_trust() {
    let api = "https://api.example.com";
    check(&["{{ input.url }}"], json!({}), json!({"url": "https://api.example.com/x"}), &[api], &[]);
    check(&["{{ input.url }}"], json!({}), json!({}), &[], &[]);
    check(&["*"], json!({}), json!({"url": "https://elsewhere.example"}), &["*"], &[]);
    check(&["*", api], json!({}), json!({}), &["*", api], &[api]);
}

#[test]
fn what_names_no_origin_is_refused_and_says_where() {
    for url in [
        json!("api.example.com"),
        json!("ftp://a.example"),
        json!("file:///etc/passwd"),
        json!("/x"),
        json!(1),
        json!("https://user@a.example"),
        json!("javascript:1"),
    ] {
        refused(&["{{ input.url }}"], json!({}), json!({"url": url}), "input-not-web-address", Some("/url"));
        refused(&["{{ settings.url }}"], json!({"url": url}), json!({}), "setting-not-web-address", None);
    }
    for host in [
        "api.example.com",
        "https://a.example/path",
        "https://*.example.com/x",
        "{{ context.url }}",
        "{{ url }}",
        "{{ settings.url",
        "ftp://a.example",
        "",
    ] {
        refused(&[host], json!({"url": "https://a.example"}), json!({}), "manifest-bad-host", None);
    }
}

#[test]
fn a_secret_is_bound_to_the_endpoints_of_its_tokens_too() {
    let client =
        json!({"kind": "client_credentials", "token_url": "https://id.example.com/token", "client_id": "c"});
    let person = json!({
        "kind": "authorization_code", "authorize_url": "https://who.example.com/", "client_id": "c",
        "token_url": "https://api.example.com/token", "refresh_url": "https://id.example.com/again"
    });
    let trusted = Origins { allowed: Vec::new(), trusted: vec!["https://api.example.com".to_owned()] };
    for (auth, expected) in [
        (json!({"kind": "bearer"}), &["https://api.example.com"][..]),
        (client, &["https://api.example.com", "https://id.example.com"]),
        (person, &["https://api.example.com", "https://id.example.com"]),
    ] {
        let auth = serde_json::from_value(auth).unwrap();
        assert_eq!(trusted.with_tokens(&auth), expected, "{auth:?}");
    }
}
