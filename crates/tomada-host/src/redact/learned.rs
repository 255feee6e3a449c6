//! Secrets that become known while a connection is used: tokens that egress fetches.
//!
//! The rule it protects: whoever holds a clone of the redactor masks them from the moment that they are known. A
//! redactor that has learned nothing pays one atomic read for it.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use memchr::memmem::Finder;

use super::{disguises, needles};
use crate::Secret;

/// How many are remembered, the last ones.
const LEARNED_MAX: usize = 16;

/// What was learned.
#[derive(Default)]
pub(super) struct Learned {
    any: AtomicBool,
    secrets: RwLock<VecDeque<(Secret, Arc<[Finder<'static>]>)>>,
}

impl Learned {
    pub(super) fn is_empty(&self) -> bool {
        !self.any.load(Ordering::Acquire)
    }

    /// Remembers `secret`, unless it is known.
    pub(super) fn add(&self, secret: &Secret) {
        let is_known = |(known, _): &(Secret, _)| known.expose() == secret.expose();
        if self.secrets.read().unwrap_or_else(PoisonError::into_inner).iter().any(is_known) {
            return;
        }
        let needles = needles(disguises::of(secret.expose()).into_iter());
        let mut secrets = self.secrets.write().unwrap_or_else(PoisonError::into_inner);
        secrets.push_back((secret.clone(), needles));
        if secrets.len() > LEARNED_MAX {
            secrets.pop_front();
        }
        self.any.store(true, Ordering::Release);
    }

    pub(super) fn for_each_needle(&self, look: impl FnMut(&Finder<'static>)) {
        let secrets = self.secrets.read().unwrap_or_else(PoisonError::into_inner);
        secrets.iter().flat_map(|(_, needles)| needles.iter()).for_each(look);
    }
}
