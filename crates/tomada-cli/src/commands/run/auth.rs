//! `--auth JSON`, `--auth @FILE`: how calls are authenticated, where the integration leaves that to the connection.

use tomada_core::{Auth, Failure, Kind};

use super::input;
use crate::session::Trouble;

/// The authentication, without its secrets.
pub(in crate::commands) fn read(argument: Option<&str>) -> Result<Option<Auth>, Trouble> {
    let Some(argument) = argument else { return Ok(None) };
    let bytes = match argument.strip_prefix('@') {
        Some(path) => input::read_file(path)?,
        None => argument.as_bytes().to_vec(),
    };
    let auth = serde_json::from_slice(&bytes).map_err(|error| {
        let failure = Failure::coded(Kind::InvalidInput, "cli-auth-not-readable");
        Trouble::Usage(failure.with_argument("reason", error))
    })?;
    Ok(Some(auth))
}
