//! One connection to an origin, over which requests are sent: HTTP/1.1 one at a time, HTTP/2 many at once.
//!
//! The pool opens it, an attempt holds it until the body of the answer has come in. The rule it protects: whatever the
//! protocol, a request that hands back its message was never begun to be sent.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, Uri, header};
use http_body::{Frame, SizeHint};
use hyper::body::Incoming;
use hyper::client::conn::{TrySendError, http1, http2};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use url::{Position, Url};

use crate::fault::{Fault, Word};
use crate::limits::Limits;
use crate::meter::{Meter, Metered, WINDOW_BYTES};
use crate::proxy;

/// The window of one HTTP/2 stream, in bytes.
const STREAM_WINDOW_BYTES: u32 = WINDOW_BYTES / 4;
/// The smallest buffer that the HTTP/1 parser takes, in bytes.
const BUFFER_MIN_BYTES: usize = 8 * 1024;
/// How many header fields the HTTP/1 parser takes without allocating.
const HEADERS_FREE: usize = 100;

/// A connection. One that is dropped with its answer still under way takes no further request, nor do its shares: a
/// server that let one stream down is not given the next.
pub(crate) struct Connection {
    sender: Sender,
    pub(crate) meter: Arc<Meter>,
    spoiled: Arc<AtomicBool>,
    is_under_way: bool,
}

impl Drop for Connection {
    fn drop(&mut self) {
        if self.is_under_way {
            self.spoiled.store(true, Ordering::Relaxed);
        }
    }
}

enum Sender {
    One(http1::SendRequest<Outgoing>),
    Many(http2::SendRequest<Outgoing>),
    /// Whatever connections the operator's proxy is reached by.
    Proxied(reqwest::Client),
}

/// A request that has no answer.
pub(crate) struct Unanswered {
    pub(crate) fault: Fault,
    /// The request, if nothing of it was sent.
    pub(crate) request: Option<http::Request<Outgoing>>,
}

impl From<TrySendError<http::Request<Outgoing>>> for Unanswered {
    fn from(mut error: TrySendError<http::Request<Outgoing>>) -> Self {
        let request = error.take_message();
        let fault = Fault::of_client(error.error());
        Self { fault: if request.is_some() { fault.unsent() } else { fault }, request }
    }
}

/// The body of an answer, as it comes in.
pub(crate) enum Arrived {
    Direct(Incoming),
    Proxied(reqwest::Body),
}

impl http_body::Body for Arrived {
    type Data = Bytes;
    type Error = Fault;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Fault>>> {
        match self.get_mut() {
            Self::Direct(body) => Pin::new(body).poll_frame(cx).map_err(|error| Fault::of_client(&error)),
            Self::Proxied(body) => Pin::new(body).poll_frame(cx).map_err(|error| Fault::of_client(&error)),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Direct(body) => body.is_end_stream(),
            Self::Proxied(body) => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Direct(body) => body.size_hint(),
            Self::Proxied(body) => body.size_hint(),
        }
    }
}

impl Connection {
    fn new(sender: Sender, meter: Arc<Meter>) -> Self {
        Self { sender, meter, spoiled: Arc::default(), is_under_way: false }
    }

    /// Speaks HTTP/1.1 over `stream`.
    pub(crate) async fn one(
        stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
        limits: &Limits,
    ) -> Result<Self, Fault> {
        let meter = Arc::<Meter>::default();
        let io = TokioIo::new(Metered::one(stream, Arc::clone(&meter), limits));
        let mut builder = http1::Builder::new();
        builder.max_buf_size(limits.head_max_bytes.saturating_add(BUFFER_MIN_BYTES));
        if limits.headers_max != HEADERS_FREE {
            builder.max_headers(limits.headers_max);
        }
        let (sender, driver) = builder.handshake(io).await.map_err(|error| unsent(&error))?;
        // Its errors are those of the requests on it.
        tokio::spawn(async { drop(driver.await) });
        Ok(Self::new(Sender::One(sender), meter))
    }

