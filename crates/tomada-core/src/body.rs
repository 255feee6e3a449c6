//! A body that is pulled chunk by chunk, so that a slow reader slows its source.

use std::fmt;
use std::future::poll_fn;
use std::task::{Context, Poll};

use serde::de::DeserializeOwned;

use crate::{Failure, Kind};

/// Where the chunks of a [`Body`] come from.
pub trait Chunks: Send {
    /// The next chunk, `None` at the end. After the end or a failure it is not asked again.
    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Vec<u8>, Failure>>>;
}

/// The body of a response. Its size is limited by egress: of a body that is too large, as many bytes come as may, and then
/// it fails with code `egress-too-large`.
pub struct Body(Source);

enum Source {
    Whole(Option<Vec<u8>>),
    Chunks(Box<dyn Chunks>),
    Ended,
}

impl Body {
    /// A body that is here already.
    pub fn whole(bytes: impl Into<Vec<u8>>) -> Self {
        Self(Source::Whole(Some(bytes.into())))
    }

    /// A body that arrives.
    pub fn chunks(chunks: impl Chunks + 'static) -> Self {
        Self(Source::Chunks(Box::new(chunks)))
    }

    /// Polls for the next chunk; `None` at the end, and from then on.
    pub fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Vec<u8>, Failure>>> {
        let answer = match &mut self.0 {
            Source::Whole(bytes) => Poll::Ready(bytes.take().map(Ok)),
            Source::Chunks(chunks) => chunks.poll_chunk(cx),
            Source::Ended => Poll::Ready(None),
        };
        if matches!(answer, Poll::Ready(None | Some(Err(_)))) {
            self.0 = Source::Ended;
        }
        answer
    }

    /// The next chunk; `None` at the end.
    ///
    /// # Errors
    /// [`Kind::Unavailable`] when the connection broke or a limit of time or size was passed.
    pub async fn chunk(&mut self) -> Result<Option<Vec<u8>>, Failure> {
        poll_fn(|cx| self.poll_chunk(cx)).await.transpose()
    }

    /// Everything to the end.
    ///
    /// # Errors
    /// As [`Body::chunk`].
    pub async fn bytes(mut self) -> Result<Vec<u8>, Failure> {
        let mut whole = self.chunk().await?.unwrap_or_default();
        while let Some(chunk) = self.chunk().await? {
            whole.extend_from_slice(&chunk);
        }
        Ok(whole)
    }

    /// Everything to the end, as a `T`.
    ///
    /// # Errors
    /// As [`Body::chunk`], and [`Kind::Rejected`] when the service sent something else than the JSON of a `T`.
    pub async fn json<T: DeserializeOwned>(self) -> Result<T, Failure> {
        let bytes = self.bytes().await?;
        serde_json::from_slice(&bytes).map_err(|error| {
            Failure::coded(Kind::Rejected, "answer-not-as-expected").with_argument("reason", error)
        })
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Source::Whole(_) => "Body(whole)",
            Source::Chunks(_) => "Body(arriving)",
            Source::Ended => "Body(ended)",
        })
    }
}
