//! `tomada serve` as a process of its own, on data of its own: set up by its own commands, ended as an operator would.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use tempfile::TempDir;

use crate::catalog;

/// An installation in a folder, which goes away with it.
pub(crate) struct Installation {
    folder: TempDir,
}

impl Installation {
    /// One that knows `hello` and `others`, and may call the service at `port` of this machine.
    pub(crate) fn new(others: usize, port: u16) -> Self {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
        catalog::write(folder.path(), others);
        let config = format!(
            "listen = \"127.0.0.1:0\"\ndata = \"{}\"\n[retention]\nok_days = 3650\nfailed_days = 3650\n\
            [egress]\nallow = [\"127.0.0.1/32:{port}\"]\n[log]\nlevel = \"error\"\n",
            folder.path().join("data").display(),
        );
        std::fs::write(folder.path().join("tomada.toml"), config).expect("a file");
        let installation = Self { folder };
        installation.tell(&["lock"]);
        installation
    }

    /// Where its data is.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Runs one command, and gives what it answers. Most want a server that runs, or has run.
    pub(crate) fn tell(&self, arguments: &[&str]) -> Value {
        let output = tomada(self.folder.path()).args(arguments).output().expect("it starts");
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{arguments:?}: {said}");
        serde_json::from_str(&said).expect("JSON")
    }

    /// A token of the project `main` that may run actions.
    pub(crate) fn token(&self) -> String {
        let made = self.tell(&["tokens", "--create", "bench", "--role", "editor"]);
        made["secret"].as_str().expect("it is shown once").to_owned()
    }

    /// Starts the server, and waits until it lets people in.
    pub(crate) fn serve(&self) -> Served {
        let mut command = tomada(self.folder.path());
        let mut process = command.arg("serve").stdout(Stdio::piped()).spawn().expect("it starts");
        let mut line = String::new();
        let mut stdout = BufReader::new(process.stdout.take().expect("piped"));
        stdout.read_line(&mut line).expect("it says where it listens");
        let said: Value = serde_json::from_str(&line).expect("JSON");
        Served { process, url: said["url"].as_str().expect("its address").to_owned() }
    }
}

fn tomada(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tomada"));
    command.arg("--catalog").arg(folder.join("catalog.toml")).arg("--json");
    command.env("TOMADA_CONFIG", folder.join("tomada.toml"));
    command
}

/// A running server.
pub(crate) struct Served {
    process: Child,
    url: String,
}

impl Served {
    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    /// The address of `path` below its project `main`.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}/v1/projects/main/{path}", self.url)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = kill_process(Pid::from_child(&self.process), Signal::TERM);
        let _ = self.process.wait();
    }
}
