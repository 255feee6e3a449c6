//! Reading a file that anybody may have put there: within bounds, and without ever waiting for it.
//!
//! Everything that this crate reads comes through here. The rule: a name that leads to a pipe, a device, a folder
//! or something endless is refused, and nothing hangs or fills the memory.

use std::fs::{File, FileType, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A file that could not be read, and why.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// There is nothing of this name.
    #[error("there is no {}", path.display())]
    Missing {
        /// The name.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It is a folder, a pipe, a device.
    #[error("{} is {found}: a regular file is expected", path.display())]
    NotAFile {
        /// The name.
        path: PathBuf,
        /// What it is.
        found: &'static str,
    },
    /// It is larger than such a file may be.
    #[error("{} is larger than {max_bytes} bytes", path.display())]
    TooLarge {
        /// The name.
        path: PathBuf,
        /// The limit.
        max_bytes: u64,
    },
    /// It should be text and is not UTF-8.
    #[error("{} is not UTF-8 from byte {offset_bytes} on", path.display())]
    NotText {
        /// The name.
        path: PathBuf,
        /// How many bytes are.
        offset_bytes: usize,
    },
    /// The system refused.
    #[error("cannot read {}", path.display())]
    Unreadable {
        /// The name.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl FileError {
    /// What the system said about `path`.
    pub(crate) fn new(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Missing { path, source },
            _ => Self::Unreadable { path, source },
        }
    }
}

/// The bytes of the regular file `path`, at most `max_bytes`.
pub(crate) fn read(path: &Path, max_bytes: u64) -> Result<Vec<u8>, FileError> {
    let failed = |source| FileError::new(path, source);
    let too_large = || FileError::TooLarge { path: path.to_owned(), max_bytes };
    let file = open(path).map_err(failed)?;
    let metadata = file.metadata().map_err(failed)?;
    if !metadata.is_file() {
        return Err(FileError::NotAFile { path: path.to_owned(), found: name_of(metadata.file_type()) });
    }
    if metadata.len() > max_bytes {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default() + 1);
    // The size may be a lie, or may grow meanwhile.
    file.take(max_bytes + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > max_bytes { Err(too_large()) } else { Ok(bytes) }
}

/// The same as text.
pub(crate) fn read_text(path: &Path, max_bytes: u64) -> Result<String, FileError> {
    String::from_utf8(read(path, max_bytes)?).map_err(|error| FileError::NotText {
        path: path.to_owned(),
        offset_bytes: error.utf8_error().valid_up_to(),
    })
}

/// Opens without waiting: a pipe that nobody writes to would otherwise hold the caller for ever.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::fs::OFlags;

    let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

fn name_of(file_type: FileType) -> &'static str {
    if file_type.is_dir() {
        return "a folder";
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if file_type.is_fifo() {
            return "a pipe";
        }
        if file_type.is_char_device() || file_type.is_block_device() {
            return "a device";
        }
    }
    "something else"
}
