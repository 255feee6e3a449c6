//! Header fields as curl sends them: those of -H, and those that other flags make.
//!
//! `Name: value` adds or replaces, `Name:` switches one of curl's own off, `Name;` sends an empty one (curl's manual,
//! --header). Egress frames the message itself, so the fields that do that are left to it.

use crate::coded;
use crate::note::{Note, Topic};
use crate::options::Options;
use crate::shell::{Gathered, Word};

/// Fields that frame the message (RFC 9112, RFC 9110).
const FRAMING: [&str; 7] =
    ["host", "content-length", "transfer-encoding", "connection", "te", "upgrade", "expect"];

/// One field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) name: String,
    /// Coded; `None` for one that is switched off.
    pub(crate) value: Option<String>,
    pub(crate) at: usize,
}

/// The fields of a request.
#[derive(Debug, Default)]
pub(crate) struct Headers(pub(crate) Vec<Header>);

impl Headers {
    /// Whether -H says anything of `name`.
    pub(crate) fn says(&self, name: &str) -> bool {
        self.0.iter().any(|header| header.name.eq_ignore_ascii_case(name))
    }

    /// The first value of `name`.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|header| header.name.eq_ignore_ascii_case(name))?;
        found.value.as_deref()
    }

    pub(crate) fn remove(&mut self, name: &str) {
        self.0.retain(|header| !header.name.eq_ignore_ascii_case(name));
    }

    /// Adds one that a flag makes, unless -H says something of it.
    fn make(&mut self, name: &'static str, value: &str, at: usize, gathered: &mut Gathered) {
        if !self.says(name) {
            self.0.extend(checked(name, Some(value.trim()), at, gathered));
        }
    }
}

/// All fields that `options` ask for.
pub(crate) fn headers(options: &mut Options, gathered: &mut Gathered) -> Headers {
    let mut headers = Headers::default();
    for word in std::mem::take(&mut options.headers) {
        headers.0.extend(header(&word, gathered));
    }
    if options.is_json {
        let at = options.data.as_ref().map_or(0, |(_, at)| *at);
        headers.make("Content-Type", "application/json", at, gathered);
        headers.make("Accept", "application/json", at, gathered);
    }
    if let Some(range) = options.range.take() {
        headers.make("Range", &format!("bytes={}", range.coded), range.at, gathered);
    }
    match options.agent.take() {
        Some(agent) if agent.coded.is_empty() && !headers.says("User-Agent") => {
            headers.0.extend(checked("User-Agent", None, agent.at, gathered));
        }
        Some(agent) => headers.make("User-Agent", &agent.coded, agent.at, gathered),
        None => {}
    }
    if let Some(referer) = options.referer.take() {
        let value = referer.coded.strip_suffix(";auto").unwrap_or(&referer.coded);
        if !value.is_empty() {
            headers.make("Referer", value, referer.at, gathered);
        }
    }
    let cookies = std::mem::take(&mut options.cookies);
    if let Some(first) = cookies.first() {
        let all = cookies.iter().map(|word| word.coded.as_str()).collect::<Vec<_>>();
        headers.make("Cookie", &all.join(";"), first.at, gathered);
    }
    headers
}

/// What one -H says, if it is to be kept.
fn header(word: &Word, gathered: &mut Gathered) -> Option<Header> {
    let text = word.coded.as_str();
    let (name, value) = match (text.split_once(':'), text.split_once(';')) {
        (Some((name, value)), _) => (name, Some(value.trim()).filter(|value| !value.is_empty())),
        (None, Some((name, rest))) if rest.trim().is_empty() => (name, Some("")),
        _ => {
            gathered.note(Note::new(Topic::HeaderIgnored, word.at).with("name", coded::shown(text)));
            return None;
        }
    };
    checked(name, value, word.at, gathered)
}

/// The field, if HTTP allows it and egress leaves it to others.
fn checked(name: &str, value: Option<&str>, at: usize, gathered: &mut Gathered) -> Option<Header> {
    let about = |topic| Note::new(topic, at).with("name", coded::shown(name));
    let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    let wrong = |value: &str| value.contains(|c: char| c.is_control() && c != '\t') || !coded::is_text(value);
    if name.is_empty() || !name.chars().all(token) || value.is_some_and(wrong) {
        gathered.note(about(Topic::HeaderWrong));
        return None;
    }
    if FRAMING.iter().any(|framing| name.eq_ignore_ascii_case(framing)) {
        gathered.note(about(Topic::HeaderFramed));
        return None;
    }
    if value.is_none() {
        gathered.note(about(Topic::HeaderRemoved));
    }
    Some(Header { name: name.to_owned(), value: value.map(str::to_owned), at })
}
