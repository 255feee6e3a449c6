//! `list`, `show` and `lock` over catalogs that are whole, broken in places, or not there.

use serde_json::json;

use crate::stand::{Shop, manifest};

/// One entry that can run, one that is not pinned, one whose library has changed, one without a manifest.
fn half_broken() -> Shop {
    let shop = Shop::locked(&["sample", "changed"]);
    shop.write("plugins/changed/libchanged.so", "other bytes");
    shop.write("plugins/late/manifest.json", &manifest("late").to_string());
    let more = ["late", "missing"].map(|id| {
        format!("[[integration]]\nid = \"{id}\"\nversion = \"^1.0\"\nsource = \"plugins/{id}\"\n\n")
    });
    let listed = std::fs::read_to_string(shop.path().join("catalog.toml")).unwrap();
    shop.write("catalog.toml", &(listed + &more.concat()));
    shop
}

#[test]
fn a_broken_entry_is_listed_with_its_reason_and_hides_no_other() {
    let said = half_broken().run(&["list"]);
    assert_eq!((said.code, said.error.as_str()), (0, ""));
    insta::assert_snapshot!(said.out);
}

#[test]
fn the_list_in_portuguese() {
    insta::assert_snapshot!(half_broken().run(&["list", "--lang", "pt-BR"]).out);
}

#[test]
fn the_list_for_programs() {
    let listed = half_broken().run(&["list", "--json"]).json();
    let states = listed["integrations"].as_array().unwrap().iter().map(|it| json!([it["id"], it["state"]]));
    let expected = [["changed", "ready"], ["sample", "ready"], ["late", "problem"], ["missing", "problem"]];
    assert_eq!(states.collect::<Vec<_>>(), expected.map(|pair| json!(pair)));
    assert_eq!(listed["integrations"][1]["actions"], json!(["look", "cancel"]));
    assert_eq!(listed["integrations"][3]["problem"]["kind"], "not_found");
}

#[test]
fn a_page_about_an_integration() {
    insta::assert_snapshot!(Shop::locked(&["sample"]).run(&["show", "sample"]).out);
}

#[test]
fn the_page_in_spanish() {
    insta::assert_snapshot!(Shop::locked(&["sample"]).run(&["show", "sample@^1", "--lang=es"]).out);
}

#[test]
fn pages_fit_the_terminal() {
    let shop = Shop::locked(&["sample"]);
    for columns in [40, 60, 80] {
        let said = shop.run_with(&["show", "sample"], &[("COLUMNS", &columns.to_string())], "");
        let longest = said.out.lines().max_by_key(|line| line.chars().count()).unwrap();
        assert!(longest.chars().count() <= columns, "{columns}: {longest}");
    }
}

#[test]
fn programs_are_shown_the_manifest() {
    assert_eq!(Shop::locked(&["sample"]).run(&["show", "sample", "--json"]).json(), {
        let manifest: tomada_core::Manifest = serde_json::from_value(manifest("sample")).unwrap();
        serde_json::to_value(manifest).unwrap()
    });
}

#[test]
fn what_cannot_be_shown_says_why() {
    let shop = half_broken();
    let check = |integration: &str, code, expected: &str| {
        let said = shop.run(&["show", integration]);
        assert_eq!((said.code, said.out.as_str()), (code, ""));
        assert!(said.error.starts_with(expected), "{}", said.error);
    };
    check("smple", 13, "Not found: ");
    check("sample@^2", 13, "Not found: ");
    check("missing", 13, "Not found: There is no manifest.json in plugins/missing");
}

#[test]
fn text_from_outside_does_not_steer_the_terminal() {
    let shop = Shop::with(&["sample"]);
    let mut evil = manifest("sample");
    evil["title"]["en"] = json!("\u{1b}[2J\u{9b}31mSample\r\n\u{202e}");
    evil["summary"]["en"] = json!("\u{7}bell");
    evil["settings"]["tries"]["help"]["en"] = json!("\u{1b}]0;title\u{7}");
    shop.write("plugins/sample/manifest.json", &evil.to_string());
    shop.run(&["lock"]);
    for arguments in [&["list"][..], &["show", "sample"], &["show", "sample", "--json"], &["list", "--json"]]
    {
        let said = shop.run(arguments);
        assert_eq!(said.code, 0, "{}", said.error);
        let steers = |letter: char| letter.is_control() && letter != '\n' || letter == '\u{202e}';
        assert!(!said.out.contains(steers), "{:?}", said.out);
    }
}

#[test]
fn colour_is_used_when_it_is_asked_for() {
    let shop = Shop::locked(&["sample"]);
    for command in [&["list"][..], &["show", "sample"], &["lock"]] {
        let with = |more: &[&str], variables| {
            shop.run_with(&[command, more].concat(), variables, "").out.contains('\u{1b}')
        };
        assert!(with(&["--color", "always"], &[]), "{command:?}");
        assert!(with(&["--color", "always"], &[("NO_COLOR", "1")]), "{command:?}");
        assert!(!with(&["--color", "never"], &[]), "{command:?}");
        assert!(!with(&[], &[]), "{command:?}: it is no terminal");
    }
}

#[test]
fn the_catalog_is_found_upward_or_named() {
    let shop = Shop::locked(&["sample"]);
    shop.write("deep/below/here", "");
    let below = shop.path().join("deep/below");
    let run = |folder: &std::path::Path, arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_tomada"));
        let output = command.args(arguments).current_dir(folder).env_clear().output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    };
    assert!(run(&below, &["list"]).1.contains("sample"));
    let elsewhere = tempfile::tempdir().unwrap();
    let named = shop.path().join("catalog.toml");
    assert!(run(elsewhere.path(), &["list", "--catalog", named.to_str().unwrap()]).1.contains("sample"));
    assert!(
        run(elsewhere.path(), &["list", "--catalog", shop.path().to_str().unwrap()]).1.contains("sample")
    );
    assert_eq!(run(elsewhere.path(), &["list"]).0, 13);
}

#[test]
fn a_catalog_that_is_wrong_as_a_whole_says_where() {
    let shop = Shop::empty();
    shop.write("catalog.toml", "categories = []\n\n[[integration]]\nid = \"sample\"\nverson = \"1\"\n");
    let said = shop.run(&["list"]);
    assert_eq!((said.code, said.out.as_str()), (10, ""));
    assert!(said.error.contains("catalog.toml:5"), "{}", said.error);
}

#[test]
fn locking_says_what_changed() {
    let shop = half_broken();
    let said = shop.run(&["lock"]);
    assert_eq!(said.code, 13, "{}", said.error);
    insta::assert_snapshot!(said.out);
    let again = shop.run(&["lock", "sample", "changed", "--json"]);
    assert_eq!((again.code, again.json()["ok"].clone()), (0, json!(true)));
    let changes =
        again.json()["locked"].as_array().unwrap().iter().map(|it| it["change"].clone()).collect::<Vec<_>>();
    assert_eq!(changes, ["unchanged", "unchanged"]);
    assert_eq!(shop.run(&["lock", "smple"]).code, 13);
}
