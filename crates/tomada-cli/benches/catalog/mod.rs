//! A catalog in a folder: `hello` as it was built, and others that are described as it is and never opened.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::library;

/// Writes it, and gives the path of its file.
pub(crate) fn write(folder: &Path, others: usize) -> PathBuf {
    let mut listing = "categories = [\"examples\"]\n".to_owned();
    add(folder, &mut listing, "hello", &library::bytes("hello"));
    (0..others).for_each(|number| add(folder, &mut listing, &format!("other-{number}"), b"never opened"));
    let path = folder.join("catalog.toml");
    std::fs::write(&path, listing).expect("a file");
    path
}

fn add(folder: &Path, listing: &mut String, id: &str, library: &[u8]) {
    let hello = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../plugins/hello/manifest.json");
    let manifest = std::fs::read_to_string(hello).expect("hello has a manifest");
    let manifest = manifest.replace("\"id\": \"hello\"", &format!("\"id\": \"{id}\""));
    let source = folder.join(id);
    std::fs::create_dir(&source).expect("a folder");
    std::fs::write(source.join("manifest.json"), manifest).expect("a file");
    std::fs::write(source.join(library::file(id)), library).expect("a file");
    let entry =
        format!("[[integration]]\nid = \"{id}\"\nversion = \"*\"\nsource = \"{id}\"\ntier = \"builtin\"\n");
    listing.write_str(&entry).expect("memory");
}
