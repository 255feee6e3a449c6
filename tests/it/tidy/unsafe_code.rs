//! Every crate forbids `unsafe`, but the three that make the boundary.

use syn::{AttrStyle, Meta};

use super::house::{self, File};
use super::modules::{self, Root};

/// Who may, each with its reason.
const MAY: [(&str, &str); 3] = [
    ("crates/tomada-abi/src/", "defines the boundary in C's terms"),
    ("crates/tomada-loader/src/", "opens libraries and calls through pointers"),
    ("crates/tomada-sdk/src/", "is the plugin's side of the boundary"),
];

fn fault(file: &File) -> Option<String> {
    let forbids = file.parse().attrs.iter().any(|attribute| {
        matches!((&attribute.style, &attribute.meta), (AttrStyle::Inner(_), Meta::List(list))
            if list.path.is_ident("forbid") && list.tokens.to_string() == "unsafe_code")
    });
    (!forbids).then(|| format!("{} lacks `#![forbid(unsafe_code)]`", file.path))
}

/// The roots of what is shipped; the tests of the three go where they go.
fn is_judged(path: &str, folders: &[&str]) -> bool {
    let shipped = modules::root(path, folders) == Some(Root::Shipped) && !path.ends_with("/build.rs");
    shipped && !MAY.iter().any(|(folder, _)| path.starts_with(folder))
}

#[test]
fn unsafe_code_is_forbidden() {
    let folders = house::folders();
    let judged: Vec<&File> = house::rust_files().filter(|file| is_judged(&file.path, &folders)).collect();
    assert!(judged.len() > 5, "the roots were not found");
    super::keeps("`unsafe` lives in three crates", &judged.into_iter().filter_map(fault).collect::<Vec<_>>());
}

#[test]
fn a_crate_that_allows_it_is_noticed() {
    let judge = |text: &str| fault(&File::new("src/lib.rs", text)).into_iter().collect::<Vec<_>>();
    super::keeps("it forbids it", &judge("//! x\n#![forbid(unsafe_code)]"));
    super::notices("lacks", &judge("//! x"));
    super::notices("lacks", &judge("#![deny(unsafe_code)]"));
    super::notices("lacks", &judge("// #![forbid(unsafe_code)]"));
}
