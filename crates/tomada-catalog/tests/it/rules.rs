//! Each rule of a manifest, broken once.

use std::fmt::Write;

use serde_json::{Value, json};
use tomada_catalog::check_manifest;
use tomada_core::Manifest;

use crate::shop::{manifest, said};

/// The faults of the good manifest with the value at `pointer` replaced; of `actions[0]` doubled for `-`.
fn faults(pointer: &str, value: &Value) -> Vec<String> {
    let mut json = manifest("hello", "1.0.0");
    match json.pointer_mut(pointer) {
        Some(place) => *place = value.clone(),
        None => panic!("{pointer} leads nowhere"),
    }
    let manifest = serde_json::from_value::<Manifest>(json).unwrap();
    check_manifest(&manifest).err().unwrap_or_default().iter().map(said).collect()
}

#[test]
fn a_broken_rule_is_named_with_its_place() {
    let action = manifest("hello", "1.0.0")["actions"][0].clone();
    let mut writing = action.clone();
    writing["effect"] = json!("destructive");
    let setting = manifest("hello", "1.0.0")["settings"]["base_url"].clone();
    let schema = "/settings/base_url/schema";
    let rows = [
        ("/id", json!("Hello")),
        ("/category", json!("no category")),
        ("/title/es", json!("  ")),
        ("/summary", json!({"en": "", "pt-BR": "", "es": "x"})),
        ("/settings", json!({"base_url": setting, "Base-URL": setting})),
        ("/settings/base_url/help/en", json!("")),
        (schema, json!("string")),
        (schema, json!({"type": "string", "default": 5})),
        (schema, json!({"type": ["integer", "null"], "default": 1.5})),
        (schema, json!({"enum": ["a", "b"], "default": "c"})),
        ("/test/action", json!("gret")),
        ("/actions", json!([writing])),
        ("/actions", json!([action, action])),
        ("/actions", json!([])),
        ("/actions/0/id", json!("1greet")),
        ("/actions/0/summary/pt-BR", json!("")),
        ("/actions/0/input", json!(true)),
        ("/actions/0/output", json!({"type": "string"})),
        ("/permissions/hosts", json!(["{{ settings.base_uri }}"])),
    ];
    let mut texts = String::new();
    for (pointer, value) in rows {
        writeln!(texts, "{pointer} = {value}").unwrap();
        let faults = faults(pointer, &value);
        assert!(!faults.is_empty(), "{pointer} = {value} was accepted");
        for fault in faults {
            writeln!(texts, "=> {fault}").unwrap();
        }
        texts.push('\n');
    }
    insta::assert_snapshot!(texts);
}

#[test]
fn hosts_are_origins_templates_or_any() {
    #[track_caller]
    fn check(host: &str, accepted: bool) {
        let faults = faults("/permissions/hosts", &json!([host]));
        assert_eq!(faults.is_empty(), accepted, "{host}: {faults:?}");
    }
    for host in [
        "https://a.example",
        "https://a.example:8443",
        "https://[2606:4700::1]",
        "*",
        "{{settings.base_url}}",
        "{{ input.any_name }}",
    ] {
        check(host, true);
    }
    for host in [
        "",
        "a.example",
        "http://a.example",
        "https://",
        "https://a.example/",
        "https://a.example/v1",
        "https://A.example",
        "https://a.example:443",
        "https://a.example:99999",
        "https://u:p@a.example",
        "https://a.example?q",
        "https://*.example",
        " https://a.example",
        "https://2130706433",
        "**",
        "{{ settings. }}",
        "{{ setting.base_url }}",
        "{{ settings.base_url",
        "{{ input.X }}",
        "https://{{ settings.base_url }}",
        "{{ settings.base_url }}/v1",
    ] {
        check(host, false);
    }
}

#[test]
fn defaults_that_fit_are_accepted() {
    #[track_caller]
    fn check(schema: &Value) {
        assert_eq!(faults("/settings/base_url/schema", schema), Vec::<String>::new(), "{schema}");
    }
    check(&json!({"type": "string"}));
    check(&json!({"default": 5}));
    check(&json!({"type": "integer", "default": 5}));
    check(&json!({"type": "number", "default": 1.5}));
    check(&json!({"type": ["string", "null"], "default": null}));
    check(&json!({"type": "string", "enum": ["a", "b"], "default": "b"}));
    check(&json!({"type": "boolean", "default": false}));
    check(&json!({"type": "array", "default": []}));
    check(&json!({"type": "object", "default": {}}));
}

/// Every fault at once, so that an author needs not try again and again.
#[test]
fn all_faults_are_found_together() {
    let mut json = manifest("Hello", "1.0.0");
    json["title"]["en"] = json!("");
    json["test"]["action"] = json!("none");
    json["actions"][0]["input"] = json!({});
    let manifest = serde_json::from_value::<Manifest>(json).unwrap();
    let places = check_manifest(&manifest).unwrap_err().into_iter().map(|fault| fault.at).collect::<Vec<_>>();
    assert_eq!(places, ["id", "title.en", "test.action", "actions.greet.input"]);
}
