//! Calls an API and answers what came, whatever its status.
//!
//! # What it does
//!
//! Fills the templates of all fields in with the values of `context`, sends the request, and answers status, headers and
//! body. JSON is recognised whatever the content type says. A value cannot leave its place: it is percent-encoded in an
//! address, stays inside of its text in JSON, and a line break in a header is refused. A text of a JSON body that is one
//! expression alone, such as `{{ context.order }}`, becomes that value with its type.
//!
//! # When it fails
//!
//! `invalid_input`, with the field, for a template that is wrong or names what is not there, and for an address that is
//! none; nothing is sent then. Any answer of the service is an output, unless `fail_on_status` is set: then a status
//! that is not 2xx is a failure of the kind that it means. `forbidden` when the address may not be called from here,
//! `unavailable` or `uncertain` when no answer came.

use std::collections::BTreeMap;

use tomada_rest::{BodyTemplate, Fields, Form, Names, NoteCode, RequestTemplate, ResponseForm, decode};
use tomada_sdk::failure_for_status;
use tomada_sdk::prelude::*;

use crate::settings::Settings;

/// How much of an answer becomes the detail of a failure.
const EXCERPT_MAX_BYTES: usize = 8 * 1024;

/// What to send, and how to take the answer.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The method: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS or any other that the service knows.
    #[serde(default = "get")]
    pub method: String,
    /// The address: a whole one, or a path under the connection's base address.
    pub url: String,
    /// Parameters that are added to the address. A list repeats its name.
    #[serde(default)]
    pub query: Fields,
    /// Header fields. A list repeats its name.
    #[serde(default)]
    pub headers: Fields,
    /// The body.
    #[serde(default)]
    pub body: BodyTemplate,
    /// The values that templates can name: `{{ context.name }}`.
    #[serde(default)]
    pub context: BTreeMap<String, Value>,
    /// The longest wait for the whole answer, in milliseconds; 15 seconds if absent.
    #[schemars(range(min = 1, max = 300_000))]
    pub timeout_ms: Option<u64>,
    /// How many redirects are followed.
    #[serde(default)]
    #[schemars(range(max = 3))]
    pub redirects: u8,
    /// The largest answer, in bytes after decompression; 256 KiB if absent. A larger one is a failure, never cut.
    #[schemars(range(min = 1, max = 10_485_760))]
    pub body_max_bytes: Option<u64>,
    /// Whether a status that is not 2xx is a failure.
    #[serde(default)]
    pub fail_on_status: bool,
}

fn get() -> String {
    "GET".to_owned()
}

/// What the service answered.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Output {
    /// The HTTP status.
    pub status: u16,
    /// Whether the status is 2xx.
    pub category: Category,
    /// The address that answered, after redirects.
    pub url: String,
    /// The header fields, names in lower case, each with all its values.
    pub headers: BTreeMap<String, Vec<String>>,
    /// The body, if it is JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub json: Option<Value>,
    /// The body, if it is anything else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Whether the body had bytes that are no text, which were replaced by U+FFFD.
    pub repaired: bool,
    /// The size of the body in bytes, after decompression.
    pub body_bytes: usize,
}

/// What a flow branches on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// The status is 2xx.
    Success,
    /// It is any other.
    Failure,
}

/// Calls an API and answers what came, whatever its status.
pub async fn run(input: Input, cx: &Context) -> Result<Output, Failure> {
    let fail_on_status = input.fail_on_status;
    let response = cx.send(input.request(cx)?).await?;
    let Response { status, url, headers: fields, body, .. } = response;
    let bytes = body.bytes().await?;
    let is_success = (200..300).contains(&status);
    if fail_on_status && !is_success {
        let excerpt = String::from_utf8_lossy(&bytes[..bytes.len().min(EXCERPT_MAX_BYTES)]);
        return Err(failure_for_status(status, &fields, &excerpt));
    }
    let decoded = decode(&bytes, fields.get("content-type"), ResponseForm::Auto)?;
    let repaired =
        decoded.notes.iter().any(|note| matches!(note.code, NoteCode::TextReplaced | NoteCode::JsonRepaired));
    let (json, text) = match decoded.form {
        Form::Empty => (None, None),
        Form::Text | Form::Html | Form::Base64 => (None, decoded.value.as_str().map(str::to_owned)),
        _ => (Some(decoded.value), None),
    };
    let mut headers = BTreeMap::<_, Vec<_>>::new();
    for (name, value) in fields.iter() {
        headers.entry(name.to_ascii_lowercase()).or_default().push(value.to_owned());
    }
    Ok(Output {
        status,
        category: if is_success { Category::Success } else { Category::Failure },
        url,
        headers,
        json,
        text,
        repaired,
        body_bytes: bytes.len(),
    })
}

impl Input {
    /// The request with everything filled in.
    fn request(self, cx: &Context) -> Result<Request, Failure> {
        let settings: Settings = cx.settings()?;
        let names = Names::new([("context", Value::from_iter(self.context))]);
        let Self { method, url, query, headers, body, .. } = self;
        let template = RequestTemplate { method, url, query, headers, body };
        let mut request = template.render(settings.base_url.as_deref(), &names)?.redirects(self.redirects);
        request.timeout_ms = self.timeout_ms;
        request.body_max_bytes = self.body_max_bytes;
        Ok(request)
    }
}
