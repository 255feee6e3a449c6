//! Manifests that mean harm: none hangs, fills the memory, or gets further than a reason.

use std::fs::{self, File};

use tomada_catalog::{ManifestError, read_manifest};

use crate::shop::{Shop, manifest};

/// What `tomada lock` says when the manifest is `content`.
fn locked(content: impl AsRef<[u8]>) -> String {
    let shop = Shop::hello();
    shop.write("hello/manifest.json", content);
    shop.lock(&[])
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert!(text.contains(expected), "{text:?} lacks {expected:?}");
}

#[test]
fn content_that_is_no_manifest_is_refused_with_its_place() {
    check(&locked(""), "hello/manifest.json is no manifest: EOF while parsing a value at line 1 column 0");
    check(&locked("\0"), "expected value at line 1 column 1");
    check(&locked(b"\xff\xfe"), "expected value at line 1 column 1");
    check(&locked("\u{feff}{}"), "expected value at line 1 column 1");
    check(&locked("[".repeat(100_000)), "expected a string at line 1 column 1");
    check(&locked(format!("{{\"id\": \"{}\"}}", "x".repeat(10 << 20))), "is larger than 1024 KiB");
    check(&locked("{\"idd\": 1}"), "unknown field `idd`, expected one of `id`, `version`");
    let mut deep = manifest("hello", "1.0.0");
    deep["actions"][0]["input"] =
        (0..200).fold(serde_json::json!({}), |inner, _| serde_json::json!({ "not": inner }));
    check(&locked(deep.to_string()), "recursion limit exceeded");
    let mut bytes = manifest("hello", "1.0.0").to_string().into_bytes();
    let at = bytes.windows(4).position(|window| window == b"Text").unwrap();
    bytes[at] = 0xff;
    check(&locked(bytes), "invalid unicode code point");
}

/// Ids never become paths: they are refused before anything is looked for.
#[test]
fn an_id_that_leads_elsewhere_is_refused() {
    for id in [
        "../hello",
        "..",
        "/etc",
        "a/b",
        "a\\b",
        "héllo",
        "hello\0",
        "-a",
        "a--b",
        "a-",
        "",
        "C:",
        &"a".repeat(65),
    ] {
        let text = locked(manifest(id, "1.0.0").to_string());
        check(&text, "is not kebab-case");
    }
}

#[test]
fn what_is_no_sensible_file_is_refused_at_once() {
    let read = |spoil: &dyn Fn(&std::path::Path)| {
        let shop = Shop::hello();
        fs::remove_file(shop.path("hello/manifest.json")).unwrap();
        spoil(&shop.path("hello/manifest.json"));
        shop.lock(&[])
    };
    check(&read(&|path| fs::create_dir(path).unwrap()), "is not a regular file");
    check(&read(&|path| File::create(path).unwrap().set_len(3 << 30).unwrap()), "is larger than 1024 KiB");
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;

        use rustix::fs::{CWD, FileType, Mode, mknodat};

        check(
            &read(&|path| mknodat(CWD, path, FileType::Fifo, Mode::RWXU, 0).unwrap()),
            "is not a regular file",
        );
        check(&read(&|path| symlink("manifest.json", path).unwrap()), "cannot be read");
        check(&read(&|path| symlink("/dev/zero", path).unwrap()), "is not a regular file");
        check(&read(&|path| symlink("gone", path).unwrap()), "There is no manifest.json in hello");
    }
}

#[test]
fn catalog_and_lock_are_bounded_too() {
    for (name, size) in [("catalog.toml", 10 << 20), ("catalog.lock", 20 << 20)] {
        let shop = Shop::hello();
        shop.write(name, "#".repeat(size));
        check(&shop.said(shop.open().unwrap_err()), "is larger than");
        shop.write(name, b"# \xff");
        check(&shop.said(shop.open().unwrap_err()), "is not UTF-8 text from byte 2 on");
        shop.write(name, "a = ".to_owned() + &"[".repeat(100_000));
        check(&shop.said(shop.open().unwrap_err()), "max recursion depth met");
        shop.write(name, vec!["a"; 20_000].join(".") + " = 1");
        check(&shop.said(shop.open().unwrap_err()), "recursion limit");
    }
}

#[test]
fn the_source_of_an_error_is_kept() {
    let shop = Shop::hello();
    shop.write("hello/manifest.json", "{");
    let error = read_manifest(&shop.path("hello/manifest.json")).unwrap_err();
    assert!(matches!(error, ManifestError::Shape { .. }));
    assert!(std::error::Error::source(&error).is_some());
}
