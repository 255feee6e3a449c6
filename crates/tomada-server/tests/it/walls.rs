//! Who may do what: each route, as everybody, on a project of one's own, another's and none. The rows come from the API's
//! description.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use tomada_platform::{Actor, Role};

use crate::described::document;
use crate::stand::{Answer, Stand, request, token};

/// One operation of the document.
#[derive(Clone)]
pub(crate) struct Operation {
    pub(crate) id: String,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) role: String,
}

pub(crate) fn operations() -> Vec<Operation> {
    let mut operations = Vec::new();
    for (path, item) in document()["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            operations.push(Operation {
                id: operation["operationId"].as_str().unwrap().to_owned(),
                method: method.to_uppercase(),
                path: path.clone(),
                role: operation["x-role"].as_str().unwrap().to_owned(),
            });
        }
    }
    operations
}

/// A body that the operation takes; an operation with a body that is not named here fails its row.
pub(crate) fn body(id: &str) -> Option<Value> {
    Some(match id {
        "run" | "preview" => json!({"integration": "puppet", "action": "echo"}),
        "connect" => json!({"integration": "puppet", "label": "A", "secrets": {"token": "x"}}),
        "begin_grant" => json!({"redirect_uri": "https://menu.example.com/back"}),
        "finish_grant" => json!({"state": "unknown"}),
        "change_connection" => json!({"label": "B"}),
        "replay_many" => json!({"run_ids": ["unknown"], "pause_ms": 0}),
        "create_token" => json!({"label": "A", "role": "viewer"}),
        "invite" => json!({"email": "ana@example.com", "role": "viewer"}),
        "create_project" => json!({"id": "new", "name": "New"}),
        _ => return None,
    })
}

impl Operation {
    /// Whether it is about one thing within a project.
    fn has_item(&self) -> bool {
        self.path.split("/{").count() > 2
    }

    pub(crate) fn in_project(&self) -> bool {
        self.path.contains("{project}")
    }

    fn request(&self, project: &str, item: &str) -> Request<Body> {
        let mut path = self.path.replace("{project}", project);
        for name in ["{connection}", "{run}", "{token}", "{person}", "{integration}", "{action}"] {
            path = path.replace(name, item);
        }
        assert!(!path.contains('{'), "{path}");
        match body(&self.id) {
            Some(body) => request(&self.method, &path, &body),
            None => Request::builder().method(&*self.method).uri(path).body(Body::empty()).unwrap(),
        }
    }

    pub(crate) fn allows(&self, role: Role) -> bool {
        let needed = match self.role.as_str() {
            "editor" => Role::Editor,
            "admin" => Role::Admin,
            "operator" => return false,
            _ => Role::Viewer,
        };
        role >= needed
    }
}

async fn ask(
    stand: &Stand,
    actor: Option<Actor>,
    operation: &Operation,
    project: &str,
    item: &str,
) -> Answer {
    stand.ask(actor, operation.request(project, item)).await
}

#[tokio::test]
async fn nobody_gets_nothing_but_what_is_for_anyone() {
    let stand = Stand::new().await;
    for operation in operations() {
        let answer = ask(&stand, None, &operation, "own", "x").await;
        if operation.role == "anyone" {
            assert_eq!(answer.status, 200, "{} {answer:?}", operation.id);
        } else {
            assert_eq!(answer.status, 401, "{} {answer:?}", operation.id);
            assert_eq!(answer.json()["code"], "api-signed-out", "{}", operation.id);
            assert!(answer.header("www-authenticate").starts_with("Bearer"), "{}", operation.id);
        }
    }
}

#[tokio::test]
async fn another_project_answers_exactly_as_none() {
    let stand = Stand::new().await;
    for operation in operations().into_iter().filter(Operation::in_project) {
        for role in Role::ALL {
            let foreign = ask(&stand, token(role), &operation, "foreign", "x").await;
            let unknown = ask(&stand, token(role), &operation, "missing", "x").await;
            assert_eq!(foreign.status, 404, "{} {foreign:?}", operation.id);
            assert_eq!(foreign.status, unknown.status, "{}", operation.id);
            assert_eq!(foreign.body, unknown.body.replace("missing", "foreign"), "{}", operation.id);
        }
    }
}

#[tokio::test]
async fn a_role_that_is_too_low_is_refused() {
    let stand = Stand::new().await;
    for operation in operations().into_iter().filter(Operation::in_project) {
        for role in Role::ALL.into_iter().filter(|role| !operation.allows(*role)) {
            let answer = ask(&stand, token(role), &operation, "own", "x").await;
            assert_eq!(answer.status, 403, "{} as {} {answer:?}", operation.id, role.as_str());
            assert_eq!(answer.json()["code"], "role-needed", "{}", operation.id);
        }
    }
}

#[tokio::test]
async fn a_role_that_is_high_enough_is_not_refused_and_unknown_things_are_unknown() {
    let stand = Stand::new().await;
    for operation in operations().into_iter().filter(|operation| operation.role != "anyone") {
        let roles = Role::ALL.into_iter().filter(|role| operation.allows(*role)).map(token);
        for actor in roles.chain([Some(Actor::OPERATOR)]) {
            let answer =
                ask(&stand, actor.clone(), &operation, "own", "00000000-0000-7000-8000-000000000000").await;
            let refused = [401, 403].contains(&answer.status.as_u16()) || answer.status.is_server_error();
            assert!(!refused, "{} as {actor:?} {answer:?}", operation.id);
            if operation.has_item() {
                assert_eq!(answer.status, 404, "{} as {actor:?} {answer:?}", operation.id);
            }
        }
    }
}
