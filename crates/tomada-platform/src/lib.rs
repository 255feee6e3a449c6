//! The platform: what a project has besides runs. Connections, people and their tokens, the call log.
//!
//! [`Platform`] is the one door; the REST API, the menu and the command line all come in by it. Rule: who may do what is
//! decided here and nowhere else. A project's verbs hang on [`Entered`], which only [`Platform::enter`] gives.
#![forbid(unsafe_code)]

mod actor;
mod calls;
mod connections;
mod entered;
mod grants;
mod once;
mod page;
mod people;
mod platform;
mod rules;
mod runs;

pub use actor::{Actor, Role, Who};
pub use calls::{
    Call, CallExchange, CallFailure, CallFilter, CallLogLine, CallSummary, Difference, Heard, OverviewSlice,
    Replay, Tail, exchange_as_curl,
};
pub use connections::{
    Connected, ConnectionChange, ConnectionView, Health, HealthState, NewConnection, SecretView, Usage,
};
pub use entered::Entered;
pub use grants::{GrantAnswer, GrantBegun, GrantKeeper, GrantState, GrantView, LetIn};
pub use once::{Begun, Once, OnceKey};
pub use page::{Page, PageRequest};
pub use people::{AuditEntry, NewSession, PersonView, ProjectView, TokenView};
pub use platform::{Parts, Platform};
pub use rules::{CallLimits, NetworkRules, RetentionRules, Rules};
pub use runs::RunAsk;
