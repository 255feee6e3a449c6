//! Style sheets and scripts of the pages. The address of each holds a hash of what it says, so that browsers keep it
//! for good and never have an old one.
//!
//! Templates name them by [`address`]. Rule: nothing else is ever given out from here.

use std::fmt::Write;
use std::sync::LazyLock;

use axum::Router;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use sha2::{Digest, Sha256};

use super::look::Accent;
use crate::app::App;

const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
/// For as long as a browser likes: another text has another address.
const FOR_GOOD: &str = "public, max-age=31536000, immutable";

/// Name, type and text of each.
const ALL: [(&str, &str, &str); 9] = [
    ("pages.css", CSS, include_str!("../../assets/pages.css")),
    ("frame.css", CSS, include_str!("../../assets/frame.css")),
    ("card.css", CSS, include_str!("../../assets/card.css")),
    ("card.js", SCRIPT, include_str!("../../assets/card.js")),
    ("copy.js", SCRIPT, include_str!("../../assets/copy.js")),
    ("keys.js", SCRIPT, include_str!("../../assets/keys.js")),
    ("search.js", SCRIPT, include_str!("../../assets/search.js")),
    ("tail.js", SCRIPT, include_str!("../../assets/tail.js")),
    ("try.js", SCRIPT, include_str!("../../assets/try.js")),
];

/// The address of each, in the order of [`ALL`].
static ADDRESSES: LazyLock<Vec<String>> =
    LazyLock::new(|| ALL.iter().map(|(name, _, text)| format!("/assets/{}/{name}", hash(text))).collect());

/// Their routes.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/assets/{hash}/{name}", get(one))
        .route("/assets/accent/{name}", get(accent))
        .route("/favicon.ico", get(|| async { StatusCode::NO_CONTENT }))
}

/// Where the asset `name` is; a name that is none leads nowhere, which a test of the pages finds.
pub(crate) fn address(name: &str) -> &str {
    let found = ALL.iter().position(|(known, ..)| *known == name);
    found.and_then(|at| ADDRESSES.get(at)).map_or("/assets/none", String::as_str)
}

/// The first 8 bytes of the SHA-256 of `text`, in hex.
fn hash(text: &str) -> String {
    Sha256::digest(text).iter().take(8).fold(String::new(), |mut hex, byte| {
        // Writing to a string does not fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

async fn one(Path((_, name)): Path<(String, String)>, uri: axum::http::Uri) -> Response {
    let Some((name, kind, text)) = ALL.iter().find(|(known, ..)| *known == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // A page of another build asks by another hash: it gets what there is, and keeps it for no longer than it needs.
    let kept = if uri.path() == address(name) { FOR_GOOD } else { "no-store" };
    ([(header::CONTENT_TYPE, *kind), (header::CACHE_CONTROL, kept)], *text).into_response()
}

/// The style sheet of an accent colour, which is made of its name alone.
async fn accent(Path(name): Path<String>) -> Response {
    match name.strip_suffix(".css").and_then(Accent::read) {
        Some(accent) => {
            let headers = [(header::CONTENT_TYPE, CSS), (header::CACHE_CONTROL, FOR_GOOD)];
            (headers, accent.sheet()).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
