//! The lock file beside a SQLite file: one host at a time, and a mark by which the next one sees how the last one ended.
//!
//! The lock is the operating system's and goes with the process, however it ends; the file itself stays.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use crate::StoreError;

const OPEN: &[u8] = b"open\n";
const CLOSED: &[u8] = b"closed\n";

/// A held lock.
#[derive(Debug)]
pub(crate) struct Lock {
    file: File,
    path: PathBuf,
}

/// How the database was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Left {
    /// It was closed, or is new.
    Closed,
    /// Its host ended while it was open.
    Open,
}

impl Lock {
    /// Takes the lock for the database `path`, and says how the last host left it.
    ///
    /// # Errors
    /// [`StoreError::Held`] when another host has it.
    pub(crate) fn take(path: &Path) -> Result<(Self, Left), StoreError> {
        let mut name = path.as_os_str().to_owned();
        name.push(".lock");
        let path = PathBuf::from(name);
        let mut options = OpenOptions::new();
        let file = options.read(true).write(true).create(true).truncate(false).open(&path);
        let file = file.map_err(StoreError::file("opening the lock file", &path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(StoreError::Held { path }),
            Err(TryLockError::Error(source)) => {
                return Err(StoreError::File { doing: "locking", path, source });
            }
        }
        let lock = Self { file, path };
        let mut mark = Vec::new();
        let reading = StoreError::file("reading", &lock.path);
        (&lock.file).take(64).read_to_end(&mut mark).map_err(reading)?;
        let left = if mark == OPEN { Left::Open } else { Left::Closed };
        Ok((lock, left))
    }

    /// Marks the database as open: from here on it may be left unclean.
    pub(crate) fn mark_open(&mut self) -> Result<(), StoreError> {
        self.mark(OPEN)
    }

    /// Marks the database as closed, and gives the lock up.
    pub(crate) fn close(mut self) -> Result<(), StoreError> {
        self.mark(CLOSED)
    }

    fn mark(&mut self, mark: &[u8]) -> Result<(), StoreError> {
        let mut write = || -> std::io::Result<()> {
            self.file.rewind()?;
            self.file.set_len(0)?;
            self.file.write_all(mark)?;
            self.file.sync_data()
        };
        write().map_err(StoreError::file("writing", &self.path))
    }
}
