//! Signatures that services publish as examples, and texts that declare none.

use std::collections::BTreeMap;

use tomada_core::{HmacAlgorithm, HmacSignature, SignatureEncoding};
use tomada_host::Secret;

use super::super::stand::placed;
use super::Signature;

fn declared(algorithm: HmacAlgorithm, content: &str, headers: &[(&str, &str)]) -> HmacSignature {
    HmacSignature {
        algorithm,
        encoding: SignatureEncoding::Hex,
        content: content.to_owned(),
        headers: headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect::<BTreeMap<_, _>>(),
    }
}

#[track_caller]
fn check(data: &HmacSignature, secret: &str, seconds: u64, body: &'static str, expected: &[(&str, &str)]) {
    let signature = Signature::new(data, &Secret::new(secret)).unwrap();
    let request = ("POST", "https://api.example.com/a/b?c=d", &[("x-tenant", "t1")][..], body);
    let (_, headers, _) = placed(seconds, request, |request| signature.place(request));
    for (name, value) in expected {
        assert_eq!(headers[*name], *value);
    }
}

/// Slack, "Verifying requests from Slack"; GitHub, "Validating webhook deliveries"; RFC 2202 and RFC 4231, case 2.
#[test]
fn published_examples_come_out() {
    let slack = declared(
        HmacAlgorithm::Sha256,
        "v0:{timestamp}:{body}",
        &[("X-Slack-Signature", "v0={signature}"), ("X-Slack-Request-Timestamp", "{timestamp}")],
    );
    let body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V\
                &channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=\
                &response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN\
                &trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    check(
        &slack,
        "8f742231b10e8888abcd99yyyzzz85a5",
        1_531_420_618,
        body,
        &[
            ("x-slack-signature", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"),
            ("x-slack-request-timestamp", "1531420618"),
        ],
    );
    let github = declared(HmacAlgorithm::Sha256, "{body}", &[("X-Hub-Signature-256", "sha256={signature}")]);
    let expected = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    check(&github, "It's a Secret to Everybody", 0, "Hello, World!", &[("x-hub-signature-256", expected)]);
    let sha1 = declared(HmacAlgorithm::Sha1, "{body}", &[("x-s", "{signature}")]);
    let question = "what do ya want for nothing?";
    check(&sha1, "Jefe", 0, question, &[("x-s", "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79")]);
    let sha512 =
        HmacSignature { algorithm: HmacAlgorithm::Sha512, encoding: SignatureEncoding::Base64, ..sha1 };
    check(&sha512, "Jefe", 0, question, &[("x-s", RFC_4231_2_SHA512)]);
}

/// RFC 4231, section 4.3, SHA-512, in base64.
const RFC_4231_2_SHA512: &str =
    "Fkt6e/z4GeLjlfvnO1bgo4e9ZCIugx/WECcM1+olBVSXWL91wFqZSm0DT2X48Ob9yuqxo01Ka0tjbgcKOLznNw==";

#[test]
fn every_part_of_a_request_can_be_signed() {
    let parts = "{method} {host} {path} {query} {url} {body_sha256} {timestamp_ms} {nonce} {header:x-tenant}";
    let shown = declared(HmacAlgorithm::Sha256, "x", &[("x-parts", parts), ("x-s", "{signature}")]);
    let expected = "POST api.example.com /a/b c=d https://api.example.com/a/b?c=d \
                    230d8358dc8e8890b4c58deeb62912ee2f20357ae92a5cc861b98e68fe31acb5 7000 \
                    abababababababababababababababab t1";
    check(&shown, "a-secret", 7, "body", &[("x-parts", expected)]);
}

#[test]
fn what_declares_no_signature_is_refused() {
    let refused = |content: &str, headers: &[(&str, &str)], reason: &str| {
        let data = declared(HmacAlgorithm::Sha256, content, headers);
        let failure = Signature::new(&data, &Secret::new("a-secret")).err().unwrap();
        assert_eq!(failure.code(), Some("egress-auth-parameter"));
        assert!(failure.arguments()["reason"].contains(reason), "{failure}");
    };
    refused("{body}", &[("x-s", "none")], "none holds {signature}");
    refused("{signature}", &[("x-s", "{signature}")], "stands in what is signed");
    refused("{boddy}", &[("x-s", "{signature}")], "`{boddy}` is unknown");
    refused("{body", &[("x-s", "{signature}")], "has no end");
    refused("{header:a b}", &[("x-s", "{signature}")], "is unknown");
}
