//! What an entry is: ready, or listed with its reason, and never in another's way.

use std::fmt::Write;
use std::fs;

use crate::shop::{HELLO, Shop, library, manifest};

/// What happens to a shop where all was well.
type Spoil = Box<dyn Fn(&Shop)>;

/// Every way to break an entry that was locked, or never was.
#[test]
fn each_problem_is_said() {
    let overwrite = |name: &'static str, content: &'static str| move |shop: &Shop| shop.write(name, content);
    let relist = |from: &'static str, to: &'static str| {
        move |shop: &Shop| shop.write("catalog.toml", HELLO.replace(from, to))
    };
    let rows: Vec<(&str, Spoil)> = vec![
        ("manifest gone", Box::new(|shop| fs::remove_file(shop.path("hello/manifest.json")).unwrap())),
        ("folder gone", Box::new(|shop| fs::remove_dir_all(shop.path("hello")).unwrap())),
        ("manifest changed", Box::new(overwrite("hello/manifest.json", "{}"))),
        ("library gone", Box::new(|shop| fs::remove_file(shop.path(&library("hello", "hello"))).unwrap())),
        ("requirement changed", Box::new(relist("^1", "^2"))),
        ("source changed to nothing", Box::new(relist("source = \"hello\"", "source = \"other\""))),
        ("lock gone", Box::new(|shop| fs::remove_file(shop.path("catalog.lock")).unwrap())),
        (
            "lock and manifest gone",
            Box::new(|shop| {
                fs::remove_file(shop.path("catalog.lock")).unwrap();
                fs::remove_file(shop.path("hello/manifest.json")).unwrap();
            }),
        ),
        (
            "lock gone, nothing matches",
            Box::new(move |shop| {
                fs::remove_file(shop.path("catalog.lock")).unwrap();
                relist("^1", ">=2, <3")(shop);
            }),
        ),
        (
            "lock gone, manifest broken",
            Box::new(|shop| {
                fs::remove_file(shop.path("catalog.lock")).unwrap();
                shop.write("hello/manifest.json", manifest("hello", "one").to_string());
            }),
        ),
        (
            "lock gone, another's manifest",
            Box::new(|shop| {
                fs::remove_file(shop.path("catalog.lock")).unwrap();
                shop.write("hello/manifest.json", manifest("world", "1.0.0").to_string());
            }),
        ),
        (
            "lock edited to another version",
            Box::new(|shop| {
                let lock = shop.read("catalog.lock").replace("\"1.0.0\"", "\"1.0.1\"");
                shop.write("catalog.lock", lock);
            }),
        ),
    ];
    let mut texts = String::new();
    for (name, spoil) in rows {
        let shop = Shop::locked_hello();
        assert_eq!(shop.listed(), "hello 1.0.0 is ready");
        spoil(&shop);
        write!(texts, "{name}\n=> {}\n\n", shop.listed()).unwrap();
    }
    insta::assert_snapshot!(texts);
}

#[test]
fn a_broken_entry_hides_no_other() {
    let entry = |id: &str| format!("[[integration]]\nid = \"{id}\"\nversion = \"*\"\nsource = \"{id}\"\n");
    let shop = Shop::new(&["one", "two", "three"].map(entry).concat());
    for id in ["one", "two", "three"] {
        shop.plugin(id, id, "1.0.0");
    }
    shop.lock(&[]);
    shop.write("two/manifest.json", "[[[[");
    insta::assert_snapshot!(shop.listed());
}

#[test]
fn a_lock_that_is_not_one_is_an_error_as_a_whole() {
    let mut texts = String::new();
    let pin = "[[integration]]\nid = \"hello\"\n";
    let rows =
        ["", "format = 2", "format = 1\n<<<<<<<", &format!("format = 1\n{pin}"), "format = 1\nmore = 1"];
    for row in rows {
        let shop = Shop::hello();
        shop.write("catalog.lock", row);
        write!(texts, "{row}\n=> {}\n\n", shop.said(shop.open().expect_err(row))).unwrap();
    }
    let shop = Shop::locked_hello();
    let lock = shop.read("catalog.lock");
    shop.write("catalog.lock", lock.replacen("sha256 = \"", "sha256 = \"zz", 1));
    let text = shop.said(shop.open().unwrap_err());
    assert!(text.contains("64 hexadecimal digits are expected"), "{text}");
    insta::assert_snapshot!(texts);
}
