//! The whole program, from its start to the first answer, with a catalog of 500 entries; beside it what a process that
//! does nothing costs. The bar: 150 ms.
//!
//! `cargo build --release -p hello && cargo bench -p tomada-cli --bench start`

mod catalog;
mod library;

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
    let catalog = catalog::write(folder.path(), OTHERS);
    let catalog = catalog.to_str().expect("UTF-8");
    tomada(&["--catalog", catalog, "lock"]);
    let run = ["--catalog", catalog, "--json", "run", "hello", "greet", "--input", r#"{"name":"Ana"}"#];
    bencher.bench_local(|| tomada(&run));
}

#[divan::bench(sample_count = 30)]
fn list_500_entries(bencher: Bencher<'_, '_>) {
    let folder = TempDir::new().expect("a folder");
    let catalog = catalog::write(folder.path(), OTHERS);
    let catalog = catalog.to_str().expect("UTF-8");
    tomada(&["--catalog", catalog, "lock"]);
    bencher.bench_local(|| tomada(&["--catalog", catalog, "--json", "list"]));
}

fn tomada(arguments: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_tomada")).args(arguments).output().expect("it starts");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}
