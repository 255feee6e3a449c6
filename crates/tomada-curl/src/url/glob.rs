//! Globs in an address: `{a,b}` and `[1-9:2]` stand for several, of which the first is taken (curl's manual, URL).

use super::wrong_url;
use crate::fault::Unreadable;
use crate::note::{Note, Topic};
use crate::shell::{Gathered, Word};

/// The first address that `word` stands for.
pub(super) fn first(word: &Word, gathered: &mut Gathered) -> Result<String, Unreadable> {
    let mut rest = word.coded.as_str();
    let mut url = String::with_capacity(rest.len());
    let mut several = false;
    while let Some(at) = rest.find(['\\', '{', '}', '[', ']']) {
        url.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(escaped) = rest.strip_prefix('\\') {
            let special = escaped.starts_with(['{', '}', '[', ']']);
            let taken = usize::from(special);
            url.push_str(if special { &escaped[..1] } else { "\\" });
            rest = &escaped[taken..];
            continue;
        }
        let close = if rest.starts_with('{') { '}' } else { ']' };
        let inside = if rest.starts_with(['{', '[']) { rest[1..].split_once(close) } else { None };
        let Some((inside, after)) = inside else { return Err(wrong_url(word.at, &rest[..1])) };
        if close == ']' && is_address(&url, inside) {
            url.push_str(&rest[..inside.len() + 2]);
        } else {
            url.push_str(first_of(inside, close).ok_or_else(|| wrong_url(word.at, &rest[..1]))?);
            several |= close == ']' || inside.contains(',');
        }
        rest = after;
    }
    url.push_str(rest);
    if several {
        gathered.note(Note::new(Topic::Glob, word.at));
    }
    Ok(url)
}

/// Brackets that are none of a glob: nothing in them, or the IPv6 address of a host.
fn is_address(before: &str, inside: &str) -> bool {
    let address = |c: char| c.is_ascii_hexdigit() || ":.%".contains(c);
    let in_host = before.is_empty() || before.ends_with(['/', '@']);
    inside.is_empty() || (in_host && inside.contains(':') && inside.chars().all(address))
}

fn first_of(inside: &str, close: char) -> Option<&str> {
    if close == '}' {
        inside.split(',').next().filter(|_| !inside.is_empty() && !inside.contains('{'))
    } else {
        let (first, last) = inside.split(':').next()?.split_once('-')?;
        let letters = |text: &str| text.len() == 1 && text.starts_with(|c: char| c.is_ascii_alphabetic());
        let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
        ((letters(first) && letters(last)) || (digits(first) && digits(last))).then_some(first)
    }
}
