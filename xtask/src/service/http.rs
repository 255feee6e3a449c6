//! HTTP/1.1 as far as a first look needs it: one request in, one answer out, then the connection ends.

use std::io::{self, Read, Write};

use serde_json::Value;

const HEAD_MAX_BYTES: usize = 64 * 1024;
const BODY_MAX_BYTES: usize = 1024 * 1024;
const HEADERS_MAX: usize = 64;

/// What was asked.
pub(super) struct Request {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) query: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Request {
    /// Reads one request; `None` if it is none, or larger than this service wants.
    pub(super) fn read(from: &mut impl Read) -> io::Result<Option<Self>> {
        let mut bytes = Vec::new();
        let mut buffer = [0; 4096];
        loop {
            let read = from.read(&mut buffer)?;
            if read == 0 {
                return Ok(None);
            }
            bytes.extend_from_slice(&buffer[..read]);
            match Self::parse_head(&bytes) {
                Ok(Some((request, head_bytes))) => {
                    return request.read_body(bytes.split_off(head_bytes), from);
                }
                Ok(None) if bytes.len() <= HEAD_MAX_BYTES => {}
                Ok(None) | Err(_) => return Ok(None),
            }
        }
    }

    /// The head and its length, once it is there as a whole.
    fn parse_head(bytes: &[u8]) -> Result<Option<(Self, usize)>, httparse::Error> {
        let mut headers = [httparse::EMPTY_HEADER; HEADERS_MAX];
        let mut head = httparse::Request::new(&mut headers);
        let httparse::Status::Complete(length) = head.parse(bytes)? else { return Ok(None) };
        let (path, query) =
            head.path.map_or(("/", ""), |target| target.split_once('?').unwrap_or((target, "")));
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let request = Self {
            method: head.method.unwrap_or_default().to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            headers: head.headers.iter().map(|h| (h.name.to_ascii_lowercase(), text(h.value))).collect(),
            body: Vec::new(),
        };
        Ok(Some((request, length)))
    }

    /// Reads what is missing of the body after `begun`; this service wants its length told.
    fn read_body(mut self, begun: Vec<u8>, from: &mut impl Read) -> io::Result<Option<Self>> {
        let length = self.header("content-length").unwrap_or("0").parse().unwrap_or(usize::MAX);
        if length > BODY_MAX_BYTES || self.header("transfer-encoding").is_some() {
            return Ok(None);
        }
        self.body = begun;
        let missing = length.saturating_sub(self.body.len());
        from.take(missing as u64).read_to_end(&mut self.body)?;
        Ok((self.body.len() == length).then_some(self))
    }

    /// The first value of a header, by its name in small letters.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// What is answered.
pub(super) struct Answer {
    status: u16,
    content_type: &'static str,
    content: Content,
}

enum Content {
    Whole(Vec<u8>),
    /// Server-sent events, one piece after the other.
    Events(Vec<String>),
}

impl Answer {
    pub(super) fn text(status: u16, text: &str) -> Self {
        Self { status, content_type: "text/plain; charset=utf-8", content: Content::Whole(text.into()) }
    }

    pub(super) fn json(status: u16, value: &Value) -> Self {
        let content = Content::Whole(value.to_string().into_bytes());
        Self { status, content_type: "application/json", content }
    }

    pub(super) fn events(data: impl IntoIterator<Item = String>) -> Self {
        let pieces = data.into_iter().map(|data| format!("data: {data}\n\n")).collect();
        Self { status: 200, content_type: "text/event-stream", content: Content::Events(pieces) }
    }

    /// Sends the answer, `pausing` after each event.
    pub(super) fn send(&self, to: &mut impl Write, pausing: fn()) -> io::Result<()> {
        let Self { status, content_type, content } = self;
        let reason = reason(*status);
        write!(to, "HTTP/1.1 {status} {reason}\r\ncontent-type: {content_type}\r\nconnection: close\r\n")?;
        match content {
            Content::Whole(bytes) => {
                write!(to, "content-length: {}\r\n\r\n", bytes.len())?;
                to.write_all(bytes)
            }
            Content::Events(pieces) => {
                write!(to, "transfer-encoding: chunked\r\n\r\n")?;
                for piece in pieces {
                    write!(to, "{:x}\r\n{piece}\r\n", piece.len())?;
                    to.flush()?;
                    pausing();
                }
                write!(to, "0\r\n\r\n")
            }
        }
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        400 => "Bad Request",
        401 => "Unauthorized",
        404 => "Not Found",
        405 => "Method Not Allowed",
        _ => "",
    }
}
