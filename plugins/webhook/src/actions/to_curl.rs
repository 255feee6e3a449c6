//! Writes a request as a cURL command line, with variables in place of secrets. Nothing is sent.
//!
//! # What it does
//!
//! Takes the fields of a request as they are sent, such as those of a logged call, and quotes them so that the shell
//! gives curl exactly them. Values of headers that hold a credential become variables of the shell, and so does the
//! secret of `auth`; `variables` names them. Templates are not filled in: they are written as they stand.
//!
//! # When it fails
//!
//! `invalid_input`, with the field, for a body that is no base64.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tomada_curl::{AuthKind, Body, Call, Part, Shell, write};
use tomada_sdk::prelude::*;

use super::from_curl::ShellName;

/// A request.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The method.
    #[serde(default = "get")]
    pub method: String,
    /// The address.
    pub url: String,
    /// Parameters that are added to the address.
    #[serde(default)]
    pub query: Pairs,
    /// Header fields.
    #[serde(default)]
    pub headers: Pairs,
    /// The body.
    #[serde(default)]
    pub body: Content,
    /// How it is authenticated.
    #[serde(default)]
    pub auth: Authentication,
    /// The longest wait for the whole answer, in milliseconds.
    pub timeout_ms: Option<u64>,
    /// How many redirects are followed.
    #[serde(default)]
    pub redirects: u32,
    /// How often it is tried again.
    #[serde(default)]
    pub retries: u32,
    /// The shell that the command is for; bash unless it is said.
    #[serde(default)]
    pub shell: ShellName,
}

fn get() -> String {
    "GET".to_owned()
}

/// Names with one value or several, or a list of both in which a name may stand again.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Pairs {
    /// By name.
    ByName(BTreeMap<String, Values>),
    /// In their order.
    InOrder(Vec<Pair>),
}

impl Default for Pairs {
    fn default() -> Self {
        Self::InOrder(Vec::new())
    }
}

/// The values of one name.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Values {
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

/// One name with one value.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// The name.
    pub name: String,
    /// The value.
    pub value: String,
}

/// What the request carries, in the shape that `call` takes.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Content {
    /// Nothing.
    #[default]
    None,
    /// JSON.
    Json {
        /// The value.
        json: Value,
    },
    /// Fields of a form.
    Form {
        /// The fields.
        form: Pairs,
    },
    /// Parts.
    Multipart {
        /// The parts, in their order.
        parts: Vec<ContentPart>,
    },
    /// XML.
    Xml {
        /// The text.
        xml: String,
        /// What it is; `application/xml` if absent.
        content_type: Option<String>,
    },
    /// Text.
    Text {
        /// The text.
        text: String,
        /// What it is; `text/plain` if absent.
        content_type: Option<String>,
    },
    /// Bytes.
    Base64 {
        /// The bytes in base64.
        base64: String,
        /// What they are; `application/octet-stream` if absent.
        content_type: Option<String>,
    },
}

/// A part of a multipart body.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContentPart {
    /// The field's name.
    pub name: String,
    /// What it holds, as text.
    pub text: Option<String>,
    /// What it holds, in base64.
    pub base64: Option<String>,
    /// The file's name.
    pub file_name: Option<String>,
    /// What it is.
    pub content_type: Option<String>,
}

/// How the request is authenticated. The secret itself is a variable of the shell.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Authentication {
    /// Not, or by what the headers say.
    #[default]
    None,
    /// A token: `TOKEN`.
    Bearer,
    /// Name and password: `PASSWORD`.
    Basic {
        /// The name.
        user: String,
    },
    /// The same, answered to a challenge.
    Digest {
        /// The name.
        user: String,
    },
    /// A key: `API_KEY`.
    ApiKey {
        /// The header field that carries it.
        header: String,
    },
    /// A signature of AWS, version 4: `SECRET_KEY`.
    Sigv4 {
        /// Provider, region and service.
        scope: Vec<String>,
        /// The access key's identifier.
        access_key: String,
    },
}

/// The command.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Output {
    /// The command line.
    pub command: String,
    /// The variables of the shell that it needs.
    pub variables: Vec<String>,
}

/// Writes a request as a cURL command line.
pub async fn run(input: Input, _cx: &Context) -> Result<Output, Failure> {
    let shell = match input.shell {
        ShellName::Auto | ShellName::Bash => Shell::Bash,
        ShellName::Cmd => Shell::Cmd,
        ShellName::PowerShell => Shell::PowerShell,
    };
    let auth = input.auth.kind();
    let call = Call {
        method: input.method,
        url: input.url,
        query: input.query.into_list(),
        headers: input.headers.into_list(),
        body: input.body.into_body()?,
        timeout_ms: input.timeout_ms,
        redirects: input.redirects,
        retries: input.retries,
        ..Call::default()
    };
    let written = write(&call, auth.as_ref(), shell);
    Ok(Output { command: written.command, variables: written.variables })
}

impl Pairs {
    fn into_list(self) -> Vec<(String, String)> {
        match self {
            Self::InOrder(pairs) => pairs.into_iter().map(|pair| (pair.name, pair.value)).collect(),
            Self::ByName(fields) => fields
                .into_iter()
                .flat_map(|(name, values)| {
                    let values = match values {
                        Values::One(value) => vec![value],
                        Values::Many(values) => values,
                    };
                    values.into_iter().map(move |value| (name.clone(), value))
                })
                .collect(),
        }
    }
}

impl Content {
    fn into_body(self) -> Result<Body, Failure> {
        let or =
            |content_type: Option<String>, default: &str| content_type.unwrap_or_else(|| default.to_owned());
        Ok(match self {
            Self::None => Body::None,
            Self::Json { json } => Body::Json(json),
            Self::Form { form } => Body::Form(form.into_list()),
            Self::Multipart { parts } => {
                let parts = parts.into_iter().enumerate().map(|(at, part)| part.into_part(at));
                Body::Multipart(parts.collect::<Result<_, _>>()?)
            }
            Self::Xml { xml, content_type } => {
                Body::Text { text: xml, content_type: or(content_type, "application/xml; charset=utf-8") }
            }
            Self::Text { text, content_type } => {
                Body::Text { text, content_type: or(content_type, "text/plain; charset=utf-8") }
            }
            Self::Base64 { base64, content_type } => Body::Bytes {
                bytes: decoded(&base64, "/body/base64")?,
                content_type: or(content_type, "application/octet-stream"),
            },
        })
    }
}

impl ContentPart {
    fn into_part(self, at: usize) -> Result<Part, Failure> {
        let content = match self.base64 {
            Some(base64) => decoded(&base64, &format!("/body/parts/{at}/base64"))?,
            None => self.text.unwrap_or_default().into_bytes(),
        };
        Ok(Part { name: self.name, content, filename: self.file_name, content_type: self.content_type })
    }
}

impl Authentication {
    fn kind(self) -> Option<AuthKind> {
        Some(match self {
            Self::None => return None,
            Self::Bearer => AuthKind::Bearer,
            Self::Basic { user } => AuthKind::Basic { user },
            Self::Digest { user } => AuthKind::Digest { user },
            Self::ApiKey { header } => AuthKind::ApiKey { header },
            Self::Sigv4 { scope, access_key } => AuthKind::Sigv4 { scope, access_key },
        })
    }
}

fn decoded(base64: &str, at: &str) -> Result<Vec<u8>, Failure> {
    STANDARD.decode(base64).map_err(|wrong| {
        Failure::coded(Kind::InvalidInput, "curl-body-not-base64").with_argument("reason", wrong).with_at(at)
    })
}
