//! Parameters that a route does not have are refused, not passed over: a misspelt filter would show everything.
//!
//! What a route has is read from the API's own description, so that the two cannot differ.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tomada_core::{Failure, Kind};
use utoipa::openapi::path::{Operation, Parameter, ParameterIn};
use utoipa::openapi::{OpenApi, RefOr};

use super::ask::short;
use crate::problem::Problem;

/// The names of the query parameters of each route.
#[derive(Clone)]
pub(crate) struct Names(Arc<HashMap<(String, Method), Vec<String>>>);

impl Names {
    /// Those that `api` describes.
    pub(crate) fn of(api: &OpenApi) -> Self {
        let mut names = HashMap::new();
        for (path, item) in &api.paths.paths {
            let operations = [
                (Method::GET, &item.get),
                (Method::POST, &item.post),
                (Method::PATCH, &item.patch),
                (Method::DELETE, &item.delete),
            ];
            for (method, operation) in operations {
                if let Some(operation) = operation {
                    names.insert((path.clone(), method), queries(operation));
                }
            }
        }
        Self(Arc::new(names))
    }

    /// Lets `request` through unless its query has a parameter that its route lacks. `lang` goes everywhere.
    pub(crate) async fn check(self, request: Request, next: Next) -> Response {
        match self.stray(&request) {
            Some(failure) => Problem::from(failure).into_response(),
            None => next.run(request).await,
        }
    }

    fn stray(&self, request: &Request) -> Option<Failure> {
        let query = request.uri().query()?;
        let path = request.extensions().get::<MatchedPath>()?.as_str().to_owned();
        let method = if request.method() == Method::HEAD { Method::GET } else { request.method().clone() };
        let known = self.0.get(&(path, method))?;
        let mut pairs = url::form_urlencoded::parse(query.as_bytes());
        if let Some((name, _)) = pairs.clone().find(|(_, value)| value.contains('\0')) {
            let reason = format!("{}: U+0000", short(name));
            return Some(
                Failure::coded(Kind::InvalidInput, "api-query-invalid").with_argument("reason", reason),
            );
        }
        let (name, _) = pairs.find(|(name, _)| name != "lang" && !known.iter().any(|known| known == name))?;
        let mut all = known.clone();
        all.push("lang".to_owned());
        let failure = Failure::coded(Kind::InvalidInput, "api-query-unknown");
        Some(failure.with_argument("name", short(name)).with_argument("known", all.join(", ")))
    }
}

fn queries(operation: &Operation) -> Vec<String> {
    let query = |parameter: &RefOr<Parameter>| match parameter {
        RefOr::T(parameter) if parameter.parameter_in == ParameterIn::Query => Some(parameter.name.clone()),
        _ => None,
    };
    operation.parameters.iter().flatten().filter_map(query).collect()
}
