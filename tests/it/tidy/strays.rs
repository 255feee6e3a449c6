//! Every Rust file is declared: a test that no `mod` line names would never run, and nobody would notice.

use super::house::{self, File};
use super::modules;

/// Files that are compiled by others than cargo, each with who does.
const COMPILED_BY_OTHERS: &[(&str, &str)] = &[
    ("crates/tomada-sdk/tests/ui/", "trybuild"),
    ("crates/tomada-testkit/tests/rude/", "a test that makes a plugin of them"),
];

fn faults(files: &[&File], folders: &[&str]) -> Vec<String> {
    let reached = modules::reached(files, folders);
    let by_others = |path: &str| COMPILED_BY_OTHERS.iter().any(|(folder, _)| path.starts_with(folder));
    let strays = files.iter().map(|file| file.path.as_str()).filter(|path| !by_others(path));
    let strays = strays.filter(|path| !reached.iter().any(|module| module.path == *path));
    strays.map(|path| format!("{path} belongs to no crate: declare it or delete it")).collect()
}

#[test]
fn every_file_is_declared() {
    let faults = faults(&house::rust_files().collect::<Vec<_>>(), &house::folders());
    super::keeps("a file that is not declared is not compiled", &faults);
}

#[test]
fn a_stray_is_noticed() {
    let files = [
        File::new("crates/a/tests/it/main.rs", "mod one;"),
        File::new("crates/a/tests/it/one.rs", ""),
        File::new("crates/a/tests/it/two.rs", ""),
    ];
    let declared: Vec<&File> = files.iter().collect();
    super::keeps("both are declared", &faults(&declared[..2], &["crates/a"]));
    super::notices("two.rs", &faults(&declared, &["crates/a"]));
}
