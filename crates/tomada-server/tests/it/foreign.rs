//! Ids of another project: each route, as everybody, with an id of one's own, another's and nobody's. Another's answers
//! exactly as nobody's, to the byte, and nothing becomes of it.
//!
//! The rows come from the API's description: an id in a path, a query or a body that no kind here is for fails its row.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use tomada_platform::{Actor, Role};

use crate::described::document;
use crate::stand::{Answer, Stand, request, token};
use crate::walls::{Operation, body, operations};

/// Where ids of a project's things stand, by the name of the parameter or member.
const KINDS: [(&str, &str); 5] = [
    ("connection", "puppet-zzzzzz"),
    ("run", "00000000-0000-7000-8000-000000000000"),
    ("run_ids", "00000000-0000-7000-8000-000000000000"),
    ("token", "AAAAAAAAAAAA"),
    ("person", "AAAAAAAAAAAA"),
];

/// What a catalog has, which belongs to no project.
const OF_THE_CATALOG: [&str; 2] = ["integration", "action"];

/// A request with a place for an id.
struct Row {
    operation: Operation,
    place: Place,
    /// What the id names.
    kind: String,
}

enum Place {
    Path,
    Query,
    Member,
}

/// Everywhere in the API where the id of a project's thing can stand.
fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    let document = document();
    for operation in operations().into_iter().filter(Operation::in_project) {
        let described = &document["paths"][&operation.path][operation.method.to_lowercase()];
        let parameters = described["parameters"].as_array().into_iter().flatten();
        for parameter in parameters {
            let name = parameter["name"].as_str().unwrap().to_owned();
            let place = match parameter["in"].as_str().unwrap() {
                "path" if name != "project" => Place::Path,
                "query" if KINDS.iter().any(|(kind, _)| *kind == name) => Place::Query,
                _ => continue,
            };
            rows.push(Row { operation: operation.clone(), place, kind: name });
        }
        let schema = described["requestBody"]["content"]["application/json"]["schema"]["$ref"].as_str();
        let members = schema.map(|schema| document.pointer(&schema[1..]).unwrap()["properties"].clone());
        for (name, _) in members.iter().flat_map(|members| members.as_object().unwrap()) {
            if KINDS.iter().any(|(kind, _)| kind == name) {
                let kind = name.clone();
                rows.push(Row { operation: operation.clone(), place: Place::Member, kind });
            }
        }
    }
    rows
}

impl Row {
    fn request(&self, id: &str) -> Request<Body> {
        let mut path = self.operation.path.replace("{project}", "own");
        let mut body = body(&self.operation.id);
        match self.place {
            Place::Path => path = path.replace(&format!("{{{}}}", self.kind), id),
            Place::Query => path = format!("{path}?{}={id}", self.kind),
            Place::Member => {
                let value = if self.kind == "run_ids" { json!([id]) } else { json!(id) };
                body.as_mut().unwrap()[&self.kind] = value;
            }
        }
        assert!(!path.contains('{'), "{path}");
        match body {
            Some(body) => request(&self.operation.method, &path, &body),
            None => Request::builder().method(&*self.operation.method).uri(path).body(Body::empty()).unwrap(),
        }
    }

    async fn ask(&self, stand: &Stand, role: Role, id: &str) -> Answer {
        stand.ask(token(role), self.request(id)).await
    }
}

/// One thing of each kind in `project`, by kind.
async fn things(stand: &Stand, project: &str) -> BTreeMap<&'static str, String> {
    let make = async |path: &str, body: Value, pointer: &str| {
        let path = format!("/v1/projects/{project}/{path}");
        let made = stand.send(Some(Actor::OPERATOR), "POST", &path, &body).await;
        made.json().pointer(pointer).unwrap_or_else(|| panic!("{made:?}")).as_str().unwrap().to_owned()
    };
    let connection = json!({"integration": "puppet", "label": "A", "secrets": {"token": "a secret"}});
    let run = make("runs", json!({"integration": "puppet", "action": "echo"}), "/run_id").await;
    let invitation = json!({"email": format!("{project}@example.com"), "role": "viewer"});
    BTreeMap::from([
        ("connection", make("connections", connection, "/connection/id").await),
        ("run", run.clone()),
        ("run_ids", run),
        ("token", make("tokens", json!({"label": "A", "role": "viewer"}), "/token/id").await),
        ("person", make("people", invitation, "/person/id").await),
    ])
}

/// All that an answer tells, but for the id that was asked for and what is new with each answer.
fn told(answer: &Answer, id: &str) -> String {
    let own = ["x-request-id", "traceparent", "date", "content-length"];
    let headers = answer.headers.iter().filter(|(name, _)| !own.contains(&name.as_str()));
    let headers = headers.map(|(name, value)| format!("{name}: {value:?}")).collect::<Vec<_>>().join("\n");
    let mut body = answer.body.replace(id, "ID");
    // A run that was refused is in the log of one's own project, under a name of its own.
    if let Ok(mut document) = serde_json::from_str::<Value>(&body) {
        document.as_object_mut().and_then(|fields| fields.remove("run_id"));
        body = document.to_string();
    }
    format!("{} {headers}{body}", answer.status)
}

#[tokio::test]
async fn an_id_of_another_project_answers_exactly_as_nobodys() {
    let stand = Stand::new().await;
    let foreign = things(&stand, "foreign").await;
    let mut asked = 0;
    for row in rows() {
        if OF_THE_CATALOG.contains(&row.kind.as_str()) {
            continue;
        }
        let about = format!("{} {} by {}", row.operation.id, row.operation.path, row.kind);
        let unknown = KINDS.iter().find(|(kind, _)| *kind == row.kind).unwrap_or_else(|| panic!("{about}")).1;
        let foreign = &foreign[row.kind.as_str()];
        for role in Role::ALL {
            let answers = [row.ask(&stand, role, foreign).await, row.ask(&stand, role, unknown).await];
            assert_eq!(
                told(&answers[0], foreign),
                told(&answers[1], unknown),
                "{about} as {}",
                role.as_str()
            );
            asked += 1;
        }
        let own = &things(&stand, "own").await[row.kind.as_str()];
        let answer = row.ask(&stand, Role::Admin, own).await;
        if matches!(row.place, Place::Path) {
            let nobodys = row.ask(&stand, Role::Admin, unknown).await;
            assert_eq!(nobodys.status, 404, "{about}: {nobodys:?}");
            assert_ne!(told(&answer, own), told(&nobodys, unknown), "{about}: one's own is there");
        } else {
            assert!(answer.status.is_success(), "{about}: {answer:?}");
        }
    }
    assert!(asked >= 50, "only {asked} were asked");
    for (path, kind) in
        [("connections", "connection"), ("tokens", "token"), ("people", "person"), ("calls", "run")]
    {
        let path = format!("/v1/projects/foreign/{path}");
        let list = stand.get(Some(Actor::OPERATOR), &path).await;
        assert!(list.body.contains(&foreign[kind]), "{kind} is gone: {list:?}");
    }
}

#[test]
fn every_kind_of_id_has_rows() {
    for (kind, _) in KINDS {
        assert!(rows().iter().any(|row| row.kind == kind), "{kind}");
    }
}
