//! The examples of RFC 7616 and RFC 2617, and challenges as services write them.

use super::{Challenge, Hash, read};

const NONCE: &str = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
const CNONCE: &str = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

#[track_caller]
fn answers(field: &str, expected: &str) {
    let (challenge, _) = read(field).pop().unwrap();
    let challenge = Challenge { count: 1, ..challenge.unwrap() };
    let value = challenge.answer("Mufasa", "Circle of Life", "GET", "/dir/index.html", CNONCE);
    assert!(value.contains(&format!("response=\"{expected}\"")), "{value}");
}

/// RFC 7616, section 3.9.1.
#[test]
fn the_examples_of_the_standard_hold() {
    let rest = format!(
        "realm=\"http-auth@example.org\", qop=\"auth, auth-int\", nonce=\"{NONCE}\", opaque=\"FQhe\""
    );
    answers(&format!("Digest algorithm=MD5, {rest}"), "8ca523f5e9506fed4657c9700eebdbec");
    answers(
        &format!("Digest algorithm=SHA-256, {rest}"),
        "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
    );
}

/// RFC 2617, section 3.5, and the same without `qop`, as RFC 2069 computes it.
#[test]
fn the_older_standard_holds() {
    let old = Challenge {
        realm: "testrealm@host.com".to_owned(),
        nonce: "dcd98b7102dd2f0e8b11d0f600bfb0c093".to_owned(),
        opaque: None,
        hash: Hash::Md5,
        is_session: false,
        algorithm: None,
        has_qop: true,
        count: 1,
    };
    let value = old.answer("Mufasa", "Circle Of Life", "GET", "/dir/index.html", "0a4f113b");
    assert!(value.contains("response=\"6629fae49393a05397450978507c4ef1\""), "{value}");
    assert!(!value.contains("algorithm"), "{value}");
    let value =
        Challenge { has_qop: false, ..old }.answer("Mufasa", "Circle Of Life", "GET", "/dir/index.html", "");
    assert!(
        value.contains("response=\"670fd8c2df070c60b045671b8b24ff02\"") && !value.contains("qop"),
        "{value}"
    );
}

#[test]
fn challenges_are_found_among_others() {
    let found = |field: &str| {
        read(field)
            .into_iter()
            .map(|(challenge, stale)| challenge.map(|c| (c.realm, c.nonce, stale)))
            .collect::<Vec<_>>()
    };
    let one = |realm: &str, nonce: &str, stale| vec![Some((realm.to_owned(), nonce.to_owned(), stale))];
    assert_eq!(found("Digest realm=\"a\", nonce=\"n\""), one("a", "n", false));
    assert_eq!(found("digest REALM=a,nonce = \"n\" , stale=TRUE"), one("a", "n", true));
    assert_eq!(
        found("Basic realm=\"x, Digest y\", Digest realm=\"a \\\"b\\\"\", nonce=n"),
        one("a \"b\"", "n", false)
    );
    assert_eq!(found("Negotiate, Digest realm=a, nonce=n, Bearer"), one("a", "n", false));
    assert_eq!(found("Digest realm=a, nonce=n, algorithm=SHA-512-256"), vec![None]);
    assert_eq!(found("Digest realm=a, nonce=n, qop=auth-int"), vec![None]);
    assert_eq!(found("Digest nonce=n"), vec![None]);
    assert_eq!(found("Basic realm=\"a\""), vec![]);
    assert_eq!(found(", ,\"\\"), vec![]);
}

proptest::proptest! {
    #[test]
    fn no_field_is_too_strange(field in "(Digest|[a-z =,\"\\\\é]|realm|nonce|qop){0,60}") {
        for (challenge, _) in read(&field) {
            if let Some(challenge) = challenge {
                challenge.answer("u", "p", "GET", "/", "c");
            }
        }
    }
}
