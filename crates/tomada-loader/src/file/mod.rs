//! What a library's bytes say, read without running any of its code.
//!
//! Everything here is a lint, not a border: it keeps out what is broken, foreign or careless. It is bounded in time and
//! memory by the size of the file.

mod build;
mod elf;
pub(crate) mod section;

use object::{FileKind, Object, ObjectSection};
use tomada_abi::section as layout;
use tomada_core::Manifest;
use tomada_core::wire::Build;

use crate::error::LoadError;

/// What a library's bytes say of it.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The embedded manifest.
    pub manifest: Manifest,
    /// How it was built.
    pub build: Build,
    /// The whole manifest section, header and JSON.
    pub section: Vec<u8>,
    /// Size of the exported table in bytes, as the symbol table has it; unknown outside of ELF files.
    pub entry_bytes: Option<u64>,
    /// Bytes of constructors' addresses: two are normal for a Rust library.
    pub constructors_bytes: u64,
    /// The libraries that it needs.
    pub needed: Vec<String>,
}

/// Reads and lints a library.
///
/// # Errors
/// With what was found, what is supported and what to do, as soon as anything is wrong.
pub fn inspect(bytes: &[u8]) -> Result<Facts, LoadError> {
    let kind =
        FileKind::parse(bytes).map_err(|_| not_a_library("its first bytes are those of no known format"))?;
    let mut linted = match kind {
        FileKind::Elf64 if cfg!(target_os = "linux") => elf::lint(bytes)?,
        FileKind::MachO64 if cfg!(target_os = "macos") => elf::Linted::default(),
        FileKind::Pe64 if cfg!(target_os = "windows") => elf::Linted::default(),
        other => {
            return Err(LoadError::Target {
                found: format!("{other:?} files"),
                supported: build::HOST.to_owned(),
            });
        }
    };
    let file = object::File::parse(bytes).map_err(not_a_library)?;
    let section = manifest_section(&file)?;
    let embedded = section::read(&section)?;
    build::check(&embedded.build)?;
    let manifest = section::manifest(embedded.manifest)?;
    linted.needed.sort();
    Ok(Facts {
        manifest,
        build: embedded.build,
        section,
        entry_bytes: linted.entry_bytes,
        constructors_bytes: linted.constructors_bytes,
        needed: linted.needed,
    })
}

fn manifest_section(file: &object::File<'_>) -> Result<Vec<u8>, LoadError> {
    let mut found = file.sections().filter(|section| {
        matches!(section.name(), Ok(layout::NAME_ELF | layout::NAME_MACHO | layout::NAME_PE))
    });
    let (Some(section), None) = (found.next(), found.next()) else {
        return Err(LoadError::Manifest {
            reason: format!("exactly one section {} is expected", layout::NAME_ELF),
        });
    };
    // The linker may round the section up; the header knows the true length.
    section.data().map(<[u8]>::to_vec).map_err(|error| LoadError::Manifest { reason: error.to_string() })
}

#[expect(clippy::needless_pass_by_value, reason = "handed to map_err as it is")]
fn not_a_library(reason: impl ToString) -> LoadError {
    LoadError::NotALibrary { reason: reason.to_string() }
}
