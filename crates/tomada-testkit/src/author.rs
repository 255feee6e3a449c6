//! The tests that every plugin has, for its `tests/it/main.rs`: one line, [`crate::plugin!`].
//!
//! They run against the library that cargo built for this very test. With `TOMADA_UPDATE=1` in the environment they
//! write `manifest.json` and the expectations of cases anew instead of comparing; look at the change before you
//! commit it.

use std::fmt;
use std::future::Future;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tomada_catalog::Draft;

use crate::case::{Case, is_update_wanted};
use crate::check::check_package;
use crate::diff;
use crate::evidence::chain;
use crate::package::{Package, library_name};
use crate::stage::Stage;

/// Id, input schema and output schema of each action, as a plugin's `schemas()` gives them.
pub type Schemas = Vec<(String, Value, Value)>;

/// What a test found. Its `Debug` is what the test prints.
pub struct Found(String);

impl fmt::Debug for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<E: std::error::Error> From<E> for Found {
    fn from(error: E) -> Self {
        Self(chain(&error))
    }
}

/// The tests of a plugin: that `manifest.json` is `integration.toml` with the schemas of the types, that every case
/// holds, and that every law is kept.
///
/// `tomada_testkit::plugin!(hello);` in `tests/it/main.rs` of the crate `hello` adds three tests:
/// `manifest_is_current`, `cases_hold`, `laws_hold`.
#[macro_export]
macro_rules! plugin {
    ($plugin:ident) => {
        #[test]
        fn manifest_is_current() -> ::core::result::Result<(), $crate::author::Found> {
            $crate::author::manifest_is_current(::core::env!("CARGO_MANIFEST_DIR"), $plugin::schemas())
        }

        #[test]
        fn cases_hold() -> ::core::result::Result<(), $crate::author::Found> {
            $crate::author::cases_hold(::core::env!("CARGO_MANIFEST_DIR"), ::core::stringify!($plugin))
        }

        #[test]
        fn laws_hold() -> ::core::result::Result<(), $crate::author::Found> {
            $crate::author::laws_hold(::core::env!("CARGO_MANIFEST_DIR"), ::core::stringify!($plugin))
        }
    };
}

/// Compares `manifest.json` of `folder` with `integration.toml` and the schemas of the types, or writes it anew.
///
/// # Errors
/// Where the two differ, or why there is nothing to compare.
pub fn manifest_is_current(folder: &str, schemas: Schemas) -> Result<(), Found> {
    let path = Path::new(folder).join("manifest.json");
    let manifest = Draft::read(&Path::new(folder).join("integration.toml"))?.complete(schemas)?;
    let current = serde_json::to_string_pretty(&manifest)? + "\n";
    if is_update_wanted() {
        return Ok(std::fs::write(&path, current)?);
    }
    let committed = std::fs::read_to_string(&path)?;
    if committed == current {
        return Ok(());
    }
    let differ = diff::exact(&serde_json::from_str(&current)?, &serde_json::from_str(&committed)?);
    let differ = if differ.is_empty() { "only in its spaces".to_owned() } else { diff::indented(&differ) };
    Err(Found(format!(
        "manifest.json is not what integration.toml and the types of the actions say; it differs\n{differ}\n\
         Run the tests with TOMADA_UPDATE=1 to write it anew, then once more without."
    )))
}

/// Runs every case of `folder` against the library of the crate `name`, or writes their expectations anew.
///
/// # Errors
/// The cases that do not hold, and in what.
pub fn cases_hold(folder: &str, name: &str) -> Result<(), Found> {
    let stage = Stage::open(&library(name)?)?;
    let mut broken = Vec::new();
    for case in Case::read_all(&Path::new(folder).join("tests/cases"))? {
        let trial = block_on(case.run(&stage))??;
        if is_update_wanted() && !trial.holds() {
            trial.update()?;
        } else if !trial.holds() {
            broken.push(format!("{}\n{}", case.path.display(), diff::indented(&trial.differences)));
        }
    }
    if broken.is_empty() {
        Ok(())
    } else {
        Err(Found(format!("these cases do not hold:\n{}", broken.join("\n"))))
    }
}

/// Judges the plugin in `folder`, built as the crate `name`, by every law. With `TOMADA_UPDATE=1` nothing is judged:
/// what it would judge is being written.
///
/// # Errors
/// The whole report, if a law is broken.
pub fn laws_hold(folder: &str, name: &str) -> Result<(), Found> {
    if is_update_wanted() {
        return Ok(());
    }
    let folder = Path::new(folder);
    let report = block_on(check_package(folder, &Package::of_test(folder, library(name)?)))??;
    println!("{report}");
    if report.passed() { Ok(()) } else { Err(Found(report.to_string())) }
}

/// The library that was built with this test: cargo puts it beside the test's own program.
fn library(name: &str) -> Result<PathBuf, Found> {
    let program = std::env::current_exe()?;
    let beside = program.ancestors().skip(1).take(2).map(|folder| folder.join(library_name(name)));
    let found = beside.clone().find(|library| library.is_file());
    let looked_at =
        || beside.clone().map(|library| library.display().to_string()).collect::<Vec<_>>().join(" and ");
    found.ok_or_else(|| {
        Found(format!(
            "the library of {name} is not there, looked for {}: the crate's Cargo.toml must say \
             `crate-type = [\"cdylib\", \"rlib\"]`",
            looked_at()
        ))
    })
}

fn block_on<T>(future: impl Future<Output = T>) -> Result<T, std::io::Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    Ok(runtime.block_on(future))
}
