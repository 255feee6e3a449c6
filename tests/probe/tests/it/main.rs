//! That `manifest.json` is what `integration.toml` and the types say. `TOMADA_UPDATE=1` rewrites it.
#![forbid(unsafe_code)]

use std::path::Path;

#[test]
fn the_manifest_is_current() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let draft = tomada_catalog::Draft::read(&folder.join("integration.toml")).unwrap();
    let manifest = draft.complete(probe::schemas()).unwrap();
    let current = serde_json::to_string_pretty(&manifest).unwrap() + "\n";
    let path = folder.join("manifest.json");
    if std::env::var_os("TOMADA_UPDATE").is_some() {
        std::fs::write(&path, &current).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), current, "set TOMADA_UPDATE=1 to rewrite it");
}
