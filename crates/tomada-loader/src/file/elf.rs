//! The lint of ELF files: right machine, known dependencies, nothing exported but the entry, nothing that runs or breaks
//! when it is mapped.

use object::Endianness;
use object::elf;
use object::read::elf::{DynamicTable, ElfFile64, FileHeader, ProgramHeader, SectionHeader, Sym};
use tomada_abi::ENTRY_SYMBOL;

use super::{build, not_a_library};
use crate::error::LoadError;

type Elf<'data> = ElfFile64<'data, Endianness>;
type Header = elf::FileHeader64<Endianness>;

/// What the lint found worth keeping.
#[derive(Debug, Default)]
pub(super) struct Linted {
    pub(super) entry_bytes: Option<u64>,
    pub(super) constructors_bytes: u64,
    pub(super) needed: Vec<String>,
}

/// The only libraries that a plugin may need: those of the C library and the compiler.
const MAY_NEED: [&str; 9] = [
    "libc.so.6",
    "libm.so.6",
    "libgcc_s.so.1",
    "libpthread.so.0",
    "libdl.so.2",
    "librt.so.1",
    "ld-linux-x86-64.so.2",
    "ld-linux-aarch64.so.1",
    "linux-vdso.so.1",
];

/// What linkers add to the exported names by themselves.
const MAY_EXPORT: [&str; 5] = ["_init", "_fini", "_edata", "_end", "__bss_start"];

const MACHINE: elf::Machine = if cfg!(target_arch = "aarch64") { elf::EM_AARCH64 } else { elf::EM_X86_64 };

/// Reads the file and refuses what no plugin may have.
pub(super) fn lint(bytes: &[u8]) -> Result<Linted, LoadError> {
    let file = Elf::parse(bytes).map_err(not_a_library)?;
    header(&file)?;
    segments(&file)?;
    let dynamic = file.elf_dynamic_table().map_err(not_a_library)?;
    let needed = dependencies(&dynamic)?;
    flags(&dynamic)?;
    versions(&file, bytes)?;
    let entry_bytes = Some(exports(&file)?);
    let constructors = dynamic.iter().find(|entry| entry.tag == elf::DT_INIT_ARRAYSZ);
    Ok(Linted { entry_bytes, constructors_bytes: constructors.map_or(0, |entry| entry.val), needed })
}

fn header(file: &Elf<'_>) -> Result<(), LoadError> {
    let (header, endian) = (file.elf_header(), file.endian());
    let ident = header.e_ident();
    let target = |found: String| LoadError::Target { found, supported: build::HOST.to_owned() };
    if header.e_machine(endian) != MACHINE {
        return Err(target(format!("ELF machine {}", header.e_machine(endian).0)));
    }
    if endian != Endianness::default() {
        return Err(target("the other byte order".to_owned()));
    }
    // Linux libraries say System V, or GNU where they use its extensions.
    if ![elf::ELFOSABI_SYSV, elf::ELFOSABI_GNU].contains(&ident.os_abi) {
        return Err(target(format!("ELF system {}", ident.os_abi.0)));
    }
    if header.e_type(endian) != elf::ET_DYN {
        return Err(not_a_library("it is no dynamic library (ELF type)"));
    }
    Ok(())
}

fn segments(file: &Elf<'_>) -> Result<(), LoadError> {
    let endian = file.endian();
    let find = |kind| file.elf_program_headers().iter().find(|segment| segment.p_type(endian) == kind);
    if find(elf::PT_INTERP).is_some() {
        return Err(forbidden("an interpreter", "a plugin is a library, not a program"));
    }
    match find(elf::PT_GNU_STACK) {
        Some(stack) if stack.p_flags(endian).contains(elf::PF_X) => {
            Err(forbidden("an executable stack", "link with -z noexecstack"))
        }
        Some(_) => Ok(()),
        None => Err(forbidden("no statement about its stack", "link with -z noexecstack")),
    }
}

fn dependencies(dynamic: &DynamicTable<'_, Header>) -> Result<Vec<String>, LoadError> {
    let mut needed = Vec::new();
    for entry in dynamic {
        let text = || -> Result<String, LoadError> {
            let bytes = dynamic.string(entry).map_err(not_a_library)?;
            Ok(String::from_utf8_lossy(bytes).into_owned())
        };
        match entry.tag {
            elf::DT_NEEDED => needed.push(text()?),
            elf::DT_RPATH | elf::DT_RUNPATH => {
                return Err(forbidden(format!("a search path ({})", text()?), "link without -rpath"));
            }
            elf::DT_SONAME if text()?.contains('/') => {
                return Err(forbidden(format!("the name {}", text()?), "a library's name has no slash"));
            }
            elf::DT_AUXILIARY | elf::DT_FILTER | elf::DT_AUDIT | elf::DT_DEPAUDIT => {
                return Err(forbidden("a filter or audit library", "link plainly"));
            }
            _ => {}
        }
    }
    if let Some(musl) = needed.iter().find(|name| name.contains("musl")) {
        return Err(LoadError::Target { found: musl.clone(), supported: build::HOST.to_owned() });
    }
    match needed.iter().find(|name| !MAY_NEED.contains(&name.as_str())) {
        Some(other) => Err(forbidden(
            format!("a dependency on {other}"),
            "only the C library and libgcc_s; link everything else statically",
        )),
        None => Ok(needed),
    }
}

