//! `integration.toml`: read in order, completed with schemas, refused with the line to blame.

use std::fmt::Write;
use std::path::Path;

use serde_json::{Value, json};
use tomada_catalog::{Draft, DraftError};
use tomada_core::{Auth, Effect, Manifest};

use crate::shop::said;

const GOOD: &str = r#"[integration]
id = "chatgpt"
version = "1.0.0"
category = "ai"
docs = "https://platform.openai.com/docs"
title = { en = "ChatGPT", pt-BR = "ChatGPT", es = "ChatGPT" }
[integration.summary]
en = "Chats."
pt-BR = "Conversa."
es = "Conversa."
[permissions]
hosts = ["{{ settings.base_url }}"]
[auth]
kind = "bearer"
[settings.base_url]
title = { en = "Address", pt-BR = "Endereço", es = "Dirección" }
help = { en = "Where", pt-BR = "Onde", es = "Dónde" }
schema = { type = "string", default = "https://api.openai.com" }
[test]
action = "models"
[actions.zeta]
title = { en = "Z", pt-BR = "Z", es = "Z" }
summary = { en = "Z.", pt-BR = "Z.", es = "Z." }
effect = "write"
streaming = true
[actions.models]
title = { en = "M", pt-BR = "M", es = "M" }
summary = { en = "M.", pt-BR = "M.", es = "M." }
effect = "read"
"#;

fn parse(text: &str) -> Result<Draft, DraftError> {
    Draft::parse(Path::new("integration.toml"), text)
}

fn schemas(actions: &[&str]) -> Vec<(String, Value, Value)> {
    let schema = || json!({"type": "object"});
    actions.iter().map(|action| ((*action).to_owned(), schema(), schema())).collect()
}

fn complete(text: &str) -> Result<Manifest, DraftError> {
    parse(text)?.complete(schemas(&["models", "zeta"]))
}

#[test]
fn a_draft_becomes_a_manifest_in_the_files_order() {
    let manifest = complete(GOOD).unwrap();
    assert_eq!(
        manifest.actions.iter().map(|action| action.id.as_str()).collect::<Vec<_>>(),
        ["zeta", "models"]
    );
    assert_eq!(manifest.auth, Auth::Bearer { optional: false });
    assert_eq!(manifest.settings["base_url"].default(), Some(&json!("https://api.openai.com")));
    let zeta = manifest.action("zeta").unwrap();
    assert_eq!((zeta.effect, zeta.streaming, &zeta.input), (Effect::Write, true, &json!({"type": "object"})));
    let json = serde_json::to_string(&manifest).unwrap();
    assert_eq!(serde_json::from_str::<Manifest>(&json).unwrap(), manifest);
}

#[test]
fn mistakes_are_named_with_their_line() {
    let rows = [
        ("version = \"1.0.0\"", "version = \"1.0\""),
        ("category = \"ai\"", "categry = \"ai\""),
        ("category = \"ai\"\n", ""),
        ("kind = \"bearer\"", "kind = \"beerer\""),
        ("kind = \"bearer\"", "kind = \"api_key\"\nname = \"X\""),
        ("effect = \"read\"", "effect = \"reads\""),
        ("streaming = true", "streaming = \"yes\""),
        ("[actions.models]", "[action.models]"),
        ("es = \"Conversa.\"", "fr = \"Parle.\""),
        ("[test]\naction = \"models\"\n", ""),
        ("[test]", "[test]\ninput"),
        // These are TOML and a draft, and break a rule.
        ("id = \"chatgpt\"", "id = \"Chat GPT\""),
        ("hosts = [\"{{ settings.base_url }}\"]", "hosts = [\"api.openai.com\"]"),
        ("[settings.base_url]", "[settings.base-url]"),
        ("default = \"https://api.openai.com\"", "default = 7"),
        ("action = \"models\"", "action = \"zeta\""),
        ("summary = { en = \"M.\", pt-BR", "summary = { en = \"\", pt-BR"),
    ];
    let mut texts = String::new();
    for (from, to) in rows {
        assert!(GOOD.contains(from), "{from}");
        let error = complete(&GOOD.replace(from, to)).expect_err(to);
        write!(texts, "{from} -> {to}\n=> {}\n\n", said(&error)).unwrap();
    }
    insta::assert_snapshot!(texts);
}

#[test]
fn actions_and_schemas_must_go_together() {
    #[track_caller]
    fn check(actions: &[&str], expected: &str) {
        let error = parse(GOOD).unwrap().complete(schemas(actions)).unwrap_err();
        assert_eq!(said(&error).lines().next(), Some(expected));
    }
    let start = "actions and schemas do not go together.";
    check(
        &["zeta", "model"],
        &format!(
            "broken: integration.toml:26: {start} Actions without schemas: models. Schemas without an action: model."
        ),
    );
    check(
        &["zeta"],
        &format!(
            "broken: integration.toml:26: {start} Actions without schemas: models. Schemas without an action: –."
        ),
    );
    check(
        &["zeta", "models", "more"],
        &format!(
            "broken: integration.toml:1: {start} Actions without schemas: –. Schemas without an action: more."
        ),
    );
}

#[test]
fn a_draft_that_is_not_there_is_an_error() {
    let error = Draft::read(Path::new("nowhere/integration.toml")).unwrap_err();
    assert_eq!(said(&error), "not_found: There is no file nowhere/integration.toml.");
}
