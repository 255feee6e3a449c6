//! The body of a request, one kind at a time: what is templated in it, and what it is called on the wire.

mod multipart;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;
use tomada_core::Failure;

use crate::fields::Fields;
use crate::names::Names;
use crate::place::Place;
use crate::position::{header, json, query, xml};
use crate::template;

pub use multipart::Part;

/// The standard alphabet (RFC 4648, section 4), padded or not.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// What a request carries.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum BodyTemplate {
    /// Nothing.
    #[default]
    None,
    /// JSON. Every text in it is a template; one that is a single expression, such as `{{ context.order }}`, becomes
    /// that value with its type.
    Json {
        /// The value.
        json: Value,
    },
    /// Fields of a form, as a browser sends them (`application/x-www-form-urlencoded`).
    Form {
        /// The fields; a list repeats its name.
        form: Fields,
    },
    /// Fields and files of a form, part by part (`multipart/form-data`).
    Multipart {
        /// The parts, in their order.
        parts: Vec<Part>,
    },
    /// XML. A value stands between tags or in an attribute, escaped; anywhere else it is refused.
    Xml {
        /// The template.
        xml: String,
        /// What it is, such as `text/xml; charset=utf-8`, as SOAP 1.1 wants it.
        #[serde(default = "application_xml")]
        content_type: String,
    },
    /// Text, into which values are written as they are.
    Text {
        /// The template.
        text: String,
        /// What it is, such as `text/csv`.
        #[serde(default = "plain_text")]
        content_type: String,
    },
    /// Bytes.
    Base64 {
        /// The bytes in base64 (RFC 4648, section 4), a template; line breaks are ignored.
        base64: String,
        /// What they are, such as `image/png`.
        #[serde(default = "bytes")]
        content_type: String,
    },
}

fn application_xml() -> String {
    "application/xml; charset=utf-8".to_owned()
}

fn plain_text() -> String {
    "text/plain; charset=utf-8".to_owned()
}

fn bytes() -> String {
    "application/octet-stream".to_owned()
}

/// A body on its way.
pub(crate) struct Content {
    pub(crate) content_type: String,
    pub(crate) bytes: Vec<u8>,
}

impl BodyTemplate {
    /// Renders the body; `None` for none. `chance` is what a multipart body's boundary is made from.
    pub(crate) fn render(
        &self,
        names: &Names,
        chance: [u8; 16],
        at: &Place,
    ) -> Result<Option<Content>, Failure> {
        let (content_type, bytes) = match self {
            Self::None => return Ok(None),
            Self::Json { json } => {
                let value = json::render(json, names, &at.child("json"))?;
                ("application/json".to_owned(), value.to_string().into_bytes())
            }
            Self::Form { form } => {
                let pairs = form.render(names, &at.child("form"))?;
                ("application/x-www-form-urlencoded".to_owned(), query::encode(&pairs).into_bytes())
            }
            Self::Multipart { parts } => multipart::render(parts, names, chance, &at.child("parts"))?,
            Self::Xml { xml, content_type } => {
                let xml_at = at.child("xml");
                let xml = xml::escape(&template::text(xml, names, &xml_at)?, &xml_at)?;
                (media_type(content_type, names, at)?, xml.into_bytes())
            }
            Self::Text { text, content_type } => {
                let text = template::text(text, names, &at.child("text"))?.into_text();
                (media_type(content_type, names, at)?, text.into_bytes())
            }
            Self::Base64 { base64, content_type } => {
                (media_type(content_type, names, at)?, decoded(base64, names, &at.child("base64"))?)
            }
        };
        Ok(Some(Content { content_type, bytes }))
    }
}

/// The content type of what lies at `at`: one line.
fn media_type(source: &str, names: &Names, at: &Place) -> Result<String, Failure> {
    let at = at.child("content_type");
    let content_type = template::text(source, names, &at)?.into_text();
    header::check_value(&content_type, &at)?;
    Ok(content_type)
}

/// The bytes that the template `source` gives in base64.
fn decoded(source: &str, names: &Names, at: &Place) -> Result<Vec<u8>, Failure> {
    let mut text = template::text(source, names, at)?.into_text();
    text.retain(|c| !c.is_ascii_whitespace());
    BASE64.decode(text).map_err(|error| at.failure("body-not-base64").with_argument("reason", error))
}
