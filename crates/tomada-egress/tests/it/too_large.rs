//! What is handed out of a body that is too large.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use tomada_core::Request;

use crate::peer::{Peer, Then, reply};
use crate::world::World;

fn gzip(data: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

/// Whoever wants to can keep what came of a body that is too large; nobody takes it for the whole.
#[tokio::test]
async fn a_body_that_is_too_large_is_handed_out_up_to_the_limit() {
    let body = b"0123456789".repeat(20);
    for (coding, sent) in [("", body.clone()), ("content-encoding: gzip\r\n", gzip(&body))] {
        for length in [String::new(), format!("content-length: {}\r\n", sent.len())] {
            let bytes = [format!("HTTP/1.1 200 OK\r\n{length}{coding}\r\n").as_bytes(), &sent].concat();
            let peer = Peer::start(move |_| reply(bytes.clone(), Then::Close)).await;
            let world = World::open(peer.port);
            let mut arriving = world.send(Request::get(peer.url("/")).body_max_bytes(15)).await.unwrap().body;
            let mut came = Vec::new();
            let failure = loop {
                match arriving.chunk().await {
                    Ok(chunk) => came.extend(chunk.expect("it does not end well")),
                    Err(failure) => break failure,
                }
            };
            assert_eq!(
                (came.as_slice(), failure.code()),
                (&body[..15], Some("egress-too-large")),
                "{length}{coding}"
            );
            let exchange = &world.exchanges()[0];
            assert_eq!((exchange.error, exchange.status), (Some("too_large"), Some(200)));
            assert_eq!(exchange.response.as_ref().unwrap().body.text.as_bytes(), &body[..15]);
        }
    }
}
