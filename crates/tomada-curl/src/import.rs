//! A command line read: its fields, what they leave open, who calls, and what was noted.

use crate::auth::{self, Auth};
use crate::body;
use crate::call::Call;
use crate::coded;
use crate::fault::{Reason, Unreadable};
use crate::headers::{self, Headers};
use crate::note::{NOTES_MAX, Note, Topic};
use crate::options::{self, Options};
use crate::secrets;
use crate::shell::{self, Gathered, Shell, Word};
use crate::url;
use crate::variable::{self, Piece, Variable};

/// How long a command may be: 1 MiB.
pub const COMMAND_MAX_BYTES: usize = 1024 * 1024;

/// What the fields can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most redirects.
    pub redirects_max: u32,
    /// The most retries.
    pub retries_max: u32,
    /// The longest wait in milliseconds.
    pub timeout_max_ms: u64,
    /// The largest answer in bytes.
    pub body_max_bytes: u64,
}

impl Limits {
    /// Those of the Webhook card.
    pub const CARD: Self =
        Self { redirects_max: 3, retries_max: 5, timeout_max_ms: 300_000, body_max_bytes: 10 * 1024 * 1024 };
}

/// How many redirects curl follows unless it is told otherwise.
const REDIRECTS_OF_CURL: u32 = 50;

/// What a command line would send.
#[derive(Debug)]
pub struct Import {
    call: Call,
    /// What the fields leave open, in the order in which it was found.
    pub variables: Vec<Variable>,
    /// The name of the variable that the address begins with, as in `$BASE/path`: the fields have a relative url then.
    pub base_variable: Option<String>,
    /// Who calls.
    pub auth: Option<Auth>,
    /// What the fields cannot hold, or hold in another way, in the order of the command.
    pub notes: Vec<Note>,
}

impl Import {
    /// The fields, each text put together by `fill` from its pieces.
    pub fn call(&self, fill: &dyn Fn(&[Piece<'_>]) -> String) -> Call {
        self.call.map(&|coded| fill(&variable::pieces(coded, &self.variables)))
    }
}

/// Reads a command line as `shell` and curl would, within `limits`.
///
/// ```
/// use tomada_curl::{Limits, Piece, Shell, read};
///
/// let import = read("curl -u ana:secret https://api.example.com/items?page=2", Shell::Bash, &Limits::CARD)?;
/// let call = import.call(&|pieces| match pieces {
///     [Piece::Literal(text)] => text.clone(),
///     _ => String::new(),
/// });
/// assert_eq!(call.url, "https://api.example.com/items");
/// assert_eq!(call.query, [("page".to_owned(), "2".to_owned())]);
/// assert_eq!(import.auth.map(|auth| auth.kind()), Some("basic"));
/// # Ok::<(), tomada_curl::Unreadable>(())
/// ```
///
/// # Errors
/// [`Unreadable`], with the place, for a quote that is not closed, a flag that curl does not know or refuses, and an
/// address that cannot be called.
pub fn read(command: &str, shell: Shell, limits: &Limits) -> Result<Import, Unreadable> {
    if command.len() > COMMAND_MAX_BYTES {
        return Err(Unreadable::new(COMMAND_MAX_BYTES, Reason::TooLong { max: COMMAND_MAX_BYTES }));
    }
    let mut gathered = Gathered::default();
    let line = shell::line(command, shell, &mut gathered)?;
    let at = line.at;
    let mut options = options::read(line, &mut gathered)?;
    let method = method(&mut options)?;
    let mut address = url::address(&mut options, &mut gathered, at)?;
    secrets::hide_fields(&mut address.query, at, &mut gathered)?;
    if let Some((before, query)) = address.url.split_once('?') {
        let mut query = query.to_owned();
        secrets::hide_encoded(&mut query, at, &mut gathered)?;
        address.url = format!("{before}?{query}");
    }
    let mut headers = headers::headers(&mut options, &mut gathered);
    let body = body::body(&mut options, &mut headers, &mut gathered)?;
    let auth = auth::auth(&mut options, &mut headers, address.user.take(), &mut gathered);
    let headers = without_secrets(headers, &mut gathered)?;
    let call = Call { method, url: address.url, query: address.query, headers, body, ..Call::default() };
    let call = bounded(call, &options, limits, &mut gathered);
    let Gathered { variables, mut notes } = gathered;
    if notes.len() > NOTES_MAX {
        return Err(Unreadable::new(notes[NOTES_MAX].at, Reason::TooMany { max: NOTES_MAX }));
    }
    notes.sort_by_key(|note| note.at);
    Ok(Import { call, variables: variables.into_inner(), base_variable: address.base, auth, notes })
}

/// -X wins; otherwise what is sent decides.
fn method(options: &mut Options) -> Result<String, Unreadable> {
    if let Some(Word { coded, at, .. }) = options.method.take() {
        let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c) || coded::is_mark(c);
        if !coded.is_empty() && coded.chars().all(token) {
            return Ok(coded);
        }
        return Err(Unreadable::new(at, Reason::WrongValue { flag: "-X".to_owned(), accepted: "<method>" }));
    }
    let sends = (options.data.is_some() && !options.into_query) || options.first_part_at.is_some();
    let method = match () {
        () if options.head_at.is_some() => "HEAD",
        () if options.upload.is_some() => "PUT",
        () if sends => "POST",
        () => "GET",
    };
    Ok(method.to_owned())
}

fn without_secrets(headers: Headers, gathered: &mut Gathered) -> Result<Vec<(String, String)>, Unreadable> {
    let mut fields = Vec::new();
    for header in headers.0 {
        let Some(mut value) = header.value else { continue };
        if secrets::in_header(&header.name) {
            secrets::hide(&header.name, &mut value, header.at, gathered)?;
        }
        fields.push((header.name, value));
    }
    Ok(fields)
}

/// What is asked for, as far as the fields can hold it.
fn bounded(mut call: Call, options: &Options, limits: &Limits, gathered: &mut Gathered) -> Call {
    let mut note = |topic, at, asked: u64, max: u64| {
        if asked > max {
            gathered.note(Note::new(topic, at).with("asked", asked).with("max", max));
        }
    };
    if options.follows {
        let (asked, at) = options.redirects_max.unwrap_or((REDIRECTS_OF_CURL, 0));
        note(Topic::RedirectsFewer, at, asked.into(), limits.redirects_max.into());
        call.redirects = asked.min(limits.redirects_max);
    }
    if let Some((asked, at)) = options.timeout_ms {
        note(Topic::TimeoutShorter, at, asked, limits.timeout_max_ms);
        call.timeout_ms = Some(asked.min(limits.timeout_max_ms));
    }
    if let Some((asked, at)) = options.retries {
        note(Topic::RetriesFewer, at, asked.into(), limits.retries_max.into());
        call.retries = asked.min(limits.retries_max);
    }
    if let Some((asked, at)) = options.body_max_bytes.filter(|(asked, _)| *asked > 0) {
        note(Topic::AnswerSmaller, at, asked, limits.body_max_bytes);
        call.body_max_bytes = Some(asked.min(limits.body_max_bytes));
    }
    call.fail_on_status = options.fails_on_status;
    call
}
