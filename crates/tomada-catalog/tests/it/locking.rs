//! `tomada lock`: what is accepted, what is reported, what the file says.

use std::fs;

use tomada_catalog::Catalog;

use crate::shop::{HELLO, Shop, library};

fn entry(id: &str, requirement: &str, source: &str) -> String {
    format!("[[integration]]\nid = \"{id}\"\nversion = \"{requirement}\"\nsource = \"{source}\"\n")
}

#[test]
fn the_file_is_sorted_and_stable() {
    let shop = Shop::new(&(entry("world", "*", "world") + &entry("hello", "*", "hello/")));
    shop.plugin("world", "world", "2.0.0");
    shop.plugin("hello", "hello", "1.0.0");
    assert_eq!(shop.lock(&[]), "world: added 2.0.0\nhello: added 1.0.0");
    let lock = shop.read("catalog.lock");
    insta::assert_snapshot!(lock);
    assert_eq!(shop.lock(&[]), "world: unchanged 2.0.0\nhello: unchanged 1.0.0");
    assert_eq!(shop.read("catalog.lock"), lock);
    let names = fs::read_dir(shop.path("")).unwrap().count();
    assert_eq!(names, 4, "a temporary file was left behind");
}

#[test]
fn a_changed_library_is_accepted_by_locking_it() {
    let shop = Shop::locked_hello();
    let read = || {
        let catalog = shop.open().unwrap();
        catalog.entries()[0].artefact().unwrap().read().map_err(|problem| shop.said(&problem))
    };
    assert_eq!(read(), Ok(b"the library of hello 1.0.0".to_vec()));
    shop.write(&library("hello", "hello"), "rebuilt");
    insta::assert_snapshot!(read().unwrap_err());
    assert_eq!(shop.lock(&["hello"]), "hello: 1.0.0 -> 1.0.0, other library");
    assert_eq!(read(), Ok(b"rebuilt".to_vec()));
}

#[test]
fn a_new_version_changes_nothing_until_it_is_locked() {
    let shop = Shop::new(&entry("hello", "^1", "hello"));
    shop.plugin("hello/a", "hello", "1.0.0");
    shop.lock(&[]);
    shop.plugin("hello/b", "hello", "1.5.0");
    shop.plugin("hello/c", "hello", "2.0.0");
    assert_eq!(shop.listed(), "hello 1.0.0 is ready");
    assert_eq!(shop.lock(&["hello"]), "hello: 1.0.0 -> 1.5.0, other library");
    assert_eq!(shop.listed(), "hello 1.5.0 is ready");
}

#[test]
fn two_versions_of_one_integration_live_side_by_side() {
    let shop = Shop::new(&(entry("hello", "^1", "hello") + &entry("hello", "^2", "hello")));
    shop.plugin("hello/old", "hello", "1.3.0");
    shop.plugin("hello/new", "hello", "2.0.0");
    assert_eq!(shop.lock(&[]), "hello: added 1.3.0\nhello: added 2.0.0");
    assert_eq!(shop.listed(), "hello 1.3.0 is ready\nhello 2.0.0 is ready");
    shop.write("catalog.toml", entry("hello", "^1", "hello") + &entry("hello", "^3", "hello"));
    let listed = shop.listed();
    assert!(
        listed.starts_with("hello 1.3.0 is ready\nforbidden: hello is locked to version 2.0.0"),
        "{listed}"
    );
}

/// Each entry keeps to its own folder and takes the highest pin there that it may.
#[test]
fn entries_of_one_integration_do_not_take_each_others_pins() {
    let entries =
        [entry("hello", "^1", "hello"), entry("hello", "<3", "hello"), entry("hello", "*", "hello/next")];
    let shop = Shop::new(&entries.concat());
    for (folder, version) in [("hello/a", "1.0.0"), ("hello/b", "2.0.0"), ("hello/next/c", "2.5.0")] {
        shop.plugin(folder, "hello", version);
    }
    assert_eq!(shop.lock(&[]), "hello: added 1.0.0\nhello: added 2.0.0\nhello: added 2.5.0");
    assert_eq!(shop.listed(), "hello 1.0.0 is ready\nhello 2.0.0 is ready\nhello 2.5.0 is ready");
}

#[test]
fn a_lock_in_another_order_says_the_same() {
    let shop = Shop::new(&["a", "b", "c"].map(|id| entry(id, "*", id)).concat());
    for id in ["a", "b", "c"] {
        shop.plugin(id, id, "1.0.0");
    }
    shop.lock(&[]);
    let lock = shop.read("catalog.lock");
    let mut parts = lock.split("[[integration]]").collect::<Vec<_>>();
    parts[1..].reverse();
    shop.write("catalog.lock", parts.join("\n[[integration]]"));
    assert_eq!(shop.listed(), "a 1.0.0 is ready\nb 1.0.0 is ready\nc 1.0.0 is ready");
}

