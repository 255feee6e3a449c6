//! A small HTTP service for a first look: orders to look up, an echo, and a model that answers in OpenAI's format.
//!
//! `try` and `serve` start it on the loopback interface. It speaks just enough HTTP/1.1 to be called: one request for
//! each connection, bounded in size and time.
#![expect(clippy::disallowed_types, reason = "it is a peer to call, on the loopback interface")]

mod http;
mod model;
mod routes;

use std::io::{self, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::problem::Problem;
use http::{Answer, Request};

/// Where it answers unless told otherwise; the number means nothing.
pub(crate) const ADDRESS: &str = "127.0.0.1:4810";

const IDLE_MAX_MS: u64 = 10_000;
const PIECE_EVERY_MS: u64 = 40;

/// The running service. It ends with the process.
pub(crate) struct Service {
    address: SocketAddr,
    thread: JoinHandle<()>,
}

impl Service {
    /// What can be asked of it, for people.
    pub(crate) const ROUTES: &str = concat!(
        "  GET  /orders/1042            an order, as JSON\n",
        "  any  /echo                   what it was sent, as JSON\n",
        "  GET  /v1/models              the models, in OpenAI's format; wants a bearer token, and takes any\n",
        "  POST /v1/chat/completions    an answer of such a model, streamed if asked for\n",
    );

    /// Listens at `address`.
    pub(crate) fn start(address: &str) -> Result<Self, Problem> {
        let listener = TcpListener::bind(address).map_err(Problem::io(format!("listening at {address}")))?;
        let address = listener.local_addr().map_err(Problem::io("asking for the address"))?;
        let thread = thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                // Whoever called sees a connection that ends; there is nobody else to tell.
                thread::spawn(move || answer(connection));
            }
        });
        Ok(Self { address, thread })
    }

    /// `http://` and the address.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The address, as `127.0.0.1:4810`.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until the process ends.
    pub(crate) fn wait(self) {
        let _ = self.thread.join();
    }
}

fn answer(mut connection: TcpStream) -> io::Result<()> {
    let idle = Some(Duration::from_millis(IDLE_MAX_MS));
    connection.set_read_timeout(idle)?;
    connection.set_write_timeout(idle)?;
    let answer = match Request::read(&mut connection)? {
        Some(request) => routes::answer(&request),
        None => Answer::text(400, "This is not a request that this service understands.\n"),
    };
    answer.send(&mut connection, pause)?;
    connection.flush()
}

#[expect(clippy::disallowed_methods, reason = "people are to see an answer stream")]
fn pause() {
    thread::sleep(Duration::from_millis(PIECE_EVERY_MS));
}

#[cfg(test)]
mod tests;
