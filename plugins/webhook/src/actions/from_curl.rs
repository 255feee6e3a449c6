//! Turns a cURL command line into the fields of `call`. Nothing is sent.
//!
//! # What it does
//!
//! Reads the command as its shell and curl would. `call` holds the fields; what the command leaves open, such as a
//! variable of the shell or a file, stands in them as `{{ context.name }}` and is listed in `variables`. A secret is never
//! in the fields: it is a variable, too, or `connection` says which credential a connection would hold and where in the
//! command it stands. `notes` say what could not be carried over or is done in another way; their codes are those of the
//! message catalogue.
//!
//! # When it fails
//!
//! `invalid_input`, with line and column, for a command that cannot be read: a quote that is not closed, a flag that curl
//! does not know or refuses, an address that is none.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tomada_curl::{Auth, Body, Call, Import, Limits, Note, Part, Piece, Shell, Variable, read};
use tomada_sdk::json;
use tomada_sdk::prelude::*;

/// A command line.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The command, from the word curl on. Lines before it may set variables.
    #[schemars(length(max = 1_048_576), extend("writeOnly" = true))]
    pub command: String,
    /// Whose quoting it has.
    #[serde(default)]
    pub shell: ShellName,
}

/// The shell that a command is written for.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ShellName {
    /// Whichever it looks like.
    #[default]
    Auto,
    /// Bash, and other POSIX shells.
    Bash,
    /// cmd.exe of Windows.
    Cmd,
    /// `PowerShell`.
    PowerShell,
}

/// What the command would send.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Output {
    /// The fields of `call`.
    pub call: Value,
    /// The base address and the credential that a connection would have, if the command says who calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connection: Option<Connection>,
    /// What the fields leave open.
    pub variables: Vec<Open>,
    /// What could not be carried over, or is done in another way.
    pub notes: Vec<Remark>,
}

/// What a connection would hold.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Connection {
    /// The service's address; absent if a variable of the shell holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_url: Option<String>,
    /// How its calls would be authenticated, as a connection says it. What the command leaves open is an empty text.
    pub auth: BTreeMap<String, String>,
    /// The name of the secret that the connection then needs.
    pub secret: String,
    /// Where the secret stands in the command, in bytes from its start. Its value is not given back.
    pub secret_at: usize,
}

/// A variable of the fields.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Open {
    /// What templates call it: `{{ context.name }}`.
    pub name: String,
    /// Where its value would come from: `shell`, `command`, `file`, `input` or `secret`.
    pub origin: String,
    /// Where it stands in the command, in bytes from its start.
    pub at: usize,
}

/// A note.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Remark {
    /// Its identifier in the message catalogue, such as `curl-note-proxy`.
    pub code: String,
    /// `lost`, `changed` or `harmless`.
    pub weight: String,
    /// Where it belongs in the command, in bytes from its start.
    pub at: usize,
    /// The arguments of its text.
    pub arguments: BTreeMap<String, String>,
}

/// Turns a cURL command line into the fields of `call`.
pub async fn run(input: Input, _cx: &Context) -> Result<Output, Failure> {
    let Input { command, shell } = input;
    let import = read(&command, shell.of(&command), &Limits::CARD);
    let import = import.map_err(|wrong| wrong.in_command(&command, "/command"))?;
    let call = import.call(&template);
    let connection = connection(&import, &call);
    Ok(Output {
        call: fields(call),
        connection,
        variables: import.variables.iter().map(open).collect(),
        notes: import.notes.into_iter().map(remark).collect(),
    })
}

impl ShellName {
    /// The shell of `command`.
    pub(crate) fn of(self, command: &str) -> Shell {
        match self {
            Self::Auto => Shell::of(command),
            Self::Bash => Shell::Bash,
            Self::Cmd => Shell::Cmd,
            Self::PowerShell => Shell::PowerShell,
        }
    }
}

/// A template that gives back these pieces: what looks like a mark of the language is written as a value.
fn template(pieces: &[Piece<'_>]) -> String {
    let mut text = String::new();
    let mut has_marks = false;
    for (at, piece) in pieces.iter().enumerate() {
        let before_mark = matches!(pieces.get(at + 1), Some(Piece::Variable(_)));
        match piece {
            Piece::Variable(variable) => {
                text.push_str("{{ context.");
                text.push_str(&variable.name);
                text.push_str(" }}");
                has_marks = true;
            }
            Piece::Literal(literal) => has_marks |= escape(literal, before_mark, &mut text),
        }
    }
    // A template loses one line break at its end.
    if has_marks && text.ends_with('\n') {
        text.pop();
        text.push_str("{{ '\\n' }}");
    }
    text
}

/// Adds `literal` and answers whether anything in it had to be written as a value.
fn escape(literal: &str, before_mark: bool, text: &mut String) -> bool {
    let mut rest = literal;
    let mut escaped = false;
    while let Some(at) = rest.find('{') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let mark = ["{{", "{%", "{#"].into_iter().find(|mark| rest.starts_with(mark));
        let mark = mark.or((before_mark && rest.len() == 1).then_some("{"));
        match mark {
            Some(mark) => {
                text.push_str("{{ '");
                text.push_str(mark);
                text.push_str("' }}");
                escaped = true;
            }
            None => text.push('{'),
        }
        rest = &rest[mark.map_or(1, str::len)..];
    }
    text.push_str(rest);
    escaped
}

