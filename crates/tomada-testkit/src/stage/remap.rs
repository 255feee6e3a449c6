//! Egress on the stage: the real one, with every origin replaced by its stand-in on the way out and back again.
//!
//! What may be called is judged by the real egress: the run's permissions and the credential's origins are replaced
//! in the same way. The rule it protects: a name that is no stand-in leads to this machine, where nothing else is
//! open.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::task::{Context, Poll};

use tomada_core::{Body, BoxFuture, Chunks, Failure, Http, Preview, Request, Response};
use tomada_egress::{Opening, Outbound, Resolve, ResolveError};
use tomada_host::{Credential, Egress, Exchange, RunReport, Scope};

use super::Stage;
use crate::peer::{Names, Peer, Shared};

/// The real egress behind stand-ins.
pub(super) struct Remap {
    outbound: Outbound,
    peer: Arc<Shared>,
}

/// Every name is this machine.
pub(super) struct Loopback;

impl Resolve for Loopback {
    fn resolve(&self, _name: &str) -> BoxFuture<'static, Result<Vec<IpAddr>, ResolveError>> {
        Box::pin(std::future::ready(Ok(vec![IpAddr::V4(Ipv4Addr::LOCALHOST)])))
    }
}

/// The one port that is open.
pub(super) fn opening(peer: &Peer) -> Option<Opening> {
    // Always one: this is how openings are written.
    format!("127.0.0.1/32:{}", peer.port()).parse().ok()
}

impl Remap {
    pub(super) fn new(outbound: Outbound, peer: Arc<Shared>) -> Self {
        Self { outbound, peer }
    }

    /// Origins as egress is to see them; `*` is any.
    fn there(&self, origins: &[String]) -> Vec<String> {
        let there = |origin: &String| match origin.as_str() {
            "*" => origin.clone(),
            origin => self.peer.names.stand_in(origin),
        };
        origins.iter().map(there).collect()
    }
}

impl Egress for Remap {
    fn open(&self, scope: Scope) -> Arc<dyn Http> {
        let bound =
            |credential: Credential| Credential { origins: self.there(&credential.origins), ..credential };
        let http = self.outbound.open(Scope {
            allowed: self.there(&scope.allowed),
            credential: scope.credential.map(bound),
            ..scope
        });
        Arc::new(Remapped { http, peer: Arc::clone(&self.peer) })
    }
}

struct Remapped {
    http: Arc<dyn Http>,
    peer: Arc<Shared>,
}

impl Http for Remapped {
    fn send(&self, mut request: Request) -> BoxFuture<'static, Result<Response, Failure>> {
        if let Some(there) = self.peer.names.there(&request.url) {
            request.url = there;
        }
        if self.peer.will_stall() {
            request.timeout_ms =
                Some(request.timeout_ms.map_or(Stage::STALL_MS, |ms| ms.min(Stage::STALL_MS)));
        }
        let sending = self.http.send(request);
        let peer = Arc::clone(&self.peer);
        Box::pin(async move {
            let response = sending.await.map_err(|failure| real_failure(&failure, &peer.names))?;
            let url = peer.names.back(&response.url);
            let headers = response.headers.iter().map(|(name, value)| (name, peer.names.back(value)));
            let headers = headers.collect();
            let body = Body::chunks(Arriving { body: response.body, peer });
            Ok(Response { url, headers, body, ..response })
        })
    }

    fn preview(&self, mut request: Request) -> BoxFuture<'static, Result<Preview, Failure>> {
        if let Some(there) = self.peer.names.there(&request.url) {
            request.url = there;
        }
        let telling = self.http.preview(request);
        let peer = Arc::clone(&self.peer);
        Box::pin(async move {
            let mut preview = telling.await.map_err(|failure| real_failure(&failure, &peer.names))?;
            preview.url = peer.names.back(&preview.url);
            for field in &mut preview.headers {
                field.value = peer.names.back(&field.value);
            }
            Ok(preview)
        })
    }
}

/// A body whose failure names the real host.
struct Arriving {
    body: Body,
    peer: Arc<Shared>,
}

impl Chunks for Arriving {
    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Vec<u8>, Failure>>> {
        let names = &self.peer.names;
        self.body.poll_chunk(cx).map_err(|failure| real_failure(&failure, names))
    }
}

fn real_failure(failure: &Failure, names: &Names) -> Failure {
    let back = |text: &str| names.back(text);
    let mut real = match failure.code() {
        Some(code) => Failure::coded(failure.kind(), code).with_message(back(failure.message())),
        None => Failure::new(failure.kind(), back(failure.message())),
    };
    for (name, value) in failure.arguments() {
        real = real.with_argument(name, back(value));
    }
    real = failure.hint().map(back).into_iter().fold(real, Failure::with_hint);
    real = failure.detail().map(back).into_iter().fold(real, Failure::with_detail);
    real = failure.retry_after_ms().into_iter().fold(real, Failure::with_retry_after_ms);
    failure.at().into_iter().fold(real, Failure::with_at)
}

/// The report with the real origins in its exchanges.
pub(super) fn real(mut report: RunReport, names: &Names) -> RunReport {
    for Exchange { url, request, response, .. } in &mut report.exchanges {
        *url = names.back(url);
        let answered = response.iter_mut().flat_map(|response| &mut response.headers);
        for (_, value) in request.headers.iter_mut().chain(answered) {
            *value = names.back(value);
        }
    }
    report
}
