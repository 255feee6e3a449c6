//! httpbin, a server that others wrote, for the tests: installed from PyPI in a virtual environment of its own,
//! started on a free port of the loopback interface, stopped when dropped.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::thread;

use crate::command;
use crate::folders;
use crate::problem::Problem;

/// Exactly these: the tests know what this httpbin answers.
const PACKAGES: [&str; 2] = ["httpbin==0.10.4", "gunicorn==27.0.1"];

const NAME: &str = "httpbin";

/// A running httpbin.
pub(crate) struct Httpbin {
    process: Child,
    url: String,
}

/// What the virtual environment needs and a Rust machine may lack.
pub(crate) fn look_for_python() -> Result<(), Problem> {
    if command::works("python3", &["-c", "import venv, ensurepip"]) {
        return Ok(());
    }
    Err(Problem::Missing {
        what: "Python 3 with its module `venv`",
        hint: "on Debian: apt-get install python3-venv; or leave these tests out: cargo xtask test --no-servers",
    })
}

/// Makes the virtual environment, unless it is there already with just these packages.
pub(crate) fn install() -> Result<(), Problem> {
    let venv = folders::target().join("venv");
    let stamp = venv.join("packages");
    let packages = PACKAGES.join("\n");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == packages) {
        return Ok(());
    }
    command::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&venv))?;
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    command::run(Command::new(venv.join("bin/python")).args(pip).args(PACKAGES))?;
    fs::write(&stamp, packages).map_err(Problem::io("writing target/venv/packages"))
}

impl Httpbin {
    /// Starts the server and waits until it listens.
    pub(crate) fn start() -> Result<Self, Problem> {
        let mut command = Command::new(folders::target().join("venv/bin/python"));
        command.arg(folders::root().join("xtask/serve_httpbin.py"));
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
        let line = command::shown(&command);
        println!("$ {line} &");
        let process = command.spawn().map_err(|source| Problem::Start { command: line, source })?;
        let mut server = Self { process, url: String::new() };
        let lines = server.process.stderr.take().map(BufReader::new);
        server.url = wait_until_it_listens(lines)?;
        println!("httpbin listens at {}", server.url);
        Ok(server)
    }

    /// Where it answers, as `http://127.0.0.1:PORT`.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

/// Reads what gunicorn says of its address; the rest goes to a file, so that it is never kept waiting.
fn wait_until_it_listens(lines: Option<BufReader<ChildStderr>>) -> Result<String, Problem> {
    let mut said = String::new();
    let Some(mut lines) = lines else { return Err(Problem::Server { name: NAME, said }) };
    let reading = || Problem::io("reading what httpbin says");
    while lines.read_line(&mut said).map_err(reading())? > 0 {
        if let Some(url) = address(&said) {
            let log = folders::target().join("venv/httpbin.log");
            let mut log = File::create(log).map_err(Problem::io("writing target/venv/httpbin.log"))?;
            thread::spawn(move || io::copy(&mut lines, &mut log));
            return Ok(url);
        }
    }
    Err(Problem::Server { name: NAME, said })
}

/// The address in `… Listening at: http://127.0.0.1:40051 (1819)`.
fn address(said: &str) -> Option<String> {
    let (_, rest) = said.split_once("Listening at: ")?;
    rest.split_whitespace().next().map(str::to_owned)
}

impl Drop for Httpbin {
    /// Ends the server's standard input, upon which it stops, and waits for it.
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        // Nothing is left to do about a process that cannot be waited for.
        let _ = self.process.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn the_address_is_read_from_what_gunicorn_says() {
        let said = "[INFO] Starting gunicorn 27.0.1\n[INFO] Listening at: http://127.0.0.1:40051 (1819)\n";
        assert_eq!(address(said).as_deref(), Some("http://127.0.0.1:40051"));
        assert_eq!(address("[INFO] Starting gunicorn 27.0.1\n"), None);
    }
}
