//! The body of an answer on its way to the action: pulled, limited, decoded, masked, recorded.
//!
//! The rule it protects: a body is whole or it fails, and it is never larger, slower or later than allowed. One that is too
//! large is handed out up to the limit before it fails, so that whoever wants to can keep that much.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::Body as _;
use tokio::time::{Instant, Sleep, sleep_until};
use tomada_core::{Chunks, Failure};
use tomada_host::RedactedStream;

use crate::capture::Recorder;
use crate::connection::{Arrived, Connection};
use crate::decode::Decoder;
use crate::fault::{Fault, Teller, Word};
use crate::limits::Limits;
use crate::pace::Pace;
use crate::pool::Pool;

/// Decoded bytes that are given before their ratio to the received ones is looked at.
const RATIO_FREE_BYTES: u64 = 64 * 1024;
/// Received bytes that are given beside twice the limit of the decoded ones.
const WIRE_FREE_BYTES: u64 = 128 * 1024;

/// Pieces that are given, however small; and how large the others must be on average, in bytes. Each costs two tasks a
/// turn, so a flood of tiny ones would cost far more than its bytes.
const PIECES_FREE: u64 = 4_096;
const PIECE_MIN_BYTES: u64 = 8;

/// A body that arrives.
pub(crate) struct Arriving {
    pub(crate) wire: Wire,
    pub(crate) decoder: Option<Decoder>,
    pub(crate) sizes: Sizes,
    pub(crate) mask: RedactedStream,
    pub(crate) recorder: Recorder,
    pub(crate) teller: Teller,
    /// Nothing more is taken from the wire.
    pub(crate) ended: bool,
    /// Why it fails in the end, though what came is handed out first.
    pub(crate) cut: Option<Fault>,
}

impl Chunks for Arriving {
    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Vec<u8>, Failure>>> {
        match ready!(self.poll_masked(cx)) {
            Ok(Some(chunk)) => Poll::Ready(Some(Ok(chunk))),
            Ok(None) => {
                self.recorder.finish();
                Poll::Ready(None)
            }
            Err(fault) => {
                let fault = self.sizes.too_large_anyway().unwrap_or(fault);
                self.recorder.fail(fault.word);
                Poll::Ready(Some(Err(self.teller.failure(&fault))))
            }
        }
    }
}

impl Arriving {
    /// Whether there is nothing to read.
    pub(crate) fn is_empty(&self) -> bool {
        self.wire.body.is_end_stream()
    }

