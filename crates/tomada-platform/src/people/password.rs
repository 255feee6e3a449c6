//! Passwords: Argon2id with 19 MiB, two passes and one lane, the least that OWASP's Password Storage Cheat Sheet names.
//!
//! Rule: whether an address is known shows in neither the answer nor its time.

use std::sync::OnceLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;
use tomada_core::{Failure, Kind};
use tomada_host::Secret;

/// How long a password may be, in characters.
const LENGTH: std::ops::RangeInclusive<usize> = 12..=200;
/// How many hashes are made at once: each takes 19 MiB.
static TURNS: Semaphore = Semaphore::const_new(4);
/// How long an e-mail address may be, in bytes (RFC 5321, section 4.5.3.1.3).
const EMAIL_MAX_BYTES: usize = 254;

fn hasher() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::DEFAULT)
}

/// The hash of `password`, made where it holds nobody up.
pub(super) async fn hash(password: Secret, salt: [u8; 16]) -> Result<String, Failure> {
    // The turns are never closed.
    let _turn = TURNS.acquire().await;
    let hash = tokio::task::spawn_blocking(move || {
        hasher().hash_password_with_salt(password.expose(), &salt).map(|hash| hash.to_string())
    });
    let failed =
        |reason: String| Failure::coded(Kind::Unavailable, "password-not-hashed").with_detail(reason);
    let hash = hash.await.map_err(|error| failed(error.to_string()))?;
    hash.map_err(|error| failed(error.to_string()))
}

/// Whether `password` is the one of `hash`; the same work is done where there is none.
pub(super) async fn is_right(password: Secret, hash: Option<String>) -> bool {
    let _turn = TURNS.acquire().await;
    let checked = tokio::task::spawn_blocking(move || {
        let known = hash.is_some();
        // Made in any case, so that the first unknown address takes no longer than a known one.
        let nobodys = nobodys();
        let hash = hash.unwrap_or_else(|| nobodys.to_owned());
        let right = PasswordHash::new(&hash)
            .is_ok_and(|hash| hasher().verify_password(password.expose(), &hash).is_ok());
        known && right
    });
    checked.await.unwrap_or(false)
}

/// A hash that no password has.
fn nobodys() -> &'static str {
    static NOBODYS: OnceLock<String> = OnceLock::new();
    NOBODYS.get_or_init(|| {
        let hash = hasher().hash_password_with_salt(b"nobody has this password", &[0; 16]);
        hash.map(|hash| hash.to_string()).unwrap_or_default()
    })
}

/// Refuses passwords that are too short or too long.
pub(super) fn check(password: &Secret) -> Result<(), Failure> {
    let length = std::str::from_utf8(password.expose()).map_or(0, |text| text.chars().count());
    if LENGTH.contains(&length) {
        return Ok(());
    }
    Err(Failure::coded(Kind::InvalidInput, "password-length")
        .with_argument("min", LENGTH.start())
        .with_argument("max", LENGTH.end())
        .with_at("/password"))
}

/// `text` as an e-mail address in lower case: something, an `@`, a domain. Only a message sent there would prove more.
pub(super) fn email(text: &str) -> Result<String, Failure> {
    let email = text.trim().to_lowercase();
    let visible = !email.chars().any(|letter| letter.is_control() || letter.is_whitespace());
    let parts = email.rsplit_once('@').filter(|(name, domain)| !name.is_empty() && domain.len() > 2);
    if visible && parts.is_some() && email.len() <= EMAIL_MAX_BYTES {
        return Ok(email);
    }
    Err(Failure::coded(Kind::InvalidInput, "email-not-readable").with_at("/email"))
}
