//! The API's description: committed as it is generated, complete, and drawn for people.

use std::collections::BTreeSet;

use serde_json::Value;
use tomada_core::Kind;

use crate::stand::Stand;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json");

pub(crate) fn document() -> Value {
    serde_json::to_value(tomada_server::document()).unwrap()
}

/// `TOMADA_UPDATE=1` writes it anew.
#[tokio::test]
async fn the_committed_document_is_the_generated_one_and_the_served_one() {
    let generated = tomada_server::document().to_pretty_json().unwrap() + "\n";
    if std::env::var_os("TOMADA_UPDATE").is_some() {
        std::fs::write(FILE, &generated).unwrap();
    }
    let committed = std::fs::read_to_string(FILE).unwrap_or_default();
    assert!(committed == generated, "openapi.json is not what the code says: run with TOMADA_UPDATE=1");
    let served = Stand::new().await.get(None, "/openapi.json").await;
    assert_eq!(served.body, committed);
    assert_eq!(served.json()["openapi"].as_str().unwrap().get(..3), Some("3.1"));
}

#[test]
fn every_operation_has_a_name_of_its_own_a_role_and_words() {
    let document = document();
    let mut names = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let name = operation["operationId"].as_str().unwrap();
            assert!(names.insert(name.to_owned()), "{name} is there twice");
            let roles = ["anyone", "signed-in", "viewer", "editor", "admin", "operator"];
            assert!(roles.contains(&operation["x-role"].as_str().unwrap()), "{method} {path}");
            assert!(!operation["summary"].as_str().unwrap_or_default().is_empty(), "{method} {path}");
            assert!(operation["responses"]["default"].is_object(), "{method} {path}");
        }
    }
}

#[test]
fn every_reference_of_the_document_leads_somewhere() {
    let document = document();
    let text = document.to_string();
    for reference in text.split("\"$ref\":\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(document.pointer(&reference[1..]).is_some(), "{reference}");
    }
}

#[tokio::test]
async fn the_reference_page_has_every_operation_and_no_script() {
    let stand = Stand::new().await;
    let page = stand.get(None, "/docs").await;
    assert_eq!(page.status, 200);
    for (path, item) in document()["paths"].as_object().unwrap() {
        assert!(page.body.contains(path.as_str()), "{path}");
        for operation in item.as_object().unwrap().values() {
            let anchor = format!("id=\"{}\"", operation["operationId"].as_str().unwrap());
            assert!(page.body.contains(&anchor), "{anchor}");
        }
    }
    for link in page.body.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(page.body.contains(&format!("id=\"{link}\"")), "#{link} leads nowhere");
    }
    for forbidden in ["<script", "style=", "onclick", "http://", "javascript:"] {
        assert!(!page.body.contains(forbidden), "{forbidden}");
    }
    assert!(page.header("content-security-policy").starts_with("default-src 'none'"));
    assert_eq!(stand.get(None, "/docs.css").await.header("content-type"), "text/css; charset=utf-8");
}

#[tokio::test]
async fn the_type_of_a_problem_leads_to_its_row() {
    let stand = Stand::new().await;
    let page = stand.get(None, "/docs").await;
    for kind in Kind::ALL {
        let answer = stand.get(None, &format!("/problems/{kind}")).await;
        let anchor = answer.header("location").split_once('#').unwrap().1;
        assert!(page.body.contains(&format!("id=\"{anchor}\"")), "{kind}");
    }
    assert_eq!(stand.get(None, "/problems/nonsense").await.status, 404);
}
