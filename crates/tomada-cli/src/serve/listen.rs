//! Where people and programs come in: the address of the server, and the local socket of the one who runs it.
//!
//! Rule: the local socket opens everything, so only its owner may connect to it: it is made in a folder that nobody
//! else can look into, gets mode 0600 there, and only then its place.
#![expect(clippy::disallowed_types, reason = "the server's own listeners; no service is called here")]

use std::fs::{DirBuilder, Permissions};
use std::io;
use std::net::SocketAddr;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};

use tokio::net::{TcpListener, UnixListener, UnixStream};
use tomada_core::{Failure, Kind};

/// The listener of the server.
pub(super) struct People {
    listener: TcpListener,
    address: SocketAddr,
}

impl People {
    pub(super) async fn listen(address: &str) -> Result<Self, Failure> {
        let refused = |error: io::Error| {
            let code = match error.kind() {
                io::ErrorKind::AddrInUse => "cli-listen-taken",
                _ => "cli-listen-refused",
            };
            Failure::coded(Kind::Unavailable, code)
                .with_argument("address", address)
                .with_argument("reason", error)
        };
        let listener = TcpListener::bind(address).await.map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        Ok(Self { listener, address })
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(super) fn into_listener(self) -> TcpListener {
        self.listener
    }
}

/// The local socket.
pub(super) struct Local {
    listener: UnixListener,
    path: Removed,
}

/// A file that goes when this does.
pub(super) struct Removed(PathBuf);

impl Drop for Removed {
    fn drop(&mut self) {
        // One that is gone already is gone.
        let _ = std::fs::remove_file(&self.0);
    }
}

impl Local {
    /// Listens at `path`. What an earlier server left there is replaced; one that still answers is not.
    pub(super) async fn listen(path: &Path) -> Result<Self, Failure> {
        if UnixStream::connect(path).await.is_ok() {
            let held = Failure::coded(Kind::Unavailable, "cli-socket-held");
            return Err(held.with_argument("path", path.display()));
        }
        let listener = made(path).map_err(|error| {
            Failure::coded(Kind::Unavailable, "cli-socket-refused")
                .with_argument("path", path.display())
                .with_argument("reason", error)
        })?;
        Ok(Self { listener, path: Removed(path.to_owned()) })
    }

    pub(super) fn into_parts(self) -> (UnixListener, Removed) {
        (self.listener, self.path)
    }
}

fn made(path: &Path) -> io::Result<UnixListener> {
    let hidden = path.with_extension("new");
    let _ = std::fs::remove_dir_all(&hidden);
    DirBuilder::new().mode(0o700).create(&hidden)?;
    let first = hidden.join("s");
    let listener = UnixListener::bind(&first);
    let placed = listener.and_then(|listener| {
        std::fs::set_permissions(&first, Permissions::from_mode(0o600))?;
        std::fs::rename(&first, path)?;
        Ok(listener)
    });
    let _ = std::fs::remove_dir_all(&hidden);
    placed
}
