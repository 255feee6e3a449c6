//! A host operation at work: a stream of byte items, whatever the capability.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use tomada_core::wire::{ResponseHead, to_json};
use tomada_core::{Body, BoxFuture, Failure, Response};

/// What a host operation is doing.
pub(super) enum Work {
    /// Waiting for the head of an answer.
    Http(BoxFuture<'static, Result<Response, Failure>>),
    /// Handing out the body of an answer.
    Body(Body),
    /// Waiting for the one item that there is.
    Once(BoxFuture<'static, Result<Vec<u8>, Failure>>),
    /// Nothing more comes.
    Ended,
}

impl Work {
    /// The next item, `None` at the end.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Vec<u8>, Failure>>> {
        let (next, answer) = match self {
            Self::Http(future) => match ready(future.as_mut(), cx) {
                None => return Poll::Pending,
                Some(Ok(response)) => {
                    let (head, body) = ResponseHead::split(response);
                    (Self::Body(body), Some(Ok(to_json(&head).into_bytes())))
                }
                Some(Err(failure)) => (Self::Ended, Some(Err(failure))),
            },
            Self::Body(body) => match body.poll_chunk(cx) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Some(Ok(chunk))) => return Poll::Ready(Some(Ok(chunk))),
                Poll::Ready(other) => (Self::Ended, other),
            },
            Self::Once(future) => match ready(future.as_mut(), cx) {
                None => return Poll::Pending,
                Some(answer) => (Self::Ended, Some(answer)),
            },
            Self::Ended => return Poll::Ready(None),
        };
        *self = next;
        Poll::Ready(answer)
    }
}

fn ready<T>(future: Pin<&mut (impl Future<Output = T> + ?Sized)>, cx: &mut Context<'_>) -> Option<T> {
    match future.poll(cx) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}
