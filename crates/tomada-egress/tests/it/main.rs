//! Egress from outside: what it refuses, what it sends byte for byte, and what it survives. Peers are raw sockets on
//! loopback, names are scripted; nothing leaves the machine.
#![expect(clippy::unwrap_used, reason = "a test may panic, and so may its helpers")]
#![expect(clippy::disallowed_types, reason = "peers are raw sockets, since only those misbehave at will")]

mod addresses;
mod answers;
mod capture;
mod credential;
mod grants;
mod hostile;
mod http2;
mod mtls;
mod name_servers;
mod names;
mod patience;
mod peer;
mod placed;
mod planted;
mod preview;
mod proxy;
mod redirects;
mod requests;
mod retries;
mod times;
mod tls;
mod tokens;
mod too_large;
mod urls;
mod waits;
mod world;
