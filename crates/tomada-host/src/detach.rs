//! A future that is finished even if whoever waits for it goes away.
//!
//! It runs within its caller, so that it costs no task of its own; only when it is dropped half-way does it become one.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::runtime::Handle;
use tomada_core::BoxFuture;

/// A future that goes on as a task when it is dropped. It must not be polled after its end.
pub(crate) struct Detach<T: Send + 'static> {
    /// Absent at the end.
    future: Option<BoxFuture<'static, T>>,
    /// Where it goes on, for it may be dropped outside of the runtime.
    runtime: Handle,
}

impl<T: Send + 'static> Detach<T> {
    /// Takes `future` over, within a tokio runtime.
    pub(crate) fn new(future: impl Future<Output = T> + Send + 'static) -> Self {
        Self { future: Some(Box::pin(future)), runtime: Handle::current() }
    }
}

impl<T: Send + 'static> Future for Detach<T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        let Some(future) = &mut self.future else { return Poll::Pending };
        let output = ready!(future.as_mut().poll(cx));
        self.future = None;
        Poll::Ready(output)
    }
}

impl<T: Send + 'static> Drop for Detach<T> {
    fn drop(&mut self) {
        if let Some(future) = self.future.take() {
            self.runtime.spawn(future);
        }
    }
}
