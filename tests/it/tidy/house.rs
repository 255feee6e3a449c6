//! The house as it lies on the disk: files and packages. Every rule starts from here.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use toml::{Table, Value};

/// Folders that are made, not written.
const NOT_OURS: [&str; 3] = [".git", "target", "__pycache__"];

/// A file, by its path from the root, with `/` between its parts.
#[derive(Debug)]
pub(super) struct File {
    pub(super) path: String,
    pub(super) text: String,
}

impl File {
    pub(super) fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// The file as Rust.
    pub(super) fn parse(&self) -> syn::File {
        syn::parse_file(&self.text).unwrap_or_else(|error| panic!("{} is not Rust: {error}", self.path))
    }
}

/// A package of the workspace.
#[derive(Debug)]
pub(super) struct Package {
    pub(super) name: String,
    /// Its folder from the root.
    pub(super) folder: String,
    pub(super) manifest: Table,
}

/// When a dependency is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// In what is shipped, or while that is built.
    Always,
    /// In tests, benchmarks and examples.
    Testing,
}

/// One dependency as a package declares it.
#[derive(Debug)]
pub(super) struct Dependency<'a> {
    pub(super) name: &'a str,
    pub(super) when: When,
    /// The features that this package asks for.
    pub(super) features: Vec<&'a str>,
}

impl Package {
    pub(super) fn new(folder: &str, manifest: &str) -> Self {
        let manifest: Table =
            manifest.parse().unwrap_or_else(|error| panic!("{folder}/Cargo.toml is not TOML: {error}"));
        let name = manifest["package"]["name"].as_str().expect("a package has a name").to_owned();
        Self { name, folder: folder.to_owned(), manifest }
    }

    /// Everything it depends on, on whatever platform.
    pub(super) fn dependencies(&self) -> Vec<Dependency<'_>> {
        let targets = self.manifest.get("target").and_then(Value::as_table);
        let tables = targets.into_iter().flat_map(Table::values).filter_map(Value::as_table);
        std::iter::once(&self.manifest).chain(tables).flat_map(dependencies_of).collect()
    }
}

fn dependencies_of(table: &Table) -> Vec<Dependency<'_>> {
    let kinds = [
        ("dependencies", When::Always),
        ("build-dependencies", When::Always),
        ("dev-dependencies", When::Testing),
    ];
    let mut found = Vec::new();
    for (kind, when) in kinds {
        for (name, value) in table.get(kind).and_then(Value::as_table).into_iter().flatten() {
            let features = value.get("features").and_then(Value::as_array).into_iter().flatten();
            found.push(Dependency { name, when, features: features.filter_map(Value::as_str).collect() });
        }
    }
    found
}

/// The workspace.
pub(super) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package lies in the workspace").to_owned()
}

/// The text of one file.
pub(super) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every text file of the workspace, in order.
pub(super) fn files() -> &'static [File] {
    static FILES: LazyLock<Vec<File>> = LazyLock::new(|| {
        let mut paths = Vec::new();
        walk(&root(), "", &mut paths);
        paths.sort();
        let text = |path: &String| fs::read_to_string(root().join(path)).ok();
        paths.iter().filter_map(|path| Some(File { path: path.clone(), text: text(path)? })).collect()
    });
    &FILES
}

/// Every Rust file of the workspace, in order.
pub(super) fn rust_files() -> impl Iterator<Item = &'static File> {
    files().iter().filter(|file| has_extension(&file.path, "rs"))
}

/// Every package of the workspace, in order of its folder.
pub(super) fn packages() -> &'static [Package] {
    static PACKAGES: LazyLock<Vec<Package>> = LazyLock::new(|| {
        let manifests = files().iter().filter_map(|file| {
            let folder = file.path.strip_suffix("/Cargo.toml")?;
            Some(Package::new(folder, &file.text))
        });
        manifests.collect()
    });
    &PACKAGES
}

/// The folders of all packages.
pub(super) fn folders() -> Vec<&'static str> {
    packages().iter().map(|package| package.folder.as_str()).collect()
}

/// Whether a path ends in `.extension`.
pub(super) fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|found| found == extension)
}

fn walk(folder: &Path, from_root: &str, paths: &mut Vec<String>) {
    let entries = folder.read_dir().unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let path = entry.expect("a folder can be listed").path();
        let name = path.file_name().expect("an entry has a name").to_string_lossy().into_owned();
        let from_root = if from_root.is_empty() { name.clone() } else { format!("{from_root}/{name}") };
        if !path.is_dir() {
            paths.push(from_root);
        } else if !NOT_OURS.contains(&name.as_str()) {
            walk(&path, &from_root, paths);
        }
    }
}
