//! Where the small memories of connections live: a trait, and one that is gone when the host ends.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tomada_core::{BoxFuture, Failure, Json, Kind, State, Versioned};

/// Gives each connection its state.
pub trait StateStore: Send + Sync {
    /// The state of `connection` of `project`, which nobody else can reach.
    fn open(&self, project: &str, connection: &str) -> Arc<dyn State>;
}

/// State in memory, for a host without a store.
#[derive(Default)]
pub struct MemoryState(Arc<Mutex<Memory>>);

#[derive(Default)]
struct Memory {
    /// By project and connection. A connection without keys is not there.
    connections: HashMap<(String, String), BTreeMap<String, Versioned>>,
    /// Of all values together.
    bytes: usize,
}

impl MemoryState {
    /// How many keys a connection may have.
    pub const KEYS_MAX: usize = 64;
    /// How long a key may be, in bytes.
    pub const KEY_MAX_BYTES: usize = 256;
    /// How large a value may be, in bytes of JSON text.
    pub const VALUE_MAX_BYTES: usize = 64 << 10;
    /// How large all values together may be, in bytes.
    pub const TOTAL_MAX_BYTES: usize = 256 << 20;
}

impl StateStore for MemoryState {
    fn open(&self, project: &str, connection: &str) -> Arc<dyn State> {
        let owner = (project.to_owned(), connection.to_owned());
        Arc::new(Handle { memory: Arc::clone(&self.0), owner })
    }
}

struct Handle {
    memory: Arc<Mutex<Memory>>,
    owner: (String, String),
}

impl Handle {
    fn lock(&self) -> MutexGuard<'_, Memory> {
        // Each change is one call on the map: a panic cannot leave half of one.
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self, key: String, value: Json, if_version: u64) -> Result<u64, Failure> {
        let size = value.as_bytes().len();
        within("state-key-too-long", &key, key.len(), MemoryState::KEY_MAX_BYTES)?;
        within("state-value-too-large", &key, size, MemoryState::VALUE_MAX_BYTES)?;
        let mut memory = self.lock();
        let old = memory.find(&self.owner, &key);
        let old_size = old.map_or(0, |held| held.value.as_bytes().len());
        expect_version(old, &key, if_version)?;
        if old.is_none() {
            within("state-full", &key, memory.keys(&self.owner) + 1, MemoryState::KEYS_MAX)?;
        }
        let bytes = memory.bytes - old_size + size;
        if bytes > MemoryState::TOTAL_MAX_BYTES {
            return Err(Failure::coded(Kind::Unavailable, "state-store-full").with_argument("key", key));
        }
        let version = if_version.saturating_add(1);
        memory.bytes = bytes;
        memory.connections.entry(self.owner.clone()).or_default().insert(key, Versioned { value, version });
        Ok(version)
    }

    fn remove(&self, key: &str, if_version: u64) -> Result<(), Failure> {
        let mut memory = self.lock();
        expect_version(memory.find(&self.owner, key), key, if_version)?;
        let Some(keys) = memory.connections.get_mut(&self.owner) else { return Ok(()) };
        let freed = keys.remove(key).map_or(0, |held| held.value.as_bytes().len());
        if keys.is_empty() {
            memory.connections.remove(&self.owner);
        }
        memory.bytes -= freed;
        Ok(())
    }
}

impl Memory {
    fn find(&self, owner: &(String, String), key: &str) -> Option<&Versioned> {
        self.connections.get(owner)?.get(key)
    }

    fn keys(&self, owner: &(String, String)) -> usize {
        self.connections.get(owner).map_or(0, BTreeMap::len)
    }

    fn list(&self, owner: &(String, String), prefix: &str) -> Vec<String> {
        let keys = self.connections.get(owner).into_iter().flat_map(BTreeMap::keys);
        keys.filter(|key| key.starts_with(prefix)).cloned().collect()
    }
}

fn expect_version(held: Option<&Versioned>, key: &str, if_version: u64) -> Result<(), Failure> {
    let version = held.map_or(0, |held| held.version);
    if version == if_version {
        return Ok(());
    }
    let detail = format!("{key:?} has version {version}, the change names {if_version}");
    Err(Failure::coded(Kind::Rejected, "state-conflict").with_argument("key", key).with_detail(detail))
}

fn within(code: &str, key: &str, found: usize, max: usize) -> Result<(), Failure> {
    if found <= max {
        return Ok(());
    }
    let key = &key[..key.floor_char_boundary(64)];
    let failure = Failure::coded(Kind::Rejected, code).with_argument("key", key);
    Err(failure.with_argument("found", found).with_argument("max", max))
}

impl State for Handle {
    fn get(&self, key: String) -> BoxFuture<'static, Result<Option<Versioned>, Failure>> {
        ready(Ok(self.lock().find(&self.owner, &key).cloned()))
    }

    fn put(&self, key: String, value: Json, if_version: u64) -> BoxFuture<'static, Result<u64, Failure>> {
        ready(self.write(key, value, if_version))
    }

    fn delete(&self, key: String, if_version: u64) -> BoxFuture<'static, Result<(), Failure>> {
        ready(self.remove(&key, if_version))
    }

    fn list(&self, prefix: String) -> BoxFuture<'static, Result<Vec<String>, Failure>> {
        ready(Ok(self.lock().list(&self.owner, &prefix)))
    }
}

fn ready<T: Send + 'static>(value: T) -> BoxFuture<'static, T> {
    Box::pin(std::future::ready(value))
}
