//! A new plugin builds and passes its own tests with the commands that the scaffold names, in no workspace; within
//! the workspace it takes what is there. What cannot be is refused, and nothing is overwritten.

use std::fs;
use std::path::Path;

use tomada_testkit::check;
use tomada_testkit::scaffold::{ScaffoldError, scaffold};

use crate::built::{block_on, cargo, kept, root, succeeds};

#[test]
fn a_plugin_outside_of_the_workspace_passes_its_own_tests() {
    let folder = kept("my-service");
    let _ = fs::remove_dir_all(&folder);
    let made = scaffold(&root(), "my-service", Some(&folder), None).unwrap();
    assert_eq!(made.commands, ["cargo test", "cargo build --release"]);
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    succeeds(&mut cargo(&folder, &["test"]));
    succeeds(&mut cargo(&folder, &["build"]));
    let report = block_on(check(&folder)).unwrap();
    assert!(report.passed(), "{report}");
    assert_eq!(report.integration.as_deref(), Some("my-service 0.1.0"));
}

#[test]
fn a_plugin_of_a_workspace_takes_versions_and_lints_from_it() {
    let workspace = tempfile::tempdir().unwrap();
    fs::copy(root().join("Cargo.toml"), workspace.path().join("Cargo.toml")).unwrap();
    let here = workspace.path().join("crates");
    fs::create_dir(&here).unwrap();
    let made = scaffold(&here, "my-service", None, None).unwrap();
    assert_eq!(made.folder, workspace.path().join("plugins/my-service"));
    assert_eq!(made.commands, ["cargo test -p my-service", "cargo build -p my-service --release"]);
    let manifest = fs::read_to_string(made.folder.join("Cargo.toml")).unwrap();
    assert!(
        manifest.contains("tomada-sdk.workspace = true") && manifest.contains("[lints]\nworkspace = true")
    );
}

#[test]
fn without_a_workspace_a_plugin_comes_to_lie_here() {
    let here = tempfile::tempdir().unwrap();
    let made = scaffold(here.path(), "mine", None, Some(&root().join("crates/tomada-sdk"))).unwrap();
    assert_eq!(made.folder, here.path().join("mine"));
    let manifest = fs::read_to_string(made.folder.join("Cargo.toml")).unwrap();
    assert!(!manifest.contains("workspace = true"), "{manifest}");
    assert!(manifest.contains("crates/tomada-testkit"), "{manifest}");
}

#[track_caller]
fn refused(id: &str, here: &Path, sdk: Option<&Path>, is: fn(&ScaffoldError) -> bool) {
    let error = scaffold(here, id, None, sdk).unwrap_err();
    assert!(is(&error), "{id}: {error}");
}

#[test]
fn what_cannot_be_is_refused() {
    let here = tempfile::tempdir().unwrap();
    for id in ["", "My-Service", "my_service", "1st", "a/b", "..", "é"] {
        refused(id, here.path(), None, |error| matches!(error, ScaffoldError::BadId { .. }));
    }
    for id in ["match", "serde", "std", "tomada-core"] {
        refused(id, here.path(), None, |error| matches!(error, ScaffoldError::TakenId { .. }));
    }
    refused("mine", here.path(), Some(here.path()), |error| matches!(error, ScaffoldError::NoSdk { .. }));
    assert_eq!(fs::read_dir(here.path()).unwrap().count(), 0);
    fs::write(here.path().join("mine"), "kept").unwrap();
    refused("mine", here.path(), None, |error| matches!(error, ScaffoldError::Exists { .. }));
    assert_eq!(fs::read_to_string(here.path().join("mine")).unwrap(), "kept");
}
