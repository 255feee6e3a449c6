//! One content coding, undone piece by piece with bounded memory. The sizes are the business of `body`.

use bytes::{Buf, Bytes};
use compression_codecs::core::util::{PartialBuffer, WriteBuffer};
use compression_codecs::zstd::params::DParameter;
use compression_codecs::{BrotliDecoder, DecodeV2, DeflateDecoder, GzipDecoder, ZlibDecoder, ZstdDecoder};
use http::{HeaderMap, header};

use crate::fault::{Fault, Word};

/// The most that one step gives.
const STEP_BYTES: usize = 32 * 1024;
/// How many streams may follow each other in one body: beginning one costs far more than the few bytes of an empty one.
const STREAMS_MAX: u32 = 1_024;
/// The largest window that a zstd stream may ask for: 8 MiB, as RFC 9659 has it.
const ZSTD_WINDOW_LOG: u32 = 23;

/// A content coding that can be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coding {
    Gzip,
    Deflate,
    Brotli,
    Zstd,
}

impl Coding {
    /// The one coding that `fields` name, `None` for none.
    pub(crate) fn of(fields: &HeaderMap) -> Result<Option<Self>, Fault> {
        let mut named = fields.get_all(header::CONTENT_ENCODING).iter();
        let Some(value) = named.next() else { return Ok(None) };
        let name = value.as_bytes().trim_ascii().to_ascii_lowercase();
        match (name.as_slice(), named.next()) {
            (b"" | b"identity", None) => Ok(None),
            (b"gzip" | b"x-gzip", None) => Ok(Some(Self::Gzip)),
            (b"deflate", None) => Ok(Some(Self::Deflate)),
            (b"br", None) => Ok(Some(Self::Brotli)),
            (b"zstd", None) => Ok(Some(Self::Zstd)),
            _ => {
                let reason =
                    format!("the content coding is {value:?}: one of gzip, deflate, br or zstd is undone");
                Err(Fault::new(Word::Protocol, reason))
            }
        }
    }
}

/// Undoes one coding.
pub(crate) struct Decoder {
    coding: Coding,
    codec: Option<Box<dyn DecodeV2 + Send>>,
    input: Bytes,
    scratch: Vec<u8>,
    /// Streams that were begun.
    streams: u32,
    /// The codec has seen the end of its stream.
    ended: bool,
    /// The codec may hold output that did not fit.
    full: bool,
}

impl Decoder {
    pub(crate) fn new(coding: Coding) -> Self {
        Self {
            coding,
            codec: None,
            input: Bytes::new(),
            scratch: Vec::new(),
            streams: 1,
            ended: false,
            full: false,
        }
    }

    /// Takes the next bytes in; the last ones must be used up.
    pub(crate) fn feed(&mut self, input: Bytes) {
        if self.codec.is_none() && !input.is_empty() {
            self.codec = Some(codec(self.coding, input[0]));
            self.scratch = vec![0; STEP_BYTES];
        }
        self.input = input;
    }

    /// The next decoded bytes; empty when more input is needed.
    pub(crate) fn step(&mut self) -> Result<Vec<u8>, Fault> {
        let Some(codec) = &mut self.codec else { return Ok(Vec::new()) };
        if self.input.is_empty() && !self.full {
            return Ok(Vec::new());
        }
        if self.ended {
            self.streams += 1;
            if self.streams > STREAMS_MAX {
                let reason = format!("the coded body has more than {STREAMS_MAX} streams");
                return Err(Fault::new(Word::TooLarge, reason));
            }
            begin_again(self.coding, codec.as_mut())?;
            self.ended = false;
        }
        let mut input = PartialBuffer::new(&*self.input);
        let mut output = WriteBuffer::new_initialized(&mut self.scratch);
        self.ended = codec.decode(&mut input, &mut output).map_err(|error| broken(&error))?;
        let (used, decoded) = (input.written_len(), output.written().to_vec());
        self.full = !self.ended && decoded.len() == STEP_BYTES;
        let stuck = used == 0 && decoded.is_empty() && !self.ended;
        self.input.advance(used);
        if stuck && !self.input.is_empty() {
            return Err(broken(&"it does not go on"));
        }
        Ok(decoded)
    }

    /// Whether there is something to decode without more input.
    pub(crate) fn has_work(&self) -> bool {
        !self.input.is_empty() || self.full
    }

    /// The end of the body: the stream must have ended, too. An empty body has no stream.
    pub(crate) fn finish(&self) -> Result<(), Fault> {
        if self.codec.is_none() || self.ended { Ok(()) } else { Err(broken(&"it is cut short")) }
    }
}

fn codec(coding: Coding, first: u8) -> Box<dyn DecodeV2 + Send> {
    match coding {
        Coding::Gzip => Box::new(GzipDecoder::new()),
        // Meant is zlib (RFC 9110, 8.4.1.2), whose first byte names method 8; many send bare deflate, where that byte
        // would begin a stored block whose padding is not zero, which no encoder writes.
        Coding::Deflate if first & 0x0f == 8 => Box::new(ZlibDecoder::new()),
        Coding::Deflate => Box::new(DeflateDecoder::new()),
        Coding::Brotli => Box::new(BrotliDecoder::new()),
        Coding::Zstd => {
            Box::new(ZstdDecoder::new_with_params(&[DParameter::window_log_max(ZSTD_WINDOW_LOG)]))
        }
    }
}

/// After the end of a stream: gzip and zstd may have another one behind it.
fn begin_again(coding: Coding, codec: &mut dyn DecodeV2) -> Result<(), Fault> {
    match coding {
        Coding::Gzip | Coding::Zstd => codec.reinit().map_err(|error| broken(&error)),
        Coding::Deflate | Coding::Brotli => Err(broken(&"something follows its end")),
    }
}

fn broken(reason: &dyn std::fmt::Display) -> Fault {
    Fault::new(Word::Protocol, format!("the coded body cannot be undone: {reason}"))
}
