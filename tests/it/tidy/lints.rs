//! Every package opts in to the workspace's lints and takes its edition, licence and version from there; only a plugin has
//! a version of its own, which is its integration's.

use toml::Value;

use super::house::{self, Package};

const SHARED: [&str; 6] = ["edition", "rust-version", "license", "repository", "publish", "version"];

fn faults(package: &Package) -> Vec<String> {
    let from_workspace = |value: Option<&Value>| {
        value.and_then(|value| value.get("workspace")).and_then(Value::as_bool) == Some(true)
    };
    let mut faults = Vec::new();
    if !from_workspace(package.manifest.get("lints")) {
        faults.push(format!("{} lacks `[lints] workspace = true`", package.name));
    }
    // An integration has a version of its own: connections pin it.
    let own_version = package.folder.starts_with("plugins/");
    for key in SHARED.into_iter().filter(|key| *key != "version" || !own_version) {
        if !from_workspace(package.manifest["package"].get(key)) {
            faults.push(format!("{} lacks `{key}.workspace = true`", package.name));
        }
    }
    faults
}

#[test]
fn every_package_opts_in() {
    let faults: Vec<String> = house::packages().iter().flat_map(faults).collect();
    super::keeps("what is shared is taken from the workspace", &faults);
}

#[test]
fn a_package_that_does_not_is_noticed() {
    let shared: String = SHARED.map(|key| format!("{key}.workspace = true\n")).concat();
    let judge =
        |end: &str| faults(&Package::new("crates/a", &format!("[package]\nname = 'a'\n{shared}{end}")));
    super::keeps("it opts in", &judge("[lints]\nworkspace = true"));
    super::notices("lints", &judge(""));
    super::notices("lints", &judge("[lints]\nworkspace = false"));
    let own = Package::new("crates/a", "[package]\nname = 'a'\nversion = '1.0.0'\n[lints]\nworkspace = true");
    assert_eq!(faults(&own).len(), SHARED.len());
    let plugin = Package { folder: "plugins/a".to_owned(), ..own };
    assert_eq!(faults(&plugin).len(), SHARED.len() - 1, "its version is its own");
}
