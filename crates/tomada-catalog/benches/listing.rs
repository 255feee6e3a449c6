//! Listing a catalog of 500 entries: `catalog.toml`, `catalog.lock` and 500 manifests of some 10 KB are read,
//! hashed, parsed and checked. The bar is 50 ms.
#![allow(clippy::unwrap_used)] // a benchmark has nobody to tell

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;
use tomada_catalog::Catalog;

const ENTRIES: usize = 500;

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 50)]
fn open_500_entries(bencher: divan::Bencher<'_, '_>) {
    let folder = TempDir::new().unwrap();
    let path = catalog(folder.path());
    assert_eq!(Catalog::lock(&path, &[]).unwrap().len(), ENTRIES);
    let ready =
        |catalog: &Catalog| catalog.entries().iter().filter(|entry| entry.artefact().is_some()).count();
    assert_eq!(ready(&Catalog::open(&path).unwrap()), ENTRIES);
    bencher.bench(|| Catalog::open(&path).unwrap());
}

/// Writes a catalog with its manifests and libraries.
fn catalog(folder: &Path) -> PathBuf {
    let mut listing = "categories = [\"ai\", \"crm\", \"http\"]\n".to_owned();
    for number in 0..ENTRIES {
        let id = format!("service-{number}");
        let source = folder.join(&id);
        fs::create_dir(&source).unwrap();
        fs::write(source.join("manifest.json"), serde_json::to_vec_pretty(&manifest(&id)).unwrap()).unwrap();
        fs::write(source.join(format!("libservice_{number}.so")), &id).unwrap();
        write!(listing, "[[integration]]\nid = \"{id}\"\nversion = \"^1\"\nsource = \"{id}\"\n").unwrap();
    }
    let path = folder.join("catalog.toml");
    fs::write(&path, listing).unwrap();
    path
}

/// Six actions, 10 KB.
fn manifest(id: &str) -> Value {
    let text = |what: &str| json!({"en": format!("{what} of {id}"), "pt-BR": format!("{what} de {id}"), "es": format!("{what} de {id}")});
    let schema = |fields: usize| {
        let field = |number: usize| {
            let name = format!("field_{number}");
            (
                name,
                json!({"type": "string", "description": "A field of the record, as the service names it.", "maxLength": 200}),
            )
        };
        let properties = (0..fields).map(field).collect::<serde_json::Map<_, _>>();
        json!({"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
            "additionalProperties": false, "properties": properties, "required": ["field_0"]})
    };
    let action = |number: usize| {
        json!({"id": format!("action_{number}"), "title": text("Action"), "summary": text("Does something useful"),
            "effect": "read", "input": schema(2), "output": schema(3)})
    };
    json!({
        "id": id, "version": "1.2.3", "category": "crm", "title": text("Title"), "summary": text("Summary"),
        "docs": "https://docs.example.com/", "permissions": {"hosts": ["https://api.example.com"]},
        "auth": {"kind": "bearer"},
        "settings": {"base_url": {"title": text("Address"), "help": text("Where it is"), "schema": {"type": "string"}}},
        "test": {"action": "action_0"}, "actions": (0..6).map(action).collect::<Vec<_>>(),
    })
}
