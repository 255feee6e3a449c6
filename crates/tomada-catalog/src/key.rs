//! The public key that an integration's author signs with, and the check of a signature.
//!
//! Signatures are minisign's, in its prehashed form, in a file beside the library. They are checked on the very
//! bytes that are opened, each time: a lock file that somebody rewrote does not help them.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use minisign_verify::{PublicKey, Signature};
use serde::{Deserialize, Deserializer};

use crate::Problem;
use crate::file;

/// A signature is some 300 bytes.
const SIGNATURE_MAX_BYTES: u64 = 16 * 1024;

/// A minisign public key, in its base64 form (`RWQ…`).
#[derive(Clone, PartialEq, Eq)]
pub struct Key(String);

/// The text is no minisign public key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{found:?} is no minisign public key: the second line of a `.pub` file is expected, 56 characters from `RW` on"
)]
pub struct NotAKey {
    /// The text.
    pub found: String,
}

impl Key {
    /// Checks the signature that lies beside `library`, in a file of the same name and `.minisig`.
    pub(crate) fn verify(&self, library: &Path, bytes: &[u8]) -> Result<(), Problem> {
        let path = signature_of(library);
        let refused = |reason: String| Problem::SignatureRefused { library: library.to_owned(), reason };
        let text = file::read_text(&path, SIGNATURE_MAX_BYTES).map_err(|error| refused(error.to_string()))?;
        let signature = Signature::decode(&text).map_err(|error| refused(error.to_string()))?;
        let key = PublicKey::from_base64(&self.0).map_err(|error| refused(error.to_string()))?;
        key.verify(bytes, &signature, false).map_err(|error| refused(error.to_string()))
    }
}

fn signature_of(library: &Path) -> PathBuf {
    let mut name = library.as_os_str().to_owned();
    name.push(".minisig");
    name.into()
}

impl FromStr for Key {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        match PublicKey::from_base64(text) {
            Ok(_) => Ok(Self(text.to_owned())),
            Err(_) => Err(NotAKey { found: text.to_owned() }),
        }
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({})", self.0)
    }
}
