//! Finding what answers a request, and the order of the list.

use semver::VersionReq;
use tomada_core::Failure;

use crate::shop::{Shop, manifest, said};

fn entry(id: &str, requirement: &str, source: &str) -> String {
    format!("[[integration]]\nid = \"{id}\"\nversion = \"{requirement}\"\nsource = \"{source}\"\n")
}

#[track_caller]
fn check(found: Result<String, Failure>, expected: Result<&str, &str>) {
    assert_eq!(found.map_err(said).as_deref(), expected.map_err(str::to_owned).as_ref().copied());
}

#[test]
fn the_highest_ready_version_answers() {
    let entries =
        [entry("hello", "^1", "hello"), entry("hello", "^2", "hello"), entry("world", "*", "world")];
    let shop = Shop::new(&entries.concat());
    shop.plugin("hello/1", "hello", "1.4.0");
    shop.plugin("hello/2", "hello", "2.1.0");
    shop.plugin("world", "world", "1.0.0");
    shop.lock(&["hello"]);
    let catalog = shop.open().unwrap();
    let find = |id: &str, requirement: &str| -> Result<String, Failure> {
        let requirement = requirement.parse::<VersionReq>().unwrap();
        catalog.find(id, &requirement).map(|artefact| artefact.manifest.version.to_string())
    };
    check(find("hello", "*"), Ok("2.1.0"));
    check(find("hello", "^1.2"), Ok("1.4.0"));
    check(
        find("hello", "^3"),
        Err("not_found: The catalog has no version of hello that matches ^3.\n    It has 1.4.0, 2.1.0."),
    );
    check(
        find("world", "*"),
        Err(
            "forbidden: world has not been accepted yet.\n    `tomada lock world` accepts version 1.0.0 as it is now.",
        ),
    );
    check(
        find("wold", "*"),
        Err(
            "not_found: There is no integration “wold” in the catalog.\n    The nearest one is “world”. `tomada list` shows all.",
        ),
    );
}

#[test]
fn the_list_is_in_the_menus_order() {
    let ids = ["zeta", "alpha", "broken", "beta", "odd"];
    let entries = ids.map(|id| entry(id, "*", id)).concat();
    let shop = Shop::new(&format!("categories = [\"http\", \"ai\"]\n{entries}"));
    for (id, category) in ids.into_iter().zip(["http", "ai", "ai", "ai", "other"]) {
        shop.plugin(id, id, "1.0.0");
        let mut manifest = manifest(id, "1.0.0");
        manifest["category"] = category.into();
        shop.write(&format!("{id}/manifest.json"), manifest.to_string());
    }
    shop.lock(&[]);
    shop.write("broken/manifest.json", "");
    let catalog = shop.open().unwrap();
    let listed = catalog.entries().iter().map(|entry| entry.id.as_str()).collect::<Vec<_>>();
    assert_eq!(listed, ["zeta", "alpha", "beta", "odd", "broken"]);
    assert_eq!(catalog.categories(), ["http", "ai"]);
}
