//! What the card is given, and the request that becomes of it. `call` and `preview` take the same.
//!
//! Rule: everything is checked and filled in before anything is sent.

use std::collections::BTreeMap;

use tomada_rest::{BodyTemplate, Fields, Names, PagesOptions, RequestTemplate, ResponseOptions};
use tomada_sdk::prelude::*;

use crate::settings::Settings;

/// What stands for an idempotency key that the card makes.
const AUTO: &str = "auto";

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
    /// How to take the answer's body, and what to make of it.
    #[serde(default)]
    pub response: ResponseOptions,
    /// How to read on, for an answer that comes in pages. Templates can then name `{{ page.cursor }}`, `{{ page.number }}`
    /// and `{{ page.offset }}`.
    pub pages: Option<PagesOptions>,
    /// The longest wait for the whole answer, in milliseconds; 15 seconds if absent. For pages, that for each.
    #[schemars(range(min = 1, max = 300_000))]
    pub timeout_ms: Option<u64>,
    /// How many redirects are followed.
    #[serde(default)]
    #[schemars(range(max = 3))]
    pub redirects: u8,
    /// How often the request is sent again after a failure that passes; twice if absent. What may have been carried out
    /// is not sent again, unless its method is idempotent, it has an idempotency key, or it is `repeatable`.
    #[schemars(range(max = 5))]
    pub retries: Option<u8>,
    /// Whether sending the request twice does no more harm than sending it once, whatever its method.
    #[serde(default)]
    pub repeatable: bool,
    /// What the service knows the operation by, so that it is done once however often it is sent: a template, or `auto`
    /// for a key that the card makes for each run.
    pub idempotency_key: Option<String>,
    /// The largest answer, in bytes after decompression; 256 KiB if absent, of a page what `bytes_max` leaves. Of a larger one the beginning is kept, and
    /// `truncated` says so.
    #[schemars(range(min = 1, max = 10_485_760))]
    pub body_max_bytes: Option<u64>,
    /// Whether a status that is not 2xx is a failure.
    #[serde(default)]
    pub fail_on_status: bool,
}

fn get() -> String {
    "GET".to_owned()
}

/// An input that is ready to be filled in.
pub(crate) struct Call {
    template: RequestTemplate,
    context: Value,
    base_url: Option<String>,
    timeout_ms: Option<u64>,
    redirects: u8,
    retries: Option<u8>,
    repeatable: bool,
    body_max_bytes: Option<u64>,
    pub(crate) fail_on_status: bool,
}

impl Call {
    pub(crate) fn new(input: Input, cx: &Context) -> Result<Self, Failure> {
        let settings: Settings = cx.settings()?;
        let idempotency_key = input.idempotency_key.map(|key| match key.as_str() {
            AUTO => cx.run().run_id.clone(),
            _ => key,
        });
        let Input { method, url, query, headers, body, .. } = input;
        Ok(Self {
            template: RequestTemplate { method, url, query, headers, body, idempotency_key },
            context: Value::from_iter(input.context),
            base_url: settings.base_url,
            timeout_ms: input.timeout_ms,
            redirects: input.redirects,
            retries: input.retries,
            repeatable: input.repeatable,
            body_max_bytes: input.body_max_bytes,
            fail_on_status: input.fail_on_status,
        })
    }

    /// What templates can name; `page` only where there are pages.
    pub(crate) fn names(&self, page: Option<Value>) -> Names {
        let context = [("context", self.context.clone())];
        Names::new(context.into_iter().chain(page.map(|page| ("page", page))))
    }

    /// The request with everything filled in.
    pub(crate) fn request(&self, names: &Names, cx: &Context) -> Result<Request, Failure> {
        let mut chance = [0; 16];
        if matches!(self.template.body, BodyTemplate::Multipart { .. }) {
            cx.fill_random(&mut chance);
        }
        let mut request =
            self.template.render(self.base_url.as_deref(), names, chance)?.redirects(self.redirects);
        request.timeout_ms = self.timeout_ms;
        request.retries = self.retries;
        request.repeatable = self.repeatable;
        request.body_max_bytes = self.body_max_bytes;
        Ok(request)
    }
}
