//! What each flag changes.

use super::{Reader, Written};
use crate::coded;
use crate::fault::{Reason, Unreadable};
use crate::flags::Flag;
use crate::note::{Note, Topic};
use crate::shell::Word;

impl Reader<'_> {
    /// A flag without a value.
    pub(super) fn switch(&mut self, flag: Flag, on: bool, written: &Written) {
        let options = &mut self.options;
        match flag {
            Flag::Get => options.into_query = on,
            Flag::Head => options.head_at = on.then_some(written.at),
            Flag::Location => options.follows = on,
            Flag::LocationTrusted => {
                options.follows = on;
                if on {
                    self.gathered.note(Note::flag(Topic::RedirectRule, written.at, &written.flag));
                }
            }
            Flag::Fail => options.fails_on_status = on,
            Flag::Globoff => options.no_globs = on,
            Flag::Compressed if on => {
                self.gathered.note(Note::flag(Topic::Compressed, written.at, &written.flag));
            }
            Flag::Basic | Flag::Digest | Flag::Ntlm | Flag::Negotiate | Flag::Anyauth => {
                options.schemes.retain(|scheme| *scheme != flag);
                if on {
                    options.schemes.push(flag);
                }
            }
            _ => {}
        }
    }

    /// A flag with a value.
    pub(super) fn value(&mut self, flag: Flag, word: Word, written: &Written) -> Result<(), Unreadable> {
        match flag {
            Flag::Request => self.options.method = Some(word),
            Flag::Url => self.options.urls.push(word),
            Flag::Header => self.header(word, written)?,
            Flag::Cookie => self.cookie(word, written)?,
            Flag::UserAgent => self.options.agent = Some(word),
            Flag::Referer => self.options.referer = Some(word),
            Flag::Range => self.options.range = Some(word),
            Flag::User => self.options.user = Some(word),
            Flag::Bearer => {
                self.options.bearer = Some(word);
                self.options.schemes.retain(|scheme| *scheme != Flag::Bearer);
                self.options.schemes.push(Flag::Bearer);
            }
            Flag::Sigv4 => self.options.sigv4 = Some(word),
            Flag::ProtoDefault => self.options.scheme = Some(word.coded.to_ascii_lowercase()),
            Flag::Form | Flag::FormString => self.form(flag, &word, written)?,
            Flag::UploadFile => {
                let content = self.file(&word.coded, &word, written)?;
                self.options.upload = Some((content, written.at));
            }
            Flag::Data | Flag::DataBinary | Flag::DataRaw | Flag::DataUrlencode | Flag::Json => {
                self.data(flag, &word, written)?;
            }
            Flag::UrlQuery => {
                let added = match word.coded.strip_prefix('+') {
                    Some(as_it_is) => as_it_is.to_owned(),
                    None => self.urlencoded(&word, written)?,
                };
                super::content::join(&mut self.options.query, &added);
            }
            _ => self.number(flag, &word, written)?,
        }
        Ok(())
    }

    fn number(&mut self, flag: Flag, word: &Word, written: &Written) -> Result<(), Unreadable> {
        if coded::has_marks(&word.coded) {
            return Ok(());
        }
        let wrong = |accepted| wrong(written, accepted);
        let text = word.coded.trim();
        let whole = || text.parse::<i64>().map_err(|_| wrong("<num>"));
        match flag {
            Flag::MaxTime => {
                let seconds = text.parse::<f64>().ok().filter(|it| it.is_finite() && *it >= 0.0);
                let seconds = seconds.ok_or_else(|| wrong("<seconds>"))?;
                self.options.timeout_ms = milliseconds(seconds).map(|timeout| (timeout, written.at));
            }
            // A negative number is no limit.
            Flag::MaxRedirs => {
                let number = u32::try_from(whole()?).unwrap_or(u32::MAX);
                self.options.redirects_max = Some((number, written.at));
            }
            Flag::Retry => {
                let number = u32::try_from(whole()?).map_err(|_| wrong("<num>"))?;
                self.options.retries = Some((number, written.at));
            }
            Flag::MaxFilesize => {
                let bytes = bytes(text).ok_or_else(|| wrong("<bytes>"))?;
                self.options.body_max_bytes = Some((bytes, written.at));
            }
            _ => {}
        }
        Ok(())
    }

    fn header(&mut self, word: Word, written: &Written) -> Result<(), Unreadable> {
        match word.coded.strip_prefix('@') {
            // Lines of a file: there is no saying which headers they are.
            Some(path) => {
                self.file(path, &word, written)?;
            }
            None => self.options.headers.push(word),
        }
        Ok(())
    }

    /// Cookies are text if there is a `=` in it, and in a file otherwise.
    fn cookie(&mut self, word: Word, written: &Written) -> Result<(), Unreadable> {
        let text = word.coded.as_str();
        if text.contains('=') || coded::has_marks(text) {
            self.options.cookies.push(word);
        } else if !text.is_empty() {
            let content = self.file(text, &word, written)?;
            self.options.cookies.push(Word { coded: content, ..word });
        }
        Ok(())
    }
}

pub(super) fn wrong(written: &Written, accepted: &'static str) -> Unreadable {
    Unreadable::new(written.at, Reason::WrongValue { flag: written.flag.clone(), accepted })
}

/// Whole milliseconds, at least one; `None` for zero, which is no limit.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be in range")]
fn milliseconds(seconds: f64) -> Option<u64> {
    (seconds > 0.0).then_some((seconds * 1000.0).round().clamp(1.0, 1e15) as u64)
}

/// A number of bytes with `k`, `m`, `g` or `t` behind it.
fn bytes(text: &str) -> Option<u64> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let factor = match text[digits.len()..].to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" => 1024,
        "m" => 1024_u64.pow(2),
        "g" => 1024_u64.pow(3),
        "t" => 1024_u64.pow(4),
        _ => return None,
    };
    digits.parse::<u64>().ok()?.checked_mul(factor)
}
