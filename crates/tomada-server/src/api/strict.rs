//! A query is what the API's description says: a parameter that the route lacks, one that is too long or out of bounds is
//! refused, not passed over. A misspelt filter would show everything.
//!
//! The rules are read from the description itself, so that the two cannot differ.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use tomada_core::{Failure, Kind};
use utoipa::openapi::OpenApi;

use super::ask::{out_of_bounds, short};
use crate::problem::Problem;

/// The parameters of each route's query.
#[derive(Clone)]
pub(crate) struct Queries(Arc<HashMap<(String, Method), Vec<Rule>>>);

/// What is true of one parameter.
struct Rule {
    name: String,
    min: u64,
    max: u64,
    length_max: usize,
}

impl Queries {
    /// Those that `api` describes.
    pub(crate) fn of(api: &OpenApi) -> Self {
        let api = serde_json::to_value(api).unwrap_or_default();
        let mut queries = HashMap::new();
        for (path, item) in api["paths"].as_object().into_iter().flatten() {
            for (method, operation) in item.as_object().into_iter().flatten() {
                let Ok(method) = method.to_uppercase().parse() else { continue };
                let parameters = operation["parameters"].as_array().into_iter().flatten();
                let rules = parameters.filter(|parameter| parameter["in"] == "query").map(Rule::of).collect();
                queries.insert((path.clone(), method), rules);
            }
        }
        Self(Arc::new(queries))
    }

    /// Lets `request` through if its query is as its route's description says. `lang` goes everywhere.
    pub(crate) async fn check(self, request: Request, next: Next) -> Response {
        match self.wrong(&request) {
            Some(failure) => Problem::from(failure).into_response(),
            None => next.run(request).await,
        }
    }

    fn wrong(&self, request: &Request) -> Option<Failure> {
        let query = request.uri().query()?;
        let path = request.extensions().get::<MatchedPath>()?.as_str().to_owned();
        let method = if request.method() == Method::HEAD { Method::GET } else { request.method().clone() };
        let rules = self.0.get(&(path, method))?;
        let pairs = url::form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "lang");
        pairs.map(|(name, value)| wrong(rules, &name, &value)).find_map(|wrong| wrong)
    }
}

fn wrong(rules: &[Rule], name: &str, value: &str) -> Option<Failure> {
    let Some(rule) = rules.iter().find(|rule| rule.name == name) else {
        let known = rules.iter().map(|rule| rule.name.as_str()).chain(["lang"]).collect::<Vec<_>>();
        let failure =
            Failure::coded(Kind::InvalidInput, "api-query-unknown").with_argument("name", short(name));
        return Some(failure.with_argument("known", known.join(", ")));
    };
    let unreadable = |reason: String| {
        Failure::coded(Kind::InvalidInput, "api-query-invalid").with_argument("reason", reason)
    };
    if value.contains('\0') {
        return Some(unreadable(format!("{name}: U+0000")));
    }
    let length = value.chars().count();
    if length > rule.length_max {
        return Some(unreadable(format!("{name}: {length} > {}", rule.length_max)));
    }
    let number = value.parse::<u64>().ok().filter(|number| !(rule.min..=rule.max).contains(number));
    number.map(|found| out_of_bounds(name, found, rule.min, rule.max))
}

impl Rule {
    fn of(parameter: &Value) -> Self {
        let schema = &parameter["schema"];
        let bound = |name: &str, none: u64| {
            schema[name].as_u64().filter(|_| schema["type"] == "integer").unwrap_or(none)
        };
        Self {
            name: parameter["name"].as_str().unwrap_or_default().to_owned(),
            min: bound("minimum", 0),
            max: bound("maximum", u64::MAX),
            length_max: schema["maxLength"]
                .as_u64()
                .and_then(|max| max.try_into().ok())
                .unwrap_or(usize::MAX),
        }
    }
}
