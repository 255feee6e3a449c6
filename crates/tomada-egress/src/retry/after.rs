//! How long a service asks to be left alone, read from whatever field it says it in.
//!
//! The rule it protects: fields are hostile text. Whatever stands in them, the answer lies between one step and a
//! day, and what cannot be read asks for nothing.
//!
//! | field | read as | source |
//! | --- | --- | --- |
//! | `Retry-After` | seconds, or a date against the answer's `Date` or our clock | RFC 9110, section 10.2.3 |
//! | `Retry-After-Ms` | milliseconds; it comes with the one above, and is finer | as sent by Azure `OpenAI` |
//! | `RateLimit` | `t`, seconds, of the items whose `r` is 0 | draft-ietf-httpapi-ratelimit-headers-10 |
//! | `RateLimit-Reset` | seconds | the same draft, up to version 6 |
//! | `X-RateLimit-Reset` | seconds, or seconds or milliseconds since 1970, as the size tells | as sent by GitHub and others |
//!
//! The first field that can be read counts, in this order; of a field that is there twice, the longest wait. The rate
//! fields describe a quota at any time, so they are asked only after 429.

#[cfg(test)]
mod tests;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::{HeaderMap, StatusCode, header};

use crate::limits::Limits;

/// The longest wait that is believed.
pub(super) const LONGEST: Duration = Duration::from_hours(24);
/// From here on, a number of seconds is a moment and not a wait: 2001-09-09.
const EPOCH_FROM: u64 = 1_000_000_000;
/// From here on, it is a moment in milliseconds: as seconds it would lie in the year 5138.
const EPOCH_MS_FROM: u64 = 100_000_000_000;

/// The wait that an answer of `status` asks for, between the step of `limits` and 24 hours; `now` is the time since
/// 1970.
pub(super) fn asked(
    status: StatusCode,
    fields: &HeaderMap,
    now: Duration,
    limits: &Limits,
) -> Option<Duration> {
    let asked = longest(fields, "retry-after-ms", |text| decimal(text).map(milliseconds))
        .or_else(|| longest(fields, "retry-after", |text| retry_after(text, fields, now)));
    let asked = match asked {
        None if status == StatusCode::TOO_MANY_REQUESTS => longest(fields, "ratelimit", rate_limit)
            .or_else(|| longest(fields, "ratelimit-reset", |text| decimal(text).map(seconds)))
            .or_else(|| longest(fields, "x-ratelimit-reset", |text| reset(text, now))),
        asked => asked,
    };
    let step = Duration::from_millis(limits.retry_step_ms).min(LONGEST);
    asked.map(|asked| asked.clamp(step, LONGEST))
}

/// The longest wait that a field of this name asks for.
fn longest(fields: &HeaderMap, name: &str, read: impl Fn(&str) -> Option<Duration>) -> Option<Duration> {
    fields.get_all(name).iter().filter_map(|value| read(value.to_str().ok()?.trim())).max()
}

fn retry_after(text: &str, fields: &HeaderMap, now: Duration) -> Option<Duration> {
    if let Some(number) = decimal(text) {
        return Some(seconds(number));
    }
    let until = httpdate::parse_http_date(text).ok()?;
    // The service's own clock, if it tells: two clocks differ.
    let told = fields.get(header::DATE).and_then(|date| httpdate::parse_http_date(date.to_str().ok()?).ok());
    let now = told.or_else(|| UNIX_EPOCH.checked_add(now))?;
    Some(since(until, now))
}

fn since(until: SystemTime, now: SystemTime) -> Duration {
    until.duration_since(now).unwrap_or_default()
}

/// Of `"name";r=0;t=30, …`, the longest wait for what is used up. An item without `r` is taken to be.
fn rate_limit(text: &str) -> Option<Duration> {
    let items = text.split(',').filter_map(|item| {
        let parameter = |name: &str| {
            let mut named = item.split(';').filter_map(|part| part.trim().split_once('='));
            named.find(|(other, _)| other.trim() == name).and_then(|(_, value)| decimal(value.trim()))
        };
        let is_used_up = parameter("r").is_none_or(|left| left.whole == 0);
        parameter("t").filter(|_| is_used_up).map(seconds)
    });
    items.max()
}

fn reset(text: &str, now: Duration) -> Option<Duration> {
    let number = decimal(text)?;
    Some(match number.whole {
        0..EPOCH_FROM => seconds(number),
        EPOCH_FROM..EPOCH_MS_FROM => seconds(number).saturating_sub(now),
        EPOCH_MS_FROM.. => milliseconds(number).saturating_sub(now),
    })
}

/// A number as services write it: digits, and perhaps a fraction, which only makes it a little more.
#[derive(Clone, Copy)]
struct Decimal {
    whole: u64,
    has_fraction: bool,
}

impl Decimal {
    fn rounded_up(self) -> u64 {
        self.whole.saturating_add(u64::from(self.has_fraction))
    }
}

fn seconds(number: Decimal) -> Duration {
    Duration::from_secs(number.rounded_up())
}

fn milliseconds(number: Decimal) -> Duration {
    Duration::from_millis(number.rounded_up())
}

/// One with more digits than a `u64` has is the largest there is.
fn decimal(text: &str) -> Option<Decimal> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_number(whole) && is_number(fraction)).then(|| Decimal {
        whole: whole.parse().unwrap_or(u64::MAX),
        has_fraction: fraction.bytes().any(|byte| byte != b'0'),
    })
}
