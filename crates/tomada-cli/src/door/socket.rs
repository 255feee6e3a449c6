//! The way through the local socket of a running server.
//!
//! It calls no service: the socket is a file in the data folder, and the server at its other end is this program.
#![expect(
    clippy::disallowed_types,
    reason = "the local socket of this program's own server; no service is called"
)]

use std::path::{Path, PathBuf};

use axum::body::Body;
use axum::http::{Request, Response};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::net::UnixStream;
use tomada_core::Failure;

use super::gone;

/// A socket that a server answers at.
pub(super) struct Socket(PathBuf);

impl Socket {
    /// The socket at `path`, if a server answers there.
    pub(super) async fn find(path: &Path) -> Option<Self> {
        UnixStream::connect(path).await.is_ok().then(|| Self(path.to_owned()))
    }

    /// Sends a request on a connection of its own.
    pub(super) async fn send(&self, request: Request<Body>) -> Result<Response<Body>, Failure> {
        let stream = UnixStream::connect(&self.0).await.map_err(|error| gone(&error))?;
        let (mut sender, connection) =
            http1::handshake(TokioIo::new(stream)).await.map_err(|error| gone(&error))?;
        // It ends with the answer's body; how it ends is told there.
        tokio::spawn(connection);
        let answer = sender.send_request(request).await.map_err(|error| gone(&error))?;
        Ok(answer.map(Body::new))
    }
}
