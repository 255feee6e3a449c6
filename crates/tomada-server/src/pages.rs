//! The Integrations menu: pages for people.

mod assets;
mod calls;
mod card;
mod common;
mod connect;
mod connections;
mod dress;
mod fault;
mod form;
mod frame;
mod grant;
mod look;
mod overview;
mod shell;
mod switcher;
mod tree;
mod try_it;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;
pub(crate) use dress::dress;

/// Its routes.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .merge(frame::routes())
        .merge(assets::routes())
        .route("/projects", get(switcher::all))
        .route("/p/{project}/integrations/{id}/connect", get(connect::new).post(connect::create))
        .route("/p/{project}/integrations/{id}/actions/{action}", get(try_it::ask).post(try_it::act))
        .route("/p/{project}/connections", get(connections::list))
        .route("/p/{project}/connections/{id}", get(connect::edit).post(connect::change))
        .route("/p/{project}/connections/{id}/delete", get(connections::ask_delete).post(connections::delete))
        .route("/p/{project}/connections/{id}/grant", get(grant::begin))
        .route(grant::CALLBACK, get(grant::finish))
        .route("/p/{project}/connections/{id}/test", post(connections::test))
        .route("/p/{project}/calls", get(calls::list))
        .route("/p/{project}/calls/{run}", get(calls::page))
        .route("/p/{project}/calls/{run}/har", get(calls::har))
        .route("/p/{project}/calls/{run}/case", get(calls::case))
        .route("/p/{project}/calls/{run}/replay", post(calls::replay))
        .route("/p/{project}/calls/{run}/exchanges/{number}/curl", get(calls::curl))
        .route("/p/{project}/overview", get(overview::page))
        .merge(card::routes())
}
