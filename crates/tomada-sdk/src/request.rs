//! What authors add to a request again and again: a JSON body, query parameters, a form.

use serde::Serialize;
use tomada_core::{Failure, Json, Kind, Request};

use crate::Form;

/// Short ways to fill a [`Request`].
///
/// ```
/// use tomada_sdk::prelude::*;
///
/// let request = Request::get("https://api.example.com/search?lang=en").query([("q", "café au lait")]);
/// assert_eq!(request.url, "https://api.example.com/search?lang=en&q=caf%C3%A9+au+lait");
/// ```
pub trait RequestExt: Sized {
    /// Sets a JSON body, written from `value`.
    ///
    /// # Errors
    /// [`Kind::Broken`] when `value` cannot be JSON, such as a map with keys that are not strings.
    fn json_of<T: Serialize + ?Sized>(self, value: &T) -> Result<Self, Failure>;

    /// Adds parameters to the URL's query, encoded as `application/x-www-form-urlencoded` (WHATWG URL, section 5), after
    /// those that are there and before a fragment.
    #[must_use]
    fn query<N: AsRef<str>, V: AsRef<str>>(self, parameters: impl IntoIterator<Item = (N, V)>) -> Self;

    /// Sets a form as body, encoded as `application/x-www-form-urlencoded`.
    #[must_use]
    fn form<N: AsRef<str>, V: AsRef<str>>(self, fields: impl IntoIterator<Item = (N, V)>) -> Self;

    /// Sets a form that may carry files as body, encoded as `multipart/form-data` (RFC 7578).
    #[must_use]
    fn multipart(self, form: Form) -> Self;
}

impl RequestExt for Request {
    fn json_of<T: Serialize + ?Sized>(self, value: &T) -> Result<Self, Failure> {
        let json = Json::from_serialize(value).map_err(|error| {
            Failure::coded(Kind::Broken, "request-not-json").with_argument("reason", error)
        })?;
        Ok(self.json(json))
    }

    fn query<N: AsRef<str>, V: AsRef<str>>(mut self, parameters: impl IntoIterator<Item = (N, V)>) -> Self {
        let encoded = encode(parameters);
        if encoded.is_empty() {
            return self;
        }
        let end = self.url.find('#').unwrap_or(self.url.len());
        let separator = match self.url[..end].split_once('?') {
            None => "?",
            Some((_, query)) if query.is_empty() || query.ends_with('&') => "",
            Some(_) => "&",
        };
        self.url.insert_str(end, &format!("{separator}{encoded}"));
        self
    }

    fn form<N: AsRef<str>, V: AsRef<str>>(self, fields: impl IntoIterator<Item = (N, V)>) -> Self {
        self.body("application/x-www-form-urlencoded", encode(fields))
    }

    fn multipart(self, form: Form) -> Self {
        form.into_body_of(self)
    }
}

fn encode<N: AsRef<str>, V: AsRef<str>>(pairs: impl IntoIterator<Item = (N, V)>) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}
