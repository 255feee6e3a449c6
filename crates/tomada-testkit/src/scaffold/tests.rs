//! The template goes with the plugin that it is made of.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::template::{FILES, REPLACED};

fn files(folder: &Path, below: &str, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder.join(below)).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let path = if below.is_empty() { name } else { format!("{below}/{name}") };
        if entry.file_type().unwrap().is_dir() {
            files(folder, &path, found);
        } else {
            found.insert(path);
        }
    }
}

#[test]
fn no_file_of_hello_is_left_out() {
    let mut found = BTreeSet::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../plugins/hello"), "", &mut found);
    assert_eq!(found, FILES.iter().map(|(name, _)| (*name).to_owned()).collect());
}

#[test]
fn everything_that_is_replaced_is_there() {
    for (file, from, _) in REPLACED {
        let text = FILES.iter().find(|(name, _)| name == file).map(|(_, text)| *text).unwrap_or_default();
        assert!(text.contains(from), "{file} no longer says {from:?}");
    }
}
