//! Libraries that must not be opened, cases 1 to 14 and 57: each refusal is typed and says what was found, what is
//! accepted and what to do; and while it is refused, a healthy plugin goes on answering. `hostile/load.c` lists the
//! defects that are compiled in; the others are patched into the bytes here.

mod file;
mod lint;
mod many;
mod table;
mod trust;

use std::sync::Arc;

use serde_json::Value;
use tomada_core::{Failure, Kind};
use tomada_loader::{LoadError, Loader, Plugin, inspect};

use crate::c_plugin::CPlugin;
use crate::run::Run;
use crate::world::World;

/// The refusals by name, so that a table can be read.
fn name(error: &LoadError) -> &'static str {
    match error {
        LoadError::Read(_) => "read",
        LoadError::NotALibrary { .. } => "not a library",
        LoadError::Target { .. } => "target",
        LoadError::Forbidden { .. } => "forbidden",
        LoadError::Manifest { .. } => "manifest",
        LoadError::Version { .. } => "version",
        LoadError::Needs { .. } => "needs",
        LoadError::Map(_) => "map",
        LoadError::Entry { .. } => "entry",
        LoadError::Start { .. } => "start",
        LoadError::Sandboxed => "sandboxed",
        LoadError::Taken { .. } => "taken",
    }
}

fn load(defines: &[&str]) -> CPlugin {
    CPlugin::hostile("hostile/load.c").options(defines.iter().copied())
}

fn healthy() -> Vec<u8> {
    load(&[]).bytes()
}

#[track_caller]
fn ask(plugin: &Plugin, action: &str, input: &str) -> Result<String, Failure> {
    let world = Arc::new(World::default());
    let answer = Run::begin(plugin, action, input, world.context("{}")).finish();
    answer.map(|output| output.json.to_string())
}

/// Opens `bytes` beside a healthy plugin, which must answer afterwards.
#[track_caller]
fn open(bytes: &[u8]) -> Result<Arc<Plugin>, LoadError> {
    let loader = Loader::new();
    let neighbour = loader.open_bytes(&CPlugin::echo().bytes()).expect("the neighbour opens");
    let opened = loader.open_bytes(bytes);
    assert_eq!(ask(&neighbour, "echo", "{}"), Ok("{}".to_owned()), "the neighbour answers no more");
    opened
}

#[track_caller]
fn check_refusal(error: LoadError, refusal: &str, says: &[&str]) {
    let text = error.to_string();
    assert_eq!(name(&error), refusal, "{text}");
    for words in says {
        assert!(text.contains(words), "{text:?} does not say {words:?}");
    }
    let failure = error.into_failure("hostile-load");
    assert!(matches!(failure.kind(), Kind::Broken | Kind::Forbidden), "{failure}");
    assert!(failure.code().is_some(), "{failure} has no code of the message catalogue");
}

/// Refused by reading: none of the library's code has run.
#[track_caller]
fn unread(bytes: &[u8], refusal: &str, says: &[&str]) {
    check_refusal(inspect(bytes).expect_err("reading should refuse it"), refusal, says);
    check_refusal(open(bytes).expect_err("opening should refuse it"), refusal, says);
}

/// Refused although its file reads well: by its exported table, or by itself.
#[track_caller]
fn unstarted(plugin: &CPlugin, refusal: &str, says: &[&str]) {
    let bytes = plugin.bytes();
    inspect(&bytes).expect("its file reads well");
    check_refusal(open(&bytes).expect_err("opening should refuse it"), refusal, says);
}

#[track_caller]
fn opened(plugin: &CPlugin) -> Arc<Plugin> {
    let plugin = open(&plugin.bytes()).expect("it should open");
    let echo = ask(&plugin, "echo", "{}");
    assert_eq!(echo, Ok("{}".to_owned()), "it should answer");
    plugin
}

/// Opened, but every run fails with `broken`, time after time, and nothing stays open.
#[track_caller]
fn opened_in_vain(plugin: &CPlugin, code: &str) {
    let plugin = open(&plugin.bytes()).expect("it should open");
    let failure = ask(&plugin, "echo", "{}").expect_err("its runs should fail");
    assert_eq!((failure.kind(), failure.code()), (Kind::Broken, Some(code)), "{failure}");
    let counts = plugin.counts();
    assert_eq!((counts.calls_open, counts.operations_open, counts.instances_open), (0, 0, 0));
}

#[track_caller]
fn check_build(change: impl FnOnce(&mut Value), refusal: &str, says: &[&str]) {
    let change = |embedded: &mut Value| change(&mut embedded["build"]);
    unread(&load(&[]).embedding(change).bytes(), refusal, says);
}

/// One of the counters that `report` answers.
#[track_caller]
fn counter(plugin: &Plugin, name: &str) -> i64 {
    let report = ask(plugin, "report", "{}").expect("report answers");
    let report: Value = serde_json::from_str(&report).expect("report is JSON");
    report[name].as_i64().unwrap_or_else(|| panic!("{report} has no {name}"))
}