    /// Speaks HTTP/2 over `stream`.
    pub(crate) async fn many(
        stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
        limits: &Limits,
    ) -> Result<Self, Fault> {
        let meter = Arc::<Meter>::default();
        let io = TokioIo::new(Metered::many(stream, Arc::clone(&meter)));
        let mut builder = http2::Builder::new(TokioExecutor::new());
        builder.timer(TokioTimer::new());
        builder.initial_connection_window_size(WINDOW_BYTES);
        builder.initial_stream_window_size(STREAM_WINDOW_BYTES);
        builder.max_header_list_size(u32::try_from(limits.head_max_bytes).unwrap_or(u32::MAX));
        let (sender, driver) = builder.handshake(io).await.map_err(|error| unsent(&error))?;
        tokio::spawn(async { drop(driver.await) });
        Ok(Self::new(Sender::Many(sender), meter))
    }

    /// Speaks through the operator's proxy.
    pub(crate) fn proxied(client: reqwest::Client) -> Self {
        Self::new(Sender::Proxied(client), Arc::default())
    }

    /// The same connection for another request, if it carries many.
    pub(crate) fn share(&self) -> Option<Self> {
        let Sender::Many(sender) = &self.sender else { return None };
        let mut share = Self::new(Sender::Many(sender.clone()), Arc::clone(&self.meter));
        share.spoiled = Arc::clone(&self.spoiled);
        Some(share)
    }

    /// Its last request was answered in whole, or refused unread.
    pub(crate) fn settle(&mut self) {
        self.is_under_way = false;
    }

    /// Whether it is known to be of no use any more.
    pub(crate) fn is_closed(&self) -> bool {
        let is_closed = match &self.sender {
            Sender::One(sender) => sender.is_closed(),
            Sender::Many(sender) => sender.is_closed(),
            // The client keeps its own.
            Sender::Proxied(_) => true,
        };
        is_closed || self.spoiled.load(Ordering::Relaxed)
    }

    /// Waits until it can take a request; `false` if it never will.
    pub(crate) async fn is_ready(&mut self) -> bool {
        match &mut self.sender {
            // At once, as soon as its task has seen the end of the last answer.
            Sender::One(sender) => sender.ready().await.is_ok(),
            Sender::Many(sender) => sender.ready().await.is_ok(),
            Sender::Proxied(_) => true,
        }
    }

    /// `url` as this protocol names it, with `host` where it belongs.
    pub(crate) fn address(
        &self,
        url: &Url,
        host: &HeaderValue,
        headers: &mut HeaderMap,
    ) -> Result<Uri, Fault> {
        let text = match &self.sender {
            Sender::One(_) => {
                headers.insert(header::HOST, host.clone());
                &url[Position::BeforePath..]
            }
            Sender::Many(_) | Sender::Proxied(_) => url.as_str(),
        };
        text.parse::<Uri>().map_err(|error| Fault::new(Word::Malformed, error.to_string()))
    }

    /// Sends one request and waits for the head of its answer, which may bring `wire_max` bytes in all.
    ///
    /// # Errors
    /// With the request, if nothing of it was sent.
    pub(crate) async fn send(
        &mut self,
        request: http::Request<Outgoing>,
        wire_max: u64,
    ) -> Result<http::Response<Arrived>, Unanswered> {
        self.is_under_way = true;
        let response = match &mut self.sender {
            Sender::One(sender) => {
                self.meter.begin(wire_max);
                sender.try_send_request(request).await
            }
            Sender::Many(sender) => sender.try_send_request(request).await,
            Sender::Proxied(client) => {
                let response = proxy::send(client, request).await;
                return response.map_err(|fault| Unanswered { fault, request: None });
            }
        };
        Ok(response?.map(Arrived::Direct))
    }
}

fn unsent(error: &hyper::Error) -> Fault {
    Fault::of_client(error).unsent()
}

/// A body on its way out, in one piece.
pub(crate) struct Outgoing(Option<Bytes>);

impl Outgoing {
    /// The body of a request. An empty one is none where the method gives it no meaning, and is said to be empty
    /// elsewhere (RFC 9110, section 8.6).
    pub(crate) fn new(method: &Method, body: Bytes) -> Self {
        let is_meaningless =
            matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS | Method::DELETE | Method::TRACE);
        Self(Some(body).filter(|body| !(is_meaningless && body.is_empty())))
    }
}

impl http_body::Body for Outgoing {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let body = self.get_mut().0.take().filter(|body| !body.is_empty());
        Poll::Ready(body.map(|body| Ok(Frame::data(body))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0.as_ref().map_or(0, |body| body.len() as u64))
    }
}
