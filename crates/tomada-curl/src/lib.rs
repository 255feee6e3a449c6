//! cURL command lines, both ways: what one would send as fields with notes, and a request written as one.
//!
//! [`read`] does what a shell and curl would do with a command, and sends nothing: the shell's quoting (bash, cmd.exe,
//! PowerShell), then curl's flags, then the fields of a [`Call`]. [`write()`] is the reverse. The rule of the crate:
//! **nothing is lost in silence**. What a command says and the fields cannot hold is a [`Note`]; what cannot be read is
//! an [`Unreadable`] with its place; and a secret never stands in the fields: it is a [`Variable`] or part of the
//! [`Auth`] that a connection would hold.
//!
//! What curl does was read from its manual (curl.se/docs/manpage.html) and tried with curl 7.88 on loopback; the tests
//! try it again where a curl is installed. No I/O and no clock: text in, fields out, in time that grows with the text.
//!
//! Third-party types in the public signatures: `serde_json::Value`, a JSON body.
#![forbid(unsafe_code)]

mod auth;
mod body;
mod call;
mod coded;
mod fault;
mod flags;
mod form;
mod headers;
mod import;
mod json;
mod note;
mod options;
mod secrets;
mod shell;
mod url;
mod variable;
mod write;

pub use auth::{Auth, Credential};
pub use call::{Body, Call, Part};
pub use fault::{Reason, Unreadable};
pub use import::{COMMAND_MAX_BYTES, Import, Limits, read};
pub use note::{Note, Topic, Weight};
pub use shell::Shell;
pub use variable::{Hidden, Origin, Piece, Variable};
pub use write::{AuthKind, Written, write};
