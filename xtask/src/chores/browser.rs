//! `cargo xtask browser`: the stories of `tests/browser` alone, with the servers that they need.

use crate::browser;
use crate::command::{self, cargo};
use crate::problem::Problem;
use crate::{aimock, httpbin, npm, oauth, python};

pub(crate) fn run(wanted: &[&str]) -> Result<(), Problem> {
    let chromium = browser::chromium()
        .ok_or(Problem::Missing { what: "Chromium", hint: "on Debian: apt-get install chromium" })?;
    python::look_for_python().and_then(|()| npm::look_for_node())?;
    // As `cargo xtask test` builds it: another choice has other features, and builds all below it anew.
    command::run(cargo().args(["build", "--workspace", "--lib", "--bins", "--tests"]))?;
    let running = [
        ("TOMADA_HTTPBIN", httpbin::start()?),
        ("TOMADA_AIMOCK", aimock::start()?),
        ("TOMADA_OAUTH", oauth::start()?),
    ];
    browser::tell(&chromium, &running, wanted)
}
