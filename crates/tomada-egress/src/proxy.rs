//! The way out through the operator's proxy, where machines may not reach the network themselves: HTTP, HTTPS or SOCKS 5,
//! spoken by reqwest.
//!
//! A name is resolved and judged here as on the direct way, and then once more by the proxy, which dials it: that it
//! means the same address there is the proxy's to see to. The rule it protects: the environment never chooses a proxy,
//! and nothing goes to one that the direct way would refuse.

use std::sync::Arc;
use std::time::Duration;

use reqwest::{NoProxy, redirect, retry};
use rustls::ClientConfig;
use url::Url;

use crate::connection::{Arrived, Outgoing};
use crate::fault::{Again, Fault, Word, chain};
use crate::limits::Limits;

/// Where the proxy is, with what it asks for. Never printed: it may hold a password.
#[derive(Clone)]
pub(crate) struct Proxy(Arc<Url>);

/// Why a text names no proxy.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BadProxy {
    #[error("it is no URL")]
    Malformed(#[from] url::ParseError),
    #[error("the scheme is {0:?}: a proxy speaks http, https or socks5h")]
    Scheme(String),
    #[error("it names no host")]
    NoHost,
}

impl Proxy {
    /// Reads `http://[user:password@]host:port` and the like.
    pub(crate) fn read(text: &str) -> Result<Self, BadProxy> {
        let url = text.parse::<Url>()?;
        match url.scheme() {
            // With `socks5` the client would resolve names itself, behind the back of the policy.
            "http" | "https" | "socks5h" if url.has_host() => Ok(Self(Arc::new(url))),
            "http" | "https" | "socks5h" => Err(BadProxy::NoHost),
            other => Err(BadProxy::Scheme(other.to_owned())),
        }
    }

    /// A client whose connections all go through the proxy.
    pub(crate) fn client(&self, tls: ClientConfig, limits: &Limits) -> Result<reqwest::Client, Fault> {
        let proxy = reqwest::Proxy::all(self.0.as_str()).map_err(of_client)?;
        reqwest::Client::builder()
            .proxy(proxy.no_proxy(None::<NoProxy>))
            .tls_backend_preconfigured(tls)
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .referer(false)
            .connect_timeout(Duration::from_millis(limits.connect_ms.saturating_add(limits.tls_ms)))
            .pool_idle_timeout(limits.idle())
            .pool_max_idle_per_host(limits.idle_max)
            .http1_max_headers(limits.headers_max)
            .http2_max_header_list_size(u32::try_from(limits.head_max_bytes).unwrap_or(u32::MAX))
            .build()
            .map_err(of_client)
    }
}

/// Sends one request through the proxy and waits for the head of its answer.
pub(crate) async fn send(
    client: &reqwest::Client,
    request: http::Request<Outgoing>,
) -> Result<http::Response<Arrived>, Fault> {
    let request = reqwest::Request::try_from(request.map(reqwest::Body::wrap)).map_err(of_client)?;
    let response = client.execute(request).await.map_err(of_client)?;
    Ok(http::Response::from(response).map(Arrived::Proxied))
}

/// The proxy's own refusals among them: a tunnel that it does not open is no connection.
fn of_client(error: reqwest::Error) -> Fault {
    // The URL may hold a key.
    let error = error.without_url();
    if error.is_builder() {
        return Fault::new(Word::Malformed, chain(&error));
    }
    if error.is_connect() {
        let fault = Fault::of_client(&error);
        let word = if matches!(fault.word, Word::Tls | Word::Timeout) { fault.word } else { Word::Connect };
        return Fault { word, ..fault }.unsent();
    }
    if error.is_timeout() {
        return Fault { again: Again::Cut, ..Fault::new(Word::Timeout, chain(&error)) };
    }
    Fault::of_client(&error)
}
