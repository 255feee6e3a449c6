//! A secret: a value that cannot be printed, serialised or logged.

use std::fmt;
use std::sync::Arc;

use zeroize::Zeroizing;

/// A secret value. It has no `Display` and no `Serialize`, and its `Debug` shows nothing. Cheap to clone; the
/// memory is overwritten when the last clone goes.
#[derive(Clone)]
pub struct Secret(Arc<Zeroizing<Vec<u8>>>);

impl Secret {
    /// Takes a value in.
    pub fn new(value: impl Into<Vec<u8>>) -> Self {
        Self(Arc::new(Zeroizing::new(value.into())))
    }

    /// The value, for the one place that puts it on the wire, and for redaction.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}
