//! How long is waited before a retry, and when it is not worth it.

use std::sync::atomic::{AtomicUsize, Ordering};

use tomada_core::Request;

use crate::patience::{ok, send, told, world};
use crate::peer::{Peer, answer};

#[tokio::test]
async fn a_service_says_how_long_to_wait() {
    for (status, fields, wait_ms) in [
        (503, "retry-after: 3\r\n", 3_250),
        (429, "retry-after: 0\r\n", 500),
        (429, "ratelimit-reset: 4\r\n", 4_250),
        (503, "ratelimit-reset: 4\r\n", 250),
        (503, "date: Sun, 06 Nov 1994 08:49:37 GMT\r\nretry-after: Sun, 06 Nov 1994 08:49:42 GMT\r\n", 5_250),
        (429, "retry-after: soon\r\n", 250),
    ] {
        let seen = AtomicUsize::new(0);
        let peer = Peer::start(move |_| match seen.fetch_add(1, Ordering::SeqCst) {
            0 => answer(status, fields, ""),
            _ => ok(),
        })
        .await;
        let (outcome, waits) = send(&world(peer.port), Request::get(peer.url("/"))).await;
        assert_eq!((told(&outcome).as_str(), waits), ("200 after 2", vec![wait_ms]), "{status} {fields}");
    }
}

#[tokio::test]
async fn a_wait_that_outlasts_the_deadline_is_not_begun() {
    for (after, timeout_ms, expected) in [
        (3, 60_000, "200 after 2"),
        (3, 3_100, "503 after 1"),
        (20, 15_000, "503 after 1"),
        (86_400, 300_000, "503 after 1"),
    ] {
        let seen = AtomicUsize::new(0);
        let peer = Peer::start(move |_| match seen.fetch_add(1, Ordering::SeqCst) {
            0 => answer(503, &format!("retry-after: {after}\r\n"), "the answer as it is"),
            _ => ok(),
        })
        .await;
        let (outcome, waits) =
            send(&world(peer.port), Request::get(peer.url("/")).timeout_ms(timeout_ms)).await;
        assert_eq!(told(&outcome), expected, "{after} s of {timeout_ms} ms");
        if waits.is_empty() {
            assert_eq!(outcome.unwrap().body.bytes().await.unwrap(), b"the answer as it is");
        }
    }
}
