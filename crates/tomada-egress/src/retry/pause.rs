//! How long to wait before a retry: exponential back-off with full jitter, so that many that failed together do not
//! come back together. What a service asks for is waited in full, and the jitter on top of it.

use std::time::Duration;

use tomada_core::Random;

use super::after::LONGEST;
use crate::limits::Limits;

/// Decides on pauses.
pub(super) struct Pauses<'a> {
    pub(super) limits: &'a Limits,
    pub(super) random: &'a dyn Random,
}

impl Pauses<'_> {
    /// The pause after the `number`th attempt, of which the service asked for `asked`; at most 24 hours.
    pub(super) fn after(&self, number: u32, asked: Option<Duration>) -> Duration {
        let jitter = self.jitter(self.most(number));
        asked.unwrap_or_default().saturating_add(jitter).min(LONGEST)
    }

    /// The step, doubled with each attempt.
    fn most(&self, number: u32) -> Duration {
        let doubled = 1_u64.checked_shl(number.saturating_sub(1)).unwrap_or(u64::MAX);
        let most_ms = self.limits.retry_step_ms.saturating_mul(doubled).min(self.limits.retry_max_ms);
        Duration::from_millis(most_ms)
    }

    /// Any duration up to `most`, each as likely as the others.
    fn jitter(&self, most: Duration) -> Duration {
        let mut bytes = [0; 8];
        self.random.fill(&mut bytes);
        let most_us = u64::try_from(most.as_micros()).unwrap_or(u64::MAX);
        // The high half of the product: no remainder, and hardly a bias.
        let product = u128::from(u64::from_le_bytes(bytes)) * (u128::from(most_us) + 1);
        Duration::from_micros(u64::try_from(product >> 64).unwrap_or(most_us))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    struct Fixed(u64);

    impl Random for Fixed {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.copy_from_slice(&self.0.to_le_bytes());
        }
    }

    #[track_caller]
    fn check(number: u32, random: u64, asked_ms: Option<u64>, expected_ms: u64) {
        let limits = Limits::default();
        let pause = Pauses { limits: &limits, random: &Fixed(random) };
        let found = pause.after(number, asked_ms.map(Duration::from_millis));
        assert_eq!(found, Duration::from_millis(expected_ms));
    }

    #[test]
    fn pauses_double_up_to_a_limit_and_are_random_below() {
        check(1, 0, None, 0);
        check(1, u64::MAX, None, 250);
        check(1, 1 << 63, None, 125);
        check(2, u64::MAX, None, 500);
        check(3, u64::MAX, None, 1_000);
        check(5, u64::MAX, None, 4_000);
        check(6, u64::MAX, None, 5_000);
        check(u32::MAX, u64::MAX, None, 5_000);
    }

    #[test]
    fn what_is_asked_for_is_waited_in_full() {
        check(1, 0, Some(7_000), 7_000);
        check(2, u64::MAX, Some(7_000), 7_500);
        check(1, u64::MAX, Some(86_400_000), 86_400_000);
        check(1, u64::MAX, Some(u64::MAX), 86_400_000);
    }

    proptest! {
        #[test]
        fn no_pause_is_out_of_bounds(
            number: u32, random: u64, asked: Option<u64>, step: u64, max: u64,
        ) {
            let limits = Limits { retry_step_ms: step, retry_max_ms: max, ..Limits::default() };
            let asked = asked.map(Duration::from_micros);
            let found = Pauses { limits: &limits, random: &Fixed(random) }.after(number, asked);
            prop_assert!(found <= LONGEST);
            prop_assert!(found >= asked.unwrap_or_default().min(LONGEST));
        }
    }
}
