//! A call as a command line: the reverse of reading one. Secrets are variables of the shell, never their values.

mod body;
mod quote;

use crate::call::Call;
use crate::secrets;
use crate::shell::Shell;

/// How a call is authenticated; the secret is none of a command's business.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthKind {
    /// Name and password in a variable `$PASSWORD`.
    Basic {
        /// The name.
        user: String,
    },
    /// The same, answered to a challenge.
    Digest {
        /// The name.
        user: String,
    },
    /// A token in `$TOKEN`.
    Bearer,
    /// A key in `$API_KEY`.
    ApiKey {
        /// The header field that carries it.
        header: String,
    },
    /// Signature version 4, with `$SECRET_KEY`.
    Sigv4 {
        /// Provider, region, service.
        scope: Vec<String>,
        /// The access key's identifier.
        access_key: String,
    },
}

/// A call as a command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The command.
    pub command: String,
    /// The variables of the shell that it needs, in the order in which they stand in it.
    pub variables: Vec<String>,
}

/// A word in pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Literal(Vec<u8>),
    Variable(String),
}

type Word = Vec<Piece>;

/// Writes `call` as a command line for `shell`: one flag a line, quoted as that shell needs it. For bash, any bytes can
/// be written. cmd.exe and PowerShell have no way to write bytes that are no text: U+FFFD stands for them there.
pub fn write(call: &Call, auth: Option<&AuthKind>, shell: Shell) -> Written {
    let mut command = Command { lines: Vec::new(), variables: Vec::new(), before: None };
    command.start(call);
    for (name, value) in &call.headers {
        command.header(name, value);
    }
    if let Some(auth) = auth {
        command.auth(auth);
    }
    command.body(call);
    command.limits(call);
    command.finish(shell)
}

struct Command {
    /// Flags and their values, each on its own line.
    lines: Vec<Vec<Word>>,
    variables: Vec<String>,
    /// What is piped into curl, encoded as base64.
    before: Option<String>,
}

fn literal(text: impl Into<Vec<u8>>) -> Word {
    vec![Piece::Literal(text.into())]
}

impl Command {
    fn flag(&mut self, flag: &str, value: Word) {
        self.lines.push(vec![literal(flag), value]);
    }

    fn switch(&mut self, flag: &str) {
        self.lines.push(vec![literal(flag)]);
    }

    /// curl, the method where curl would take another, and the address.
    fn start(&mut self, call: &Call) {
        let mut line = vec![literal("curl")];
        let implied = if body::is_sent(call) { "POST" } else { "GET" };
        if call.method == "HEAD" && !body::is_sent(call) {
            line.push(literal("--head"));
        } else if call.method != implied {
            line.extend([literal("-X"), literal(call.method.as_str())]);
        }
        let url = self.url(call);
        let is_glob = |piece: &Piece| matches!(piece, Piece::Literal(text) if text.iter().any(|byte| b"[]{}\\".contains(byte)));
        if url.iter().any(is_glob) {
            line.push(literal("--globoff"));
        }
        line.push(url);
        self.lines.push(line);
    }

    fn header(&mut self, name: &str, value: &str) {
        if secrets::in_header(name) && !value.is_empty() {
            let variable = self.variable(name);
            let start = Piece::Literal(format!("{name}: ").into_bytes());
            return self.flag("-H", vec![start, variable]);
        }
        let written = if value.is_empty() { format!("{name};") } else { format!("{name}: {value}") };
        self.flag("-H", literal(written));
    }

    fn auth(&mut self, auth: &AuthKind) {
        match auth {
            AuthKind::Basic { user } => self.user(user, "PASSWORD"),
            AuthKind::Digest { user } => {
                self.switch("--digest");
                self.user(user, "PASSWORD");
            }
            AuthKind::Bearer => {
                let token = self.variable("TOKEN");
                self.flag("-H", vec![Piece::Literal(b"Authorization: Bearer ".to_vec()), token]);
            }
            AuthKind::ApiKey { header } => {
                let key = self.variable("API_KEY");
                self.flag("-H", vec![Piece::Literal(format!("{header}: ").into_bytes()), key]);
            }
            AuthKind::Sigv4 { scope, access_key } => {
                self.flag("--aws-sigv4", literal(scope.join(":")));
                self.user(access_key, "SECRET_KEY");
            }
        }
    }

    fn user(&mut self, user: &str, secret: &str) {
        let secret = self.variable(secret);
        self.flag("-u", vec![Piece::Literal(format!("{user}:").into_bytes()), secret]);
    }

    /// A variable named after `wanted`, of its own.
    fn variable(&mut self, wanted: &str) -> Piece {
        let fits = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
        let mut name: String = wanted.chars().map(fits).collect();
        if name.starts_with(|c: char| c.is_ascii_digit()) {
            name.insert(0, '_');
        }
        let base = name.clone();
        let mut number = 1;
        while self.variables.contains(&name) {
            number += 1;
            name = format!("{base}_{number}");
        }
        self.variables.push(name.clone());
        Piece::Variable(name)
    }

    fn limits(&mut self, call: &Call) {
        if call.redirects > 0 {
            self.switch("--location");
            self.flag("--max-redirs", literal(call.redirects.to_string()));
        }
        if let Some(timeout_ms) = call.timeout_ms.filter(|timeout| *timeout > 0) {
            let (seconds, rest) = (timeout_ms / 1000, timeout_ms % 1000);
            let seconds = if rest == 0 { seconds.to_string() } else { format!("{seconds}.{rest:03}") };
            self.flag("--max-time", literal(seconds));
        }
        if call.retries > 0 {
            self.flag("--retry", literal(call.retries.to_string()));
        }
        if let Some(bytes) = call.body_max_bytes.filter(|bytes| *bytes > 0) {
            self.flag("--max-filesize", literal(bytes.to_string()));
        }
        if call.fail_on_status {
            self.switch("--fail");
        }
    }

    fn finish(self, shell: Shell) -> Written {
        let line = |words: &Vec<Word>| {
            words.iter().map(|word| quote::word(word, shell)).collect::<Vec<_>>().join(" ")
        };
        let lines = self.lines.iter().map(line).collect::<Vec<_>>();
        let command = lines.join(quote::line_break(shell));
        let command = match self.before {
            Some(encoded) => format!("base64 -d <<< '{encoded}' | {command}"),
            None => command,
        };
        Written { command, variables: self.variables }
    }
}
