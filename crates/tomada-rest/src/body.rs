//! The body of a request, one kind at a time: what is templated in it, and what it is called on the wire.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;
use tomada_core::Failure;

use crate::fields::Fields;
use crate::names::Names;
use crate::place::Place;
use crate::position::{header, json, query};
use crate::template;

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
    /// Text, into which values are written as they are.
    Text {
        /// The template.
        text: String,
        /// What it is, such as `application/xml`.
        #[serde(default = "plain_text")]
        content_type: String,
    },
    /// Fields of a form, as a browser sends them (`application/x-www-form-urlencoded`).
    Form {
        /// The fields; a list repeats its name.
        form: Fields,
    },
}

fn plain_text() -> String {
    "text/plain; charset=utf-8".to_owned()
}

/// A body on its way.
pub(crate) struct Content {
    pub(crate) content_type: String,
    pub(crate) bytes: Vec<u8>,
}

impl BodyTemplate {
    /// Renders the body; `None` for none.
    pub(crate) fn render(&self, names: &Names, at: &Place) -> Result<Option<Content>, Failure> {
        let (content_type, text) = match self {
            Self::None => return Ok(None),
            Self::Json { json } => {
                let value = json::render(json, names, &at.child("json"))?;
                ("application/json".to_owned(), value.to_string())
            }
            Self::Text { text, content_type } => {
                let content_type_at = at.child("content_type");
                let content_type = template::text(content_type, names, &content_type_at)?.into_text();
                header::check_value(&content_type, &content_type_at)?;
                (content_type, template::text(text, names, &at.child("text"))?.into_text())
            }
            Self::Form { form } => {
                let pairs = form.render(names, &at.child("form"))?;
                ("application/x-www-form-urlencoded".to_owned(), query::encode(&pairs))
            }
        };
        Ok(Some(Content { content_type, bytes: text.into_bytes() }))
    }
}
