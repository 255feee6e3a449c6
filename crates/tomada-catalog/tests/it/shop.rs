//! A catalog in a folder of its own, and what people would read about its errors.

use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use tempfile::TempDir;
use tomada_catalog::{Catalog, CatalogError, Change, Entry, Locked, State};
use tomada_core::{Failure, Locale};

/// One entry, `hello` in folder `hello`, that wants `^1`.
pub(crate) const HELLO: &str = "[[integration]]\nid = \"hello\"\nversion = \"^1\"\nsource = \"hello\"\n";

/// A folder with a catalog.
pub(crate) struct Shop(TempDir);

impl Shop {
    /// With this `catalog.toml`.
    pub(crate) fn new(listing: &str) -> Self {
        let shop = Self(TempDir::new().unwrap());
        shop.write("catalog.toml", listing);
        shop
    }

    /// With [`HELLO`]; version 1.0.0 is there, nothing is locked.
    pub(crate) fn hello() -> Self {
        let shop = Self::new(HELLO);
        shop.plugin("hello", "hello", "1.0.0");
        shop
    }

    /// The same, locked.
    pub(crate) fn locked_hello() -> Self {
        let shop = Self::hello();
        shop.lock(&[]);
        shop
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Puts manifest and library into `folder`.
    pub(crate) fn plugin(&self, folder: &str, id: &str, version: &str) {
        self.write(&format!("{folder}/manifest.json"), manifest(id, version).to_string());
        self.write(&library(folder, id), format!("the library of {id} {version}"));
    }

    pub(crate) fn open(&self) -> Result<Catalog, CatalogError> {
        Catalog::open(&self.path("catalog.toml"))
    }

    /// What each entry of the catalog is, a line for each.
    #[track_caller]
    pub(crate) fn listed(&self) -> String {
        let catalog = self.open().unwrap();
        catalog.entries().iter().map(|entry| self.line(entry)).collect::<Vec<_>>().join("\n")
    }

    fn line(&self, entry: &Entry) -> String {
        match &entry.state {
            State::Ready(artefact) => format!("{} {} is ready", entry.id, artefact.manifest.version),
            State::Problem(problem) => self.said(problem),
        }
    }

    /// What locking did to each entry, a line for each.
    #[track_caller]
    pub(crate) fn lock(&self, ids: &[&str]) -> String {
        let report = Catalog::lock(&self.path("catalog.toml"), ids).unwrap();
        report.iter().map(|locked| self.lock_line(locked)).collect::<Vec<_>>().join("\n")
    }

    fn lock_line(&self, Locked { id, change, .. }: &Locked) -> String {
        match change {
            Change::Added(pin) => format!("{id}: added {}", pin.version),
            Change::Unchanged(pin) => format!("{id}: unchanged {}", pin.version),
            Change::Removed(pin) => format!("{id}: removed {}", pin.version),
            Change::Updated { from, to } => {
                let same =
                    if from.library_sha256 == to.library_sha256 { "same library" } else { "other library" };
                format!("{id}: {} -> {}, {same}", from.version, to.version)
            }
            Change::Refused(problem) => format!("{id}: refused: {}", self.said(problem)),
        }
    }

    /// What people read about `error` in English, without this folder's name.
    pub(crate) fn said(&self, error: impl Into<Failure>) -> String {
        said(error).replace(&format!("{}/", self.0.path().display()), "")
    }
}

/// `kind: message` and, on a line of its own, the hint.
pub(crate) fn said(error: impl Into<Failure>) -> String {
    let failure = tomada_text::render(error.into(), Locale::En);
    assert_ne!(Some(failure.message()), failure.code(), "the message catalogue lacks it");
    let hint = failure.hint().map(|hint| format!("\n    {hint}")).unwrap_or_default();
    format!("{}: {}{hint}", failure.kind(), failure.message())
}

/// Where the library of `id` lies in `folder`.
pub(crate) fn library(folder: &str, id: &str) -> String {
    format!("{folder}/{DLL_PREFIX}{}{DLL_SUFFIX}", id.replace('-', "_"))
}

/// A manifest that keeps every rule.
pub(crate) fn manifest(id: &str, version: &str) -> Value {
    let text = json!({"en": "Text", "pt-BR": "Texto", "es": "Texto"});
    json!({
        "id": id, "version": version, "category": "examples", "title": text, "summary": text,
        "permissions": {"hosts": ["https://api.example.com", "{{ settings.base_url }}", "{{input.url}}", "*"]},
        "settings": {"base_url": {"title": text, "help": text, "schema": {"type": "string", "default": "x"}}},
        "test": {"action": "greet"},
        "actions": [{
            "id": "greet", "title": text, "summary": text, "effect": "read",
            "input": {"type": "object"}, "output": {"type": "object"},
        }],
    })
}
