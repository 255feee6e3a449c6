//! What a peer expects and what it does: the script, as a case file or a test writes it.

use std::fmt;

use serde_json::Value;

/// Steps in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Script {
    /// Each answers one request.
    pub steps: Vec<Step>,
    /// Whether every further request is answered as the last step says: a service that is down stays down.
    pub repeats_last: bool,
}

/// One request that is expected, and what it gets.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// What the request must be.
    pub request: Expected,
    /// What it gets, whether it is as expected or not.
    pub behaviour: Behaviour,
}

/// What a request must be. What is absent is not looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Expected {
    /// The method.
    pub method: Option<String>,
    /// The whole URL, or path and query from `/` on.
    pub url: Option<String>,
    /// Fields that must be there, among any others.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Option<Content>,
}

/// A body that is expected.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// JSON of this value, however it is written.
    Json(Value),
    /// Exactly this text.
    Text(String),
}

/// What a peer does with a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Behaviour {
    /// Answers.
    Answer(Answer),
    /// Answers the head and half of the body, then closes.
    Truncate(Answer),
    /// Answers the head and the whole body, and then neither more nor the end: it hangs.
    Hang(Answer),
    /// Answers the head, and after the body as many bytes as are named here, without saying how many there will be.
    Huge(Answer, usize),
    /// Never answers.
    Stall,
    /// Closes without an answer.
    Close,
    /// Answers bytes that are no HTTP, and closes.
    Garbage,
    /// Answers exactly these bytes, and closes.
    Raw(Vec<u8>),
    /// Answers with this status what it was sent, head and body, as an error message in JSON and in a field.
    Echo(u16),
}

impl Default for Behaviour {
    fn default() -> Self {
        Self::Answer(Answer::text(200, ""))
    }
}

/// A well-formed answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// Fields in order. Those that frame the message are added.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub payload: Payload,
}

/// The body of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payload {
    /// Sent at once, with its length.
    Whole(Vec<u8>),
    /// Sent piece by piece (`Transfer-Encoding: chunked`), as streams are.
    Pieces(Vec<Vec<u8>>),
}

impl Answer {
    /// An answer with plain text.
    pub fn text(status: u16, text: impl Into<String>) -> Self {
        Self::typed(status, "text/plain; charset=utf-8", text.into().into_bytes())
    }

    /// An answer with JSON.
    pub fn json(status: u16, value: &Value) -> Self {
        Self::typed(status, "application/json", value.to_string().into_bytes())
    }

    fn typed(status: u16, content_type: &str, body: Vec<u8>) -> Self {
        let headers = vec![("content-type".to_owned(), content_type.to_owned())];
        Self { status, headers, payload: Payload::Whole(body) }
    }

    /// Adds a field.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The first value of `name`, whatever its case.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

impl Payload {
    /// Everything, in one piece.
    pub fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Whole(bytes) => bytes.clone(),
            Self::Pieces(pieces) => pieces.concat(),
        }
    }
}

impl Script {
    /// A script of these steps.
    pub fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        Self { steps: steps.into_iter().collect(), repeats_last: false }
    }

    /// A service that does the same with every request.
    pub fn always(behaviour: Behaviour) -> Self {
        Self { steps: vec![Step { request: Expected::default(), behaviour }], repeats_last: true }
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let method = self.method.as_deref().unwrap_or("a request");
        write!(f, "{method} {}", self.url.as_deref().unwrap_or("to anywhere"))
    }
}
