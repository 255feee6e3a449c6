//! `cargo xtask try`: a first look. Real actions of real plugins, against a small local service, each exchange shown.
//!
//! Every command is printed as it is run, so that a newcomer can repeat it. It ends by itself and leaves nothing
//! running.

use std::fs;
use std::net::SocketAddr;
use std::process::Command;

use super::build::{self, tomada};
use crate::command::{self, Style, style};
use crate::folders;
use crate::problem::Problem;
use crate::service::{self, Service};

/// The exit code of a run that policy refused.
const FORBIDDEN: i32 = 12;

pub(crate) fn run() -> Result<(), Problem> {
    say("Build everything, and pin what was built in catalog.lock");
    build::run()?;

    say("Start a small service to talk to");
    let service = start()?;
    println!("$ cargo xtask serve {} &", service.address());
    print!("{}", Service::ROUTES);

    say("What does the catalog offer?");
    command::run(tomada().arg("list"))?;
    say("An action that needs nothing but its input");
    command::run(action("hello", "greet", r#"{"name": "Ada"}"#).arg("--verbose"))?;
    say("The webhook card looks up an order");
    command::run(&mut order(service.address(), Door::Open))?;
    say("The same without `--allow`: this machine's own addresses are closed, so it is refused");
    refused(&mut order(service.address(), Door::Closed))?;
    say("An action that gives its results one by one");
    command::run(&mut action("hello", "count", r#"{"to": 5}"#))?;
    say("A chat, word by word. The key is read from a file, put in on the way out, and never shown");
    command::run(&mut chat(service.address())?)?;

    say("That is all. The service has stopped; README.md says where to go from here");
    Ok(())
}

/// At the usual address, so that the printed commands can be repeated as they are; at another if that is taken.
fn start() -> Result<Service, Problem> {
    Service::start(service::ADDRESS).or_else(|_| Service::start("127.0.0.1:0"))
}

/// Whether egress may reach the local service.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Door {
    Open,
    Closed,
}

fn order(service: SocketAddr, door: Door) -> Command {
    let url = format!("http://{service}/orders/{{{{ context.order }}}}");
    let input = format!(r#"{{"url": "{url}", "context": {{"order": "1042"}}}}"#);
    let mut command = action("webhook", "call", &input);
    if door == Door::Open {
        allow(&mut command, service);
    }
    command
}

fn chat(service: SocketAddr) -> Result<Command, Problem> {
    let folder = folders::target().join("try");
    fs::create_dir_all(&folder).map_err(Problem::io("making the folder target/try"))?;
    fs::write(folder.join("key"), "a-key-that-this-service-takes")
        .map_err(Problem::io("writing target/try/key"))?;
    let input = r#"{"model": "tomada-parrot", "prompt": "Good morning!", "stream": true}"#;
    let mut command = action("chatgpt", "chat", input);
    command.args(["--setting", &format!("base_url=http://{service}/v1")]);
    command.args(["--secret", "token=@target/try/key"]);
    allow(&mut command, service);
    Ok(command)
}

fn action(integration: &str, action: &str, input: &str) -> Command {
    let mut command = tomada();
    command.args(["run", integration, action, "--input", input]);
    command
}

fn allow(command: &mut Command, service: SocketAddr) {
    command.args(["--allow", &format!("{}/32:{}", service.ip(), service.port())]);
}

/// Runs a command that must be refused by policy.
fn refused(command: &mut Command) -> Result<(), Problem> {
    match command::run(command) {
        Err(Problem::Ended { status, .. }) if status.code() == Some(FORBIDDEN) => Ok(()),
        Err(other) => Err(other),
        Ok(()) => Err(Problem::NotRefused(command::shown(command))),
    }
}

fn say(text: &str) {
    println!("\n{}", style(Style::Heading, &format!("# {text}")));
}
