//! Letting a connection in at its service: she is sent there, and comes back with a code.
//!
//! Rule: only our own pages send anybody off, and what comes back is taken from the browser that was sent.

use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tomada_core::Failure;
use tomada_host::Secret;
use tomada_platform::GrantAnswer;

use super::common::{Trouble, connection_place};
use super::connect;
use super::shell::{Guest, Visit, refusal, refused};
use crate::app::{App, Options};
use crate::identify::binding;

/// Where people come back to, below the public address: what is registered at services.
pub(super) const CALLBACK: &str = "/oauth/callback";

/// The address that is registered at services.
pub(super) fn redirect(options: &Options) -> String {
    format!("{}{CALLBACK}", options.public_url)
}

/// What a service sends back (RFC 6749, sections 4.1.2 and 4.1.2.1). What else it sends is not for us.
#[derive(Deserialize)]
pub(super) struct Returned {
    #[serde(default)]
    state: String,
    code: Option<String>,
    error: Option<String>,
    error_description: Option<String>,
}

impl From<Returned> for GrantAnswer {
    fn from(returned: Returned) -> Self {
        let said = [returned.error, returned.error_description].into_iter().flatten().collect::<Vec<_>>();
        Self {
            state: returned.state,
            code: returned.code.map(Secret::new),
            error: (!said.is_empty()).then(|| said.join(": ")),
        }
    }
}

/// `GET /p/{project}/connections/{connection}/grant`
pub(super) async fn begin(
    State(app): State<App>,
    Path((project, id)): Path<(String, String)>,
    visit: Visit,
    headers: HeaderMap,
) -> Response {
    // A link on somebody else's page begins nothing: she first sees what she lets in.
    let site = headers.get("sec-fetch-site").and_then(|site| site.to_str().ok());
    if !matches!(site, None | Some("same-origin" | "none")) {
        return Redirect::to(&connection_place(&project, &id)).into_response();
    }
    let begun = visit.entered.begin_grant(&id, &visit.binding(), &redirect(&app.options)).await;
    match begun {
        Ok(begun) => Redirect::to(&String::from_utf8_lossy(begun.address.expose())).into_response(),
        Err(failure) => refused(&visit, &failure),
    }
}

/// `GET /oauth/callback`
pub(super) async fn finish(
    State(app): State<App>,
    guest: Guest,
    Query(returned): Query<Returned>,
) -> Response {
    let Some(actor) = guest.actor() else { return guest.to_sign_in() };
    let binding = binding(guest.session(), actor);
    let finished = app.platform.finish_grant(actor, &binding, &returned.into(), guest.locale()).await;
    let let_in = match finished {
        Ok(let_in) => let_in,
        Err(failure) => return refusal(guest.locale(), &failure),
    };
    let place = connection_place(&let_in.project, &let_in.connection);
    match let_in.outcome {
        // How its test went stands on its page.
        Ok(_) => Redirect::to(&format!("{place}?saved=1")).into_response(),
        Err(failure) => {
            let shown = shown(&app, guest, &let_in.project, &let_in.connection, &failure).await;
            shown.unwrap_or_else(|failure| failure)
        }
    }
}

/// The page of the connection that was not let in, with why.
async fn shown(
    app: &App,
    guest: Guest,
    project: &str,
    connection: &str,
    failure: &Failure,
) -> Result<Response, Response> {
    let trouble = Trouble::of(failure, guest.locale(), String::new());
    let visit = guest.enter(app, project).await?;
    Ok(connect::with_trouble(app, &visit, connection, trouble).await)
}
