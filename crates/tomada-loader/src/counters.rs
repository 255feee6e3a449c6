//! What is open and what went wrong at one plugin, as numbers for health pages and tests.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

macro_rules! counters {
    ($($(#[doc = $doc:literal])+ $name:ident,)+) => {
        /// The running counters of one plugin.
        #[derive(Debug, Default)]
        pub(crate) struct Counters { $($(#[doc = $doc])+ pub(crate) $name: Counter,)+ }

        /// The counters of one plugin at one moment.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct Counts { $($(#[doc = $doc])+ pub $name: u64,)+ }

        impl Counters {
            pub(crate) fn snapshot(&self) -> Counts {
                Counts { $($name: self.$name.get(),)+ }
            }
        }
    };
}

counters! {
    /// Calls that are open.
    calls_open,
    /// Operations and streams of the plugin that are open.
    operations_open,
    /// Host operations (HTTP, waits and so on) that are open.
    host_operations_open,
    /// Instances that are alive.
    instances_open,
    /// Panics inside the plugin that were contained.
    panics,
    /// Panics inside the host, on the plugin's stack, that were contained.
    host_panics,
    /// Rules of the boundary that the plugin broke.
    protocol_errors,
    /// Handles that named nothing.
    stale_handles,
    /// Operations that were pending without any way of being woken.
    never_wakes,
    /// Operations that woke themselves over and over.
    storms,
    /// Entries that took longer than their budget.
    strikes,
    /// Entries that did not come back for a second and more.
    stuck,
    /// Log lines that were dropped.
    log_lines_dropped,
}

/// One number.
#[derive(Debug, Default)]
pub(crate) struct Counter(AtomicU64);

impl Counter {
    pub(crate) fn add(&self) {
        self.0.fetch_add(1, Relaxed);
    }

    pub(crate) fn sub(&self) {
        self.0.fetch_sub(1, Relaxed);
    }

    pub(crate) fn get(&self) -> u64 {
        self.0.load(Relaxed)
    }
}