#[test]
fn one_version_offered_twice_is_a_conflict_that_names_both() {
    let shop = Shop::new(
        &(entry("hello", "^1", "one") + &entry("hello", "*", "two") + &entry("world", "*", "world")),
    );
    for folder in ["one", "two"] {
        shop.plugin(folder, "hello", "1.0.0");
    }
    shop.plugin("world", "world", "1.0.0");
    insta::assert_snapshot!(shop.lock(&[]));
    assert!(!shop.read("catalog.lock").contains("hello"));
    // The same by hand: a lock that pins both.
    shop.write("catalog.toml", entry("hello", "^1", "one"));
    shop.lock(&[]);
    let pins = shop.read("catalog.lock");
    let (head, pin) = pins.split_once("[[integration]]").unwrap();
    shop.write(
        "catalog.lock",
        format!("{head}[[integration]]{pin}\n[[integration]]{}", pin.replace("one", "two")),
    );
    shop.write("catalog.toml", entry("hello", "^1", "one") + &entry("hello", "*", "two"));
    insta::assert_snapshot!(shop.listed());
}

#[test]
fn one_version_in_two_folders_of_a_source_is_a_conflict_too() {
    let shop = Shop::new(HELLO);
    shop.plugin("hello/a", "hello", "1.0.0");
    shop.plugin("hello/b", "hello", "1.0.0");
    insta::assert_snapshot!(shop.lock(&[]));
}

#[test]
fn what_cannot_be_locked_keeps_its_pin_and_stops_no_other() {
    let shop = Shop::new(&(entry("hello", "*", "hello") + &entry("world", "*", "world")));
    shop.plugin("hello", "hello", "1.0.0");
    shop.plugin("world", "world", "1.0.0");
    shop.lock(&[]);
    fs::remove_file(shop.path(&library("hello", "hello"))).unwrap();
    shop.plugin("world", "world", "1.1.0");
    insta::assert_snapshot!(shop.lock(&[]));
    assert!(shop.read("catalog.lock").contains("hello"));
    shop.plugin("hello", "hello", "1.0.0");
    assert_eq!(shop.listed(), "hello 1.0.0 is ready\nworld 1.1.0 is ready");
}

#[test]
fn only_the_ids_that_are_named_are_locked() {
    let shop = Shop::new(&(entry("hello", "*", "hello") + &entry("world", "*", "world")));
    shop.plugin("hello", "hello", "1.0.0");
    shop.plugin("world", "world", "1.0.0");
    assert_eq!(shop.lock(&["world"]), "world: added 1.0.0");
    assert!(!shop.read("catalog.lock").contains("hello"));
    shop.write("catalog.toml", entry("hello", "*", "hello"));
    assert_eq!(shop.lock(&["hello"]), "hello: added 1.0.0");
    assert!(shop.read("catalog.lock").contains("world"));
    assert_eq!(shop.lock(&[]), "hello: unchanged 1.0.0\nworld: removed 1.0.0");
    assert!(!shop.read("catalog.lock").contains("world"));
}

#[test]
fn an_unknown_id_is_refused_with_the_nearest() {
    #[track_caller]
    fn check(listing: &str, expected: &str) {
        let shop = Shop::new(listing);
        let error = Catalog::lock(&shop.path("catalog.toml"), &["helo"]).unwrap_err();
        assert_eq!(shop.said(&error), expected);
        assert!(!shop.path("catalog.lock").exists());
    }
    let hint = "\n    The nearest one is “hello”.";
    check(HELLO, &format!("not_found: There is no integration “helo” in catalog.toml.{hint}"));
    let hint = "\n    Add an [[integration]] to catalog.toml.";
    check("", &format!("not_found: There is no integration “helo”: the catalog is empty.{hint}"));
}

/// A source without a library of its own takes it from where libraries are built; its own goes first.
#[test]
fn libraries_are_found_beside_the_manifest_or_where_they_are_built() {
    let listing = format!("libraries = \"built\"\n{}", entry("google-sheets", "*", "sheets"));
    let shop = Shop::new(&listing);
    shop.plugin("sheets", "google-sheets", "1.0.0");
    fs::remove_file(shop.path(&library("sheets", "google-sheets"))).unwrap();
    let lines = shop.lock(&[]).replace(&library("", "google-sheets"), "/LIBRARY");
    insta::assert_snapshot!(lines);
    shop.write(&library("built", "google-sheets"), "built");
    shop.lock(&[]);
    assert!(shop.read("catalog.lock").contains(&library("built", "google-sheets")));
    shop.write(&library("sheets", "google-sheets"), "own");
    assert_eq!(shop.lock(&[]), "google-sheets: 1.0.0 -> 1.0.0, other library");
    assert!(shop.read("catalog.lock").contains(&library("sheets", "google-sheets")));
}

#[cfg(unix)]
#[test]
fn a_lock_that_cannot_be_written_leaves_the_old_one() {
    let shop = Shop::locked_hello();
    let lock = shop.read("catalog.lock");
    shop.plugin("hello", "hello", "1.1.0");
    // A folder in the lock's place can be neither read nor replaced, even by a privileged user.
    fs::remove_file(shop.path("catalog.lock")).unwrap();
    fs::create_dir(shop.path("catalog.lock")).unwrap();
    let error = Catalog::lock(&shop.path("catalog.toml"), &[]).unwrap_err();
    assert!(shop.said(&error).starts_with("forbidden: catalog.lock is not a regular file."));
    fs::remove_dir(shop.path("catalog.lock")).unwrap();
    shop.write("catalog.lock", lock);
    assert_eq!(shop.lock(&[]), "hello: 1.0.0 -> 1.1.0, other library");
}
