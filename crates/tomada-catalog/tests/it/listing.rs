//! `catalog.toml`: what is wrong is refused with its line, what is accepted there, and the nearest name.

use std::fmt::Write;

use tomada_catalog::Tier;

use crate::shop::{HELLO, Shop};

#[test]
fn mistakes_are_named_with_line_and_what_is_accepted() {
    let rows = [
        "not toml",
        "categories = \"ai\"",
        "categorys = [\"ai\"]",
        "libraries = \"\"",
        "integration = 5",
        "[integration]\nid = \"hello\"",
        "# one\n\n[[integration]]\nid = \"hello\"\nversion = \"1\"\nsorce = \"hello\"",
        "[[integration]]\nid = \"hello\"\nversion = \"1\"",
        "[[integration]]\nid = \"../hello\"\nversion = \"1\"\nsource = \"hello\"",
        "[[integration]]\nid = \"Hello\"\nversion = \"1\"\nsource = \"hello\"",
        "[[integration]]\nid = \"hello\"\nversion = \"one\"\nsource = \"hello\"",
        "[[integration]]\nid = \"hello\"\nversion = 1.0\nsource = \"hello\"",
        "[[integration]]\nid = \"hello\"\nversion = \"1\"\nsource = \"\"",
        "[[integration]]\nid = \"hello\"\nversion = \"1\"\nsource = \"he\\u0000llo\"",
        "[[integration]]\nid = \"hello\"\nversion = \"1\"\nsource = \"hello\"\ntier = \"truste\"",
        "[[integration]]\nid = \"hello\"\nversion = \"1\"\nsource = \"hello\"\nkey = \"RWQ\"",
        "[[integration]]\nid = \"hello\"\nid = \"hello\"",
    ];
    let mut texts = String::new();
    for row in rows {
        let shop = Shop::new(row);
        let error = shop.open().expect_err(row);
        write!(texts, "{}\n=> {}\n\n", row.replace('\0', "\\0"), shop.said(&error)).unwrap();
    }
    insta::assert_snapshot!(texts);
}

#[test]
fn what_is_accepted_is_understood() {
    #[track_caller]
    fn check(listing: &str, tiers: &[Tier]) {
        let catalog = Shop::new(listing).open().unwrap();
        assert_eq!(catalog.entries().iter().map(|entry| entry.tier).collect::<Vec<_>>(), tiers);
    }
    check("", &[]);
    check("categories = []\nlibraries = \"x/\"", &[]);
    check(HELLO, &[Tier::Sandboxed]);
    check(&format!("{HELLO}tier = \"builtin\""), &[Tier::Builtin]);
    check(
        &format!("{HELLO}tier = \"trusted\"\n{HELLO}tier = \"sandboxed\""),
        &[Tier::Trusted, Tier::Sandboxed],
    );
}

#[test]
fn a_catalog_that_is_not_there_or_no_file_is_an_error() {
    let shop = Shop::new("");
    std::fs::remove_file(shop.path("catalog.toml")).unwrap();
    assert_eq!(shop.said(shop.open().unwrap_err()), "not_found: There is no file catalog.toml.");
    std::fs::create_dir(shop.path("catalog.toml")).unwrap();
    assert!(
        shop.said(shop.open().unwrap_err()).starts_with("forbidden: catalog.toml is not a regular file.")
    );
}
