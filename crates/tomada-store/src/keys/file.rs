//! The key file: a line for each key, its id and its bytes in hexadecimal digits; the last one seals.
//!
//! Rule: only its owner may read it, and it is replaced whole or not at all.

use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use tomada_core::Random;
use zeroize::Zeroizing;

use super::Key;
use crate::StoreError;

const HEAD: &str = "# The keys of a Tomada store. Whoever has this file and the database has every secret in it; whoever\n\
    # loses it has none. Keep a copy apart from the database.\n";

/// The keys in the file, the newest last.
#[derive(Clone)]
pub(super) struct KeyFile(Vec<(String, Key)>);

impl KeyFile {
    /// Reads the file; `None` if there is none.
    pub(super) fn read(path: &Path) -> Result<Option<Self>, StoreError> {
        let failed = StoreError::file("reading the key file", path);
        let text = match fs::read_to_string(path) {
            Ok(text) => Zeroizing::new(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(error)),
        };
        let mode =
            path.metadata().map_err(StoreError::file("looking at the key file", path))?.permissions().mode();
        if mode & 0o077 != 0 {
            return Err(StoreError::KeysOpen { path: path.to_owned(), mode: mode & 0o777 });
        }
        let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
        let keys = lines.map(line).collect::<Option<Vec<_>>>().filter(|keys| !keys.is_empty());
        let keys = keys.ok_or_else(|| failed_to_read(path))?;
        Ok(Some(Self(keys)))
    }

    /// Makes the file with one new key.
    pub(super) fn create(path: &Path, random: &dyn Random) -> Result<Self, StoreError> {
        let file = Self(vec![new_key(random)]);
        file.write(path)?;
        Ok(file)
    }

    /// This with a new key that seals from now on.
    pub(super) fn with_new_key(&self, random: &dyn Random) -> Self {
        let mut keys = self.0.clone();
        keys.push(new_key(random));
        Self(keys)
    }

    /// This without all keys but the newest.
    pub(super) fn with_newest_alone(&self) -> Self {
        Self(self.0.last().cloned().into_iter().collect())
    }

    /// Puts it in the place of the old one, on the disk before it returns.
    pub(super) fn write(&self, path: &Path) -> Result<(), StoreError> {
        let beside = path.with_extension("key.new");
        let mut text = Zeroizing::new(HEAD.to_owned());
        for (id, key) in &self.0 {
            // Writing to a string does not fail.
            let _ = writeln!(text, "{id} {}", *hex(key.bytes()));
        }
        let failed = || StoreError::file("writing the key file", path);
        let mut options = OpenOptions::new();
        let mut file =
            options.write(true).create(true).truncate(true).mode(0o600).open(&beside).map_err(failed())?;
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(failed())?;
        fs::rename(&beside, path).map_err(failed())?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed())
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = (&str, &Key)> {
        self.0.iter().map(|(id, key)| (id.as_str(), key))
    }

    pub(super) fn key(&self, id: &str) -> Option<&Key> {
        self.keys().find(|(own, _)| *own == id).map(|(_, key)| key)
    }

    /// The key that seals.
    pub(super) fn newest(&self) -> (&str, &Key) {
        let (id, key) = &self.0[self.0.len() - 1];
        (id, key)
    }
}

fn new_key(random: &dyn Random) -> (String, Key) {
    let mut id = [0; 6];
    random.fill(&mut id);
    (hex(&id).to_string(), Key::random(random))
}

fn line(line: &str) -> Option<(String, Key)> {
    let (id, digits) = line.trim().split_once(' ')?;
    let bytes = (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok());
    let bytes = Zeroizing::new(bytes.collect::<Option<Vec<u8>>>()?);
    Some((id.to_owned(), Key::read(&bytes)?))
}

fn hex(bytes: &[u8]) -> Zeroizing<String> {
    let mut digits = Zeroizing::new(String::with_capacity(bytes.len() * 2));
    for byte in bytes {
        // Writing to a string does not fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

fn failed_to_read(path: &Path) -> StoreError {
    StoreError::file("reading the key file", path)(io::Error::other(
        "a line is not an id and 64 hexadecimal digits",
    ))
}
