//! Station 3: settings, secrets and input against the manifest.

use serde_json::{Value, json};
use tomada_core::{Kind, Locale, Output};
use tomada_host::{ConnectionSource, Host, RunRequest};

use crate::stand::{Puppet, connection_with, failure, manifest_with, output, request};

/// A host whose puppet has two settings and a bearer token, and gives its settings back.
fn strict_host() -> Host {
    let text = json!({"en": "Address", "pt-BR": "Endereço", "es": "Dirección"});
    let setting = |schema: Value, required: bool| json!({"title": text, "help": text, "schema": schema, "required": required});
    let manifest = manifest_with(json!({
        "auth": {"kind": "bearer"},
        "settings": {
            "base_url": setting(json!({"type": "string"}), true),
            "tries": setting(json!({"type": "integer", "default": 3, "maximum": 5}), false),
            "note": setting(json!({"type": "string"}), false)
        },
        "actions": [{
            "id": "look", "title": text, "summary": text, "effect": "read", "output": {},
            "input": {"type": "object", "required": ["url"], "properties": {
                "url": {"type": "string"}, "limit": {"type": "integer", "default": 10}
            }}
        }]
    }));
    let puppet = Puppet::new(manifest, |input, context| async move {
        Ok(Output::new(json!({"settings": context.settings_json().to_value(), "input": input.to_value()})))
    });
    Host::builder().integration(puppet).build().unwrap()
}

fn asked(settings: Value, secrets: &[(&str, &str)], input: Value) -> RunRequest {
    let mut request = request("look", input);
    request.connection = ConnectionSource::from(connection_with(settings, secrets));
    request
}

const TOKEN: &[(&str, &str)] = &[("token", "abcdefgh")];

#[tokio::test]
async fn defaults_of_settings_are_filled_in_and_inputs_stay_as_they_are() {
    let request = asked(json!({"base_url": "https://a.example"}), TOKEN, json!({"url": "x"}));
    let report = strict_host().run(request).await;
    let expected = json!({"settings": {"base_url": "https://a.example", "tries": 3}, "input": {"url": "x"}});
    assert_eq!(output(&report), expected);
}

#[tokio::test]
async fn settings_that_do_not_fit_are_told() {
    let host = strict_host();
    let check = async |settings: Value, code: &str| {
        let request = asked(settings, TOKEN, json!({"url": "x"}));
        assert_eq!(failure(&host, request).await, (Kind::InvalidInput, code.to_owned()));
    };
    check(json!([]), "settings-not-object").await;
    check(json!({}), "setting-missing").await;
    check(json!({"base_url": 1}), "settings-problems").await;
    check(json!({"base_url": "x", "tries": 6}), "settings-problems").await;
    check(json!({"base_url": "x", "base_ulr": "x"}), "setting-misspelt").await;
    check(json!({"base_url": "x", "zzz": "x"}), "setting-unknown").await;
}

#[tokio::test]
async fn secrets_that_do_not_fit_are_told() {
    let host = strict_host();
    let check = async |secrets: &[(&str, &str)], kind, code: &str| {
        let request = asked(json!({"base_url": "x"}), secrets, json!({"url": "x"}));
        assert_eq!(failure(&host, request).await, (kind, code.to_owned()));
    };
    check(&[], Kind::Unauthorized, "secret-missing").await;
    check(&[("token", "short")], Kind::InvalidInput, "secret-too-short").await;
    check(&[("key", "abcdefgh")], Kind::InvalidInput, "secret-unknown").await;
    let plain = crate::stand::host(Puppet::echo());
    let request = asked(json!({}), TOKEN, json!({}));
    assert_eq!(failure(&plain, request).await, (Kind::InvalidInput, "secret-not-wanted".to_owned()));
}

