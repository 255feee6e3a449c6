//! Which row of the fault matrix is tried where: a file and a function for each. Files are named from this package's
//! `tests/it`, or from the workspace if they begin with a slash. The rule it protects: what is named exists, every row
//! is tried or has its reason, and every test of a hostile world belongs to a row.
//!
#![doc = include_str!("matrix.md")]

use std::collections::BTreeSet;
use std::path::Path;

/// Tests of the tests: that what is refused elsewhere would have been possible.
const CONTROLS: &[&str] =
    &["the_whole_is_one", "a_well_behaved_one_answers", "somebody_answers_at_every_address"];

struct Row {
    id: &'static str,
    /// Files and functions.
    tests: Vec<(&'static str, &'static str)>,
    elsewhere: &'static str,
}

fn rows() -> Vec<Row> {
    let cells = |line: &'static str| line.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>();
    let read = |line| {
        let [id, _, tests, elsewhere] = cells(line)[..] else { panic!("{line} has not four cells") };
        let named =
            tests.split(',').map(|test| test.trim().trim_matches('`')).filter(|test| !test.is_empty());
        Row { id, tests: named.map(|test| test.split_once(' ').unwrap()).collect(), elsewhere }
    };
    include_str!("matrix.md").lines().skip(2).map(read).collect()
}

/// The tests that a file declares.
fn tests_of(file: &str) -> BTreeSet<String> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = match file.strip_prefix('/') {
        Some(file) => package.join("../..").join(file),
        None => package.join("tests/it").join(file),
    };
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{file}: {error}"));
    let lines = text.lines().collect::<Vec<_>>();
    let is_test = |line: &str| line.starts_with("#[test]") || line.starts_with("#[tokio::test");
    let declared = lines.windows(2).filter(|pair| is_test(pair[0]));
    let names = declared.filter_map(|pair| pair[1].split_once("fn ")?.1.split_once('('));
    names.map(|(name, _)| name.to_owned()).collect()
}

#[test]
fn every_row_is_tried_or_has_its_reason() {
    let ids = rows().iter().map(|row| row.id.to_owned()).collect::<Vec<_>>();
    let expected = (1..=20).map(|n| format!("E{n:02}")).chain((1..=19).map(|n| format!("H{n:02}")));
    assert_eq!(ids, expected.collect::<Vec<_>>());
    for Row { id, tests, elsewhere } in rows() {
        assert!(!tests.is_empty() || !elsewhere.is_empty(), "{id} is tried nowhere");
        for (file, test) in tests {
            assert!(tests_of(file).contains(test), "{id}: {file} has no test {test}");
        }
    }
}

#[test]
fn every_test_of_a_hostile_world_is_in_a_row_or_is_a_control() {
    let named = rows().into_iter().flat_map(|row| row.tests).collect::<BTreeSet<_>>();
    for file in
        ["dns", "framing", "h2", "resets", "servers", "shake", "tenants", "range/lands", "range/stands"]
    {
        let file = format!("hostile/{file}.rs");
        for test in tests_of(&file) {
            let is_named = named.contains(&(file.as_str(), test.as_str()));
            assert!(is_named || CONTROLS.contains(&test.as_str()), "{file}: {test} is for no row");
        }
    }
}
