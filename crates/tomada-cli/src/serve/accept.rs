//! Connections: taken one by one, no more at once than can be borne, each with a limit on how long its head may take.
//!
//! Rule: a stranger who says nothing, or says it drop by drop, holds a place for [`HEAD_MAX`] and no longer. What comes
//! after the head has its limits around the routes.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use axum::serve::Listener;
use hyper::body::Incoming;
use hyper::server::conn::http1::Builder;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

/// How many connections there may be at once; who comes then waits outside.
const CONNECTIONS_MAX: usize = 2_048;
/// How long the head of a request may take.
const HEAD_MAX: Duration = Duration::from_secs(15);
/// How large it may be, in bytes.
const HEAD_MAX_BYTES: usize = 64 * 1024;
/// Serves `router` to whoever comes to `listener` until `closing`, then until the last of them has been answered.
/// `address` tells from where somebody comes.
pub(super) async fn serve<L: Listener>(
    mut listener: L,
    router: Router,
    closing: CancellationToken,
    address: fn(&L::Addr) -> Option<SocketAddr>,
) {
    let (builder, graceful) = (builder(), GracefulShutdown::new());
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    loop {
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, (stream, from)) = tokio::select! {
            () = closing.cancelled() => break,
            next = next => next,
        };
        let (router, from) = (router.clone(), address(&from));
        let service = service_fn(move |mut request: Request<Incoming>| {
            if let Some(from) = from {
                request.extensions_mut().insert(ConnectInfo(from));
            }
            router.clone().oneshot(request.map(Body::new))
        });
        let connection = builder.serve_connection(TokioIo::new(stream), service);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // How a stranger's connection ended is nothing to tell.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    graceful.shutdown().await;
}

/// HTTP/1 alone: browsers speak HTTP/2 over TLS only, and that is for the proxy in front.
fn builder() -> Builder {
    let mut builder = Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEAD_MAX).max_buf_size(HEAD_MAX_BYTES);
    builder
}

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream};
    use tokio::sync::mpsc;

    use super::*;

    /// A listener whose callers are pipes.
    struct Pipes(mpsc::Receiver<DuplexStream>);

    impl Listener for Pipes {
        type Io = DuplexStream;
        type Addr = ();

        async fn accept(&mut self) -> (DuplexStream, ()) {
            match self.0.recv().await {
                Some(stream) => (stream, ()),
                None => std::future::pending().await,
            }
        }

        fn local_addr(&self) -> std::io::Result<()> {
            Ok(())
        }
    }

    /// What a caller reads who sends `sent`, with the server closing meanwhile or not; time runs as fast as it can.
    async fn answer(sent: &str, closes: bool) -> String {
        let (sender, pipes) = mpsc::channel(1);
        let closing = CancellationToken::new();
        let slow = get(|| async {
            tokio::time::sleep(Duration::from_secs(5)).await;
            "done"
        });
        let router = Router::new().route("/slow", slow);
        let served = tokio::spawn(serve(Pipes(pipes), router, closing.clone(), |()| None));
        let (mut near, far) = tokio::io::duplex(4_096);
        sender.send(far).await.unwrap();
        near.write_all(sent.as_bytes()).await.unwrap();
        tokio::time::sleep(Duration::from_secs(1)).await;
        if closes {
            closing.cancel();
        }
        let mut read = String::new();
        near.read_to_string(&mut read).await.unwrap();
        closing.cancel();
        served.await.unwrap();
        read
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_was_let_in_is_answered_and_whoever_is_silent_is_let_go() {
        let asked = "GET /slow HTTP/1.1\r\nhost: a\r\n\r\n";
        assert!(answer(asked, true).await.ends_with("done"), "closing took an answer away");
        assert!(answer(asked, false).await.ends_with("done"));
        assert_eq!(answer("GET /slow HTTP/1.1\r\nhost", false).await, "");
        assert_eq!(answer("", false).await, "");
        assert_eq!(answer("", true).await, "");
    }
}
