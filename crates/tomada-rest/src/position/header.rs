//! A value in a header field: one line, so no CR, LF, NUL or other control character; a name is a token.

use tomada_core::Failure;

use crate::place::Place;

/// Refuses what is no token (RFC 9110, section 5.6.2), as names of fields and methods must be.
pub(crate) fn check_token(text: &str, at: &Place) -> Result<(), Failure> {
    let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    if !text.is_empty() && text.chars().all(is_token) {
        return Ok(());
    }
    Err(at.failure("header-not-token").with_argument("found", text.escape_debug()))
}

/// Refuses what would end the line or cannot stand in it; a tab may.
pub(crate) fn check_value(text: &str, at: &Place) -> Result<(), Failure> {
    match text.chars().find(|c| c.is_control() && *c != '\t') {
        Some(control) => Err(at.failure("header-control").with_argument("character", control.escape_debug())),
        None => Ok(()),
    }
}
