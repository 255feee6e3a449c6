//! Answers that break off, at every byte: by a reset, and by an end that came too soon. A part is never the whole.

use std::sync::LazyLock;

use tomada_core::Request;

use super::evil::{Evil, Line};
use crate::world::{World, said};

const BYTES: usize = 2_048;

/// One answer in three framings, each 2 KiB long.
static ANSWERS: LazyLock<[Vec<u8>; 3]> = LazyLock::new(|| {
    let padded = |head: &str, end: &str, frame: fn(&str) -> String| {
        let room = BYTES - head.len() - end.len() - frame("").len();
        // A chunk's size has a place of three digits in `frame`.
        let whole = format!("{head}{}{end}", frame(&"b".repeat(room)));
        assert_eq!(whole.len(), BYTES);
        whole.into_bytes()
    };
    let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let length = "HTTP/1.1 200 OK\r\ncontent-length: 2007\r\n\r\n";
    [
        padded(length, "", str::to_owned),
        padded(chunked, "0\r\n\r\n", |body| format!("{:03x}\r\n{body}\r\n", body.len())),
        padded("HTTP/1.1 200 OK\r\n\r\n", "", str::to_owned),
    ]
});

/// `/reset/1/17` gets 17 bytes of the second answer and then a reset.
async fn break_off(mut line: Line) -> std::io::Result<()> {
    let path = line.request().await?;
    let mut words = path[1..].split('/');
    let (way, answer, end) = (words.next(), words.next(), words.next());
    let number = |text: Option<&str>| text.and_then(|text| text.parse::<usize>().ok()).unwrap_or_default();
    line.write(&ANSWERS[number(answer)][..number(end)]).await?;
    if way == Some("reset") { line.reset() } else { Ok(()) }
}

/// Breaks `answer` off after each number of bytes of `ends`.
async fn check(way: &str, answer: usize, ends: impl IntoIterator<Item = usize>) {
    let evil = Evil::start(|line| Box::pin(break_off(line)));
    let http = World::open(evil.port).http();
    for end in ends {
        let url = evil.url(&format!("/{way}/{answer}/{end}"));
        let found = match http.send(Request::get(url)).await {
            Ok(response) => said(response.body.bytes().await),
            failed => said(failed),
        };
        assert_eq!(found, "unavailable egress-connect", "{way} of answer {answer} after {end} bytes");
    }
}

#[tokio::test]
async fn no_reset_at_any_byte_of_a_body_with_a_length_is_a_success() {
    check("reset", 0, 0..BYTES).await;
}

#[tokio::test]
async fn no_reset_at_any_byte_of_a_chunked_body_is_a_success() {
    check("reset", 1, 0..BYTES).await;
}

#[tokio::test]
async fn no_reset_of_a_body_without_an_end_is_a_success() {
    check("reset", 2, (0..=BYTES).step_by(5)).await;
}

#[tokio::test]
async fn no_end_before_the_end_is_a_success() {
    check("end", 0, (0..BYTES).rev().step_by(2)).await;
    check("end", 1, (0..BYTES).rev().step_by(2)).await;
}

#[tokio::test]
async fn the_whole_is_one() {
    let evil = Evil::start(|line| Box::pin(break_off(line)));
    let http = World::open(evil.port).http();
    for answer in 0..3 {
        let response = http.send(Request::get(evil.url(&format!("/end/{answer}/{BYTES}")))).await.unwrap();
        let body = response.body.bytes().await.unwrap();
        assert!(body.len() > 1_900 && body.iter().all(|byte| *byte == b'b'), "{answer}");
    }
}
