//! A request to place a credential in, at a fixed time and with fixed chance.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use tomada_core::{BoxFuture, Clock, Failure, Random};
use url::Url;

use super::Outgoing;

/// A clock that stands still.
pub(super) struct At(pub(super) u64);

impl Clock for At {
    fn now(&self) -> Duration {
        Duration::from_secs(self.0)
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::pending())
    }
}

/// Always the same chance.
struct Same;

impl Random for Same {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(0xab);
    }
}

/// What `place` makes of a request.
pub(super) fn placed(
    seconds: u64,
    (method, url, fields, body): (&str, &str, &[(&'static str, &str)], &'static str),
    place: impl FnOnce(&mut Outgoing<'_>) -> Result<(), Failure>,
) -> (Url, HeaderMap, Bytes) {
    let (mut url, mut body) = (url.parse::<Url>().unwrap(), Bytes::from_static(body.as_bytes()));
    let field = |(name, value): &(&'static str, &str)| {
        (HeaderName::from_static(name), HeaderValue::from_bytes(value.as_bytes()).unwrap())
    };
    let mut headers = fields.iter().map(field).collect::<HeaderMap>();
    let method = method.parse::<Method>().unwrap();
    place(&mut Outgoing {
        method: &method,
        url: &mut url,
        headers: &mut headers,
        body: &mut body,
        clock: &At(seconds),
        random: &Same,
    })
    .unwrap();
    (url, headers, body)
}
