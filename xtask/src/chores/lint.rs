//! `cargo xtask lint`: everything that is judged without running the code. All parts run, whatever the first says.

use crate::command::{self, cargo};
use crate::parts::Parts;
use crate::problem::Problem;
use crate::tools::Tool;

const DENY: Tool = Tool { package: "cargo-deny", program: "cargo-deny", version: "0.20.2" };
const MACHETE: Tool = Tool { package: "cargo-machete", program: "cargo-machete", version: "0.9.2" };

pub(crate) fn run() -> Result<(), Problem> {
    let mut parts = Parts::default();
    parts.run("format", || command::run(cargo().args(["fmt", "--all", "--check"])));
    parts.run("clippy", clippy);
    parts.run("documentation", documentation);
    parts.run("dependencies", || {
        // Not `advisories`: they are fetched from the network, and what is true today need not be tomorrow.
        command::run(DENY.command()?.args(["--workspace", "check", "licenses", "bans", "sources"]))
    });
    parts.run("unused crates", || command::run(MACHETE.command()?.args(["--skip-target-dir", "."])));
    parts.finish()
}

fn clippy() -> Result<(), Problem> {
    command::run(cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

fn documentation() -> Result<(), Problem> {
    let mut doc = cargo();
    doc.args(["doc", "--workspace", "--no-deps", "--document-private-items"]);
    command::run(doc.env("RUSTDOCFLAGS", "-D warnings"))
}
