//! What a text must be like: a pattern of the schema's own, or one of the formats that structured outputs know.

use std::net::{Ipv4Addr, Ipv6Addr};

use regex_lite::{Regex, RegexBuilder};

/// How large a compiled pattern may be: a short one can be huge, `(a{99}){99}` for one.
const PATTERN_MAX_BYTES: usize = 128 * 1024;

const DATE: &str = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])";
/// RFC 3339, section 5.6.
const TIME: &str = r"([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([zZ]|[+-]([01]\d|2[0-3]):[0-5]\d)";
/// RFC 3339, appendix A: the days of a duration, and its hours.
const DURATION_DATE: &str = r"\d+Y(\d+M(\d+D)?)?|\d+M(\d+D)?|\d+D";
const DURATION_TIME: &str = r"T(\d+H(\d+M(\d+S)?)?|\d+M(\d+S)?|\d+S)";
/// RFC 5321, section 4.1.2, but for quoted names, which nobody has.
const EMAIL: &str = r"[^\s@]{1,64}@[^\s@]{1,255}";
/// RFC 1123, section 2.1.
const HOST_NAME: &str =
    r"[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*";
const UUID: &str = r"[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}";

/// What a text must be like.
#[derive(Debug)]
pub(super) enum Test {
    Pattern(Regex),
    Ipv4,
    Ipv6,
}

impl Test {
    /// A pattern of the schema, which may fit anywhere in the text; `None` if it is none that can be judged: one that
    /// looks ahead or behind, say, which needs an engine that can be made to run for ever.
    pub(super) fn pattern(pattern: &str) -> Option<Self> {
        RegexBuilder::new(pattern).size_limit(PATTERN_MAX_BYTES).build().ok().map(Self::Pattern)
    }

    /// The format `name`, if it is known.
    pub(super) fn format(name: &str) -> Option<Self> {
        let whole = |pattern: &str| Self::pattern(&format!("^(?:{pattern})$"));
        match name {
            "date" => whole(DATE),
            "time" => whole(TIME),
            "date-time" => whole(&format!("{DATE}[tT]{TIME}")),
            "duration" => whole(&format!(r"P(\d+W|({DURATION_DATE})({DURATION_TIME})?|{DURATION_TIME})")),
            "email" => whole(EMAIL),
            "hostname" => whole(HOST_NAME),
            "uuid" => whole(UUID),
            "ipv4" => Some(Self::Ipv4),
            "ipv6" => Some(Self::Ipv6),
            _ => None,
        }
    }

    /// Whether `text` is like this.
    pub(super) fn holds(&self, text: &str) -> bool {
        match self {
            Self::Pattern(pattern) => pattern.is_match(text),
            Self::Ipv4 => text.parse::<Ipv4Addr>().is_ok(),
            Self::Ipv6 => text.parse::<Ipv6Addr>().is_ok(),
        }
    }
}
