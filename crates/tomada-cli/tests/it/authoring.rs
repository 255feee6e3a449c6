//! What an author does: make a plugin, judge one, record a run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::json;

use crate::stand::Shop;

fn root() -> PathBuf {
    fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")).unwrap()
}

/// The folder where cargo has built `hello`, once.
fn built() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
        let built = cargo.args(["build", "--quiet", "--offline", "-p", "hello"]).current_dir(root()).status();
        assert!(built.unwrap().success());
        root().join("target/debug")
    })
}

/// A catalog that offers `hello`, its folder a copy without source.
fn shop_with_hello() -> Shop {
    let shop = Shop::empty();
    let folder = root().join("plugins/hello");
    for name in ["manifest.json", "README.md"] {
        shop.write(&format!("plugins/hello/{name}"), &fs::read_to_string(folder.join(name)).unwrap());
    }
    for case in fs::read_dir(folder.join("tests/cases")).unwrap() {
        let case = case.unwrap();
        let to = format!("plugins/hello/tests/cases/{}", case.file_name().to_string_lossy());
        shop.write(&to, &fs::read_to_string(case.path()).unwrap());
    }
    let library = format!("{}hello{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    fs::copy(built().join(&library), shop.path().join("plugins/hello").join(&library)).unwrap();
    shop.write(
        "catalog.toml",
        "[[integration]]\nid = \"hello\"\nversion = \"*\"\nsource = \"plugins/hello\"\ntier = \"builtin\"\n",
    );
    assert_eq!(shop.run(&["lock"]).code, 0);
    shop
}

#[test]
fn a_plugin_that_keeps_every_law_passes() {
    let shop = shop_with_hello();
    let said = shop.run(&["check", "plugins/hello"]);
    assert_eq!((said.code, said.error.as_str()), (0, ""));
    assert!(said.out.contains("Quality: gold"), "{}", said.out);
    let told = shop.run(&["check", "plugins/hello", "--json"]).json();
    assert_eq!((&told["ok"], &told["grade"]), (&json!(true), &json!("gold")));
}

#[test]
fn a_plugin_that_breaks_a_law_does_not() {
    let shop = Shop::with(&["sample"]);
    let said = shop.run(&["check", "plugins/sample", "--lang", "es"]);
    assert_eq!(said.code, 18);
    assert!(said.out.contains("falla          opens: La biblioteca se abre"), "{}", said.out);
    let told = shop.run(&["check", "plugins/sample", "--json"]);
    assert_eq!((told.code, &told.json()["ok"]), (18, &json!(false)));
}

#[test]
fn what_is_no_plugin_is_a_wrong_command_line() {
    let shop = Shop::with(&["sample"]);
    for path in ["nowhere", "plugins", "catalog.toml"] {
        let said = shop.run(&["check", path, "--json"]);
        assert_eq!((said.code, &said.json()["failure"]["kind"]), (2, &json!("usage")), "{path}");
    }
}

#[test]
fn a_new_plugin_comes_with_the_commands_that_build_and_test_it() {
    let shop = Shop::empty();
    let said = shop.run(&["new", "my-service"]);
    assert_eq!((said.code, said.error.as_str()), (0, ""));
    assert!(
        said.out.ends_with("cd SHOP/my-service\n  cargo test\n  cargo build --release\n"),
        "{}",
        said.out
    );
    assert!(shop.path().join("my-service/src/actions/greet.rs").is_file());
    let again = shop.run(&["new", "my-service", "--json"]);
    assert_eq!((again.code, &again.json()["failure"]["kind"]), (2, &json!("usage")));
    let bad = shop.run(&["new", "My_Service"]);
    assert_eq!(bad.code, 2);
    assert!(bad.error.contains("kebab-case"), "{}", bad.error);
    let told = shop.run(&["new", "other", "--path", "deep/er", "--json"]).json();
    assert_eq!(told["commands"], json!(["cargo test", "cargo build --release"]));
    assert!(shop.path().join("deep/er/Cargo.toml").is_file());
}

#[test]
fn a_run_is_recorded_as_a_case_that_holds() {
    let shop = shop_with_hello();
    let case = "plugins/hello/tests/cases/recorded.toml";
    let arguments = ["run", "hello", "count", "--input", r#"{"to": 2, "wait_ms": 0}"#, "--record", case];
    let said = shop.run(&arguments);
    assert_eq!(
        (said.code, said.error.as_str()),
        (0, "Recorded in plugins/hello/tests/cases/recorded.toml.\n")
    );
    assert_eq!(shop.run(&["check", "plugins/hello"]).code, 0);
    let again = shop.run(&arguments);
    assert_eq!((again.code, again.out.as_str()), (2, ""));
}
