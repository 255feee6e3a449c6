//! What the tests render with: one context, and short ways to ask for one part of a request.

use serde_json::{Value, json};
use tomada_core::{Failure, Request};
use tomada_rest::{BodyTemplate, Field, Fields, Names, RequestTemplate, Scalar};

/// The context that rows refer to.
pub(crate) fn context() -> Value {
    json!({
        "id": 7,
        "name": "Ana \"Bia\" & Zoë/?#",
        "order": {"lines": [1, 2.5], "paid": true, "note": null},
        "tags": ["a b", "c&d"],
        "nothing": null,
        "empty": "",
        "host": "api.example.com",
        "next": "https://other.example/list?page=2#x",
        "up": "..",
        "break": "a\r\nx-evil: 1",
        "nul": "a\u{0}b",
        "html": "<b>'&'</b>"
    })
}

pub(crate) fn names(context: &Value) -> Names {
    Names::new([("context", context.clone())])
}

pub(crate) fn render(template: &RequestTemplate) -> Result<Request, Failure> {
    template.render(None, &names(&context()), [7; 16])
}

/// A GET to an address that needs no rendering.
pub(crate) fn get() -> RequestTemplate {
    RequestTemplate { method: "GET".into(), url: "https://a.example/".into(), ..RequestTemplate::default() }
}

pub(crate) fn with_json(json: Value) -> RequestTemplate {
    RequestTemplate { body: BodyTemplate::Json { json }, ..get() }
}

pub(crate) fn with_text(text: &str) -> RequestTemplate {
    let body = BodyTemplate::Text { text: text.into(), content_type: "text/plain".into() };
    RequestTemplate { body, ..get() }
}

pub(crate) fn one(text: &str) -> Field {
    Field::One(Scalar::Text(text.into()))
}

/// Fields as a client writes them.
pub(crate) fn fields(json: &str) -> Fields {
    serde_json::from_str(json).unwrap()
}

#[track_caller]
pub(crate) fn body(template: &RequestTemplate) -> String {
    String::from_utf8(render(template).unwrap().body).unwrap()
}

/// Code and place of the failure.
#[track_caller]
pub(crate) fn refused(template: &RequestTemplate, code: &str, at: &str) -> Failure {
    let failure = render(template).unwrap_err();
    assert_eq!((failure.code(), failure.at()), (Some(code), Some(at)), "{failure}");
    failure
}
