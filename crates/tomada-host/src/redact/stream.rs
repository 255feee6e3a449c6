//! Masking what arrives in pieces. Egress passes the body of an answer through it on the way to the action.
//!
//! The rule it protects: a secret is masked wherever the network cuts it. What may be the beginning of one waits for
//! the next piece, never more than the longest disguise.

use super::{MASK, Redactor};

/// A [`Redactor`] over a stream of pieces.
pub struct RedactedStream {
    redactor: Redactor,
    /// The end of the last piece: it may be the beginning of a secret.
    held: Vec<u8>,
    /// How many of the held bytes belong to a secret that began before them.
    known: usize,
}

impl RedactedStream {
    /// A stream from its beginning.
    pub fn new(redactor: Redactor) -> Self {
        Self { redactor, held: Vec::new(), known: 0 }
    }

    /// Takes the next piece in and gives what is settled, which may be nothing.
    pub fn push(&mut self, mut piece: Vec<u8>) -> Vec<u8> {
        if self.redactor.is_empty() {
            return piece;
        }
        if !self.held.is_empty() {
            let mut joined = std::mem::take(&mut self.held);
            joined.append(&mut piece);
            piece = joined;
        }
        let settled = piece.len() - self.redactor.undecided(&piece);
        self.release(piece, settled)
    }

    /// Whether nothing is held back.
    pub fn is_settled(&self) -> bool {
        self.held.is_empty()
    }

    /// Gives what was held back; the stream is over.
    pub fn finish(&mut self) -> Vec<u8> {
        let held = std::mem::take(&mut self.held);
        let settled = held.len();
        self.release(held, settled)
    }

    /// Masks the first `settled` bytes and holds the others.
    fn release(&mut self, mut bytes: Vec<u8>, settled: usize) -> Vec<u8> {
        let places = self.places(&bytes);
        let cut = places.iter().find(|(start, end)| *start < settled && settled < *end);
        self.known = cut.map_or(0, |(_, end)| end - settled);
        self.held = bytes.split_off(settled);
        let places = places.into_iter().take_while(|(start, _)| *start < settled).collect::<Vec<_>>();
        if places.is_empty() {
            return bytes;
        }
        let mut masked = Vec::with_capacity(bytes.len());
        let mut end_of_last = 0;
        for (start, end) in places {
            masked.extend_from_slice(&bytes[end_of_last..start]);
            masked.extend_from_slice(MASK.as_bytes());
            end_of_last = end.min(settled);
        }
        masked.extend_from_slice(&bytes[end_of_last..]);
        masked
    }

    fn places(&self, bytes: &[u8]) -> Vec<(usize, usize)> {
        let mut places = self.redactor.find(bytes);
        if self.known == 0 {
            return places;
        }
        places.retain(|(_, end)| *end > self.known);
        match places.first_mut() {
            Some(first) if first.0 <= self.known => first.0 = 0,
            _ => places.insert(0, (0, self.known)),
        }
        places
    }
}

impl Redactor {
    /// How many of the last bytes may be the beginning of a secret.
    fn undecided(&self, bytes: &[u8]) -> usize {
        let mut longest = 0;
        self.for_each_needle(|needle| longest = longest.max(beginning(needle.needle(), bytes)));
        longest
    }
}

/// The length of the longest end of `bytes` that `needle`, in lower case, begins with, less than all of it.
fn beginning(needle: &[u8], bytes: &[u8]) -> usize {
    let longest = bytes.len().min(needle.len().saturating_sub(1));
    let end = &bytes[bytes.len() - longest..];
    let begins = |at: &usize| end[*at..].eq_ignore_ascii_case(&needle[..longest - at]);
    let first = needle.first().copied().unwrap_or_default();
    memchr::memchr2_iter(first, first.to_ascii_uppercase(), end).find(begins).map_or(0, |at| longest - at)
}
