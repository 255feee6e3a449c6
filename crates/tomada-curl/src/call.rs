//! The fields of one call, plain: what `read` gives once its variables are filled in, and what `write` takes.

use serde_json::Value;

/// One HTTP call. Names may repeat; order is kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Call {
    /// The method.
    pub method: String,
    /// The address, without what is in `query`.
    pub url: String,
    /// Parameters that are added to the address, not encoded.
    pub query: Vec<(String, String)>,
    /// Header fields.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Body,
    /// The longest wait for the whole answer in milliseconds.
    pub timeout_ms: Option<u64>,
    /// How many redirects are followed.
    pub redirects: u32,
    /// How often it is tried again.
    pub retries: u32,
    /// The largest answer in bytes.
    pub body_max_bytes: Option<u64>,
    /// Whether a status of 400 or more is a failure.
    pub fail_on_status: bool,
}

/// What a call carries.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Body {
    /// Nothing.
    #[default]
    None,
    /// JSON; `application/json` unless a header says otherwise.
    Json(Value),
    /// Fields of a form, not encoded; `application/x-www-form-urlencoded` unless a header says otherwise.
    Form(Vec<(String, String)>),
    /// Parts; `multipart/form-data`.
    Multipart(Vec<Part>),
    /// Text.
    Text {
        /// The text.
        text: String,
        /// What it is.
        content_type: String,
    },
    /// Bytes.
    Bytes {
        /// The bytes.
        bytes: Vec<u8>,
        /// What they are.
        content_type: String,
    },
}

/// A part of a multipart body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// The field's name.
    pub name: String,
    /// Its value, or what its file holds.
    pub content: Vec<u8>,
    /// The file's name, if it is one.
    pub filename: Option<String>,
    /// What it is.
    pub content_type: Option<String>,
}

impl Call {
    /// The same, with every text replaced by what `change` makes of it.
    pub(crate) fn map(&self, change: &dyn Fn(&str) -> String) -> Self {
        let pairs = |pairs: &[(String, String)]| {
            pairs.iter().map(|(name, value)| (change(name), change(value))).collect()
        };
        let body = match &self.body {
            Body::None => Body::None,
            Body::Json(value) => Body::Json(map_json(value, change)),
            Body::Form(fields) => Body::Form(pairs(fields)),
            Body::Multipart(parts) => Body::Multipart(parts.iter().map(|part| part.map(change)).collect()),
            Body::Text { text, content_type } => {
                Body::Text { text: change(text), content_type: change(content_type) }
            }
            Body::Bytes { bytes, content_type } => {
                Body::Bytes { bytes: bytes.clone(), content_type: change(content_type) }
            }
        };
        Self {
            method: change(&self.method),
            url: change(&self.url),
            query: pairs(&self.query),
            headers: pairs(&self.headers),
            body,
            ..*self
        }
    }
}

impl Part {
    /// Content that is text is changed as text is; other content stays.
    fn map(&self, change: &dyn Fn(&str) -> String) -> Self {
        let content = match std::str::from_utf8(&self.content) {
            Ok(text) => change(text).into_bytes(),
            Err(_) => self.content.clone(),
        };
        Self {
            name: change(&self.name),
            content,
            filename: self.filename.as_deref().map(change),
            content_type: self.content_type.as_deref().map(change),
        }
    }
}

fn map_json(value: &Value, change: &dyn Fn(&str) -> String) -> Value {
    match value {
        Value::String(text) => Value::String(change(text)),
        Value::Array(items) => items.iter().map(|item| map_json(item, change)).collect(),
        Value::Object(members) => {
            members.iter().map(|(name, value)| (change(name), map_json(value, change))).collect()
        }
        other => other.clone(),
    }
}
