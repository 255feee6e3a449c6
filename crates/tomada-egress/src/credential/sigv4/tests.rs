//! Requests of AWS's Signature Version 4 test suite (`aws-sig-v4-test-suite`), each with the signature that it gives.
//! Those whose path holds bytes that a URL does not are left out: no HTTP client can send them.

use tomada_host::Secret;

use super::super::stand::placed;
use super::{Signer, date, moment};

/// 2015-08-30T12:36:00Z.
const WHEN: u64 = 1_440_938_160;

fn signer(service: &str, session_token: Option<&str>) -> Signer {
    let parts = ["AKIDEXAMPLE", "us-east-1", service].map(str::to_owned);
    let secret = Secret::new("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    let [id, region, service] = &parts;
    Signer::new([id, region, service], &secret, session_token.map(Secret::new).as_ref()).unwrap()
}

#[track_caller]
fn check(
    name: &str,
    method: &str,
    target: &str,
    fields: &[(&'static str, &str)],
    body: &'static str,
    expected: &str,
) {
    let url = format!("https://example.amazonaws.com{target}");
    let (_, headers, _) =
        placed(WHEN, (method, &url, fields, body), |request| signer("service", None).place(request));
    let value = headers["authorization"].to_str().unwrap();
    assert!(
        value
            .starts_with("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, ")
    );
    assert_eq!(value.rsplit("Signature=").next().unwrap(), expected, "{name}: {value}");
    assert_eq!(headers["x-amz-date"], "20150830T123600Z");
}

#[test]
fn the_published_signatures_come_out() {
    let form = [("content-type", "application/x-www-form-urlencoded")];
    check(
        "get-vanilla",
        "GET",
        "/",
        &[],
        "",
        "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    );
    check(
        "get-vanilla-query-order-key-case",
        "GET",
        "/?Param2=value2&Param1=value1",
        &[],
        "",
        "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
    );
    check(
        "get-vanilla-utf8-query",
        "GET",
        "/?\u{1234}=bar",
        &[],
        "",
        "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04",
    );
    check(
        "post-vanilla",
        "POST",
        "/",
        &[],
        "",
        "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
    );
    check(
        "post-x-www-form-urlencoded",
        "POST",
        "/",
        &form,
        "Param1=value1",
        "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
    );
}

#[test]
fn a_session_token_and_the_hash_of_s3_are_signed() {
    let signer = signer("s3", Some("a-session-token"));
    let request = ("PUT", "https://example.amazonaws.com/a%20b//c", &[][..], "body");
    let (_, headers, _) = placed(WHEN, request, |request| signer.place(request));
    let value = headers["authorization"].to_str().unwrap();
    assert!(
        value.contains("SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token"),
        "{value}"
    );
    assert_eq!(headers["x-amz-security-token"], "a-session-token");
    assert_eq!(signer.path(&request.1.parse().unwrap()), "/a%20b//c");
    assert_eq!(
        super::super::sigv4::tests::signer("service", None).path(&request.1.parse().unwrap()),
        "/a%2520b/c"
    );
}

#[test]
fn days_are_dates() {
    for (seconds, expected) in [
        (0, "19700101T000000Z"),
        (951_782_399, "20000228T235959Z"),
        (951_782_400, "20000229T000000Z"),
        (4_107_542_399, "21000228T235959Z"),
        (4_107_542_400, "21000301T000000Z"),
    ] {
        assert_eq!(moment(seconds).1, expected);
    }
    // Years of 365 and 366 days, one after the other.
    let mut last = (1969, 12, 31);
    for day in 0..200_000 {
        let next = date(day);
        assert!(next > last && (next.2 == last.2 + 1 || next.2 == 1), "{last:?} then {next:?}");
        last = next;
    }
}
