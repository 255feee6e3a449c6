//! Files and manifests that are none: cases 1 and 2.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use tomada_catalog::{Artefact, Digest, Tier};
use tomada_loader::{Loader, inspect};

use super::{healthy, load, name, open, unread};
use crate::c_plugin::framed;
use crate::elf::{self, patched};

#[test]
fn case_1_bytes_that_are_no_library() {
    let whole = healthy();
    unread(b"", "not a library", &[]);
    unread(b"#!/bin/sh\necho plugin\n", "not a library", &["format"]);
    unread(&[0; 4096], "not a library", &[]);
    for cut in [4, 63, 64, 200, 1000, whole.len() / 2] {
        let error = open(&whole[..cut]).expect_err("a cut library should not open");
        assert!(matches!(name(&error), "not a library" | "manifest"), "cut at {cut}: {error}");
    }
    unread(&patched(whole, elf::TYPE, 2), "not a library", &["type"]);
}

/// A cut at any byte is found out by reading; the last bytes are section headers, so nothing can be lost unseen.
#[test]
fn case_1_a_cut_library_never_reaches_the_linker() {
    let whole = healthy();
    for cut in (0..whole.len()).step_by(97) {
        assert!(inspect(&whole[..cut]).is_err(), "{cut} of {} bytes were accepted", whole.len());
    }
}

#[test]
fn case_1_paths_that_are_no_file() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("paths-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("the target folder can be written");
    let (pipe, sparse) = (folder.join("pipe.so"), folder.join("sparse.so"));
    let made = Command::new("mkfifo").arg(&pipe).status().expect("mkfifo is everywhere");
    assert!(made.success());
    let file = std::fs::File::create(&sparse).expect("a file can be made");
    file.set_len(3 << 30).expect("and be large");
    for path in [&folder, &pipe, &sparse, &folder.join("missing.so")] {
        let manifest = inspect(&healthy()).expect("the healthy one reads").manifest;
        let digest = Digest::of(b"");
        let library = path.clone();
        let artefact = Artefact {
            manifest,
            manifest_bytes: Vec::new(),
            library,
            digest,
            tier: Tier::Trusted,
            key: None,
        };
        let error = Loader::new().open_artefact(&artefact).expect_err("this is no library");
        assert_eq!(name(&error), "read", "{}: {error}", path.display());
    }
    std::fs::remove_dir_all(&folder).expect("what was made can be removed");
}

#[track_caller]
fn check_section(change: impl FnOnce(Vec<u8>) -> Vec<u8>, says: &str) {
    unread(&load(&[]).section(change).bytes(), "manifest", &[says]);
}

/// The section with the 32-bit word at `at` replaced.
fn word(mut section: Vec<u8>, at: usize, value: u32) -> Vec<u8> {
    section[at..at + 4].copy_from_slice(&value.to_le_bytes());
    section
}

#[test]
fn case_2_headers_that_lie() {
    check_section(|section| section[..20].to_vec(), "20 bytes");
    check_section(|_| Vec::from([0]), "1 bytes");
    check_section(|section| patched(section, 0, b'T'), "magic");
    check_section(|section| word(section, 16, 2), "format is 2");
    check_section(|section| word(section, 20, u32::MAX), "4294967295");
    check_section(|section| word(section, 20, 10 << 20), "10485760");
    check_section(
        |section| {
            let beyond = u32::try_from(section.len()).expect("small");
            word(section, 20, beyond)
        },
        "claims",
    );
    check_section(|section| word(section, 24, 0), "checksum");
    check_section(|section| patched(section, 40, b'!'), "checksum");
}

#[test]
fn case_2_text_that_is_no_manifest() {
    check_section(|_| framed(b""), "EOF");
    check_section(|_| framed(b"{build: 1}"), "key must be a string");
    check_section(|_| framed(b"\"\xff\xfe\""), "");
    check_section(|_| framed(b"[]"), "");
    check_section(|_| framed(format!("{{\"manifest\":{}", "[".repeat(10_000)).as_bytes()), "recursion limit");
    check_section(|_| framed(format!("{{\"unknown\":{}", "{\"a\":".repeat(10_000)).as_bytes()), "EOF");
    let large = format!("{{\"padding\":\"{}\"}}", "a".repeat(2 << 20));
    check_section(|_| framed(large.as_bytes()), "at most 1048576");
}

#[track_caller]
fn check_manifest(change: impl FnOnce(&mut Value), says: &str) {
    let change = |embedded: &mut Value| change(&mut embedded["manifest"]);
    unread(&load(&[]).embedding(change).bytes(), "manifest", &[says]);
}

#[test]
fn case_2_manifests_that_break_rules() {
    check_manifest(|manifest| *manifest = json!(7), "invalid type");
    check_manifest(|manifest| manifest["id"] = json!("../../etc"), "kebab");
    check_manifest(|manifest| manifest["id"] = json!(""), "kebab");
    check_manifest(|manifest| manifest["version"] = json!("one"), "");
    check_manifest(|manifest| manifest["title"]["es"] = json!(" "), "title.es");
    check_manifest(|manifest| manifest["surprise"] = json!(true), "surprise");
    check_manifest(|manifest| manifest["actions"][0]["id"] = json!("Report!"), "Report!");
    check_manifest(|manifest| manifest["actions"][1]["id"] = json!("report"), "two actions");
    check_manifest(|manifest| manifest["test"]["action"] = json!("nothing"), "nothing");
    check_manifest(|manifest| manifest["permissions"] = json!({"hosts": ["file:///etc"]}), "file:///etc");
}

#[test]
fn case_2_sections_that_are_missing_or_twice() {
    let bytes = healthy();
    let missing = elf::section_twice(bytes.clone(), ".tomada_manifest", ".comment");
    unread(&missing, "manifest", &["exactly one", ".tomada_manifest"]);
    let twice = elf::section_twice(bytes, ".comment", ".tomada_manifest");
    unread(&twice, "manifest", &["exactly one", ".tomada_manifest"]);
}

/// A section header that points out of the file, or into the middle of nothing.
#[test]
fn case_2_a_section_beyond_the_file() {
    let bytes = healthy();
    let header = elf::find_section(&bytes, ".tomada_manifest");
    for (field, value) in [(25, 0x7f), (33, 0), (39, 0xff)] {
        let error = inspect(&patched(bytes.clone(), header + field, value));
        assert!(error.is_err(), "byte {field} of the section's header may be {value:#x}");
    }
}
