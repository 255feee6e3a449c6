//! The pages around integrations: signing in, what there is to connect, settings.

mod discover;
mod integration;
mod settings;
mod sign_in;

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use tomada_platform::PageRequest;

use super::shell::Guest;
use crate::app::App;

/// Its routes.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/", get(home))
        .route("/sign-in", get(sign_in::ask).post(sign_in::enter))
        .route("/sign-in/{link}", get(sign_in::welcome).post(sign_in::choose))
        .route("/sign-out", post(sign_in::leave))
        .route("/language", post(sign_in::speak))
        .route("/p/{project}", get(discover::home))
        .route("/p/{project}/integrations", get(discover::page))
        .route("/p/{project}/integrations/{id}", get(integration::page))
        .route("/p/{project}/settings", get(settings::page))
        .route("/p/{project}/settings/tokens", post(settings::make_token))
        .route("/p/{project}/settings/tokens/{token}/revoke", post(settings::revoke_token))
        .route("/p/{project}/settings/people", post(settings::invite))
        .route("/p/{project}/settings/people/{person}/remove", post(settings::remove_person))
}

/// Where somebody begins: her first project, or signing in.
async fn home(State(app): State<App>, guest: Guest) -> Response {
    let Some(actor) = guest.actor() else { return Redirect::to("/sign-in").into_response() };
    match app.platform.projects(actor, &PageRequest::default()).await {
        Ok(page) => match page.items.first() {
            Some(project) => Redirect::to(&format!("/p/{}/integrations", project.id)).into_response(),
            None => sign_in::nothing_here(&guest),
        },
        Err(failure) => super::shell::refusal(guest.locale(), &failure),
    }
}
