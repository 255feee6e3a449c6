//! One request from the wire, as the peer keeps it.

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt};

use super::Names;

const FIELDS_MAX: usize = 128;
const REQUEST_MAX_BYTES: usize = 32 << 20;

/// One request as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The method.
    pub method: String,
    /// The URL that the action called, whatever stood in for its origin.
    pub url: String,
    /// Every field in order, the credential as it was put in.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Seen {
    /// The first value of `name`, whatever its case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// Path and query.
    pub fn target(&self) -> &str {
        let after_scheme = self.url.find("://").map_or(0, |at| at + 3);
        self.url[after_scheme..].find('/').map_or("/", |at| &self.url[after_scheme + at..])
    }
}

/// The next request; `None` when the connection is closed before one.
pub(super) async fn request(
    stream: &mut (impl AsyncRead + Unpin),
    unread: &mut Vec<u8>,
    names: &Names,
) -> io::Result<Option<Seen>> {
    let (mut seen, head_bytes) = loop {
        if let Some(head) = head(unread, names)? {
            break head;
        }
        if !more(stream, unread).await? {
            return Ok(None);
        }
    };
    let length = match seen.header("content-length") {
        Some(text) => text.parse::<usize>().map_err(malformed)?,
        // Nothing that goes through egress is sent in chunks.
        None if seen.header("transfer-encoding").is_some() => return Err(malformed("a body in chunks")),
        None => 0,
    };
    while unread.len() < head_bytes + length {
        if !more(stream, unread).await? {
            return Err(malformed("the body breaks off"));
        }
    }
    seen.body = unread[head_bytes..head_bytes + length].to_vec();
    unread.drain(..head_bytes + length);
    Ok(Some(seen))
}

/// The head at the beginning of `bytes` and its length, once it is whole.
fn head(bytes: &[u8], names: &Names) -> io::Result<Option<(Seen, usize)>> {
    let mut fields = [httparse::EMPTY_HEADER; FIELDS_MAX];
    let mut request = httparse::Request::new(&mut fields);
    let httparse::Status::Complete(length) = request.parse(bytes).map_err(malformed)? else {
        return Ok(None);
    };
    let value = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let headers = request.headers.iter().map(|field| (field.name.to_owned(), value(field.value)));
    let mut seen = Seen {
        method: request.method.unwrap_or_default().to_owned(),
        url: String::new(),
        headers: headers.collect(),
        body: Vec::new(),
    };
    let origin = names.origin(seen.header("host").unwrap_or_default());
    seen.url = format!("{origin}{}", request.path.unwrap_or_default());
    Ok(Some((seen, length)))
}

async fn more(stream: &mut (impl AsyncRead + Unpin), unread: &mut Vec<u8>) -> io::Result<bool> {
    if unread.len() > REQUEST_MAX_BYTES {
        return Err(malformed("the request is too large"));
    }
    let mut bytes = [0; 8 * 1024];
    let count = stream.read(&mut bytes).await?;
    unread.extend_from_slice(&bytes[..count]);
    Ok(count > 0)
}

#[expect(clippy::needless_pass_by_value, reason = "handed to map_err as it is")]
fn malformed(why: impl ToString) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why.to_string())
}
