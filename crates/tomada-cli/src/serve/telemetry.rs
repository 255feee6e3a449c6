//! Traces for an OpenTelemetry collector: OTLP over HTTP, to the endpoint that the operator named.
//!
//! Rule: they leave by the same way out as everything else, so there is one place that opens sockets and one that knows
//! TLS; but by an [`Outbound`] of their own, which may reach nothing but the collector.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use axum::body::Bytes;
use axum::http::{Request, Response};
use opentelemetry::trace::TracerProvider;
use opentelemetry_http::{HttpClient, HttpError};
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::{SdkTracer, SdkTracerProvider};
use tokio::runtime::Handle;
use tomada_core::{Failure, Kind};
use tomada_egress::{Opening, Outbound};
use tomada_host::{Egress, Exchanges, Redactor, Scope};
use url::Url;

/// How long one batch may take on its way.
const BATCH_MAX_MS: u64 = 10_000;

/// The way to a collector.
pub(crate) struct Telemetry(SdkTracerProvider);

impl Telemetry {
    /// Traces for the collector at `endpoint`, such as `http://127.0.0.1:4318`, sent on `runtime`.
    pub(crate) fn start(endpoint: &str, runtime: &Handle) -> Result<Self, Failure> {
        let refused = |reason: &dyn fmt::Display| {
            Failure::coded(Kind::Unavailable, "cli-telemetry-refused")
                .with_argument("endpoint", endpoint)
                .with_argument("reason", reason)
        };
        let client = Client::new(endpoint, runtime.clone()).map_err(|reason| refused(&reason))?;
        let exporter = SpanExporter::builder()
            .with_http()
            .with_http_client(client)
            .with_endpoint(format!("{endpoint}/v1/traces"))
            .with_protocol(Protocol::HttpBinary)
            .build()
            .map_err(|error| refused(&error))?;
        let resource = Resource::builder().with_service_name("tomada").build();
        Ok(Self(SdkTracerProvider::builder().with_resource(resource).with_batch_exporter(exporter).build()))
    }

    /// Who begins spans.
    pub(crate) fn tracer(&self) -> SdkTracer {
        self.0.tracer("tomada")
    }

    /// Sends what is left. What cannot be sent is lost: traces are no record.
    pub(crate) fn finish(self) {
        let _ = self.0.shutdown();
    }
}

/// Speaks HTTP for the exporter, which has a thread of its own.
struct Client {
    outbound: Outbound,
    origin: String,
    runtime: Handle,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("origin", &self.origin).finish_non_exhaustive()
    }
}

impl Client {
    fn new(endpoint: &str, runtime: Handle) -> Result<Self, String> {
        let url = Url::parse(endpoint).map_err(|error| error.to_string())?;
        let port = url.port_or_known_default().unwrap_or_default();
        // The operator named it, so it may be anywhere; a run's egress knows nothing of this.
        let networks =
            [format!("0.0.0.0/0:{port}"), format!("[::/0]:{port}"), format!("127.0.0.1/32:{port}")];
        let openings = networks.iter().map(|text| text.parse::<Opening>()).collect::<Result<Vec<_>, _>>();
        let outbound = Outbound::builder().allow(openings.map_err(|error| error.to_string())?);
        let outbound = outbound.build().map_err(|error| error.to_string())?;
        Ok(Self { outbound, origin: url.origin().ascii_serialization(), runtime })
    }

    fn scope(&self) -> Scope {
        Scope {
            project: "telemetry".to_owned(),
            connection: "telemetry".to_owned(),
            allowed: vec![self.origin.clone()],
            credential: None,
            credential_optional: true,
            // Far off: each request has its own limit.
            deadline_unix_ms: u64::MAX,
            redactor: Redactor::new([]),
            exchanges: Arc::new(Exchanges::default()),
        }
    }
}

type Answer<'a> = Pin<Box<dyn Future<Output = Result<Response<Bytes>, HttpError>> + Send + 'a>>;

impl HttpClient for Client {
    fn send_bytes<'life, 'answer>(&'life self, request: Request<Bytes>) -> Answer<'answer>
    where
        'life: 'answer,
        Self: 'answer,
    {
        let http = self.outbound.open(self.scope());
        let (parts, body) = request.into_parts();
        let kind = parts.headers.get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let sent = tomada_core::Request::new(parts.method.as_str(), parts.uri.to_string())
            .body(kind, body.to_vec())
            .anonymous()
            .timeout_ms(BATCH_MAX_MS);
        let sending = self.runtime.spawn(async move {
            let answer = http.send(sent).await?;
            let status = answer.status;
            Ok::<_, Failure>((status, answer.body.bytes().await?))
        });
        Box::pin(async move {
            let (status, body) = sending.await??;
            Ok(Response::builder().status(status).body(Bytes::from(body))?)
        })
    }
}
