//! `multipart/form-data`, the way in which forms carry files (RFC 7578).
//!
//! Made for actions that upload. The rule it protects: what a part holds can neither end it nor begin another, for what
//! separates the parts is drawn anew for each form, and a line's end in a name is written as HTML's forms write it.

use tomada_core::{Context, Request};

/// A form that may carry files, part by part.
///
/// ```
/// # use tomada_sdk::prelude::*;
/// # fn request(cx: &Context, picture: Vec<u8>) -> Request {
/// let form = Form::new(cx).text("title", "Logo").file("file", "logo.png", "image/png", &picture);
/// Request::post("https://api.example.com/files").multipart(form)
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    boundary: String,
    body: Vec<u8>,
}

impl Form {
    /// An empty form, separated by what the host draws by chance.
    pub fn new(cx: &Context) -> Self {
        let mut chance = [0; 16];
        cx.fill_random(&mut chance);
        Self::separated_by(chance)
    }

    /// An empty form, separated by these bytes. They must be such that nobody who fills the form can know them.
    pub fn separated_by(chance: [u8; 16]) -> Self {
        Self { boundary: format!("form-{:032x}", u128::from_be_bytes(chance)), body: Vec::new() }
    }

    /// Adds a field.
    #[must_use]
    pub fn text(mut self, name: &str, value: &str) -> Self {
        self.begin(name);
        self.end_head_with(value.as_bytes())
    }

    /// Adds a file. Some services tell from the ending of `file_name` what it is, others from `content_type`.
    #[must_use]
    pub fn file(mut self, name: &str, file_name: &str, content_type: &str, bytes: &[u8]) -> Self {
        self.begin(name);
        self.write(&format!("; filename=\"{}\"", escaped(file_name)));
        self.write(&format!("\r\nContent-Type: {}", escaped(content_type)));
        self.end_head_with(bytes)
    }

    fn begin(&mut self, name: &str) {
        let head = "Content-Disposition: form-data";
        self.write(&format!("--{}\r\n{head}; name=\"{}\"", self.boundary, escaped(name)));
    }

    fn end_head_with(mut self, bytes: &[u8]) -> Self {
        self.write("\r\n\r\n");
        self.body.extend_from_slice(bytes);
        self.write("\r\n");
        self
    }

    fn write(&mut self, text: &str) {
        self.body.extend_from_slice(text.as_bytes());
    }

    /// Puts the form into `request`, with its type.
    pub(crate) fn into_body_of(mut self, request: Request) -> Request {
        self.write(&format!("--{}--\r\n", self.boundary));
        request.body(format!("multipart/form-data; boundary={}", self.boundary), self.body)
    }
}

/// What would end a name or a line, as HTML's forms write it (WHATWG HTML, "multipart form data").
fn escaped(text: &str) -> String {
    text.replace('\n', "%0A").replace('\r', "%0D").replace('"', "%22")
}
