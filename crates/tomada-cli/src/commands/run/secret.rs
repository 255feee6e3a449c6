//! `--secret NAME=@FILE`, `--secret NAME=env:VARIABLE`. Never `--secret NAME=VALUE`: every program of this machine can
//! read the command lines of the others, and shells keep them.

use std::collections::BTreeMap;

use tomada_core::{Failure, Kind};
use tomada_host::Secret;

use super::input;
use crate::session::Trouble;

/// The secrets, by name.
pub(in crate::commands) fn read(arguments: &[String]) -> Result<BTreeMap<String, Secret>, Trouble> {
    let mut secrets = BTreeMap::new();
    for argument in arguments {
        let (name, source) = argument.split_once('=').ok_or_else(|| no_source("NAME"))?;
        let value = match (source.strip_prefix('@'), source.strip_prefix("env:")) {
            (Some(path), _) => from_file(path)?,
            (None, Some(variable)) => from_variable(variable)?,
            (None, None) => return Err(no_source(name)),
        };
        if secrets.insert(name.to_owned(), Secret::new(value)).is_some() {
            return Err(Trouble::Usage(twice("--secret", name)));
        }
    }
    Ok(secrets)
}

/// Something is given twice.
pub(super) fn twice(argument: &str, name: &str) -> Failure {
    let argument = format!("{argument} {name}");
    Failure::coded(Kind::InvalidInput, "cli-argument-twice").with_argument("argument", argument)
}

/// Without the value: it may be a secret that stands where none may.
fn no_source(name: &str) -> Trouble {
    Trouble::Usage(Failure::coded(Kind::InvalidInput, "cli-secret-in-the-open").with_argument("name", name))
}

/// A file's content without the line break that editors put at its end.
fn from_file(path: &str) -> Result<Vec<u8>, Trouble> {
    let mut value = input::read_file(path)?;
    if value.last() == Some(&b'\n') {
        value.pop();
    }
    if value.last() == Some(&b'\r') {
        value.pop();
    }
    Ok(value)
}

fn from_variable(variable: &str) -> Result<Vec<u8>, Trouble> {
    let value = std::env::var(variable).map_err(|error| {
        let failure = Failure::coded(Kind::InvalidInput, "cli-variable-not-readable");
        Trouble::Usage(failure.with_argument("variable", variable).with_detail(error.to_string()))
    })?;
    Ok(value.into_bytes())
}
