//! How a command says who calls, and the credential that a connection would hold for it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::coded;
use crate::flags::Flag;
use crate::headers::Headers;
use crate::note::{Note, Topic};
use crate::options::Options;
use crate::secrets;
use crate::shell::{Gathered, Word};
use crate::variable::Hidden;

/// The authentication that a connection would have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Auth {
    /// Name and password (RFC 7617).
    Basic {
        /// The name; empty if the command leaves it open.
        user: String,
        /// The password.
        password: Credential,
    },
    /// Name and password, answered to a challenge (RFC 7616).
    Digest {
        /// The name; empty if the command leaves it open.
        user: String,
        /// The password.
        password: Credential,
    },
    /// A token (RFC 6750).
    Bearer {
        /// The token.
        token: Credential,
    },
    /// A key in a header field.
    ApiKey {
        /// The field's name.
        header: String,
        /// Its value.
        key: Credential,
    },
    /// Signature version 4, as AWS has it.
    Sigv4 {
        /// What --aws-sigv4 says: provider, region, service.
        scope: Vec<String>,
        /// The access key's identifier; empty if the command leaves it open.
        access_key: String,
        /// The secret key.
        secret_key: Credential,
    },
}

/// A secret of an authentication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// Where it stands in the command, in bytes.
    pub at: usize,
    /// The secret, if the command has it all.
    pub value: Option<Hidden>,
}

impl Auth {
    /// The kind, as connections name it: `basic`, `digest`, `bearer`, `api_key`, `sigv4`.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Basic { .. } => "basic",
            Self::Digest { .. } => "digest",
            Self::Bearer { .. } => "bearer",
            Self::ApiKey { .. } => "api_key",
            Self::Sigv4 { .. } => "sigv4",
        }
    }

    /// The secret.
    pub const fn credential(&self) -> &Credential {
        match self {
            Self::Basic { password, .. } | Self::Digest { password, .. } => password,
            Self::Bearer { token } => token,
            Self::ApiKey { key, .. } => key,
            Self::Sigv4 { secret_key, .. } => secret_key,
        }
    }
}

/// Takes the authentication out of flags, headers and address. A header of -H wins over flags, flags over the address.
pub(crate) fn auth(
    options: &mut Options,
    headers: &mut Headers,
    url_user: Option<Word>,
    gathered: &mut Gathered,
) -> Option<Auth> {
    let user = options.user.take().or(url_user);
    let auth = match headers.0.iter().position(|header| header.name.eq_ignore_ascii_case("authorization")) {
        Some(at) => {
            let header = headers.0.remove(at);
            header.value.map(|value| of_header(&value, header.at))
        }
        None => of_flags(options, user, gathered).or_else(|| of_api_key(headers)),
    }?;
    let note = Note::new(Topic::SecretConnection, auth.credential().at).with("name", auth.kind());
    gathered.note(note);
    Some(auth)
}

fn of_header(value: &str, at: usize) -> Auth {
    let (scheme, rest) = value.split_once(' ').unwrap_or((value, ""));
    let credential = |text: &str| Credential { at, value: secrets::hidden(text) };
    if scheme.eq_ignore_ascii_case("bearer") && !rest.trim().is_empty() {
        return Auth::Bearer { token: credential(rest.trim()) };
    }
    if let Some((user, password)) = basic(scheme, rest.trim()) {
        return Auth::Basic { user, password: Credential { at, value: Some(Hidden::new(password)) } };
    }
    Auth::ApiKey { header: "Authorization".to_owned(), key: credential(value) }
}

/// Name and password of `Basic …`.
fn basic(scheme: &str, encoded: &str) -> Option<(String, String)> {
    let bytes = STANDARD.decode(encoded).ok().filter(|_| scheme.eq_ignore_ascii_case("basic"))?;
    let (user, password) = std::str::from_utf8(&bytes).ok()?.split_once(':')?;
    Some((user.to_owned(), password.to_owned()))
}

fn of_flags(options: &mut Options, user: Option<Word>, gathered: &mut Gathered) -> Option<Auth> {
    let (bearer, sigv4) = (options.bearer.take(), options.sigv4.take());
    let schemes = std::mem::take(&mut options.schemes);
    let at = user.as_ref().or(bearer.as_ref()).map_or(0, |word| word.at);
    let has = |flag| schemes.contains(&flag);
    if schemes.len() > 1 || has(Flag::Anyauth) {
        gathered.note(Note::new(Topic::AuthSeveral, at));
    }
    if let Some(scope) = sigv4 {
        let pair = user.map(|word| pair(&word, gathered));
        let (access_key, secret_key) = pair.unwrap_or_else(|| (String::new(), nothing(scope.at)));
        let scope = scope.coded.split(':').map(coded::shown).collect();
        return Some(Auth::Sigv4 { scope, access_key, secret_key });
    }
    if let (Some(word), false) = (bearer, has(Flag::Digest) && user.is_some()) {
        let token = Credential { at: word.at, value: secrets::hidden(&word.coded) };
        return Some(Auth::Bearer { token });
    }
    let word = user?;
    if !has(Flag::Basic) && !has(Flag::Digest) && (has(Flag::Ntlm) || has(Flag::Negotiate)) {
        let scheme = if has(Flag::Ntlm) { "NTLM" } else { "Negotiate" };
        gathered.note(Note::new(Topic::AuthScheme, word.at).with("flag", scheme));
        return None;
    }
    let (user, password) = pair(&word, gathered);
    Some(if has(Flag::Digest) { Auth::Digest { user, password } } else { Auth::Basic { user, password } })
}

/// `name:password`; without a colon curl asks for the password.
fn pair(word: &Word, gathered: &mut Gathered) -> (String, Credential) {
    let text = |coded: &str| {
        let bytes = if coded::has_marks(coded) { Vec::new() } else { coded::bytes(coded) };
        String::from_utf8_lossy(&bytes).into_owned()
    };
    if let Some((user, password)) = word.coded.split_once(':') {
        (text(user), Credential { at: word.at, value: known(password) })
    } else {
        if !coded::has_marks(&word.coded) {
            gathered.note(Note::new(Topic::PasswordAsked, word.at));
        }
        (text(&word.coded), nothing(word.at))
    }
}

/// An empty password is one.
fn known(password: &str) -> Option<Hidden> {
    if password.is_empty() { Some(Hidden::new("")) } else { secrets::hidden(password) }
}

const fn nothing(at: usize) -> Credential {
    Credential { at, value: None }
}

/// The one header field that looks like a key.
fn of_api_key(headers: &mut Headers) -> Option<Auth> {
    let is_key = |header: &crate::headers::Header| {
        secrets::is_api_key(&header.name) && header.value.as_deref().is_some_and(|value| !value.is_empty())
    };
    let at = headers.0.iter().position(is_key)?;
    let header = headers.0.remove(at);
    let value = header.value.as_deref().and_then(secrets::hidden);
    Some(Auth::ApiKey { header: header.name, key: Credential { at: header.at, value } })
}
