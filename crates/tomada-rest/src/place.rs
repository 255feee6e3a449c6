//! Where in the description something stands, as a JSON pointer (RFC 6901): every failure of this crate names one.

use tomada_core::{Failure, Kind};

/// A place in the description of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place(String);

impl Place {
    /// The field `name` at the top.
    pub(crate) fn top(name: &str) -> Self {
        Self(String::new()).child(name)
    }

    /// The member `name` below this place.
    pub(crate) fn child(&self, name: impl std::fmt::Display) -> Self {
        let name = name.to_string().replace('~', "~0").replace('/', "~1");
        Self(format!("{}/{name}", self.0))
    }

    /// The pointer.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// A failure of this place that the answer shows.
    pub(crate) fn rejected(&self, code: &'static str) -> Failure {
        Failure::coded(Kind::Rejected, code).with_argument("at", &self.0).with_at(&self.0)
    }

    /// A failure of this place, which the builder of the request corrects.
    pub(crate) fn failure(&self, code: &'static str) -> Failure {
        Failure::coded(Kind::InvalidInput, code).with_argument("at", &self.0).with_at(&self.0)
    }
}
