//! What an answer of 301, 302, 303, 307 or 308 means for the next hop.
//!
//! The rule it protects: nothing that was meant for one origin reaches another, and nothing encrypted goes on in the
//! clear. The new target is judged like any other, by the attempt.

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode, header};

use crate::fault::{Fault, Word};
use crate::headers;
use crate::policy::Target;

/// One request as it will be sent, but for the credential.
#[derive(Clone)]
pub(crate) struct Hop {
    pub(crate) method: Method,
    pub(crate) target: Target,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// Whether the credential is put in, if it is bound to this origin.
    pub(crate) authenticated: bool,
}

impl Hop {
    /// The hop that follows an answer, `None` if it is no redirect.
    pub(crate) fn next(&self, status: StatusCode, fields: &HeaderMap) -> Result<Option<Self>, Fault> {
        let becomes_get = match status.as_u16() {
            301..=303 => true,
            307 | 308 => false,
            _ => return Ok(None),
        };
        let Some(location) = fields.get(header::LOCATION) else { return Ok(None) };
        let location =
            std::str::from_utf8(location.as_bytes()).map_err(|error| blocked(error.to_string()))?;
        let target = self.target.join(location).map_err(|bad| blocked(bad.to_string()))?;
        if self.target.is_encrypted() && !target.is_encrypted() {
            return Err(blocked("it leads from https to http"));
        }
        let mut next = Self { target, ..self.clone() };
        if becomes_get {
            next.become_get();
        }
        if next.target.origin() != self.target.origin() {
            next.leave_origin()?;
        }
        Ok(Some(next))
    }

    fn become_get(&mut self) {
        if self.method != Method::HEAD {
            self.method = Method::GET;
        }
        self.body = Bytes::new();
        headers::drop_body(&mut self.headers);
    }

    fn leave_origin(&mut self) -> Result<(), Fault> {
        if self.method != Method::GET && self.method != Method::HEAD {
            return Err(blocked(format!("it would repeat a {} at another origin", self.method)));
        }
        self.body = Bytes::new();
        self.headers = headers::keep_harmless(&self.headers);
        // For good: the way back to the first origin does not bring it back.
        self.authenticated = false;
        Ok(())
    }
}

fn blocked(reason: impl std::fmt::Display) -> Fault {
    Fault::new(Word::Blocked, format!("the redirect is not followed: {reason}"))
}
