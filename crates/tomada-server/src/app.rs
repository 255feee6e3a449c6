//! The application: all routes over one platform.

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use tomada_platform::Platform;

use crate::{api, pages};

/// How the server behaves.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The address that people reach it by, such as `https://tomada.example.com`: for links, redirects and the `Secure`
    /// flag of cookies.
    pub public_url: String,
    /// Origins that may frame the menu.
    pub embed_origins: Vec<String>,
    /// The categories of the catalog in the menu's order.
    pub categories: Vec<String>,
}

/// What every route works with. Cheap to clone.
#[derive(Clone)]
pub(crate) struct App {
    pub(crate) platform: Platform,
    pub(crate) options: Arc<Options>,
}

/// The application.
pub fn app(platform: Platform, options: Options) -> Router {
    let app = App { platform, options: Arc::new(options) };
    Router::new()
        .route("/health", get(|| async { "ok" }))
        .merge(api::routes())
        .merge(pages::routes())
        .with_state(app)
}
