//! The bytes that are mapped are the bytes that were checked, and nothing but a sensible file is read.

use std::fs::{self, File};

use tomada_catalog::{Artefact, Digest, Problem, Tier};

use crate::shop::{Shop, library};

/// What reading the library of `hello` gives after `spoil`.
fn read(spoil: impl FnOnce(&Shop)) -> Result<Vec<u8>, String> {
    let shop = Shop::locked_hello();
    let catalog = shop.open().unwrap();
    spoil(&shop);
    catalog.entries()[0].artefact().unwrap().read().map_err(|problem| shop.said(&problem))
}

fn with_library(spoil: impl FnOnce(std::path::PathBuf)) -> Result<Vec<u8>, String> {
    read(|shop| {
        let path = shop.path(&library("hello", "hello"));
        fs::remove_file(&path).unwrap();
        spoil(path);
    })
}

#[track_caller]
fn check(found: Result<Vec<u8>, String>, expected: &str) {
    let found = found.unwrap_err().replace(&library("hello", "hello"), "LIBRARY");
    assert_eq!(found.lines().next(), Some(expected));
}

#[test]
fn the_bytes_that_were_checked_are_given() {
    assert_eq!(read(|_| ()), Ok(b"the library of hello 1.0.0".to_vec()));
}

#[test]
fn a_missing_or_changed_library_is_refused() {
    check(with_library(|_| ()), "not_found: The library of hello is missing; looked for LIBRARY.");
    let changed = "forbidden: LIBRARY has changed since hello was accepted.";
    check(with_library(|path| fs::write(path, "the library of hello 1.0.1").unwrap()), changed);
    check(with_library(|path| fs::write(path, "").unwrap()), changed);
    check(with_library(|path| drop(File::create(path).unwrap())), changed);
}

#[test]
fn a_changed_library_names_both_digests_for_the_log() {
    let shop = Shop::locked_hello();
    let catalog = shop.open().unwrap();
    shop.write(&library("hello", "hello"), "other");
    let problem = catalog.entries()[0].artefact().unwrap().read().unwrap_err();
    let Problem::LibraryChanged { pinned, found, .. } = problem else { panic!("{problem}") };
    assert_eq!((pinned, found), (Digest::of(b"the library of hello 1.0.0"), Digest::of(b"other")));
}

#[test]
fn an_artefact_of_two_files_is_what_they_are_now() {
    let shop = Shop::locked_hello();
    let (manifest, library) = (shop.path("hello/manifest.json"), shop.path(&library("hello", "hello")));
    let artefact = Artefact::of_files(&manifest, &library, Tier::Sandboxed).unwrap();
    assert_eq!(&artefact, &**shop.open().unwrap().entries()[0].artefact().unwrap());
    fs::remove_file(&manifest).unwrap();
    let problem = Artefact::of_files(&manifest, &library, Tier::Sandboxed).unwrap_err();
    assert!(matches!(problem, Problem::ManifestMissing { .. }));
}

#[test]
fn what_is_no_sensible_file_is_refused_at_once() {
    let no_file = "forbidden: LIBRARY is not a regular file.";
    check(with_library(|path| fs::create_dir(path).unwrap()), no_file);
    check(
        with_library(|path| File::create(path).unwrap().set_len(3 << 30).unwrap()),
        "forbidden: LIBRARY is larger than 65536 KiB.",
    );
}

#[cfg(unix)]
#[test]
fn pipes_devices_and_loops_are_refused_at_once() {
    use std::os::unix::fs::symlink;

    use rustix::fs::{CWD, FileType, Mode, mknodat};

    let no_file = "forbidden: LIBRARY is not a regular file.";
    check(with_library(|path| mknodat(CWD, path, FileType::Fifo, Mode::RWXU, 0).unwrap()), no_file);
    check(with_library(|path| symlink("/dev/zero", path).unwrap()), no_file);
    check(
        with_library(|path| symlink("nowhere", path).unwrap()),
        "not_found: The library of hello is missing; looked for LIBRARY.",
    );
    let looping = with_library(|path| symlink(path.file_name().unwrap(), &path).unwrap()).unwrap_err();
    assert!(looping.contains("cannot be read"), "{looping}");
}

#[test]
fn a_digest_is_sixty_four_hexadecimal_digits() {
    let digits = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(digits.parse(), Ok(Digest::of(b"")));
    assert_eq!(Digest::of(b"").to_string(), digits);
    for text in [
        "",
        &digits[1..],
        &format!("{digits}0"),
        &digits.replace('e', "g"),
        &"+f".repeat(32),
        &"é".repeat(32),
    ] {
        assert!(text.parse::<Digest>().is_err(), "{text}");
    }
}
