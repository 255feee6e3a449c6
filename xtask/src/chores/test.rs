//! `cargo xtask test`: every test there is. Rule: what a test needs and the machine lacks is said before anything is
//! built, with what to do about it.

use crate::command::{self, cargo};
use crate::parts::Parts;
use crate::problem::Problem;
use crate::server::Server;
use crate::{aimock, browser, httpbin, npm, oauth, postgres, python, schemathesis};

/// Whether the servers that others wrote are started for the tests that talk to them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Servers {
    Started,
    LeftOut,
}

pub(crate) fn run(servers: Servers) -> Result<(), Problem> {
    look_for_what_is_needed(servers)?;
    let mut parts = Parts::default();
    if parts.run("build", build).is_some() {
        let running = start(servers, &mut parts);
        parts.run("tests", || tests(&running));
        parts.run("crashes", || crashes(&running));
        stories(servers, &running, &mut parts);
        questions(servers, &mut parts);
        drop(running);
        parts.run("documented", || command::run(cargo().args(["test", "--workspace", "--doc"])));
        parts.run("wakers' model", model);
        if command::works("valgrind", &["--version"]) {
            parts.run("memory", memory);
        } else {
            parts.skip("memory", "valgrind is not installed; on Debian: apt-get install valgrind");
        }
    }
    parts.finish()
}

fn look_for_what_is_needed(servers: Servers) -> Result<(), Problem> {
    if !command::works("cc", &["--version"]) {
        return Err(Problem::Missing { what: "a C compiler, `cc`", hint: "on Debian: apt-get install gcc" });
    }
    match servers {
        Servers::Started => python::look_for_python().and_then(|()| npm::look_for_node()),
        Servers::LeftOut => Ok(()),
    }
}

/// Libraries and programs besides the tests: some tests load the plugins and start the command line.
fn build() -> Result<(), Problem> {
    command::run(cargo().args(["build", "--workspace", "--lib", "--bins", "--tests"]))
}

/// The servers, each with the variable that tells the tests where it is.
fn start(servers: Servers, parts: &mut Parts) -> Vec<(&'static str, Server)> {
    const NAME: &str = "servers";
    if servers == Servers::LeftOut {
        parts.skip(NAME, "--no-servers: the tests that need them say so and pass");
        return Vec::new();
    }
    let all = || {
        let httpbin = ("TOMADA_HTTPBIN", httpbin::start()?);
        Ok(vec![httpbin, ("TOMADA_AIMOCK", aimock::start()?), ("TOMADA_OAUTH", oauth::start()?)])
    };
    let mut running = parts.run(NAME, all).unwrap_or_default();
    match postgres::programs() {
        Some(programs) => {
            let started = parts.run(postgres::NAME, || postgres::start(&programs));
            running.extend(started.map(|server| ("TOMADA_POSTGRES", server)));
        }
        None => parts.skip(postgres::NAME, "it is not installed; on Debian: apt-get install postgresql"),
    }
    running
}

fn tests(running: &[(&'static str, Server)]) -> Result<(), Problem> {
    let mut test = cargo();
    test.args(["test", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"]);
    test.envs(running.iter().map(|(variable, server)| (variable, server.url())));
    command::run(&mut test)
}

/// The crash tests once more, with all their rounds: a host that journals under load is killed 300 times. For the whole
/// workspace, so that nothing is built again for the sake of other features.
fn crashes(running: &[(&'static str, Server)]) -> Result<(), Problem> {
    let mut test = cargo();
    test.args(["test", "--workspace", "--test", "it", "crashing::", "--", "--nocapture"]);
    test.env("TOMADA_CRASH_ROUNDS", "300");
    test.envs(running.iter().map(|(variable, server)| (variable, server.url())));
    command::run(&mut test)
}

/// The stories in a browser, which need the servers.
fn stories(servers: Servers, running: &[(&'static str, Server)], parts: &mut Parts) {
    match browser::chromium() {
        _ if servers == Servers::LeftOut => parts.skip(browser::NAME, "--no-servers: the stories need them"),
        Some(chromium) => drop(parts.run(browser::NAME, || browser::tell(&chromium, running, &[]))),
        None => parts.skip(browser::NAME, "it is not installed; on Debian: apt-get install chromium"),
    }
}

/// What the API's description allows and forbids, asked of the real server.
fn questions(servers: Servers, parts: &mut Parts) {
    match servers {
        Servers::Started => drop(parts.run(schemathesis::NAME, schemathesis::ask)),
        Servers::LeftOut => parts.skip(schemathesis::NAME, "--no-servers: who asks comes with them"),
    }
}

/// The wakers under loom, which tries every order of steps; it replaces the primitives below them, so it is a build of
/// its own.
fn model() -> Result<(), Problem> {
    let mut test = cargo();
    test.args(["test", "-p", "tomada-loader", "--lib", "--target-dir", "target/model", "wake::"]);
    command::run(test.env("RUSTFLAGS", "--cfg model"))
}

/// Both sides of the boundary, linked into one program, under a memory checker. The test with eight threads is left out:
/// valgrind runs one at a time, which takes long and proves no more.
fn memory() -> Result<(), Problem> {
    let runner =
        "target.'cfg(unix)'.runner = ['valgrind', '--quiet', '--error-exitcode=9', '--leak-check=no']";
    let mut test = cargo();
    test.args(["--config", runner, "test", "-p", "tomada-loader", "--test", "it"]);
    command::run(test.args(["--", "--test-threads=1", "--skip", "thousand"]))
}
