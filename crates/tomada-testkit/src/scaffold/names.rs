//! The names of a new plugin, as they follow from its id.

use tomada_catalog::check_manifest;
use tomada_core::{Manifest, Text};

use super::ScaffoldError;
use super::template;

/// Names that Rust or cargo use for something else, or that a plugin depends on.
const TAKEN: &[&str] = &[
    // keywords
    "abstract",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "crate",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "pub",
    "ref",
    "return",
    "self",
    "static",
    "struct",
    "super",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
    // crates of the language, and folders of cargo
    "alloc",
    "core",
    "proc-macro",
    "std",
    "test",
    "build",
    "deps",
    "examples",
    "incremental",
    // what the template depends on, and what the workspace has
    "schemars",
    "serde",
    "serde-json",
    "tokio",
    "xtask",
];

/// The names of a new plugin.
pub(super) struct Names {
    /// `my-service`.
    pub(super) id: String,
    /// `my_service`.
    pub(super) krate: String,
    /// `My service`.
    pub(super) title: String,
}

impl Names {
    pub(super) fn of(id: &str) -> Result<Self, ScaffoldError> {
        if let Some(source) = fault_of_id(id)? {
            return Err(ScaffoldError::BadId { id: id.to_owned(), source });
        }
        if TAKEN.contains(&id) || id.starts_with("tomada") {
            return Err(ScaffoldError::TakenId { id: id.to_owned() });
        }
        let spaced = id.replace('-', " ");
        let title = spaced[..1].to_uppercase() + &spaced[1..];
        Ok(Self { id: id.to_owned(), krate: id.replace('-', "_"), title })
    }

    /// The template's manifest with these names.
    pub(super) fn manifest(&self) -> Result<Manifest, ScaffoldError> {
        let title = Text { en: self.title.clone(), pt_br: self.title.clone(), es: self.title.clone() };
        Ok(Manifest { id: self.id.clone(), title, version: template::FIRST_VERSION, ..template::manifest()? })
    }
}

/// What the rules of manifests have against an id.
fn fault_of_id(id: &str) -> Result<Option<tomada_catalog::ManifestFault>, ScaffoldError> {
    let manifest = Manifest { id: id.to_owned(), ..template::manifest()? };
    Ok(check_manifest(&manifest).err().and_then(|faults| faults.into_iter().find(|fault| fault.at == "id")))
}
