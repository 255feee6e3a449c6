//! More than one of a kind: cases 13, 57 and 58, and the tiers.

use std::sync::Arc;

use serde_json::json;
use tomada_catalog::{Artefact, Digest, Tier};
use tomada_core::Integration;
use tomada_loader::{Loader, inspect};

use super::{ask, check_refusal, counter, healthy, load, opened};

#[test]
fn case_13_one_loader_opens_a_library_once() {
    let loader = Loader::new();
    let first = loader.open_bytes(&healthy()).expect("it should open");
    let again = loader.open_bytes(&healthy()).expect("it is open already");
    assert!(Arc::ptr_eq(&first, &again));
    assert_eq!((counter(&first, "inits"), counter(&first, "creates")), (1, 1));
}

/// Two hosts in one process: each has its own copy, with statics of its own.
#[test]
fn case_13_two_loaders_are_independent() {
    let (first, second) = (opened(&load(&[])), opened(&load(&[])));
    let _ = ask(&first, "echo", "{}");
    assert_eq!((counter(&first, "inits"), counter(&second, "inits")), (1, 1));
    assert_eq!((counter(&first, "runs"), counter(&second, "runs")), (4, 3));
}

#[test]
fn case_57_one_version_is_one_library() {
    let loader = Loader::new();
    let first = loader.open_bytes(&healthy()).expect("it should open");
    let other = load(&["-DMINOR=1"]).bytes();
    let error = loader.open_bytes(&other).expect_err("another library by the same name and version");
    check_refusal(error, "taken", &["hostile-load@1.0.0", "already", "SHA-256"]);
    assert_eq!(ask(&first, "echo", "{}"), Ok("{}".to_owned()));
}

/// Same id, same SONAME, another version: both run, and their statics are two.
#[test]
fn case_57_two_versions_live_side_by_side() {
    let soname = "-Wl,-soname,libhostile.so";
    let second = load(&[soname]).embedding(|embedded| embedded["manifest"]["version"] = json!("2.0.0"));
    let loader = Loader::new();
    let first = loader.open_bytes(&load(&[soname]).bytes()).expect("version 1 opens");
    let second = loader.open_bytes(&second.bytes()).expect("version 2 opens beside it");
    for _ in 0..3 {
        assert_eq!(ask(&first, "echo", "1"), Ok("1".to_owned()));
    }
    assert_eq!((counter(&first, "runs"), counter(&second, "runs")), (4, 1));
    assert_eq!((first.manifest().version.major, second.manifest().version.major), (1, 2));
}

/// Case 58: nothing was released yet, so the corpus is what stands here: this table is of 1.0, and a host of a later
/// minor must open it. The file that a release adds is built from that release's own header.
#[test]
fn case_58_a_table_of_version_1_0_opens() {
    opened(&load(&["-DMINOR=0", "-DSIZE=72"]));
}

/// A tier that may not run in this process says what to do.
#[test]
fn sandboxed_plugins_are_not_opened_in_process() {
    let bytes = healthy();
    let library = load(&[]).build();
    let manifest = inspect(&bytes).expect("it reads well").manifest;
    let (digest, tier) = (Digest::of(&bytes), Tier::Sandboxed);
    let artefact = Artefact { manifest, manifest_bytes: Vec::new(), library, digest, tier, key: None };
    let error = Loader::new().open_artefact(&artefact).expect_err("there is no worker");
    check_refusal(error, "sandboxed", &["worker"]);
    let trusted = Artefact { tier: Tier::Trusted, ..artefact };
    Loader::new().open_artefact(&trusted).expect("a trusted one opens");
    let mut other = trusted;
    other.manifest.category = "else".to_owned();
    let error = Loader::new().open_artefact(&other).expect_err("another manifest was pinned");
    check_refusal(error, "manifest", &["manifest.json", "build the library anew"]);
}
