//! The manifest section: header, checksum, JSON.

use tomada_abi::section::{FORMAT, HEADER_BYTES, JSON_MAX_BYTES, MAGIC, crc32};
use tomada_core::Manifest;
use tomada_core::wire::Embedded;

use crate::error::LoadError;

/// Reads what lies behind the header.
pub(crate) fn read(section: &[u8]) -> Result<Embedded, LoadError> {
    let (header, rest) = section
        .split_at_checked(HEADER_BYTES)
        .ok_or_else(|| unusable(format!("it has {} bytes, fewer than its header", section.len())))?;
    if header[..16] != MAGIC {
        return Err(unusable("it does not begin with its magic"));
    }
    let [format, length, crc, _] = words(header);
    if format != FORMAT {
        return Err(unusable(format!("its format is {format}, this host reads {FORMAT}")));
    }
    let length = length as usize;
    if length > JSON_MAX_BYTES || length > rest.len() {
        return Err(unusable(format!(
            "it claims {length} bytes and has {} (at most {JSON_MAX_BYTES})",
            rest.len()
        )));
    }
    let json = &rest[..length];
    if crc32(json) != crc {
        return Err(unusable("its checksum does not fit its text"));
    }
    serde_json::from_slice(json).map_err(|error| unusable(error.to_string()))
}

/// Reads the integration's own part.
pub(crate) fn manifest(value: serde_json::Value) -> Result<Manifest, LoadError> {
    let manifest: Manifest = serde_json::from_value(value).map_err(|error| unusable(error.to_string()))?;
    match tomada_catalog::check_manifest(&manifest) {
        Ok(()) => Ok(manifest),
        Err(mistakes) => {
            let mistakes: Vec<_> = mistakes.iter().map(ToString::to_string).collect();
            Err(unusable(mistakes.join("; ")))
        }
    }
}

/// The four little-endian numbers behind the magic.
fn words(header: &[u8]) -> [u32; 4] {
    let mut words = [0; 4];
    for (word, bytes) in words.iter_mut().zip(header[16..].chunks_exact(4)) {
        *word = bytes.iter().rev().fold(0, |value, byte| value << 8 | u32::from(*byte));
    }
    words
}

fn unusable(reason: impl Into<String>) -> LoadError {
    LoadError::Manifest { reason: reason.into() }
}
