//! Counts what comes in on a connection, below everything that reads it.
//!
//! HTTP/1: each exchange has an allowance of bytes, of heads and of interim answers; the pool begins one before it
//! sends. HTTP/2: streams share the connection, and flow control bounds their bodies; what is counted is bytes that
//! bring no exchange any further. The rule it protects: no peer keeps a connection busy with what nobody reads.

#[cfg(test)]
mod tests;

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::limits::Limits;

/// Bytes of HTTP/2 that may come without bringing an answer's head or a piece of a body: what the window of a
/// connection holds while its reader is slow, and as much again.
const IDLE_MAX_BYTES: u64 = 2 * WINDOW_BYTES as u64;
/// The window of an HTTP/2 connection, in bytes.
pub(crate) const WINDOW_BYTES: u32 = 1024 * 1024;

/// What came in that should not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Excess {
    #[error("the heads of the answer have more than {0} bytes")]
    Head(usize),
    #[error("more than {0} interim answers came before the answer")]
    Interim(u32),
    #[error("more bytes came in than an answer of the allowed size can have")]
    Wire,
    #[error("more than {IDLE_MAX_BYTES} bytes came in that were no part of an answer")]
    Idle,
}

/// What the two ends of the count share.
#[derive(Debug, Default)]
pub(crate) struct Meter {
    /// The bytes that a new HTTP/1 exchange may bring; 0 once the reading end has taken notice.
    begun: AtomicU64,
    /// An HTTP/2 exchange got something.
    moved: AtomicBool,
}

impl Meter {
    /// A new exchange begins that may bring `bytes`. Only for connections that carry one at a time.
    pub(crate) fn begin(&self, bytes: u64) {
        self.begun.store(bytes.max(1), Ordering::Release);
    }

    /// Somebody got what they waited for.
    pub(crate) fn moved(&self) {
        self.moved.store(true, Ordering::Relaxed);
    }
}

/// A stream whose bytes are counted as they come in.
pub(crate) struct Metered<S> {
    stream: S,
    meter: Arc<Meter>,
    count: Count,
}

enum Count {
    One(One),
    Many { idle: u64 },
}

impl<S> Metered<S> {
    /// Counts for one HTTP/1 exchange at a time.
    pub(crate) fn one(stream: S, meter: Arc<Meter>, limits: &Limits) -> Self {
        Self { stream, meter, count: Count::One(One::new(limits)) }
    }

    /// Counts for HTTP/2.
    pub(crate) fn many(stream: S, meter: Arc<Meter>) -> Self {
        Self { stream, meter, count: Count::Many { idle: 0 } }
    }
}

impl Count {
    fn read(&mut self, bytes: &[u8], meter: &Meter) -> Result<(), Excess> {
        match self {
            Self::One(one) => {
                if meter.begun.load(Ordering::Acquire) > 0 {
                    one.begin(meter.begun.swap(0, Ordering::AcqRel));
                }
                one.read(bytes)
            }
            Self::Many { idle } => {
                if meter.moved.swap(false, Ordering::Relaxed) {
                    *idle = 0;
                }
                *idle += bytes.len() as u64;
                if *idle > IDLE_MAX_BYTES { Err(Excess::Idle) } else { Ok(()) }
            }
        }
    }
}

/// One HTTP/1 exchange.
struct One {
    head_max_bytes: usize,
    interim_max: u32,
    /// Bytes that may still come.
    left: u64,
    /// Bytes of heads that may still come.
    head_left: usize,
    /// Interim answers so far.
    interim: u32,
    /// How far the head has come; `None` once it has ended.
    head: Option<Head>,
}

/// A head on its way, as far as its end must be found.
#[derive(Default)]
struct Head {
    /// Bytes since the status line began, up to where its status stands.
    begun: u8,
    is_interim: bool,
    /// Bytes of the present line but its end.
    line: usize,
}

/// Where the first digit of the status stands: behind `HTTP/1.1 ` (RFC 9112, section 4).
const STATUS_AT: u8 = 10;

impl One {
    fn new(limits: &Limits) -> Self {
        Self {
            head_max_bytes: limits.head_max_bytes,
            interim_max: limits.interim_max,
            left: 0,
            head_left: limits.head_max_bytes,
            interim: 0,
            head: None,
        }
    }

    fn begin(&mut self, bytes: u64) {
        self.left = bytes;
        self.head_left = self.head_max_bytes;
        self.interim = 0;
        self.head = Some(Head::default());
    }

    fn read(&mut self, bytes: &[u8]) -> Result<(), Excess> {
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(Excess::Wire)?;
        for byte in bytes {
            let Some(head) = &mut self.head else { break };
            self.head_left = self.head_left.checked_sub(1).ok_or(Excess::Head(self.head_max_bytes))?;
            if !head.ends_with(*byte) {
                continue;
            }
            self.head = head.is_interim.then(Head::default);
            self.interim += u32::from(self.head.is_some());
            if self.interim > self.interim_max {
                return Err(Excess::Interim(self.interim_max));
            }
        }
        Ok(())
    }
}

impl Head {
    /// Takes one byte in, and says whether it is the last one of the head: the end of an empty line.
    fn ends_with(&mut self, byte: u8) -> bool {
        if self.begun == 0 && matches!(byte, b'\r' | b'\n') {
            // Empty lines before a status line are passed over.
            return false;
        }
        if self.begun < STATUS_AT {
            self.begun += 1;
            self.is_interim = self.begun == STATUS_AT && byte == b'1';
        }
        match byte {
            b'\n' if self.line == 0 => return true,
            b'\n' => self.line = 0,
            b'\r' => {}
            _ => self.line += 1,
        }
        false
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Metered<S> {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buf.filled().len();
        ready!(Pin::new(&mut this.stream).poll_read(cx, buf))?;
        let counted = this.count.read(&buf.filled()[before..], &this.meter);
        // HTTP/2 hands on the kind alone.
        Poll::Ready(counted.map_err(|excess| io::Error::new(io::ErrorKind::InvalidData, excess)))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Metered<S> {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().stream).poll_write(cx, buf)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().stream).poll_write_vectored(cx, bufs)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
