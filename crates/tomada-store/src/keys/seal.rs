//! XChaCha20-Poly1305: 256-bit keys, random 192-bit nonces before what they seal, and the place as associated data
//! (draft-irtf-cfrg-xchacha-03; RFC 8439 for the construction below it).

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use tomada_core::Random;
use tomada_host::Secret;
use zeroize::Zeroizing;

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;

/// A key. It has no `Debug`; its memory is overwritten when it goes.
#[derive(Clone)]
pub(crate) struct Key(Zeroizing<[u8; KEY_BYTES]>);

impl Key {
    pub(super) fn random(random: &dyn Random) -> Self {
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        random.fill(&mut *bytes);
        Self(bytes)
    }

    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        Some(Self(Zeroizing::new(bytes.try_into().ok()?)))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &*self.0
    }

    /// Seals `plain` for `place`.
    pub(super) fn seal(&self, plain: &[u8], place: &[u8], random: &dyn Random) -> Vec<u8> {
        let mut sealed = vec![0; NONCE_BYTES];
        random.fill(&mut sealed);
        let mut nonce = XNonce::default();
        nonce.copy_from_slice(&sealed);
        let payload = Payload { msg: plain, aad: place };
        // The cipher refuses only what is beyond 256 GiB.
        sealed.extend(self.cipher().encrypt(&nonce, payload).unwrap_or_default());
        sealed
    }

    /// What `sealed` holds, if this key sealed it for `place`.
    pub(super) fn open(&self, sealed: &[u8], place: &[u8]) -> Option<Secret> {
        let (head, rest) = sealed.split_at_checked(NONCE_BYTES)?;
        let mut nonce = XNonce::default();
        nonce.copy_from_slice(head);
        let payload = Payload { msg: rest, aad: place };
        self.cipher().decrypt(&nonce, payload).ok().map(Secret::new)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.0).into())
    }
}

/// Names one place in one project so that no two places have one name: each part with its length before it.
pub(super) fn place(project: &str, thing: &[&str]) -> Vec<u8> {
    let parts = std::iter::once(&project).chain(thing);
    let mut place = b"tomada/1".to_vec();
    for part in parts {
        place.extend((part.len() as u64).to_be_bytes());
        place.extend(part.as_bytes());
    }
    place
}

#[cfg(test)]
mod tests {
    use tomada_host::OsRandom;

    use super::*;

    #[test]
    fn what_is_sealed_opens_only_with_its_key_at_its_place() {
        let random = OsRandom::new().unwrap();
        let (key, other) = (Key::random(&random), Key::random(&random));
        let here = place("a", &["b", "c"]);
        let sealed = key.seal(b"a secret", &here, &random);
        let opens = |key: &Key, sealed: &[u8], place: &[u8]| key.open(sealed, place).is_some();
        assert!(opens(&key, &sealed, &here));
        assert!(!opens(&other, &sealed, &here));
        assert!(!opens(&key, &sealed, &place("ab", &["", "c"])));
        let mut bent = sealed.clone();
        *bent.last_mut().unwrap() ^= 1;
        assert!(!opens(&key, &bent, &here) && !opens(&key, &sealed[..10], &here));
        assert_ne!(sealed, key.seal(b"a secret", &here, &random));
    }
}
