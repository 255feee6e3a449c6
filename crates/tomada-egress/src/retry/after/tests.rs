//! What each field asks for, row by row, and that no text gets out of bounds.

use http::{HeaderName, HeaderValue};
use proptest::prelude::*;

use super::*;

/// 2023-11-14 22:13:20 UTC.
const NOW: Duration = Duration::from_secs(1_700_000_000);
const DAY: u64 = 86_400_000;

fn fields(fields: &[(&str, &str)]) -> HeaderMap {
    let field = |(name, value): &(&str, &str)| {
        (HeaderName::from_bytes(name.as_bytes()).unwrap(), HeaderValue::from_bytes(value.as_bytes()).unwrap())
    };
    let mut map = HeaderMap::new();
    for (name, value) in fields.iter().map(field) {
        map.append(name, value);
    }
    map
}

/// What an answer of 429 asks for, in milliseconds.
#[track_caller]
fn check(given: &[(&str, &str)], expected_ms: Option<u64>) {
    let found = asked(StatusCode::TOO_MANY_REQUESTS, &fields(given), NOW, &Limits::default());
    assert_eq!(found, expected_ms.map(Duration::from_millis), "{given:?}");
}

#[test]
fn retry_after_is_seconds_or_a_date() {
    for (value, expected_ms) in [
        ("0", Some(250)),
        ("1", Some(1_000)),
        (" 7 ", Some(7_000)),
        ("007", Some(7_000)),
        ("1.5", Some(2_000)),
        ("2.0", Some(2_000)),
        ("86400", Some(DAY)),
        ("86401", Some(DAY)),
        ("9223372036854775807", Some(DAY)),
        ("18446744073709551615", Some(DAY)),
        ("18446744073709551616", Some(DAY)),
        ("1".repeat(400).leak(), Some(DAY)),
        ("inf", None),
        ("NaN", None),
        ("1e308", None),
        ("-1", None),
        ("+1", None),
        ("0x10", None),
        ("1.", None),
        (".5", None),
        ("1.5.2", None),
        ("1,5", None),
        ("5s", None),
        ("", None),
        ("Tue", None),
        ("soon", None),
        ("\u{664}", None),
        // 1970 is a number of seconds, and its dates are past.
        ("1970", Some(1_970_000)),
        ("Thu, 01 Jan 1970 00:00:00 GMT", Some(250)),
        ("Tue, 14 Nov 2023 22:13:19 GMT", Some(250)),
        ("Tue, 14 Nov 2023 22:13:20 GMT", Some(250)),
        ("Tue, 14 Nov 2023 22:13:25 GMT", Some(5_000)),
        ("Tuesday, 14-Nov-23 22:13:25 GMT", Some(5_000)),
        ("Tue Nov 14 22:13:25 2023", Some(5_000)),
        ("Fri, 31 Dec 9999 23:59:59 GMT", Some(DAY)),
        ("Fri, 31 Dec 99999 23:59:59 GMT", None),
        ("Tue, 14 Nov 2023 22:13:25", None),
        ("Tue, 99 Nov 2023 22:13:25 GMT", None),
    ] {
        check(&[("retry-after", value)], expected_ms);
    }
}

#[test]
fn a_date_counts_from_the_services_own() {
    let until = ("retry-after", "Tue, 14 Nov 2023 22:13:25 GMT");
    check(&[until, ("date", "Tue, 14 Nov 2023 22:13:15 GMT")], Some(10_000));
    check(&[until, ("date", "Tue, 14 Nov 2023 23:13:15 GMT")], Some(250));
    check(&[until, ("date", "Fri, 31 Dec 9999 23:59:59 GMT")], Some(250));
    check(&[until, ("date", "Thu, 01 Jan 1970 00:00:00 GMT")], Some(DAY));
    check(&[until, ("date", "yesterday")], Some(5_000));
}

