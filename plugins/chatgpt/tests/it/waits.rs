//! Durations and waits in headers, good and bad.

use chatgpt::wait::{duration_ms, wanted_ms};
use tomada_sdk::Headers;

#[test]
fn durations_are_read_as_the_service_writes_them() {
    #[track_caller]
    fn check(text: &str, expected: Option<u64>) {
        assert_eq!(duration_ms(text), expected, "{text:?}");
    }
    check("1s", Some(1_000));
    check("6m0s", Some(360_000));
    check("120ms", Some(120));
    check("1h2m3.5s", Some(3_723_500));
    check(" 17.25ms ", Some(18));
    check("1ns", Some(1));
    check("0s", Some(0));
    check("1500µs", Some(2));
    check("2m59.56s", Some(179_560));
    check("0.0000000000001s", Some(0));
    for text in [
        "",
        "7",
        "s",
        "1x",
        "-1s",
        "1.2.3s",
        "1s1",
        ".",
        "1..s",
        "1 s",
        "NaNs",
        "1e9s",
        "99999999999999999999s",
        "18446744073709551615h",
    ] {
        check(text, None);
    }
}

#[test]
fn the_limit_that_is_used_up_says_how_long() {
    #[track_caller]
    fn check(headers: &[(&str, &str)], expected: Option<u64>) {
        let headers: Headers = headers.iter().copied().collect();
        assert_eq!(wanted_ms(&headers), expected);
    }
    let requests = ("x-ratelimit-reset-requests", "2s");
    let tokens = ("x-ratelimit-reset-tokens", "6m0s");
    check(&[], None);
    check(&[requests, tokens], Some(360_000));
    check(&[requests, tokens, ("x-ratelimit-remaining-requests", "0")], Some(2_000));
    check(
        &[requests, tokens, ("x-ratelimit-remaining-requests", "0"), ("x-ratelimit-remaining-tokens", "0")],
        Some(360_000),
    );
    check(&[requests, ("X-RateLimit-Remaining-Tokens", "0")], Some(2_000));
    check(&[requests, ("retry-after", "7")], None);
    check(&[requests, ("retry-after", "7"), ("retry-after-ms", "6500")], Some(6_500));
    check(&[("retry-after-ms", "1e308"), requests], Some(2_000));
    check(&[("x-ratelimit-reset-requests", "soon")], None);
}
