//! `--input JSON`, `--input @FILE`, `--input -`.

use std::io::Read;

use tomada_core::{Failure, Json, Kind};
use tomada_host::RunRequest;

use crate::session::Trouble;

/// The input; `{}` if there is none.
pub(super) fn read(argument: Option<&str>) -> Result<Json, Trouble> {
    let (bytes, from) = match argument {
        None => return Ok(Json::empty_object()),
        Some("-") => (read_limited(std::io::stdin().lock(), "-")?, "-"),
        Some(argument) => match argument.strip_prefix('@') {
            Some(path) => (read_file(path)?, path),
            None => (argument.as_bytes().to_vec(), "--input"),
        },
    };
    let not_json = |error| {
        Failure::coded(Kind::InvalidInput, "cli-input-not-json")
            .with_argument("from", from)
            .with_argument("reason", error)
    };
    Ok(Json::parse(bytes).map_err(not_json)?)
}

/// A file's bytes, at most as many as an input may have.
pub(super) fn read_file(path: &str) -> Result<Vec<u8>, Trouble> {
    let file = std::fs::File::open(path).map_err(|error| not_readable(path, &error))?;
    read_limited(file, path)
}

fn read_limited(source: impl Read, path: &str) -> Result<Vec<u8>, Trouble> {
    // One byte more than allowed, so that the host sees that it is too much and says so.
    let limit = RunRequest::INPUT_MAX_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    source.take(limit).read_to_end(&mut bytes).map_err(|error| not_readable(path, &error))?;
    Ok(bytes)
}

fn not_readable(path: &str, error: &std::io::Error) -> Trouble {
    let failure = Failure::coded(Kind::InvalidInput, "cli-file-not-readable");
    Trouble::Usage(failure.with_argument("path", path).with_argument("reason", error))
}
