//! The section of a shared library that says what the plugin is, readable without running its code.
//!
//! A 32-byte header (magic, format, length, CRC-32, zero; integers little-endian), then the JSON of
//! `tomada_core::wire::Embedded`. The SDK builds both while it compiles; a plugin in C writes them by hand.

/// The section's name in an ELF file.
pub const NAME_ELF: &str = ".tomada_manifest";

/// The section's name in a Mach-O file, in segment `__DATA`.
pub const NAME_MACHO: &str = "__tomada";

/// The section's name in a PE file.
pub const NAME_PE: &str = ".tomada";

/// First sixteen bytes of the section.
pub const MAGIC: [u8; 16] = *b"tomada.manifest\0";

/// How what follows is to be read.
pub const FORMAT: u32 = 1;

/// Bytes before the JSON.
pub const HEADER_BYTES: usize = 32;

/// The most bytes of JSON that a section may hold.
pub const JSON_MAX_BYTES: usize = 1024 * 1024;

/// The header for `json`.
///
/// # Panics
/// While compiling, when the manifest is larger than [`JSON_MAX_BYTES`].
pub const fn header(json: &[u8]) -> [u8; HEADER_BYTES] {
    assert!(json.len() <= JSON_MAX_BYTES, "the manifest is larger than 1 MiB");
    let mut header = [0; HEADER_BYTES];
    put(&mut header, 0, &MAGIC);
    put(&mut header, 16, &FORMAT.to_le_bytes());
    #[expect(clippy::cast_possible_truncation, reason = "at most JSON_MAX_BYTES, see above")]
    put(&mut header, 20, &(json.len() as u32).to_le_bytes());
    put(&mut header, 24, &crc32(json).to_le_bytes());
    header
}

/// Writes `bytes` into `target` at `offset`, for use in constants.
pub const fn put(target: &mut [u8], offset: usize, bytes: &[u8]) {
    let mut index = 0;
    while index < bytes.len() {
        target[offset + index] = bytes[index];
        index += 1;
    }
}

/// CRC-32 (ISO-HDLC, as in gzip and PNG) of `bytes`, usable in constants.
pub const fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    let mut index = 0;
    while index < bytes.len() {
        crc = TABLE[((crc ^ bytes[index] as u32) & 0xff) as usize] ^ (crc >> 8);
        index += 1;
    }
    !crc
}

const TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let mut index = 0;
    while index < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "below 256")]
        let mut value = index as u32;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 1 == 1 { 0xedb8_8320 ^ (value >> 1) } else { value >> 1 };
            bit += 1;
        }
        table[index] = value;
        index += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    /// The check value of CRC-32/ISO-HDLC in the catalogue of parametrised CRC algorithms.
    #[test]
    fn crc32_of_the_check_string() {
        assert_eq!(super::crc32(b"123456789"), 0xcbf4_3926);
    }
}
