//! Which files a crate is made of: from its root along the `mod` lines, as the compiler goes.

use std::collections::BTreeMap;

use syn::{Attribute, Expr, Item, Lit, Meta};

use super::house::File;

/// A file that a crate reaches.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Module {
    pub(super) path: String,
    /// Whether it is there in tests only.
    pub(super) test: bool,
}

/// Every file that is reached from the roots of all crates among `files`; `folders` are those of the packages.
pub(super) fn reached(files: &[&File], folders: &[&str]) -> Vec<Module> {
    let by_path: BTreeMap<&str, &File> = files.iter().map(|file| (file.path.as_str(), *file)).collect();
    let mut modules = Vec::new();
    for file in files {
        let Some(root) = root(&file.path, folders) else { continue };
        let test = root == Root::Test;
        let (folder, _) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
        modules.push(Module { path: file.path.clone(), test });
        follow(&file.parse().items, &Place { folder, file_folder: folder }, test, &by_path, &mut modules);
    }
    modules
}

/// What the crate is for that a file is the root of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Root {
    Shipped,
    Test,
}

/// Whether a file is the root of a crate, by cargo's layout and ours: each package has one binary of tests.
pub(super) fn root(path: &str, folders: &[&str]) -> Option<Root> {
    let within = |folder: &&str| path.strip_prefix(*folder)?.strip_prefix('/');
    let inner = folders.iter().filter_map(within).min_by_key(|inner| inner.len())?;
    match inner.split('/').collect::<Vec<_>>()[..] {
        ["src", "lib.rs" | "main.rs"] | ["src", "bin", _] | ["build.rs"] => Some(Root::Shipped),
        ["tests", "it", "main.rs"] | ["it", "main.rs"] | ["benches" | "examples", _] => Some(Root::Test),
        _ => None,
    }
}

/// Where the modules of a file, or of a module written within one, are looked for.
struct Place<'a> {
    /// For `mod name;`.
    folder: &'a str,
    /// For `#[path = "…"] mod name;`.
    file_folder: &'a str,
}

fn follow(
    items: &[Item],
    place: &Place<'_>,
    test: bool,
    files: &BTreeMap<&str, &File>,
    modules: &mut Vec<Module>,
) {
    for item in items {
        let Item::Mod(module) = item else { continue };
        let name = module.ident.to_string();
        let test = test || is_test(&module.attrs);
        if let Some((_, items)) = &module.content {
            let folder = format!("{}/{name}", place.folder);
            follow(items, &Place { folder: &folder, file_folder: place.file_folder }, test, files, modules);
            continue;
        }
        let candidates = match path_attribute(&module.attrs) {
            Some(path) => vec![format!("{}/{path}", place.file_folder)],
            None => vec![format!("{}/{name}.rs", place.folder), format!("{}/{name}/mod.rs", place.folder)],
        };
        // A module that is nowhere does not compile, so it needs no rule of ours.
        let Some(file) = candidates.iter().find_map(|path| files.get(path.as_str())) else { continue };
        modules.push(Module { path: file.path.clone(), test });
        let (file_folder, file_name) = file.path.rsplit_once('/').expect("a module's file is in a folder");
        let folder = match file_name {
            "mod.rs" => file_folder.to_owned(),
            _ => file.path.trim_end_matches(".rs").to_owned(),
        };
        follow(&file.parse().items, &Place { folder: &folder, file_folder }, test, files, modules);
    }
}

/// Whether an item is there in tests only: `#[test]` or `#[cfg(test)]`.
pub(super) fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::Path(path) => path.is_ident("test"),
        Meta::List(list) => list.path.is_ident("cfg") && requires_test(&list.tokens.to_string()),
        Meta::NameValue(_) => false,
    })
}

/// Of a `cfg`, the forms that are in use here.
fn requires_test(condition: &str) -> bool {
    let condition: String = condition.split_whitespace().collect();
    condition == "test" || condition.starts_with("all(test,")
}

fn path_attribute(attributes: &[Attribute]) -> Option<String> {
    attributes.iter().find_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Some(text.value()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    })
}

#[test]
fn modules_are_found_as_the_compiler_finds_them() {
    let file = |path, text| File::new(path, text);
    let files = [
        file("crates/a/src/lib.rs", "mod b; mod c; #[cfg(test)] mod t; mod inline { mod d; } mod nowhere;"),
        file("crates/a/src/b.rs", "mod e;"),
        file("crates/a/src/b/e.rs", ""),
        file("crates/a/src/c/mod.rs", "#[path = \"other.rs\"] mod f;"),
        file("crates/a/src/c/other.rs", ""),
        file("crates/a/src/t.rs", "mod u;"),
        file("crates/a/src/t/u.rs", ""),
        file("crates/a/src/inline/d.rs", ""),
        file("crates/a/src/stray.rs", ""),
    ];
    let found = reached(&files.iter().collect::<Vec<_>>(), &["crates/a"]);
    let found: Vec<_> =
        found.iter().map(|module| (&module.path["crates/a/src/".len()..], module.test)).collect();
    let expected = [
        ("lib.rs", false),
        ("b.rs", false),
        ("b/e.rs", false),
        ("c/mod.rs", false),
        ("c/other.rs", false),
        ("t.rs", true),
        ("t/u.rs", true),
        ("inline/d.rs", false),
    ];
    assert_eq!(found, expected);
}

#[test]
fn roots_are_told_from_other_files() {
    #[track_caller]
    fn check(path: &str, expected: Option<Root>) {
        assert_eq!(root(path, &["crates/a", "tests", "tests/probe"]), expected, "{path}");
    }
    check("crates/a/src/lib.rs", Some(Root::Shipped));
    check("crates/a/src/bin/b.rs", Some(Root::Shipped));
    check("crates/a/build.rs", Some(Root::Shipped));
    check("crates/a/tests/it/main.rs", Some(Root::Test));
    check("crates/a/benches/b.rs", Some(Root::Test));
    check("tests/it/main.rs", Some(Root::Test));
    check("tests/probe/src/lib.rs", Some(Root::Shipped));
    check("crates/a/src/other.rs", None);
    check("crates/a/src/tests/lib.rs", None);
    check("crates/a/tests/it/lib.rs", None);
    check("crates/a/tests/second_binary.rs", None);
    check("crates/b/src/lib.rs", None);
    check("tests/it/other.rs", None);
}
