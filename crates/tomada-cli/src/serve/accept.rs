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
use tokio::sync::{Barrier, Semaphore};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

/// How many connections there may be at once; who comes then waits outside.
const CONNECTIONS_MAX: usize = 2_048;
/// How long the head of a request may take.
const HEAD_MAX: Duration = Duration::from_secs(15);
/// How large it may be, in bytes.
const HEAD_MAX_BYTES: usize = 64 * 1024;

/// When doors close.
#[derive(Clone)]
pub(super) struct Closing {
    /// From when on nobody is let in.
    pub(super) begins: CancellationToken,
    /// Where the doors wait for each other: all stay open until whoever came by any of them has been answered.
    pub(super) together: Arc<Barrier>,
}

/// Serves `router` to whoever comes to `listener` until `closing`, and then until the last of those has been answered who
/// came before: who comes meanwhile is served as well, and it is for `router` to tell them that they are too late.
/// `address` tells from where somebody comes.
pub(super) async fn serve<L: Listener>(
    listener: L,
    router: Router,
    closing: Closing,
    address: fn(&L::Addr) -> Option<SocketAddr>,
) {
    let (builder, places) = (builder(), Arc::new(Semaphore::new(CONNECTIONS_MAX)));
    let mut door = Door { listener, router, address, builder, places };
    let (early, late) = (GracefulShutdown::new(), GracefulShutdown::new());
    door.open(&early, closing.begins.cancelled()).await;
    let answered = async {
        early.shutdown().await;
        closing.together.wait().await;
    };
    door.open(&late, answered).await;
}

/// Where somebody comes in.
struct Door<L: Listener> {
    listener: L,
    router: Router,
    address: fn(&L::Addr) -> Option<SocketAddr>,
    builder: Builder,
    places: Arc<Semaphore>,
}

impl<L: Listener> Door<L> {
    /// Lets in whoever comes, until `end`; `guests` can tell them that it is time to go.
    async fn open(&mut self, guests: &GracefulShutdown, end: impl Future<Output = ()>) {
        tokio::pin!(end);
        loop {
            let next = async {
                let place = Arc::clone(&self.places).acquire_owned().await;
                (place, self.listener.accept().await)
            };
            // The end first: who comes in the same moment is told something, where a door that closes hangs up.
            let (place, (stream, from)) = tokio::select! {
                biased;
                () = &mut end => return,
                next = next => next,
            };
            let (router, from) = (self.router.clone(), (self.address)(&from));
            let service = service_fn(move |mut request: Request<Incoming>| {
                if let Some(from) = from {
                    request.extensions_mut().insert(ConnectInfo(from));
                }
                router.clone().oneshot(request.map(Body::new))
            });
            let connection = self.builder.serve_connection(TokioIo::new(stream), service);
            let connection = guests.watch(connection);
            tokio::spawn(async move {
                // How a stranger's connection ended is nothing to tell.
                let _ = connection.await;
                drop(place);
            });
        }
    }
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

    /// As one door alone closes.
    fn closing() -> Closing {
        Closing { begins: CancellationToken::new(), together: Arc::new(Barrier::new(1)) }
    }

    /// A route that answers after five seconds, and one that does so at once.
    fn slow() -> Router {
        let slow = get(|| async {
            tokio::time::sleep(Duration::from_secs(5)).await;
            "done"
        });
        Router::new().route("/slow", slow).route("/quick", get(|| async { "quick" }))
    }

    /// What a caller reads who sends `sent`, with the server closing meanwhile or not; time runs as fast as it can.
    async fn answer(sent: &str, closes: bool) -> String {
        let (sender, pipes) = mpsc::channel(1);
        let closing = closing();
        let served = tokio::spawn(serve(Pipes(pipes), slow(), closing.clone(), |()| None));
        let (mut near, far) = tokio::io::duplex(4_096);
        sender.send(far).await.unwrap();
        near.write_all(sent.as_bytes()).await.unwrap();
        tokio::time::sleep(Duration::from_secs(1)).await;
        if closes {
            closing.begins.cancel();
        }
        let mut read = String::new();
        near.read_to_string(&mut read).await.unwrap();
        closing.begins.cancel();
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

    #[tokio::test(start_paused = true)]
    async fn as_long_as_somebody_is_answered_who_comes_late_is_told_something() {
        let (sender, pipes) = mpsc::channel(1);
        let closing = closing();
        let served = tokio::spawn(serve(Pipes(pipes), slow(), closing.clone(), |()| None));
        let mut read = [String::new(), String::new()];
        let (mut early, far) = tokio::io::duplex(4_096);
        sender.send(far).await.unwrap();
        early.write_all(b"GET /slow HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
        tokio::time::sleep(Duration::from_secs(1)).await;
        closing.begins.cancel();
        let (mut late, far) = tokio::io::duplex(4_096);
        sender.send(far).await.unwrap();
        late.write_all(b"GET /quick HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
        early.read_to_string(&mut read[0]).await.unwrap();
        late.read_to_string(&mut read[1]).await.unwrap();
        assert!(read[0].ends_with("done") && read[1].ends_with("quick"), "{read:?}");
        served.await.unwrap();
        assert!(sender.is_closed(), "it still lets people in");
    }
}