    fn poll_masked(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Vec<u8>>, Fault>> {
        while !self.ended {
            let masked = if let Some(chunk) = ready!(self.poll_decoded(cx))? {
                self.mask.push(chunk)
            } else {
                self.ended = true;
                self.mask.finish()
            };
            if !masked.is_empty() {
                self.recorder.read(&masked);
                self.finish_early();
                return Poll::Ready(Ok(Some(masked)));
            }
        }
        Poll::Ready(self.cut.take().map_or(Ok(None), Err))
    }

    /// An action that has everything need not ask for the end.
    fn finish_early(&mut self) {
        let undecoded = self.decoder.is_some();
        if self.cut.is_some() {
            return;
        }
        if self.ended || !undecoded && self.wire.body.is_end_stream() && self.mask.is_settled() {
            self.recorder.finish();
        }
    }

    fn poll_decoded(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Vec<u8>>, Fault>> {
        if self.cut.is_some() {
            return Poll::Ready(Ok(None));
        }
        loop {
            if let Some(decoder) = self.decoder.as_mut().filter(|decoder| decoder.has_work()) {
                let chunk = decoder.step()?;
                if !chunk.is_empty() {
                    return Poll::Ready(self.admit(chunk).map(Some));
                }
                continue;
            }
            let Some(bytes) = ready!(self.wire.poll(cx))? else {
                self.decoder.as_ref().map_or(Ok(()), Decoder::finish)?;
                return Poll::Ready(Ok(None));
            };
            self.sizes.received(bytes.len())?;
            match &mut self.decoder {
                Some(decoder) => decoder.feed(bytes),
                None if bytes.is_empty() => {}
                None => return Poll::Ready(self.admit(bytes.into()).map(Some)),
            }
        }
    }

    /// As much of `chunk` as fits; what does not ends the body.
    fn admit(&mut self, mut chunk: Vec<u8>) -> Result<Vec<u8>, Fault> {
        self.recorder.decoded(chunk.len());
        let room = self.sizes.decoded(chunk.len())?;
        if chunk.len() > room {
            chunk.truncate(room);
            self.cut = Some(self.sizes.too_large());
        }
        Ok(chunk)
    }
}

/// How many bytes may be received for a body of `body_max` decoded ones.
pub(crate) fn wire_max(body_max: u64) -> u64 {
    body_max.saturating_mul(2).saturating_add(WIRE_FREE_BYTES)
}

/// What has come so far, and how much may.
pub(crate) struct Sizes {
    body_max: u64,
    ratio_max: u64,
    received: u64,
    pieces: u64,
    decoded: u64,
    /// The answer itself says that it is too large.
    pub(crate) declared_too_large: bool,
}

impl Sizes {
    /// Sizes of a body that may have `body_max` decoded bytes.
    pub(crate) fn new(body_max: u64, limits: &Limits) -> Self {
        Self {
            body_max,
            ratio_max: limits.ratio_max,
            received: 0,
            pieces: 0,
            decoded: 0,
            declared_too_large: false,
        }
    }

    fn too_large(&self) -> Fault {
        Fault::new(Word::TooLarge, format!("the body has more than {} bytes", self.body_max))
    }

    /// Why a body that failed otherwise would have failed in any case.
    fn too_large_anyway(&self) -> Option<Fault> {
        self.declared_too_large.then(|| self.too_large())
    }

    fn received(&mut self, bytes: usize) -> Result<(), Fault> {
        self.received += bytes as u64;
        self.pieces += 1;
        if self.pieces > PIECES_FREE + self.received / PIECE_MIN_BYTES {
            let reason = format!("{} bytes came in {} pieces", self.received, self.pieces);
            return Err(Fault::new(Word::Protocol, reason));
        }
        let most = wire_max(self.body_max);
        if self.received > most {
            return Err(Fault::new(Word::TooLarge, format!("more than {most} bytes came in")));
        }
        Ok(())
    }

    /// Counts decoded bytes, and answers how many more there may be, these among them.
    fn decoded(&mut self, bytes: usize) -> Result<usize, Fault> {
        let room = self.body_max.saturating_sub(self.decoded);
        self.decoded += bytes as u64;
        let most = self.received.saturating_mul(self.ratio_max).max(RATIO_FREE_BYTES);
        if self.decoded > most {
            let reason = format!("{} bytes became more than {most}", self.received);
            return Err(Fault::new(Word::TooLarge, reason));
        }
        Ok(usize::try_from(room).unwrap_or(usize::MAX))
    }
}

/// The connection that a body comes over. It goes back to its pool when the body is whole, and is closed otherwise.
pub(crate) struct Lease {
    connection: Connection,
    pool: Arc<Pool>,
}

impl Lease {
    pub(crate) fn new(connection: Connection, pool: Arc<Pool>) -> Self {
        Self { connection, pool }
    }

    fn end(self) {
        self.pool.give_back(self.connection);
    }
}

/// The received bytes, and the two clocks that watch over them.
pub(crate) struct Wire {
    body: Arrived,
    /// Until the body has come in whole.
    lease: Option<Lease>,
    deadline: Instant,
    pace: Option<Pace>,
    alarm: Option<Pin<Box<Sleep>>>,
}

impl Wire {
    /// A body that must have arrived by `deadline`, and must not be slower than `pace` allows.
    pub(crate) fn new(body: Arrived, lease: Lease, deadline: Instant, pace: Option<Pace>) -> Self {
        let mut wire = Self { body, lease: Some(lease), deadline, pace, alarm: None };
        wire.end_early();
        wire
    }

    /// Gives the connection back if the body is known to be whole.
    fn end_early(&mut self) {
        if self.body.is_end_stream() {
            self.end();
        }
    }

    fn end(&mut self) {
        if let Some(lease) = self.lease.take() {
            lease.end();
        }
    }

    /// How many bytes the body says it has.
    pub(crate) fn declared(&self) -> Option<u64> {
        self.body.size_hint().exact()
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Bytes>, Fault>> {
        loop {
            let frame = match Pin::new(&mut self.body).poll_frame(cx) {
                Poll::Ready(frame) => frame,
                Poll::Pending => return self.poll_alarm(cx).map(Err),
            };
            let Some(frame) = frame.transpose()? else {
                self.end();
                return Poll::Ready(Ok(None));
            };
            if let Some(lease) = &self.lease {
                lease.connection.meter.moved();
            }
            self.end_early();
            // Anything else is trailers, which no action reads.
            if let Ok(bytes) = frame.into_data() {
                if let Some(pace) = &mut self.pace {
                    pace.arrived(bytes.len() as u64, Instant::now());
                }
                return Poll::Ready(Ok(Some(bytes)));
            }
        }
    }

    /// Waits for the wire until one of the clocks has run out.
    fn poll_alarm(&mut self, cx: &mut Context<'_>) -> Poll<Fault> {
        loop {
            let now = Instant::now();
            let due = self.pace.as_mut().map_or(self.deadline, |pace| pace.wait(now).min(self.deadline));
            let alarm = self.alarm.get_or_insert_with(|| Box::pin(sleep_until(due)));
            if alarm.deadline() != due {
                alarm.as_mut().reset(due);
            }
            ready!(alarm.as_mut().poll(cx));
            let now = Instant::now();
            if now >= self.deadline {
                return Poll::Ready(Fault::new(Word::Timeout, "the body did not end in time"));
            }
            if self.pace.as_mut().is_some_and(|pace| pace.is_too_slow(now)) {
                return Poll::Ready(Fault::new(Word::Timeout, "the body came too slowly"));
            }
        }
    }
}
