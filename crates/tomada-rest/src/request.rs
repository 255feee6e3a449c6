//! A whole request as data, and the request that it becomes. All or nothing: the first field that fails ends it.

use tomada_core::{Failure, Headers, Request};

use crate::body::BodyTemplate;
use crate::fields::{Fields, Pair};
use crate::names::Names;
use crate::place::Place;
use crate::position::{header, query, url};
use crate::template;

/// Methods that are written in capitals; any other token is sent as it stands (RFC 9110, section 9.1).
const METHODS: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/// A request, each text of it a template.
///
/// ```
/// use serde_json::json;
/// use tomada_rest::{BodyTemplate, Names, RequestTemplate};
///
/// let template = RequestTemplate {
///     method: "POST".into(),
///     url: "https://api.example.com/people/{{ context.id }}".into(),
///     body: BodyTemplate::Json { json: json!({"name": "{{ context.name }}", "age": "{{ context.age }}"}) },
///     ..RequestTemplate::default()
/// };
/// let names = Names::new([("context", json!({"id": "a/b?c", "name": "Ana \"Bia\"", "age": 42}))]);
/// let request = template.render(None, &names, [0; 16])?;
/// assert_eq!(request.url, "https://api.example.com/people/a%2Fb%3Fc");
/// assert_eq!(request.body, br#"{"age":42,"name":"Ana \"Bia\""}"#);
/// # Ok::<(), tomada_core::Failure>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RequestTemplate {
    /// The method, any token.
    pub method: String,
    /// The address: absolute, or below the base address.
    pub url: String,
    /// Parameters that are added to the address.
    pub query: Fields,
    /// Header fields.
    pub headers: Fields,
    /// The body.
    pub body: BodyTemplate,
    /// What the operation is known by at the service, so that it is done once however often it is sent.
    pub idempotency_key: Option<String>,
}

impl RequestTemplate {
    /// Renders everything. A relative url lies under `base_url`, which has neither query nor fragment. A body's own
    /// content type gives way to one among the headers. The boundary of a multipart body is made from `chance`, 16
    /// random bytes that nobody who fills the parts can know.
    ///
    /// # Errors
    /// `InvalidInput` with the JSON pointer of the field, for a template that is wrong or names what is not there, for a
    /// url that is empty or not absolute, and for a value that cannot stand where it is.
    pub fn render(
        &self,
        base_url: Option<&str>,
        names: &Names,
        chance: [u8; 16],
    ) -> Result<Request, Failure> {
        let method = self.method(names)?;
        let mut url = url::render(&self.url, base_url, names, &Place::top("url"))?;
        query::append(&mut url, &self.query.render(names, &Place::top("query"))?);
        let mut request = Request::new(method, url);
        request.headers = self.headers(names)?;
        if let Some(content) = self.body.render(names, chance, &Place::top("body"))? {
            if request.headers.get("content-type").is_none() {
                request.headers.append("content-type", content.content_type);
            }
            request.body = content.bytes;
        }
        request.idempotency_key = self.idempotency_key(names)?;
        Ok(request)
    }

    fn idempotency_key(&self, names: &Names) -> Result<Option<String>, Failure> {
        let Some(source) = &self.idempotency_key else { return Ok(None) };
        let at = Place::top("idempotency_key");
        let key = template::text(source, names, &at)?.into_text();
        header::check_value(&key, &at)?;
        if key.trim().is_empty() {
            return Err(at.failure("idempotency-key-empty"));
        }
        Ok(Some(key))
    }

    fn method(&self, names: &Names) -> Result<String, Failure> {
        let at = Place::top("method");
        let method = template::text(&self.method, names, &at)?.into_text();
        header::check_token(&method, &at)?;
        let known = METHODS.into_iter().find(|known| known.eq_ignore_ascii_case(&method));
        Ok(known.map_or(method, str::to_owned))
    }

    fn headers(&self, names: &Names) -> Result<Headers, Failure> {
        let pairs = self.headers.render(names, &Place::top("headers"))?;
        let checked = pairs.into_iter().map(|Pair { name, value, at }| {
            header::check_token(&name, &at)?;
            header::check_value(&value, &at)?;
            Ok((name, value))
        });
        checked.collect()
    }
}