#[test]
fn rate_fields_say_when_a_quota_begins_anew() {
    for (name, value, expected_ms) in [
        ("ratelimit", "\"default\";r=0;t=30", Some(30_000)),
        ("ratelimit", "\"default\"; r=0; t=30", Some(30_000)),
        ("ratelimit", "\"a\";r=0;t=3, \"b\";r=0;t=9, \"c\";r=5;t=99", Some(9_000)),
        ("ratelimit", "\"default\";t=30", Some(30_000)),
        ("ratelimit", "\"default\";r=5;t=30", None),
        ("ratelimit", "\"default\";r=0", None),
        ("ratelimit", "\"default\";r=0;t=-1", None),
        ("ratelimit", "\"default\";r=0;t=99999999999999999999", Some(DAY)),
        ("ratelimit", ";;;,,,===t", None),
        ("ratelimit-reset", "30", Some(30_000)),
        ("ratelimit-reset", "never", None),
        ("x-ratelimit-reset", "30", Some(30_000)),
        ("x-ratelimit-reset", "0", Some(250)),
        ("x-ratelimit-reset", "999999999", Some(DAY)),
        ("x-ratelimit-reset", "1700000005", Some(5_000)),
        ("x-ratelimit-reset", "1700000005.5", Some(6_000)),
        ("x-ratelimit-reset", "1600000000", Some(250)),
        ("x-ratelimit-reset", "1700000005000", Some(5_000)),
        ("x-ratelimit-reset", "1700000005250.7", Some(5_251)),
        ("x-ratelimit-reset", "99999999999", Some(DAY)),
        ("x-ratelimit-reset", "18446744073709551615", Some(DAY)),
        ("x-ratelimit-reset", "1s", None),
        ("retry-after-ms", "1500", Some(1_500)),
        ("retry-after-ms", "1500.25", Some(1_501)),
        ("retry-after-ms", "1", Some(250)),
        ("retry-after-ms", "99999999999999999999", Some(DAY)),
        ("retry-after-ms", "x", None),
    ] {
        check(&[(name, value)], expected_ms);
    }
}

#[test]
fn the_surest_field_counts_and_of_two_the_longer_wait() {
    check(&[("retry-after", "3"), ("retry-after", "5")], Some(5_000));
    check(&[("retry-after", "5"), ("retry-after", "never")], Some(5_000));
    check(&[("retry-after", "2"), ("ratelimit-reset", "60")], Some(2_000));
    check(&[("retry-after", "never"), ("ratelimit-reset", "60")], Some(60_000));
    check(&[("retry-after", "2"), ("retry-after-ms", "1200")], Some(1_200));
    check(&[("ratelimit-reset", "3"), ("x-ratelimit-reset", "9")], Some(3_000));
    check(&[], None);
}

#[test]
fn rate_fields_say_nothing_of_a_service_that_is_down() {
    let given = fields(&[("ratelimit-reset", "3600"), ("x-ratelimit-reset", "3600")]);
    let limits = Limits::default();
    assert_eq!(asked(StatusCode::SERVICE_UNAVAILABLE, &given, NOW, &limits), None);
    let given = fields(&[("retry-after", "3600")]);
    assert_eq!(asked(StatusCode::SERVICE_UNAVAILABLE, &given, NOW, &limits), Some(Duration::from_hours(1)));
}

proptest! {
    /// Whatever stands in the fields, nothing breaks and the wait is in bounds.
    #[test]
    fn any_text_is_read_within_bounds(
        name in prop::sample::select(vec![
            "retry-after", "retry-after-ms", "ratelimit", "ratelimit-reset", "x-ratelimit-reset",
        ]),
        value in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..40),
            "[0-9]{1,40}([.][0-9]{0,20})?".prop_map(String::into_bytes),
            "\"[a-z]*\"(;[rt]=[-0-9]{0,25}){0,3}(, \"b\";t=[0-9]{1,25})?".prop_map(String::into_bytes),
            "[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT"
                .prop_map(String::into_bytes),
        ],
        date in "[A-Z][a-z]{2}, [0-9]{2} (Jan|Feb|Dec) [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT",
        now: u64,
        step: u64,
    ) {
        let Ok(value) = HeaderValue::from_bytes(&value) else { return Ok(()) };
        let mut given = HeaderMap::new();
        given.append(name, value);
        given.append("date", HeaderValue::from_str(&date).unwrap());
        let limits = Limits { retry_step_ms: step, ..Limits::default() };
        let found = asked(StatusCode::TOO_MANY_REQUESTS, &given, Duration::from_secs(now), &limits);
        if let Some(wait) = found {
            prop_assert!(wait >= Duration::from_millis(step).min(LONGEST) && wait <= LONGEST, "{wait:?}");
        }
    }

    #[test]
    fn every_number_of_seconds_is_waited(seconds in 1_u64..86_400) {
        check(&[("retry-after", &seconds.to_string())], Some(seconds * 1_000));
    }
}
