//! A body line by line, as it arrives, with a limit to a line's length.
//!
//! Made for answers that are JSON lines; [`crate::sse`] stands on it. All state is in the reader, so a call of `next`
//! that is dropped half-way loses nothing.

use tomada_core::{Body, Failure, Kind};

/// The most bytes of a line unless the author says otherwise.
const LINE_MAX_BYTES: usize = 1024 * 1024;

/// The lines of a body. A line ends with LF, CR or CR LF, which is not part of it; the last may end with the body.
///
/// ```no_run
/// # use tomada_sdk::prelude::*;
/// # async fn read(response: Response) -> Result<(), Failure> {
/// let mut lines = tomada_sdk::Lines::new(response.body);
/// while let Some(line) = lines.next().await? {
///     // one JSON value, say
/// }
/// # Ok(()) }
/// ```
#[derive(Debug)]
pub struct Lines {
    body: Body,
    line_max_bytes: usize,
    buffer: Vec<u8>,
    /// Where the line begins that is given next.
    start: usize,
    /// How far it was searched for its end.
    searched: usize,
    /// The last line ended with CR, so an LF that follows belongs to it.
    after_cr: bool,
    ended: bool,
}

impl Lines {
    /// Reads the lines of `body`, each of at most 1 MiB.
    pub fn new(body: Body) -> Self {
        Self {
            body,
            line_max_bytes: LINE_MAX_BYTES,
            buffer: Vec::new(),
            start: 0,
            searched: 0,
            after_cr: false,
            ended: false,
        }
    }

    /// Sets the most bytes that a line may have.
    #[must_use]
    pub fn line_max_bytes(mut self, bytes: usize) -> Self {
        self.line_max_bytes = bytes;
        self
    }

    /// The next line; `None` at the end. What is not UTF-8 becomes U+FFFD.
    ///
    /// # Errors
    /// [`Kind::Rejected`] when a line is longer than its limit, and as `Body::chunk`.
    pub async fn next(&mut self) -> Result<Option<String>, Failure> {
        loop {
            if let Some(line) = self.take_line() {
                self.check(line.len())?;
                return Ok(Some(line));
            }
            self.check(self.buffer.len() - self.start)?;
            if self.ended {
                return Ok(self.take_rest());
            }
            match self.body.chunk().await? {
                Some(chunk) => self.append(&chunk),
                None => self.ended = true,
            }
        }
    }

    fn check(&self, bytes: usize) -> Result<(), Failure> {
        if bytes <= self.line_max_bytes {
            return Ok(());
        }
        Err(Failure::coded(Kind::Rejected, "answer-line-too-long")
            .with_argument("max_bytes", self.line_max_bytes))
    }

    /// Takes a chunk in, and lets go of the lines that were given.
    fn append(&mut self, chunk: &[u8]) {
        self.buffer.drain(..self.start);
        self.searched -= self.start;
        self.start = 0;
        self.buffer.extend_from_slice(chunk);
    }

    /// The next line, if its end is here.
    fn take_line(&mut self) -> Option<String> {
        if self.after_cr && self.start < self.buffer.len() {
            self.after_cr = false;
            if self.buffer[self.start] == b'\n' {
                self.start += 1;
                self.searched = self.start;
            }
        }
        let unsearched = &self.buffer[self.searched..];
        let Some(offset) = unsearched.iter().position(|byte| matches!(byte, b'\n' | b'\r')) else {
            self.searched = self.buffer.len();
            return None;
        };
        let end = self.searched + offset;
        self.after_cr = self.buffer[end] == b'\r';
        let line = String::from_utf8_lossy(&self.buffer[self.start..end]).into_owned();
        self.start = end + 1;
        self.searched = self.start;
        Some(line)
    }

    /// The last line, if the body did not end with a line's end.
    fn take_rest(&mut self) -> Option<String> {
        if self.start == self.buffer.len() {
            return None;
        }
        let line = String::from_utf8_lossy(&self.buffer[self.start..]).into_owned();
        self.start = self.buffer.len();
        self.searched = self.start;
        Some(line)
    }
}
