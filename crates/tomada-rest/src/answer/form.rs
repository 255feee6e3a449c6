//! Which form an answer is asked to have, and which one its content type names.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Form;

/// What to take an answer as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ResponseForm {
    /// JSON, whatever the content type says, if it is a list or an object; else what the content type says; else text if
    /// it is text, base64 if it is not.
    #[default]
    Auto,
    /// JSON (RFC 8259).
    Json,
    /// XML, which becomes an object with one member, the root.
    Xml,
    /// A table, which becomes a list of rows.
    Csv,
    /// A JSON value on each line, which become a list.
    Jsonl,
    /// Fields of a form, `a=1&b=2`, which become an object.
    Form,
    /// A page, of which title, text and links are kept.
    Html,
    /// Text, as it is.
    Text,
    /// Any bytes, as a text in base64.
    Base64,
}

impl ResponseForm {
    /// The form that is asked for; `None` if it is to be found.
    pub(super) fn asked(self) -> Option<Form> {
        Some(match self {
            Self::Auto => return None,
            Self::Json => Form::Json,
            Self::Xml => Form::Xml,
            Self::Csv => Form::Csv,
            Self::Jsonl => Form::Jsonl,
            Self::Form => Form::Form,
            Self::Html => Form::Html,
            Self::Text => Form::Text,
            Self::Base64 => Form::Base64,
        })
    }
}

/// A content type, taken apart as far as it matters here (RFC 9110, section 8.3).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ContentType {
    /// Type and subtype in lower case, such as `text/csv`.
    pub(super) essence: String,
    /// The character set that it names.
    pub(super) charset: Option<String>,
}

impl ContentType {
    pub(super) fn parse(text: &str) -> Self {
        let mut parts = text.split(';');
        let essence = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
        let charset = parts.find_map(|part| {
            let (name, value) = part.split_once('=')?;
            name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"').to_owned())
        });
        Self { essence, charset: charset.filter(|charset| !charset.is_empty()) }
    }

    /// The form that it names; `None` if it says nothing, as `application/octet-stream` does. The suffixes are those of
    /// RFC 6839, RFC 8091 and their registry.
    pub(super) fn form(&self) -> Option<Form> {
        let (kind, subtype) = self.essence.split_once('/')?;
        let suffix = subtype.rsplit_once('+').map(|(_, suffix)| suffix);
        Some(match (kind, subtype) {
            (_, "json" | "x-json") => Form::Json,
            (_, "xhtml+xml") | ("text", "html") => Form::Html,
            (_, "xml") => Form::Xml,
            (_, "csv" | "x-csv" | "tab-separated-values") => Form::Csv,
            (_, "x-ndjson" | "ndjson" | "jsonl" | "x-jsonl" | "jsonlines" | "x-jsonlines" | "json-seq") => {
                Form::Jsonl
            }
            (_, "x-www-form-urlencoded") => Form::Form,
            _ if suffix == Some("json") => Form::Json,
            _ if suffix == Some("xml") => Form::Xml,
            _ if suffix == Some("json-seq") => Form::Jsonl,
            ("text", _) | (_, "javascript" | "ecmascript" | "yaml" | "toml" | "sql") => Form::Text,
            ("image" | "audio" | "video" | "font", _) | (_, "pdf" | "zip" | "gzip") => Form::Base64,
            _ if suffix.is_some_and(|suffix| matches!(suffix, "zip" | "gzip" | "cbor" | "ber" | "der")) => {
                Form::Base64
            }
            _ => return None,
        })
    }

    /// Whether a table's cells are divided by tabs.
    pub(super) fn is_tab_separated(&self) -> bool {
        self.essence.ends_with("/tab-separated-values")
    }
}
