//! Each law is seen to be broken: by `hello` with something taken away or changed, or by a plugin with rude ways.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use tomada_testkit::laws::{ALL, Verdict, Weight};
use tomada_testkit::{Grade, Package, Report, check};

use crate::built::{block_on, hello, replace, rude};

/// A copy of the folder of `hello`, with its library.
fn copy() -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    copy_folder(hello().folder.as_deref().unwrap(), copy.path());
    fs::copy(&hello().library, library(copy.path())).unwrap();
    copy
}

/// What the laws look at in a plugin's folder; no source.
fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to.join("tests/cases")).unwrap();
    for name in ["manifest.json", "README.md"] {
        fs::copy(from.join(name), to.join(name)).unwrap();
    }
    for case in fs::read_dir(from.join("tests/cases")).unwrap() {
        let case = case.unwrap();
        fs::copy(case.path(), to.join("tests/cases").join(case.file_name())).unwrap();
    }
}

fn library(folder: &Path) -> std::path::PathBuf {
    folder.join(hello().library.file_name().unwrap())
}

fn names(report: &Report) -> Vec<&'static str> {
    let mut names = report.failures().map(|finding| finding.law.name).collect::<Vec<_>>();
    names.dedup();
    names
}

/// Exactly these laws are broken by `hello` after `tamper`.
#[track_caller]
fn broken_by(tamper: impl FnOnce(&Path), laws: &[&str]) -> Report {
    let copy = copy();
    tamper(copy.path());
    let report = block_on(check(copy.path())).unwrap();
    assert_eq!(names(&report), laws, "{report}");
    assert_eq!(report.passed(), laws.is_empty());
    report
}

#[track_caller]
fn exempted(text: &str, laws: &[&str]) -> Report {
    broken_by(|folder| fs::write(folder.join("tests/exemptions.toml"), text).unwrap(), laws)
}

#[test]
fn hello_keeps_every_law() {
    let report = broken_by(|_| {}, &[]);
    assert_eq!(report.grade(), Some(Grade::Gold), "{report}");
}

#[test]
fn a_library_that_is_damaged_does_not_open() {
    let halve = |folder: &Path| {
        let bytes = fs::read(library(folder)).unwrap();
        fs::write(library(folder), &bytes[..bytes.len() / 2]).unwrap();
    };
    assert_eq!(broken_by(halve, &["opens"]).grade(), None);
}

#[test]
fn a_manifest_keeps_its_rules_and_is_the_librarys() {
    let manifest = |from: &'static str, to: &'static str| {
        move |folder: &Path| replace(&folder.join("manifest.json"), from, to)
    };
    broken_by(manifest("\"category\": \"examples\"", "\"category\": \"No Kebab\""), &["manifest-rules"]);
    broken_by(manifest("\"category\": \"examples\"", "\"category\": \"other\""), &["manifest-embedded"]);
}

#[test]
fn a_readme_has_its_sections_and_every_action() {
    let readme = |from: &'static str, to: &'static str| {
        move |folder: &Path| replace(&folder.join("README.md"), from, to)
    };
    broken_by(readme("## Limits", "## Bounds"), &["documented"]);
    broken_by(readme("`count`", "counting"), &["documented"]);
    broken_by(|folder| fs::remove_file(folder.join("README.md")).unwrap(), &["documented"]);
}

#[test]
fn every_action_has_a_case_that_holds() {
    let remove = |name: &'static str| {
        move |folder: &Path| fs::remove_file(folder.join("tests/cases").join(name)).unwrap()
    };
    broken_by(remove("count.toml"), &["every-action-has-a-case"]);
    let report = broken_by(remove("greet.toml"), &["test-action-passes"]);
    assert_eq!(report.grade(), None);
    let wrong = |folder: &Path| replace(&folder.join("tests/cases/count.toml"), "total = 3", "total = 4");
    broken_by(wrong, &["cases-hold"]);
    let unreadable = |folder: &Path| replace(&folder.join("tests/cases/count.toml"), "action =", "akction =");
    broken_by(unreadable, &["every-action-has-a-case", "test-action-passes"]);
}

