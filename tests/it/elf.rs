//! Breaks single bytes of a 64-bit little-endian ELF file, for defects that no compiler makes. Offsets are those of the
//! ELF specification, read by hand: the loader's reader is what is being judged.

/// Offsets in the file header.
pub(crate) const CLASS: usize = 4;
pub(crate) const BYTE_ORDER: usize = 5;
pub(crate) const SYSTEM: usize = 7;
pub(crate) const TYPE: usize = 16;
pub(crate) const MACHINE: usize = 18;

const SECTIONS_AT: usize = 0x28;
const SECTIONS_COUNT: usize = 0x3c;
const NAMES_INDEX: usize = 0x3e;
const SECTION_BYTES: usize = 64;

/// The file with one byte changed.
pub(crate) fn patched(mut bytes: Vec<u8>, offset: usize, value: u8) -> Vec<u8> {
    assert_ne!(bytes[offset], value, "the patch at {offset} would change nothing");
    bytes[offset] = value;
    bytes
}

/// The file with the section `from` under the name of the section `to`: two sections of one name.
pub(crate) fn section_twice(mut bytes: Vec<u8>, from: &str, to: &str) -> Vec<u8> {
    let name_at = find_section(&bytes, to);
    let name = bytes[name_at..name_at + 4].to_vec();
    let target = find_section(&bytes, from);
    bytes[target..target + 4].copy_from_slice(&name);
    bytes
}

/// Where the section header of `name` begins.
pub(crate) fn find_section(bytes: &[u8], name: &str) -> usize {
    let names = header(bytes, number(bytes, NAMES_INDEX, 2));
    let names = number(bytes, names + 24, 8);
    let is_named = |section: &usize| {
        let at = names + number(bytes, header(bytes, *section), 4);
        bytes[at..].starts_with(name.as_bytes()) && bytes[at + name.len()] == 0
    };
    let found = (0..number(bytes, SECTIONS_COUNT, 2)).find(is_named);
    header(bytes, found.unwrap_or_else(|| panic!("there is no section {name}")))
}

fn header(bytes: &[u8], index: usize) -> usize {
    number(bytes, SECTIONS_AT, 8) + index * SECTION_BYTES
}

fn number(bytes: &[u8], at: usize, width: usize) -> usize {
    bytes[at..at + width].iter().rev().fold(0, |value, byte| value << 8 | usize::from(*byte))
}
