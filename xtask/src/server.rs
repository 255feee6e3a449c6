//! A server that others wrote, for the tests: started on a free port of the loopback interface, stopped when dropped.
//!
//! The rule it protects: it ends when its standard input does, so it never outlives us, however we end.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::thread;

use crate::command;
use crate::folders;
use crate::problem::Problem;

/// A running server.
pub(crate) struct Server {
    name: &'static str,
    process: Child,
    url: String,
}

impl Server {
    /// Starts `command`, which says on its standard error where it listens, and waits for that. What else it says goes to
    /// the file `log`.
    pub(crate) fn start(name: &'static str, mut command: Command, log: &Path) -> Result<Self, Problem> {
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
        let line = command::shown(&command);
        println!("$ {line} &");
        let process = command.spawn().map_err(|source| Problem::Start { command: line, source })?;
        let mut server = Self { name, process, url: String::new() };
        let lines = server.process.stderr.take().map(BufReader::new);
        server.url = server.wait_until_it_listens(lines, log)?;
        println!("{name} listens at {}", server.url);
        Ok(server)
    }

    /// Where it answers, as `http://127.0.0.1:PORT`.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Reads up to the address; the rest goes to a file, so that the server is never kept waiting.
    fn wait_until_it_listens(
        &self,
        lines: Option<BufReader<ChildStderr>>,
        log: &Path,
    ) -> Result<String, Problem> {
        let mut said = String::new();
        let Some(mut lines) = lines else { return Err(Problem::Server { name: self.name, said }) };
        let reading = || Problem::io(format!("reading what {} says", self.name));
        while lines.read_line(&mut said).map_err(reading())? > 0 {
            if let Some(url) = address(&said) {
                let writing = Problem::io(format!("writing {}", folders::relative(log).display()));
                let mut log = File::create(log).map_err(writing)?;
                thread::spawn(move || io::copy(&mut lines, &mut log));
                return Ok(url);
            }
        }
        Err(Problem::Server { name: self.name, said })
    }
}

/// The address in `… Listening at: http://127.0.0.1:40051 (1819)`.
fn address(said: &str) -> Option<String> {
    let (_, rest) = said.split_once("Listening at: ")?;
    rest.split_whitespace().next().map(str::to_owned)
}

impl Drop for Server {
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
    fn the_address_is_read_from_what_a_server_says() {
        let said = "[INFO] Starting gunicorn 27.0.1\n[INFO] Listening at: http://127.0.0.1:40051 (1819)\n";
        assert_eq!(address(said).as_deref(), Some("http://127.0.0.1:40051"));
        assert_eq!(address("Listening at: http://127.0.0.1:7\n").as_deref(), Some("http://127.0.0.1:7"));
        assert_eq!(address("[INFO] Starting gunicorn 27.0.1\n"), None);
    }
}
