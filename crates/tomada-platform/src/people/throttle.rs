//! How often somebody may try to sign in: from one address and for one account, over a quarter of an hour.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};

use tomada_core::{Failure, Kind};

/// Over which time tries are counted, in milliseconds.
const WINDOW_MS: u64 = 15 * 60 * 1_000;
/// How many tries for one account.
const ACCOUNT_MAX: u32 = 10;
/// How many tries from one address: offices share one.
const ADDRESS_MAX: u32 = 50;
/// How many accounts and addresses are remembered; beyond that the older half goes.
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
        // The address first: one that is refused cannot use up an account's tries.
        let keys = [
            (format!("address {}", network(address)), ADDRESS_MAX),
            (format!("account {account}"), ACCOUNT_MAX),
        ];
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (key, max) in keys {
            if known.len() >= KNOWN_MAX && !known.contains_key(&key) {
                forget_older_half(&mut known);
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

/// Makes room: to refuse whoever is new would let a flood of made-up accounts keep everybody out.
fn forget_older_half(known: &mut HashMap<String, (u64, u32)>) {
    let mut begun: Vec<u64> = known.values().map(|(began, _)| *began).collect();
    let middle = begun.len() / 2;
    let limit = *begun.select_nth_unstable(middle).1;
    known.retain(|_, (began, _)| *began > limit);
}

/// What counts as one address: of IPv6 the first 64 bits, because everybody has all that follow (RFC 4291, section 2.5.4).
fn network(address: &str) -> String {
    match address.parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(IpAddr::V6(address)) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).to_string()
        }
        Ok(address) => address.to_string(),
        Err(_) => address.to_owned(),
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

    #[test]
    fn a_refused_address_uses_up_nobodys_tries() {
        let throttle = Throttle::default();
        for number in 0..ADDRESS_MAX {
            throttle.count(&format!("person {number}"), "10.9.9.9", 0).unwrap();
        }
        for _ in 0..2 * ACCOUNT_MAX {
            assert!(throttle.count("ana", "10.9.9.9", 0).is_err());
        }
        throttle.count("ana", "10.0.0.1", 0).unwrap();
    }

    #[test]
    fn a_flood_is_bounded_and_keeps_nobody_out() {
        let throttle = Throttle::default();
        for number in 0..KNOWN_MAX as u64 {
            throttle
                .count(&format!("made up {number}"), &format!("made up {}", number / 40), number / 100)
                .unwrap();
        }
        throttle.count("ana", "10.0.0.1", 1_000).unwrap();
        assert!(throttle.0.lock().unwrap().len() <= KNOWN_MAX);
    }

    #[test]
    fn one_network_is_one_address() {
        for (address, expected) in [
            ("10.0.0.1", "10.0.0.1"),
            ("::ffff:10.0.0.1", "10.0.0.1"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
            ("2001:db8:1:2:ffff::", "2001:db8:1:2::"),
            ("a door of its own", "a door of its own"),
        ] {
            assert_eq!(network(address), expected, "{address}");
        }
    }
}