#[tokio::test]
async fn a_secret_that_would_never_be_sent_is_refused() {
    let text = json!({"en": "Address", "pt-BR": "Endereço", "es": "Dirección"});
    let setting = json!({"title": text, "help": text, "schema": {"type": "string"}, "required": false});
    let check = async |hosts: Value, settings: Value, secrets: &[(&str, &str)], expected: &str| {
        let manifest = manifest_with(json!({
            "auth": {"kind": "bearer", "optional": true},
            "settings": {"base_url": setting},
            "permissions": {"hosts": hosts}
        }));
        let puppet = Puppet::new(manifest, |input, _| async { Ok(Output::new(input)) });
        let mut request = request("look", json!({}));
        request.connection = ConnectionSource::from(connection_with(settings, secrets));
        let result = crate::stand::host(puppet).run(request).await.result;
        let found = result.err().map(|failure| failure.code().unwrap_or_default().to_owned());
        assert_eq!(found.as_deref().unwrap_or("ok"), expected, "{hosts}");
    };
    let named = json!({"base_url": "https://a.example/v1"});
    let either = json!(["*", "{{ settings.base_url }}"]);
    check(either.clone(), json!({}), TOKEN, "secret-nowhere").await;
    check(either.clone(), named.clone(), TOKEN, "ok").await;
    check(either, json!({}), &[], "ok").await;
    check(json!(["*"]), named.clone(), TOKEN, "manifest-secret-nowhere").await;
    check(json!(["{{ input.url }}"]), named, TOKEN, "manifest-secret-nowhere").await;
    check(json!(["https://api.example.com"]), json!({}), TOKEN, "ok").await;
}

#[tokio::test]
async fn everything_wrong_with_an_input_is_told_at_once_in_the_language_asked_for() {
    let mut request = asked(json!({"base_url": "x"}), TOKEN, json!({"limit": "ten", "ulr": "x"}));
    request.locale = Locale::PtBr;
    let failure = strict_host().run(request).await.result.unwrap_err();
    assert_eq!(
        (failure.kind(), failure.code(), failure.at()),
        (Kind::InvalidInput, Some("input-problems"), Some("/limit"))
    );
    assert_eq!(
        failure.message(),
        "3 coisas na entrada não estão certas:\n\
         - /limit: há um texto, espera-se um número inteiro\n\
         - /ulr: esse campo não existe; você quis dizer url?\n\
         - /url: falta esse campo"
    );
}

#[tokio::test]
async fn a_single_problem_is_told_alone() {
    let request = asked(json!({"base_url": "x"}), TOKEN, json!("url"));
    let failure = strict_host().run(request).await.result.unwrap_err();
    assert_eq!((failure.code(), failure.at()), (Some("input-not-object"), Some("")));
    assert_eq!(failure.message(), "#: the input is text, expected an object with fields");
}

#[tokio::test]
async fn a_schema_that_is_none_is_the_authors_fault() {
    let text = json!({"en": "", "pt-BR": "", "es": ""});
    let manifest = manifest_with(json!({"actions": [{
        "id": "look", "title": text, "summary": text, "effect": "read", "output": {}, "input": {"type": "objekt"}
    }]}));
    let host = crate::stand::host(Puppet::new(manifest, |input, _| async { Ok(Output::new(input)) }));
    let expected = (Kind::Broken, "schema-not-readable".to_owned());
    assert_eq!(failure(&host, request("look", json!({}))).await, expected);
    assert_eq!(failure(&host, request("look", json!({}))).await, expected);
}

/// What was worked out of a connection is used again as long as it is the same one, and not a moment longer.
#[tokio::test]
async fn a_connection_is_looked_at_anew_once_it_has_changed() {
    let host = strict_host();
    let ask = |base_url: &str, token: &str| {
        asked(json!({"base_url": base_url}), &[("token", token)], json!({"url": token}))
    };
    for request in [ask("https://one.example", "first-token"), ask("https://other.example", "second-token")] {
        let ConnectionSource::Inline(connection) = &request.connection else { panic!("it is inline") };
        let settings = connection.settings.to_value()["base_url"].clone();
        for _ in 0..2 {
            let output = output(&host.run(request.clone()).await);
            assert_eq!(
                (&output["settings"]["base_url"], &output["input"]["url"]),
                (&settings, &json!("***"))
            );
        }
    }
}
