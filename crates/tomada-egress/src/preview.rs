//! What a call would send, told without a network: for whoever looks before it is sent. `Http::preview` of a run is this.
//!
//! The rule it protects: it is judged and put together by the functions that send, up to the moment where they would
//! dial, so what it tells is what goes out. No name is resolved, no token fetched, no exchange written.

use http::{HeaderMap, HeaderValue};
use tomada_core::{Failure, Preview, PreviewField, PreviewOrigin, Request};

use crate::attempt::{Placed, judge};
use crate::capture;
use crate::credential::Bound;
use crate::fault::{Effect, Teller};
use crate::redirect::Hop;
use crate::send::{Run, first_hop};

/// Tells the first request of a call.
pub(crate) fn preview(run: &Run, request: Request) -> Result<Preview, Failure> {
    let asked = request.headers.iter().map(|(name, _)| name.to_ascii_lowercase()).collect::<Vec<_>>();
    let hop = first_hop(run, request)?;
    let credential = run.credential_for(&hop);
    judge(run, &hop, credential).map_err(|fault| {
        let host = hop.target.host().to_owned();
        Teller { host, effect: Effect::None, redactor: run.redactor.clone() }.failure(&fault)
    })?;
    let Placed { mut headers, body, .. } = Placed::of(run, &hop, credential, None)?;
    if let Some(name) = credential.and_then(Bound::fetched_into) {
        headers.insert(name.clone(), HeaderValue::from_static("***"));
    }
    let origin = |name: &str| {
        if credential.is_some_and(|bound| headers.keys().any(|own| own == name && bound.is_in_header(own))) {
            PreviewOrigin::Connection
        } else if asked.iter().any(|asked| asked == name) {
            PreviewOrigin::Request
        } else {
            PreviewOrigin::Egress
        }
    };
    let told = fields(run, &hop, &headers, credential);
    let told = told.into_iter().map(|(name, value)| PreviewField { origin: origin(&name), name, value });
    Ok(Preview {
        method: hop.method.as_str().to_owned(),
        url: capture::url(&run.redactor, &hop, credential),
        headers: told.collect(),
        body_bytes: body.len() as u64,
        authenticated: credential.is_some(),
    })
}

/// `headers` and what the client adds to them.
fn fields(run: &Run, hop: &Hop, headers: &HeaderMap, credential: Option<&Bound>) -> Vec<(String, String)> {
    let mut told = capture::fields(&run.redactor, headers, credential);
    let url = hop.target.url();
    let authority = &url[url::Position::BeforeHost..url::Position::AfterPort];
    told.push(("host".to_owned(), run.redactor.mask_str(authority).into_owned()));
    told
}
