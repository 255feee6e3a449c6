//! The one way out to the network: [`Outbound`] implements [`tomada_host::Egress`], and no other crate opens a socket
//! to a service.
//!
//! # What may be called
//!
//! | rule | where |
//! | --- | --- |
//! | `http` and `https`; no user name in the URL, no port 0, at most 16 KiB; fragments are dropped | `policy::target` |
//! | names of two labels or more, at most 253 letters, not under `.local`, `.localhost`, `.internal`, `.arpa` | `policy::target` |
//! | origins that the run is permitted, `*` for any | `policy::origin` |
//! | IPv4 outside the special ranges; IPv6 within `2000::/3` outside its special ranges; mapped forms by their IPv4, NAT64 forms only if [`OutboundBuilder::nat64`] says so, by theirs | `policy::judge` |
//! | never one of our own ports on this machine | `policy` |
//! | besides: what the operator opened with [`Opening`]s such as `127.0.0.1/32:8080`; one for a loopback address opens the name `localhost` too | `policy::allow` |
//!
//! A name is resolved at each dial, at most 16 addresses within 3 s, and refused if **any** is forbidden; those judged
//! are dialled, and the peer is compared with them. Literal addresses are judged at every attempt. Connections and TLS
//! sessions belong to one connection of one project and one origin; a connection is used again only when its last
//! answer came in whole. The proxy environment is ignored; [`OutboundBuilder::proxy`] may name one.
//!
//! # Credentials
//!
//! A credential is put in after the URL is judged, only towards its origins, and over plain `http` only to addresses
//! that the operator opened. A request that names its place itself is refused. Every kind of `tomada_core::Auth` has a file
//! of its own. Tokens are fetched through this same egress, kept until shortly before they expire, fetched by one call
//! for all that wait, and given up for a new one when a service answers 401.
//!
//! # Retries
//!
//! As many as the request asks for, at most 5, or as [`Limits::retries`](field@Limits::retries) says, for all hops
//! together: of any request if nothing had gone out; of a repeatable one (idempotent, with an idempotency key, or the
//! action says so) if its connection broke before the head of the answer, or after 408, 425, 429, 502, 503 and 504. Waits
//! grow and are random, on top of what `Retry-After` and the like ask for. One that the deadline does not leave is not
//! begun: the answer or
//! the failure is given as it is. Each attempt is vetted anew.
//!
//! # Redirects
//!
//! As many as the request asks for, at most 3; one more is the answer. Each target is judged anew. 301, 302 and 303
//! become GET; 307 and 308 keep method and body on the same origin. On another origin only `Accept*` and
//! `User-Agent` go along, and a 307 or 308 of anything but GET and HEAD is refused, as is one from https to http.
//!
//! # Limits
//!
//! [`Limits`] names them all. One content coding of `gzip`, `deflate`, `br`, `zstd` is decoded. Transfer codings other
//! than `chunked`, status 101, statuses over 599 and more than 8 interim answers are protocol errors. An HTTP/1 answer
//! may bring twice its largest body and 128 KiB, an HTTP/2 connection 2 MiB that bring no answer any further.
//!
//! # Failures
//!
//! The caller reads one word, as code `egress-WORD` with the argument `host`; the reason goes into the detail. `blocked`
//! is `Forbidden`; `dns`, `connect`, `tls` and `timeout` are `Unavailable`; `too-large` and `protocol` are `Rejected`,
//! since the same request gets the same answer. Whatever the word but `blocked`, the kind is `Uncertain` once a request
//! went out that is not repeatable: it may have been carried out.
//!
//! # Captures
//!
//! Every attempt, refused or dropped ones too, is written to the run's exchanges with the time that each part took.
//! Secrets are masked by value in whatever form they come back, headers such as `Authorization` and `Set-Cookie`
//! always. What the action reads, headers and body, is masked by value as well.
#![forbid(unsafe_code)]
#![expect(clippy::disallowed_types, reason = "this is the crate that opens sockets")]

// Put together once, opened for each run.
mod limits;
mod outbound;

// One call, in the order of its stations.
mod send;

mod retry;

mod attempt;
mod preview;

mod headers;
mod policy;

mod credential;

mod connection;
mod dial;
mod meter;
mod pool;
mod proxy;
mod resolve;
mod tls;

mod body;
mod decode;
mod pace;

mod redirect;

// What every station tells.
mod capture;
mod fault;

pub use limits::Limits;
pub use outbound::{BuildError, Outbound, OutboundBuilder};
pub use policy::{BadOpening, Nat64, Opening, closed_networks, forbidden_range};
pub use resolve::{Resolve, ResolveError, SystemDns};
