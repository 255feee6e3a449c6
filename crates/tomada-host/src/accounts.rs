//! What the host keeps of each connection that has runs: its gate, and what has been worked out of it.
//!
//! Rule: what is kept belongs to the very connection and version that it was worked out of. A vault that gives another
//! `Arc` has changed the connection, and everything is worked out anew.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};

use tomada_core::{Auth, Json};

use crate::admit::Gate;
use crate::registry::Entry;
use crate::scope::Origins;
use crate::{Connection, Limits, Redactor};

/// The accounts of all connections that have runs.
pub(crate) struct Accounts {
    limits: Limits,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    /// By project and connection.
    accounts: HashMap<String, HashMap<String, Arc<Account>>>,
    count: usize,
    /// How many there may be before those that nobody uses are let go.
    sweep_at: usize,
}

/// One connection's.
pub(crate) struct Account {
    pub(crate) gate: Gate,
    prepared: Mutex<Option<Arc<Prepared>>>,
}

/// What is worked out of a connection once.
pub(crate) struct Prepared {
    connection: Weak<Connection>,
    entry: Weak<Entry>,
    /// Masks the connection's secrets.
    pub(crate) redactor: Redactor,
    /// Set once the connection has turned out to be right.
    pub(crate) settled: OnceLock<Settled>,
}

/// A connection that is right.
pub(crate) struct Settled {
    /// The settings, defaults filled in.
    pub(crate) settings: Json,
    /// How its calls are authenticated.
    pub(crate) auth: Auth,
    /// Where its runs may call, whatever their input.
    pub(crate) origins: Origins,
}

impl Accounts {
    pub(crate) fn new(limits: Limits) -> Self {
        Self { limits, known: Mutex::default() }
    }

    /// The account of one connection.
    pub(crate) fn of(&self, project: &str, connection: &str) -> Arc<Account> {
        let mut known = self.lock();
        if let Some(account) = known.accounts.get(project).and_then(|accounts| accounts.get(connection)) {
            return Arc::clone(account);
        }
        if known.count >= known.sweep_at {
            known.sweep();
        }
        known.count += 1;
        let account = Arc::new(Account::new(self.limits));
        let accounts = known.accounts.entry(project.to_owned()).or_default();
        accounts.insert(connection.to_owned(), Arc::clone(&account));
        account
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        // What a panic between two changes could leave is a count that is off by one.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    /// Lets go of the accounts that no run holds.
    fn sweep(&mut self) {
        for accounts in self.accounts.values_mut() {
            accounts.retain(|_, account| Arc::strong_count(account) > 1);
        }
        self.accounts.retain(|_, accounts| !accounts.is_empty());
        self.count = self.accounts.values().map(HashMap::len).sum();
        self.sweep_at = 1_024.max(self.count * 2);
    }
}

impl Account {
    fn new(limits: Limits) -> Self {
        let gate = Gate::new(limits.runs_per_connection, limits.waiting_per_connection);
        Self { gate, prepared: Mutex::default() }
    }

    /// What is worked out of `connection`, for runs of `entry`.
    pub(crate) fn prepare(&self, connection: &Arc<Connection>, entry: &Arc<Entry>) -> Arc<Prepared> {
        let mut prepared = self.prepared.lock().unwrap_or_else(PoisonError::into_inner);
        match &*prepared {
            Some(prepared) if prepared.is_of(connection, entry) => Arc::clone(prepared),
            _ => Arc::clone(prepared.insert(Arc::new(Prepared::new(connection, entry)))),
        }
    }
}

impl Prepared {
    fn new(connection: &Arc<Connection>, entry: &Arc<Entry>) -> Self {
        Self {
            connection: Arc::downgrade(connection),
            entry: Arc::downgrade(entry),
            redactor: Redactor::new(connection.secrets.values()),
            settled: OnceLock::new(),
        }
    }

    /// A weak reference keeps the address from being used anew, so that comparing addresses is enough.
    fn is_of(&self, connection: &Arc<Connection>, entry: &Arc<Entry>) -> bool {
        self.connection.as_ptr() == Arc::as_ptr(connection) && self.entry.as_ptr() == Arc::as_ptr(entry)
    }
}
