//! The operating system's randomness: run ids and what integrations ask for.

use tomada_core::Random;

/// Randomness from the operating system.
#[derive(Clone, Copy, Debug)]
pub struct OsRandom(());

impl OsRandom {
    /// Makes sure that the operating system gives randomness.
    ///
    /// # Errors
    /// When it gives none.
    pub fn new() -> Result<Self, getrandom::Error> {
        getrandom::fill(&mut [0; 16])?;
        Ok(Self(()))
    }
}

impl Random for OsRandom {
    fn fill(&self, bytes: &mut [u8]) {
        if getrandom::fill(bytes).is_err() {
            // It was there when the host started. Ids and nonces that repeat would mix up runs and break
            // signatures: no host is better than that.
            std::process::abort();
        }
    }
}
