//! The whole program, from its start to the first answer, with a catalog of 500 entries; beside it what a process that
//! does nothing costs. The bar: 150 ms.
//!
//! `cargo build --release -p hello && cargo bench -p tomada-cli --bench start`

mod library;

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use divan::Bencher;
use tempfile::TempDir;

/// Entries beside `hello`; no code of theirs ever runs.
const OTHERS: usize = 499;

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 30)]
fn a_process_that_does_nothing(bencher: Bencher<'_, '_>) {
    bencher.bench_local(|| tomada(&["--version"]));
}

#[divan::bench(sample_count = 30)]
fn first_answer_with_500_entries(bencher: Bencher<'_, '_>) {
    let folder = TempDir::new().expect("a folder");
    let catalog = catalog(folder.path());
    let catalog = catalog.to_str().expect("UTF-8");
    tomada(&["--catalog", catalog, "lock"]);
    let run = ["--catalog", catalog, "--json", "run", "hello", "greet", "--input", r#"{"name":"Ana"}"#];
    bencher.bench_local(|| tomada(&run));
}

#[divan::bench(sample_count = 30)]
fn list_500_entries(bencher: Bencher<'_, '_>) {
    let folder = TempDir::new().expect("a folder");
    let catalog = catalog(folder.path());
    let catalog = catalog.to_str().expect("UTF-8");
    tomada(&["--catalog", catalog, "lock"]);
    bencher.bench_local(|| tomada(&["--catalog", catalog, "--json", "list"]));
}

fn tomada(arguments: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_tomada")).args(arguments).output().expect("it starts");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Writes a catalog: `hello`, and others that are described as it is.
fn catalog(folder: &Path) -> PathBuf {
    let plugins = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../plugins/hello");
    let manifest = std::fs::read_to_string(plugins.join("manifest.json")).expect("hello has a manifest");
    let mut listing = "categories = [\"examples\"]\n".to_owned();
    let mut add = |id: &str, library: &[u8]| {
        let source = folder.join(id);
        std::fs::create_dir(&source).expect("a folder");
        let own = manifest.replace("\"id\": \"hello\"", &format!("\"id\": \"{id}\""));
        std::fs::write(source.join("manifest.json"), own).expect("a file");
        let file = format!(
            "{}{}{}",
            std::env::consts::DLL_PREFIX,
            id.replace('-', "_"),
            std::env::consts::DLL_SUFFIX
        );
        std::fs::write(source.join(file), library).expect("a file");
        write!(
            listing,
            "[[integration]]\nid = \"{id}\"\nversion = \"*\"\nsource = \"{id}\"\ntier = \"builtin\"\n"
        )
        .expect("memory");
    };
    add("hello", &library::bytes("hello"));
    (0..OTHERS).for_each(|number| add(&format!("other-{number}"), b"never opened"));
    let path = folder.join("catalog.toml");
    std::fs::write(&path, listing).expect("a file");
    path
}