/// The fields as JSON; what is as `call` has it anyway is left out.
fn fields(mut call: Call) -> Value {
    // The order of different header fields means nothing (RFC 9110, section 5.3), so they can always go by name.
    call.headers.sort_by(|a, b| a.0.cmp(&b.0));
    let mut value =
        json!({ "method": call.method, "url": if call.url.is_empty() { "/" } else { &call.url } });
    let mut set = |name: &str, field: Value| value[name] = field;
    if !call.query.is_empty() {
        set("query", pairs(call.query));
    }
    if !call.headers.is_empty() {
        set("headers", pairs(call.headers));
    }
    if call.body != Body::None {
        set("body", body(call.body));
    }
    if let Some(timeout_ms) = call.timeout_ms {
        set("timeout_ms", timeout_ms.into());
    }
    if call.redirects > 0 {
        set("redirects", call.redirects.into());
    }
    if call.retries > 0 {
        set("retries", call.retries.into());
    }
    if let Some(bytes) = call.body_max_bytes {
        set("body_max_bytes", bytes.into());
    }
    if call.fail_on_status {
        set("fail_on_status", true.into());
    }
    value
}

/// An object, whose members are in the order of their names, where that is the order of the pairs; a list otherwise.
fn pairs(pairs: Vec<(String, String)>) -> Value {
    if !pairs.is_sorted_by(|a, b| a.0 <= b.0) {
        return pairs.into_iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
    }
    let mut grouped = BTreeMap::<_, Vec<_>>::new();
    for (name, value) in pairs {
        grouped.entry(name).or_default().push(value);
    }
    let one_or_many = |mut values: Vec<String>| match values.len() {
        1 => Value::from(values.remove(0)),
        _ => Value::from(values),
    };
    grouped.into_iter().map(|(name, values)| (name, one_or_many(values))).collect()
}

fn body(body: Body) -> Value {
    match body {
        Body::None => json!({ "kind": "none" }),
        Body::Json(value) => json!({ "kind": "json", "json": value }),
        Body::Form(fields) => json!({ "kind": "form", "form": pairs(fields) }),
        Body::Multipart(parts) => {
            json!({ "kind": "multipart", "parts": parts.into_iter().map(part).collect::<Vec<_>>() })
        }
        Body::Text { text, content_type } => {
            json!({ "kind": "text", "text": text, "content_type": content_type })
        }
        Body::Bytes { bytes, content_type } => {
            json!({ "kind": "base64", "base64": STANDARD.encode(bytes), "content_type": content_type })
        }
    }
}

fn part(part: Part) -> Value {
    let Part { name, content, filename, content_type } = part;
    let mut value = json!({ "name": name });
    match String::from_utf8(content) {
        Ok(text) => value["text"] = text.into(),
        Err(bytes) => value["base64"] = STANDARD.encode(bytes.into_bytes()).into(),
    }
    if let Some(filename) = filename {
        value["file_name"] = filename.into();
    }
    if let Some(content_type) = content_type {
        value["content_type"] = content_type.into();
    }
    value
}

fn connection(import: &Import, call: &Call) -> Option<Connection> {
    let auth = import.auth.as_ref()?;
    let (secret, fields) = match auth {
        Auth::Basic { user, .. } => ("password", vec![("kind", "basic"), ("username", user)]),
        Auth::Digest { user, .. } => ("password", vec![("kind", "digest"), ("username", user)]),
        Auth::Bearer { .. } => ("token", vec![("kind", "bearer")]),
        Auth::ApiKey { header, .. } => {
            ("key", vec![("kind", "api_key"), ("placement", "header"), ("name", header)])
        }
        Auth::Sigv4 { scope, access_key, .. } => {
            // --aws-sigv4 names a provider, and after it region and service (curl's manual).
            let part = |index: usize| scope.get(index).map_or("", String::as_str);
            let parts = [("kind", "aws_sigv4"), ("access_key_id", access_key)];
            (
                "secret_access_key",
                parts.into_iter().chain([("region", part(1)), ("service", part(2))]).collect(),
            )
        }
    };
    let origin = call.url.find("://").map(|at| {
        let end = call.url[at + 3..].find(['/', '?']).map_or(call.url.len(), |end| at + 3 + end);
        call.url[..end].to_owned()
    });
    Some(Connection {
        base_url: origin.filter(|origin| !origin.contains("{{")),
        auth: fields.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        secret: secret.to_owned(),
        secret_at: auth.credential().at,
    })
}

fn open(variable: &Variable) -> Open {
    Open { name: variable.name.clone(), origin: variable.origin.as_str().to_owned(), at: variable.at }
}

fn remark(note: Note) -> Remark {
    Remark {
        code: note.topic.code().to_owned(),
        weight: note.topic.weight().as_str().to_owned(),
        at: note.at,
        arguments: note.arguments.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
    }
}
