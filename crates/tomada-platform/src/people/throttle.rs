//! How often somebody may try to sign in: from one address and for one account, over a quarter of an hour.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tomada_core::{Failure, Kind};

/// Over which time tries are counted, in milliseconds.
const WINDOW_MS: u64 = 15 * 60 * 1_000;
/// How many tries for one account.
const ACCOUNT_MAX: u32 = 10;
/// How many tries from one address: offices share one.
const ADDRESS_MAX: u32 = 50;
/// How many accounts and addresses are remembered; beyond that the oldest windows go first.
const KNOWN_MAX: usize = 20_000;

/// Tries by account and address: when the window began, and how many there were.
#[derive(Default)]
pub(crate) struct Throttle(Mutex<HashMap<String, (u64, u32)>>);

impl Throttle {
    /// Counts a try.
    ///
    /// # Errors
    /// `RateLimited` with `sign-in-too-often` when there were too many.
    pub(super) fn count(&self, account: &str, address: &str, now_unix_ms: u64) -> Result<(), Failure> {
        let keys = [(format!("account {account}"), ACCOUNT_MAX), (format!("address {address}"), ADDRESS_MAX)];
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= KNOWN_MAX {
            known.retain(|_, (began, _)| now_unix_ms.saturating_sub(*began) < WINDOW_MS);
        }
        for (key, max) in keys {
            if known.len() >= KNOWN_MAX && !known.contains_key(&key) {
                return Err(too_often(WINDOW_MS));
            }
            let (began, count) = known.entry(key).or_insert((now_unix_ms, 0));
            if now_unix_ms.saturating_sub(*began) >= WINDOW_MS {
                (*began, *count) = (now_unix_ms, 0);
            }
            *count = count.saturating_add(1);
            if *count > max {
                return Err(too_often(WINDOW_MS.saturating_sub(now_unix_ms.saturating_sub(*began))));
            }
        }
        Ok(())
    }

    /// Forgets the tries for an account whose owner has proved herself.
    pub(super) fn forget(&self, account: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&format!("account {account}"));
    }
}

fn too_often(wait_ms: u64) -> Failure {
    Failure::coded(Kind::RateLimited, "sign-in-too-often").with_retry_after_ms(wait_ms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_has_ten_tries_a_window_and_an_address_fifty() {
        let throttle = Throttle::default();
        for number in 0..10 {
            throttle.count("ana", &format!("10.0.0.{number}"), 1_000).unwrap();
        }
        let refused = throttle.count("ana", "10.0.1.1", 1_000).unwrap_err();
        assert_eq!((refused.kind(), refused.retry_after_ms()), (Kind::RateLimited, Some(WINDOW_MS)));
        throttle.count("bia", "10.0.1.1", 1_000).unwrap();
        throttle.forget("ana");
        throttle.count("ana", "10.0.1.1", 1_000).unwrap();
        for number in 0..50 {
            throttle.count(&format!("person {number}"), "10.9.9.9", 1_000).unwrap();
        }
        assert!(throttle.count("person 51", "10.9.9.9", 1_000).is_err());
        throttle.count("person 51", "10.9.9.9", 1_000 + WINDOW_MS).unwrap();
    }
}
