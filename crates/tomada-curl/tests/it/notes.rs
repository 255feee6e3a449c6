//! Notes stand where the thing stands that they are about, with its flag.

use tomada_curl::{Topic, Weight};

use crate::wire::{import, noted};

#[track_caller]
fn check(command: &str, expected: &[(Topic, usize)]) {
    assert_eq!(noted(&import(command)), expected, "{command}");
}

#[test]
fn flags_that_are_not_carried_over() {
    check("curl http://h -k", &[(Topic::TlsUnverified, 14)]);
    check("curl http://h -sk", &[(Topic::Display, 14), (Topic::TlsUnverified, 16)]);
    check("curl http://h --proxy p -U a:b", &[(Topic::Proxy, 14)]);
    check(
        "curl http://h --cert c --key k",
        &[(Topic::ClientCertificate, 14), (Topic::ClientCertificate, 23)],
    );
    check("curl http://h -o f -O", &[(Topic::Output, 14), (Topic::Output, 19)]);
    check("curl http://h --tlsv1.2 --ciphers c", &[(Topic::Tls, 14)]);
    check("curl http://h --resolve r", &[(Topic::Route, 14)]);
    check("curl http://h --connect-timeout 3", &[(Topic::TimeoutRule, 14)]);
    check("curl http://h -H 'Content-Length: 3'", &[(Topic::HeaderFramed, 17)]);
    check("curl http://h -X POST -d @f", &[(Topic::File, 22)]);
    check("curl http://h --no-keepalive --no-buffer", &[]);
}

#[test]
fn values_that_are_bounded() {
    check("curl http://h -L --max-redirs 3", &[]);
    check("curl http://h -L --max-redirs 9", &[(Topic::RedirectsFewer, 17)]);
    check("curl http://h -m 300", &[]);
    check("curl http://h -m 301", &[(Topic::TimeoutShorter, 14)]);
    check("curl http://h --retry 6", &[(Topic::RetriesFewer, 14)]);
}

#[test]
fn what_is_read_in_another_way() {
    check("curl http://h --request=PUT", &[(Topic::EqualsSign, 14)]);
    check("curl http://h --max-t 1", &[(Topic::Abbreviated, 14)]);
    check("curl http://h -d x -H Content-Type:", &[(Topic::ContentType, 14), (Topic::HeaderRemoved, 22)]);
    check("curl http://h -d {a,b}", &[(Topic::Expansion, 17)]);
}

#[test]
fn flags_of_one_topic_share_a_note() {
    let import = import("curl http://h -s -S -v -s --proxy p --proxy-user u");
    let flags: Vec<_> = import.notes.iter().map(|note| note.arguments["flag"].as_str()).collect();
    assert_eq!(flags, ["-s -S -v", "--proxy --proxy-user"]);
}

#[test]
fn every_topic_has_its_code_once() {
    let mut codes: Vec<_> = Topic::ALL.iter().map(|topic| topic.code()).collect();
    codes.sort_unstable();
    assert!(codes.windows(2).all(|pair| pair[0] != pair[1]));
    assert_eq!(Topic::TlsUnverified.weight(), Weight::Lost);
}
