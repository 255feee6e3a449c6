//! Lines and server-sent events, cut into chunks of every size.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use tomada_sdk::sse::{Event, Events};
use tomada_sdk::{Body, Chunks, Failure, Kind, Lines};

/// A body in pieces, each after a pending poll.
struct Pieces(Vec<Vec<u8>>, bool);

impl Chunks for Pieces {
    fn poll_chunk(&mut self, _: &mut Context<'_>) -> Poll<Option<Result<Vec<u8>, Failure>>> {
        self.1 = !self.1;
        if self.1 {
            return Poll::Pending;
        }
        Poll::Ready(if self.0.is_empty() { None } else { Some(Ok(self.0.remove(0))) })
    }
}

fn body(text: &[u8], size: usize) -> Body {
    Body::chunks(Pieces(text.chunks(size).map(<[u8]>::to_vec).collect(), false))
}

/// Drops the future after each pending poll and asks anew: nothing may be lost.
fn next<T>(mut ask: impl AsyncFnMut() -> T) -> T {
    loop {
        if let Poll::Ready(answer) = pin!(ask()).poll(&mut Context::from_waker(Waker::noop())) {
            return answer;
        }
    }
}

fn lines(text: &[u8], size: usize, max_bytes: usize) -> Result<Vec<String>, Failure> {
    let mut lines = Lines::new(body(text, size)).line_max_bytes(max_bytes);
    let mut all = Vec::new();
    while let Some(line) = next(async || lines.next().await)? {
        all.push(line);
    }
    assert_eq!(next(async || lines.next().await), Ok(None));
    Ok(all)
}

#[test]
fn lines_end_with_lf_cr_or_both() {
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        for size in 1..=text.len().max(1) {
            assert_eq!(lines(text.as_bytes(), size, 100).unwrap(), expected, "{text:?} by {size}");
        }
    }
    check("", &[]);
    check("a", &["a"]);
    check("a\nb\n", &["a", "b"]);
    check("a\r\nb\rc\n\rd", &["a", "b", "c", "", "d"]);
    check("\n\n", &["", ""]);
    check("\r\n\r\n", &["", ""]);
    check("é\n…", &["é", "…"]);
}

#[test]
fn what_is_no_utf8_is_replaced() {
    assert_eq!(lines(b"a\xff\n", 1, 10).unwrap(), ["a\u{fffd}"]);
}

#[test]
fn a_line_has_a_limit() {
    #[track_caller]
    fn check(text: &str, ok: bool) {
        for size in 1..=text.len() {
            let found = lines(text.as_bytes(), size, 4).map_err(|failure| failure.kind()).map(drop);
            assert_eq!(found, if ok { Ok(()) } else { Err(Kind::Rejected) }, "{text:?} by {size}");
        }
    }
    check("1234\n1234\r\n1234", true);
    check("12345", false);
    check("12345\n", false);
    check("1\n12345\n1", false);
}

fn events(text: &str, size: usize, max_bytes: usize) -> Result<Vec<Event>, Failure> {
    let mut events = Events::new(body(text.as_bytes(), size)).event_max_bytes(max_bytes);
    let mut all = Vec::new();
    while let Some(event) = next(async || events.next().await)? {
        all.push(event);
    }
    Ok(all)
}

fn event(name: &str, data: &str, id: &str) -> Event {
    Event { name: name.into(), data: data.into(), id: id.into() }
}

#[test]
fn events_are_as_the_standard_says() {
    #[track_caller]
    fn check(text: &str, expected: &[Event]) {
        for size in 1..=text.len().max(1) {
            assert_eq!(events(text, size, 1000).unwrap(), expected, "{text:?} by {size}");
        }
    }
    check("", &[]);
    check("data: a\n\n", &[event("message", "a", "")]);
    check("\u{feff}data:a\r\n\r\n", &[event("message", "a", "")]);
    check("data:  a\ndata\ndata:b\n\n", &[event("message", " a\n\nb", "")]);
    check("data\n\n", &[event("message", "", "")]);
    check(
        ": comment\nevent: x\ndata: a:b\n\ndata: c\n\n",
        &[event("x", "a:b", ""), event("message", "c", "")],
    );
    check(
        "id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\n",
        &[event("message", "a", "1"), event("message", "b", "1"), event("message", "c", "")],
    );
    check("id: a\0b\ndata: a\n\n", &[event("message", "a", "")]);
    check("event: lost\n\ndata: a\n\n", &[event("message", "a", "")]);
    check("retry: 10\nunknown: x\ndata: a\n\n", &[event("message", "a", "")]);
    check("data: a\n\ndata: cut off", &[event("message", "a", "")]);
    check("data: a\n\ndata: cut off\n", &[event("message", "a", "")]);
}

#[test]
fn an_event_has_a_limit() {
    for (text, ok) in [
        ("data:123\n\n", true),
        ("data:12\ndata:123456\ndata:12\n\n", false),
        ("data:12\ndata:123456\ndata:1\n\n", true),
    ] {
        let found = events(text, 3, 11).map_err(|failure| failure.kind()).map(drop);
        assert_eq!(found, if ok { Ok(()) } else { Err(Kind::Rejected) }, "{text:?}");
    }
}