#[test]
fn an_exemption_is_needed_and_known_and_has_a_reason() {
    let exemption =
        |law: &str, reason: &str| format!("[[exemption]]\nlaw = \"{law}\"\nreason = \"{reason}\"\n");
    exempted(&exemption("when-down", "It is never down."), &["exemptions-needed"]);
    exempted(&exemption("when-dwon", "A slip."), &["exemptions-needed"]);
    exempted(&exemption("opens", "It need not."), &["exemptions-needed"]);
    exempted(&exemption("when-down", " "), &["exemptions-needed"]);
    exempted("[[exemption]]\nlaw = \"when-down\"\n", &["exemptions-needed"]);
}

#[test]
fn a_large_release_build_is_warned_of() {
    // The debug build, made to look like one for release.
    let strip = |folder: &Path| {
        let mut bytes = fs::read(library(folder)).unwrap();
        let name = b".debug_info\0";
        let found = bytes.windows(name.len()).enumerate().filter(|(_, window)| window == name);
        for at in found.map(|(at, _)| at).collect::<Vec<_>>() {
            bytes[at + 5] = b'_';
        }
        fs::write(library(folder), bytes).unwrap();
    };
    let report = broken_by(strip, &[]);
    let warned = |verdict: &Verdict| matches!(verdict, Verdict::Warned { .. });
    assert!(report.findings.iter().any(|it| it.law.name == "small" && warned(&it.verdict)), "{report}");
    assert_eq!(report.grade(), Some(Grade::Silver));
}

#[test]
fn rude_ways_are_found() {
    let report = block_on(check(rude())).unwrap();
    let broken = [
        "input-closed",
        "hosts-declared",
        "secrets-kept",
        "cancels",
        "boundary-kept",
        "when-unauthorized",
        "when-forbidden",
        "when-missing",
        "when-rate-limited",
        "when-failing",
        "when-down",
        "when-silent",
        "when-closed",
        "when-garbled",
        "when-truncated",
        "when-huge",
    ];
    assert_eq!(names(&report), broken, "{report}");
}

#[test]
fn further_laws_can_be_excused() {
    let folder = tempfile::tempdir().unwrap();
    copy_folder(rude(), folder.path());
    let built = Package::find(rude()).unwrap().library;
    fs::copy(&built, folder.path().join(built.file_name().unwrap())).unwrap();
    let further = ALL.iter().filter(|law| law.weight == Weight::Further && law.name != "small");
    let exemptions =
        further.map(|law| format!("[[exemption]]\nlaw = \"{}\"\nreason = \"Rude.\"\n", law.name));
    fs::write(folder.path().join("tests/exemptions.toml"), exemptions.collect::<String>()).unwrap();
    let report = block_on(check(folder.path())).unwrap();
    assert_eq!(names(&report), ["hosts-declared", "secrets-kept", "cancels", "boundary-kept"], "{report}");
    assert_eq!(report.grade(), None);
    // From a basic law nobody is, whatever the reason.
    let exemption = "[[exemption]]\nlaw = \"cancels\"\naction = \"count\"\nreason = \"Rude.\"\n";
    fs::write(folder.path().join("tests/exemptions.toml"), exemption).unwrap();
    let names = names(&block_on(check(folder.path())).unwrap());
    assert!(names.contains(&"cancels") && names.contains(&"exemptions-needed"), "{names:?}");
}

#[test]
fn every_law_has_its_texts() {
    for law in ALL {
        for locale in tomada_core::Locale::ALL {
            assert_ne!(law.says(locale), law.name, "{}: {locale:?}", law.name);
            assert!(!law.fix(locale).is_empty(), "{}: {locale:?}", law.name);
        }
    }
}

#[test]
fn a_path_without_a_plugin_is_none() {
    #[track_caller]
    fn check_refused(path: &Path, expected: &str) {
        let error = block_on(check(path)).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
    let folder = tempfile::tempdir().unwrap();
    check_refused(&folder.path().join("nothing"), "cannot be read");
    check_refused(folder.path(), "holds no manifest.json");
    fs::write(folder.path().join("text"), "no library").unwrap();
    check_refused(&folder.path().join("text"), "is no shared library");
    fs::write(folder.path().join("manifest.json"), "{\"id\": \"not-built\"}").unwrap();
    check_refused(folder.path(), "is not built");
}

#[test]
fn a_library_alone_is_judged_by_what_it_shows() {
    let report = block_on(check(&hello().library)).unwrap();
    assert!(report.passed(), "{report}");
    assert_eq!(report.grade(), None);
    assert_eq!(report.integration.as_deref().map(|it| it.starts_with("hello ")), Some(true));
}
