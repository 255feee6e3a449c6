//! How long to wait after too many calls, from the headers that this service sends beside `Retry-After`.
//!
//! `retry-after-ms` is a number of milliseconds. `x-ratelimit-reset-requests` and `x-ratelimit-reset-tokens` say when each
//! limit is whole again, as `6m0s` or `120ms`; the one with nothing remaining counts. All arithmetic is checked: a header
//! is text from outside.

use tomada_sdk::Headers;

/// Nanoseconds of each unit; longer names first where one begins another.
const UNITS: [(&str, u128); 7] = [
    ("ms", 1_000_000),
    ("us", 1_000),
    ("µs", 1_000),
    ("ns", 1),
    ("h", 3_600_000_000_000),
    ("m", 60_000_000_000),
    ("s", 1_000_000_000),
];

/// The wait in milliseconds, if a header beside `Retry-After` asks for one; `Retry-After` itself goes before the resets.
pub fn wanted_ms(headers: &Headers) -> Option<u64> {
    if let Some(wait_ms) = headers.get("retry-after-ms").and_then(|value| value.trim().parse().ok()) {
        return Some(wait_ms);
    }
    if headers.get("retry-after").is_some() {
        return None;
    }
    let reset = |limit: &str| duration_ms(headers.get(&format!("x-ratelimit-reset-{limit}"))?);
    let is_used_up = |limit: &&str| {
        headers.get(&format!("x-ratelimit-remaining-{limit}")).is_some_and(|left| left.trim() == "0")
    };
    let limits = ["requests", "tokens"];
    let used_up = limits.iter().copied().filter(is_used_up).filter_map(reset).max();
    used_up.or_else(|| limits.into_iter().filter_map(reset).max())
}

/// A duration such as `1h2m3.5s`, in milliseconds, rounded up; `None` for anything else.
pub fn duration_ms(text: &str) -> Option<u64> {
    let mut rest = text.trim();
    let mut nanoseconds = 0_u128;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, after) = rest.split_at(end);
        let (unit, size) = UNITS.into_iter().find(|(unit, _)| after.starts_with(unit))?;
        nanoseconds = nanoseconds.checked_add(scaled(number, size)?)?;
        rest = &after[unit.len()..];
    }
    if text.trim().is_empty() { None } else { u64::try_from(nanoseconds.div_ceil(1_000_000)).ok() }
}

/// `number` times `size`; digits behind the ninth after the point are passed over.
fn scaled(number: &str, size: u128) -> Option<u128> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let fraction = &fraction[..fraction.len().min(9)];
    let digits = u32::try_from(fraction.len()).ok()?;
    let part = fraction.parse::<u128>().ok()?.checked_mul(size)? / 10_u128.pow(digits);
    u128::from(whole.parse::<u64>().ok()?).checked_mul(size)?.checked_add(part)
}
