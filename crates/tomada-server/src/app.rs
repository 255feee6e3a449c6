//! The application: all routes over one platform, and what lies around every one of them.

use std::sync::Arc;

use axum::Router;
use tokio::sync::Semaphore;
use tomada_host::Secret;
use tomada_platform::Platform;

use crate::metrics::Metrics;
use crate::{api, guard, pages};

/// How many may follow call logs at once.
const FOLLOWERS_MAX: usize = 512;

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
    /// By which a monitoring system reads the metrics; without one, only operators do.
    pub metrics_token: Option<Secret>,
}

/// What every route works with. Cheap to clone.
#[derive(Clone)]
pub(crate) struct App {
    pub(crate) platform: Platform,
    pub(crate) options: Arc<Options>,
    pub(crate) metrics: Arc<Metrics>,
    /// Places for those who follow a call log.
    pub(crate) followers: Arc<Semaphore>,
}

/// The application. Whoever serves it on a door of its own, where the door itself proves who asks, puts a
/// [`tomada_platform::Actor`] into each request's extensions.
pub fn app(platform: Platform, options: Options) -> Router {
    let metrics = Arc::new(Metrics::new(&platform));
    let followers = Arc::new(Semaphore::new(FOLLOWERS_MAX));
    let app = App { platform, options: Arc::new(options), metrics, followers };
    let routes = Router::new().merge(api::routes(&app)).merge(pages::routes());
    guard::around(routes, &app).with_state(app)
}
