//! What the service answers to what: the whole of it can be read in [`answer`].

use serde_json::{Map, Value, json};

use super::Service;
use super::http::{Answer, Request};
use super::model;

/// The answer to one request.
pub(super) fn answer(request: &Request) -> Answer {
    match (request.method.as_str(), request.path.as_str()) {
        ("GET", "/") => Answer::text(200, Service::ROUTES),
        (_, "/echo") => Answer::json(200, &echo(request)),
        ("GET", path) if path.starts_with("/orders/") => order(&path["/orders/".len()..]),
        ("GET", "/v1/models") => model::if_authorized(request, model::models),
        ("POST", "/v1/chat/completions") => model::if_authorized(request, || model::chat(request)),
        (_, "/" | "/v1/models" | "/v1/chat/completions") => {
            Answer::json(405, &json!({"error": "this route wants another method"}))
        }
        (_, path) => Answer::json(404, &json!({"error": format!("there is nothing at {path}")})),
    }
}

fn order(number: &str) -> Answer {
    let items = json!([{"sku": "TOM-3P", "name": "Tomada 3 pinos", "quantity": 2}]);
    match number {
        "1042" => Answer::json(
            200,
            &json!({"number": "1042", "status": "shipped", "carrier": "Correios", "days_left": 2, "items": items}),
        ),
        "1043" => {
            Answer::json(200, &json!({"number": "1043", "status": "waiting for payment", "items": items}))
        }
        _ => Answer::json(404, &json!({"error": format!("there is no order {number}")})),
    }
}

fn echo(request: &Request) -> Value {
    let headers: Map<_, _> =
        request.headers.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
    json!({
        "method": request.method,
        "path": request.path,
        "query": request.query,
        "headers": headers,
        "body": String::from_utf8_lossy(&request.body),
    })
}
