//! Makes checked bytes runnable: the very bytes that were hashed and linted, not whatever the path holds by now.
//!
//! On Linux they go into a sealed memory file; elsewhere into a private copy. Libraries are opened NOW and LOCAL, and stay
//! for the life of the process.

use libloading::os::unix::{Library, RTLD_LOCAL, RTLD_NOW};

use crate::error::LoadError;

/// Places `bytes` and opens them. The library is never closed.
///
/// The constructors of the library run here.
pub(crate) fn open(bytes: &[u8], name: &str) -> Result<Library, LoadError> {
    let path = place(bytes, name).map_err(|error| LoadError::Map(error.into()))?;
    // SAFETY: this runs the library's constructors. In process a plugin is trusted with everything; its bytes are those
    // that were pinned and checked.
    unsafe { Library::open(Some(path), RTLD_NOW | RTLD_LOCAL) }.map_err(|error| LoadError::Map(error.into()))
}

#[cfg(target_os = "linux")]
fn place(bytes: &[u8], name: &str) -> std::io::Result<std::path::PathBuf> {
    use std::io::Write;
    use std::os::fd::{AsRawFd, IntoRawFd};

    use rustix::fs::{MemfdFlags, SealFlags, fcntl_add_seals, memfd_create};

    let file = memfd_create(format!("tomada:{name}"), MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING)?;
    let mut file = std::fs::File::from(file);
    file.write_all(bytes)?;
    fcntl_add_seals(&file, SealFlags::SEAL | SealFlags::SHRINK | SealFlags::GROW | SealFlags::WRITE)?;
    let path = format!("/proc/self/fd/{}", file.as_raw_fd());
    // The descriptor stays open for ever: the dynamic linker knows libraries by path, and a number that was given out
    // again would find the old library under the new one's name.
    let _ = file.into_raw_fd();
    Ok(path.into())
}

#[cfg(not(target_os = "linux"))]
fn place(bytes: &[u8], _name: &str) -> std::io::Result<std::path::PathBuf> {
    use std::io::Write;

    let folder = std::env::temp_dir().join(format!("tomada-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let path = folder.join(tomada_catalog::Digest::of(bytes).to_string());
    let mut file = std::fs::File::create_new(&path)?;
    file.write_all(bytes)?;
    Ok(path)
}
