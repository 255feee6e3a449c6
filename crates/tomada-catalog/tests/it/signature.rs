//! An entry that names a key: the library must carry that key's signature, when it is locked and when it is read.

use std::fs;

use crate::shop::{HELLO, Shop, library};

const KEY: &str = include_str!("fixtures/key.pub");
const SIGNED: &str = include_str!("fixtures/signed.bin");
const SIGNATURE: &str = include_str!("fixtures/signed.minisig");
const OTHER_KEY: &str = include_str!("fixtures/other-key.minisig");

fn shop(content: &str, signature: Option<&str>) -> Shop {
    let shop = Shop::new(&format!("{HELLO}key = \"{KEY}\""));
    shop.plugin("hello", "hello", "1.0.0");
    shop.write(&library("hello", "hello"), content);
    if let Some(signature) = signature {
        shop.write(&(library("hello", "hello") + ".minisig"), signature);
    }
    shop
}

#[track_caller]
fn refused(text: &str, reason: &str) {
    assert!(text.contains("does not hold") && text.contains(reason), "{text}");
}

#[test]
fn a_signed_library_is_locked_and_read() {
    let shop = shop(SIGNED, Some(SIGNATURE));
    assert_eq!(shop.lock(&[]), "hello: added 1.0.0");
    let catalog = shop.open().unwrap();
    assert_eq!(catalog.entries()[0].artefact().unwrap().read().unwrap(), SIGNED.as_bytes());
}

#[test]
fn what_the_key_did_not_sign_is_not_locked() {
    refused(&shop(SIGNED, None).lock(&[]), ".minisig");
    refused(&shop(SIGNED, Some(OTHER_KEY)).lock(&[]), "");
    refused(&shop(&SIGNED.replace("not", "now"), Some(SIGNATURE)).lock(&[]), "");
    refused(&shop(SIGNED, Some("")).lock(&[]), "");
    refused(&shop(SIGNED, Some(&SIGNATURE.replace("for the tests", "for others"))).lock(&[]), "");
    refused(&shop(SIGNED, Some(&"x".repeat(20_000))).lock(&[]), "larger");
}

/// The lock alone is not believed: the signature is checked on the bytes each time.
#[test]
fn a_signature_that_goes_away_later_is_missed() {
    let shop = shop(SIGNED, Some(SIGNATURE));
    shop.lock(&[]);
    let catalog = shop.open().unwrap();
    fs::remove_file(shop.path(&(library("hello", "hello") + ".minisig"))).unwrap();
    let problem = catalog.entries()[0].artefact().unwrap().read().unwrap_err();
    refused(&shop.said(&problem), ".minisig");
}
