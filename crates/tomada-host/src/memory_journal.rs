//! A journal in memory: a bounded ring that counts what it had to let go. For a host without a store, and for tests.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tomada_core::BoxFuture;

use crate::{Journal, JournalError, RunRecord};

/// The last finished runs, as many as fit.
#[derive(Debug)]
pub struct MemoryJournal {
    records_max: usize,
    bytes_max: usize,
    ring: Mutex<Ring>,
}

#[derive(Debug, Default)]
struct Ring {
    records: VecDeque<RunRecord>,
    bytes: usize,
    dropped: u64,
}

impl Default for MemoryJournal {
    /// A journal of at most 1,000 runs and 64 MiB.
    fn default() -> Self {
        Self::new(1_000, 64 << 20)
    }
}

impl MemoryJournal {
    /// A journal of at most `records_max` runs whose texts take at most `bytes_max` bytes.
    pub fn new(records_max: usize, bytes_max: usize) -> Self {
        Self { records_max, bytes_max, ring: Mutex::default() }
    }

    /// What is kept, oldest first.
    pub fn records(&self) -> Vec<RunRecord> {
        self.lock().records.iter().cloned().collect()
    }

    /// How many runs were let go to make room.
    pub fn dropped(&self) -> u64 {
        self.lock().dropped
    }

    fn keep(&self, record: RunRecord) {
        let mut ring = self.lock();
        ring.bytes += size(&record);
        ring.records.push_back(record);
        while ring.records.len() > self.records_max || ring.bytes > self.bytes_max {
            let Some(oldest) = ring.records.pop_front() else { break };
            ring.bytes -= size(&oldest);
            ring.dropped += 1;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Ring> {
        // Nothing between two changes of the ring can panic but running out of memory, which ends the process.
        self.ring.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a record takes, in bytes, near enough to keep a bound.
fn size(record: &RunRecord) -> usize {
    let outcome = match &record.outcome {
        Ok(output) => output.as_bytes().len(),
        Err(failure) => failure.message().len() + failure.detail().map_or(0, str::len),
    };
    let exchanges = record.exchanges.iter().map(|exchange| {
        let answer = exchange.response.as_ref().map_or(0, |response| response.body.text.len());
        exchange.url.len() + exchange.request.body.text.len() + answer + 1_024
    });
    let log = record.log.iter().map(|line| line.message.len() + line.fields.len() + 64);
    record.input.as_bytes().len() + outcome + exchanges.sum::<usize>() + log.sum::<usize>() + 512
}

impl Journal for MemoryJournal {
    fn record(&self, record: RunRecord) -> BoxFuture<'_, Result<(), JournalError>> {
        self.keep(record);
        Box::pin(std::future::ready(Ok(())))
    }
}