fn flags(dynamic: &DynamicTable<'_, Header>) -> Result<(), LoadError> {
    for entry in dynamic {
        let flag = |bit: elf::DynamicFlags| entry.tag == elf::DT_FLAGS && entry.val & bit.0 != 0;
        if entry.tag == elf::DT_TEXTREL || flag(elf::DF_TEXTREL) {
            return Err(forbidden("text relocations", "compile with -fPIC"));
        }
        if flag(elf::DF_STATIC_TLS) {
            return Err(forbidden(
                "static thread-local storage",
                "use no allocator of its own, no -ftls-model=initial-exec",
            ));
        }
    }
    Ok(())
}

/// Compares the versions of glibc that the library names with the one that is here.
fn versions(file: &Elf<'_>, bytes: &[u8]) -> Result<(), LoadError> {
    let (sections, endian) = (file.elf_section_table(), file.endian());
    let Some((mut needs, link)) = sections.gnu_verneed(endian, bytes).map_err(not_a_library)? else {
        return Ok(());
    };
    let strings = sections.strings(endian, bytes, link).map_err(not_a_library)?;
    let here = glibc();
    while let Some((_, mut names)) = needs.next().map_err(not_a_library)? {
        while let Some(name) = names.next().map_err(not_a_library)? {
            let name = name.name(endian, strings).map_err(not_a_library)?;
            let Some(version) = std::str::from_utf8(name).ok().and_then(|name| name.strip_prefix("GLIBC_"))
            else {
                continue;
            };
            if numbers(version) > numbers(&here) {
                return Err(LoadError::Needs {
                    found: format!("glibc {version}"),
                    supported: format!("glibc {here}"),
                });
            }
        }
    }
    Ok(())
}

/// `2.36` as `[2, 36]`; what is no number counts as higher than any.
fn numbers(version: &str) -> Vec<u32> {
    version.split('.').map(|part| part.parse().unwrap_or(u32::MAX)).collect()
}

#[cfg(target_env = "gnu")]
fn glibc() -> String {
    unsafe extern "C" {
        fn gnu_get_libc_version() -> *const std::ffi::c_char;
    }
    // SAFETY: glibc answers a static string that ends with NUL.
    let version = unsafe { std::ffi::CStr::from_ptr(gnu_get_libc_version()) };
    version.to_string_lossy().into_owned()
}

#[cfg(not(target_env = "gnu"))]
fn glibc() -> String {
    "0".to_owned()
}

/// Refuses exported names but the entry's, and answers the entry's size.
fn exports(file: &Elf<'_>) -> Result<u64, LoadError> {
    let (symbols, endian) = (file.elf_dynamic_symbol_table(), file.endian());
    let mut entry = None;
    for symbol in symbols.iter() {
        if symbol.st_type() == elf::STT_GNU_IFUNC {
            return Err(forbidden("an indirect function", "its resolver would run while it is being linked"));
        }
        if symbol.is_undefined(endian) || symbol.st_bind() == elf::STB_LOCAL {
            continue;
        }
        let name = symbol.name(endian, symbols.strings()).map_err(not_a_library)?;
        let name = String::from_utf8_lossy(name);
        if name == ENTRY_SYMBOL {
            entry = Some(symbol.st_size(endian));
        } else if !MAY_EXPORT.contains(&&*name) && !is_other_major(&name) {
            return Err(forbidden(
                format!("the exported name {name}"),
                "only tomada_plugin_v1 may be exported; hide the rest (-fvisibility=hidden)",
            ));
        }
    }
    if relocations(file).any(|kind| kind == INDIRECT) {
        return Err(forbidden("an indirect function", "its resolver would run while it is being linked"));
    }
    entry.ok_or_else(|| LoadError::Entry { reason: format!("{ENTRY_SYMBOL} is not exported") })
}

/// `tomada_plugin_v2` and the like: a library may speak several majors.
fn is_other_major(name: &str) -> bool {
    name.strip_prefix("tomada_plugin_v").is_some_and(|major| major.parse::<u16>().is_ok())
}

const INDIRECT: u32 =
    if cfg!(target_arch = "aarch64") { elf::R_AARCH64_IRELATIVE.0 } else { elf::R_X86_64_IRELATIVE.0 };

/// The kinds of all relocations that have addends, which are all there are on these machines.
fn relocations<'data>(file: &Elf<'data>) -> impl Iterator<Item = u32> {
    let endian = file.endian();
    let data: &'data [u8] = file.data();
    file.elf_section_table()
        .iter()
        .filter_map(move |section| section.rela(endian, data).ok().flatten())
        .flat_map(move |(entries, _)| entries.iter().map(move |entry| entry.r_type(endian, false).0))
}

fn forbidden(item: impl Into<String>, rule: &'static str) -> LoadError {
    LoadError::Forbidden { item: item.into(), rule }
}
