//! What is counted, byte for byte, wherever the network cuts it.

use proptest::prelude::*;

use super::*;

fn limits(head_max_bytes: usize) -> Limits {
    Limits { head_max_bytes, interim_max: 2, ..Limits::default() }
}

/// What becomes of `text` when it comes in pieces of `size` bytes, with an allowance of 100.
fn read(text: &str, size: usize, head_max_bytes: usize) -> Result<(), Excess> {
    let mut one = One::new(&limits(head_max_bytes));
    one.begin(100);
    text.as_bytes().chunks(size).try_for_each(|piece| one.read(piece))
}

#[track_caller]
fn check(text: &str, expected: Result<(), Excess>) {
    for size in 1..=text.len().max(1) {
        assert_eq!(read(text, size, 60), expected, "{text:?} in pieces of {size}");
    }
}

#[test]
fn heads_end_at_an_empty_line_and_bodies_are_not_heads() {
    let body = "x".repeat(60);
    check("", Ok(()));
    check(&format!("HTTP/1.1 200 OK\r\na: b\r\n\r\n{body}"), Ok(()));
    check(&format!("HTTP/1.1 200 OK\na: b\n\n{body}"), Ok(()));
    check(&format!("\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{body}"), Ok(()));
    check(&format!("HTTP/1.1 200 OK\r\na: {body}"), Err(Excess::Head(60)));
    check(&"\r\n".repeat(31), Err(Excess::Head(60)));
    check(&"x".repeat(61), Err(Excess::Head(60)));
    check(&"x".repeat(60), Ok(()));
    check("HTTP/1.1 200\r\n\r\n1HTTP/1.1 100\r\n\r\nHTTP/1.1 100\r\n\r\nHTTP/1.1 100\r\n\r\n", Ok(()));
}

#[test]
fn interim_answers_are_counted_and_their_heads_added_up() {
    let hint = "HTTP/1.1 103\r\n\r\n";
    check(&format!("{hint}{hint}HTTP/1.1 200\r\n\r\n"), Ok(()));
    check(&hint.repeat(3), Err(Excess::Interim(2)));
    check(&format!("{hint}{hint}HTTP/1.1 200\r\nx: long enough\r\n\r\n"), Err(Excess::Head(60)));
}

#[test]
fn all_bytes_are_counted() {
    let head = "HTTP/1.1 200\r\n\r\n";
    check(&format!("{head}{}", "x".repeat(84)), Ok(()));
    check(&format!("{head}{}", "x".repeat(85)), Err(Excess::Wire));
}

#[test]
fn an_exchange_begins_anew() {
    let (mut one, meter) = (Count::One(One::new(&limits(60))), Meter::default());
    let answer = format!("HTTP/1.1 103\r\n\r\nHTTP/1.1 103\r\n\r\nHTTP/1.1 200\r\n\r\n{}", "x".repeat(50));
    for _ in 0..3 {
        meter.begin(100);
        assert_eq!(one.read(answer.as_bytes(), &meter), Ok(()));
    }
    assert_eq!(one.read(b"more", &meter), Err(Excess::Wire), "what nobody asked for");
}

#[test]
fn http2_may_not_go_on_without_getting_anywhere() {
    let (mut many, meter) = (Count::Many { idle: 0 }, Meter::default());
    let mebibyte = vec![0; 1024 * 1024];
    for _ in 0..10 {
        assert_eq!(many.read(&mebibyte, &meter), Ok(()));
        assert_eq!(many.read(&mebibyte, &meter), Ok(()));
        meter.moved();
    }
    assert_eq!(many.read(&mebibyte, &meter), Ok(()));
    assert_eq!(many.read(&mebibyte, &meter), Ok(()));
    assert_eq!(many.read(&[0], &meter), Err(Excess::Idle));
}

proptest! {
    /// Where a piece ends makes no difference.
    #[test]
    fn pieces_make_no_difference(
        text in "(HTTP/1.1 [12]0[0-4]\r\n([a-c]: [x ]{0,9}\r?\n){0,2}\r?\n){0,4}[x\r\n]{0,20}", size in 1_usize..90,
    ) {
        prop_assert_eq!(read(&text, size, 60).is_ok(), read(&text, text.len().max(1), 60).is_ok());
    }
}
