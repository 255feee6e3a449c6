//! The lines that an integration logs in one run: masked, limited, kept for the journal and the report.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use serde_json::Value;
use tomada_core::{Clock, Level, Log};

use crate::Redactor;

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LogLine {
    /// When, in milliseconds since 1970-01-01 UTC.
    pub unix_ms: u64,
    /// `debug`, `info`, `warn` or `error`.
    pub level: &'static str,
    /// At most 4 KiB.
    pub message: String,
    /// Its fields as JSON text, empty for none, at most 4 KiB.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub fields: String,
}

/// The log of one run: at most [`RunLog::LINES_MAX`] lines; the last one kept says that there were more.
pub(crate) struct RunLog {
    clock: Arc<dyn Clock>,
    redactor: Redactor,
    lines: Mutex<Lines>,
}

#[derive(Default)]
struct Lines {
    kept: Vec<LogLine>,
    dropped: u64,
}

impl RunLog {
    pub(crate) const LINES_MAX: usize = 500;
    const TEXT_MAX_BYTES: usize = 4 << 10;

    pub(crate) fn new(clock: Arc<dyn Clock>, redactor: Redactor) -> Self {
        Self { clock, redactor, lines: Mutex::default() }
    }

    /// The lines so far, and how many more there were.
    pub(crate) fn take(&self) -> (Vec<LogLine>, u64) {
        let lines = std::mem::take(&mut *self.lock());
        (lines.kept, lines.dropped)
    }

    fn clean(&self, text: &str) -> String {
        // Masked before it is cut, so that no half of a secret is left at the edge.
        let masked = self.redactor.mask_str(text);
        masked[..masked.floor_char_boundary(Self::TEXT_MAX_BYTES)].to_owned()
    }

    fn lock(&self) -> MutexGuard<'_, Lines> {
        // A panic while pushing leaves a vector that is still whole.
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Log for RunLog {
    fn log(&self, level: Level, message: &str, fields: &Value) {
        let full = {
            let mut lines = self.lock();
            let full = lines.kept.len() >= Self::LINES_MAX;
            lines.dropped += u64::from(full);
            full
        };
        if full {
            return;
        }
        let fields = if fields.is_null() { String::new() } else { self.clean(&fields.to_string()) };
        let line = LogLine {
            unix_ms: crate::clock::unix_ms(&*self.clock),
            level: name(level),
            message: self.clean(message),
            fields,
        };
        self.lock().kept.push(line);
    }
}

fn name(level: Level) -> &'static str {
    match level {
        Level::Debug => "debug",
        Level::Info => "info",
        Level::Warn => "warn",
        Level::Error => "error",
    }
}
