//! Tells the request that a call would send, and sends nothing.
//!
//! # What it does
//!
//! Takes what `call` takes, fills it in and judges it in the same way, and answers the exact request: method, address,
//! every header field with who adds it, and the body. `fields` tells for each text that was filled in which parts the
//! builder wrote and which an expression gave. The connection's credential is masked. With `pages`, it is the request for
//! the first page. Names are not resolved and no token is fetched, so a service that is not there is not noticed.
//!
//! # When it fails
//!
//! As `call` fails before anything is sent: `invalid_input` with the field, `forbidden` for an address that may not be
//! called from here, `unauthorized` without a credential that is needed.

use tomada_rest::{Pager, Traced};
use tomada_sdk::prelude::*;
use tomada_sdk::{Preview, PreviewOrigin};

use crate::input::Call;

pub use crate::input::Input;

/// How much of the body is shown.
const BODY_MAX_BYTES: usize = 16 * 1024;

/// The request that would be sent.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Output {
    /// The method.
    pub method: String,
    /// The address with its parameters, as it is asked for; `***` where the credential goes into it.
    pub url: String,
    /// The header fields.
    pub headers: Vec<Header>,
    /// The body, if it is text: its first 16 KiB. Absent if there is none, or bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// The size of the whole body, in bytes.
    pub body_bytes: u64,
    /// Whether the connection's credential goes along: it goes to the connection's own origins alone.
    pub authenticated: bool,
    /// What each text was made of, before its place escaped it.
    pub fields: Vec<Traced>,
}

/// A header field.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Header {
    /// The name, in lower case.
    pub name: String,
    /// The value, `***` if it is secret or may be.
    pub value: String,
    /// Who adds it.
    pub origin: Origin,
}

/// Who adds a header field.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The call: its headers, or what its body is.
    Request,
    /// The connection: its credential, put in or fetched when the request is sent.
    Connection,
    /// The way out, which adds what every message has.
    Egress,
}

/// Tells the request that a call would send, and sends nothing.
pub async fn run(mut input: Input, cx: &Context) -> Result<Output, Failure> {
    input.response.prepare()?;
    let mut pager = input.pages.take().map(Pager::new).transpose()?;
    let call = Call::new(input, cx)?;
    let names = call.names(pager.as_mut().map(|pager| pager.page())).traced();
    let request = call.request(&names, cx)?;
    let body = shown(&request.body);
    let Preview { method, url, headers, body_bytes, authenticated } = cx.preview(request).await?;
    let headers = headers.into_iter().map(|field| Header {
        name: field.name,
        value: field.value,
        origin: match field.origin {
            PreviewOrigin::Request => Origin::Request,
            PreviewOrigin::Connection => Origin::Connection,
            PreviewOrigin::Egress => Origin::Egress,
        },
    });
    let fields = names.take_trace();
    Ok(Output { method, url, headers: headers.collect(), body, body_bytes, authenticated, fields })
}

/// The beginning of a body that is text.
fn shown(body: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(body).ok().filter(|text| !text.is_empty())?;
    Some(text[..text.floor_char_boundary(BODY_MAX_BYTES)].to_owned())
}
