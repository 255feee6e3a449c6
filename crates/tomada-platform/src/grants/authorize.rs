//! Where somebody lets a connection in: the address that her browser is sent to, and what must come back.
//!
//! Rule: the code that comes back is worth nothing without the verifier (RFC 7636), which never leaves this side.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use tomada_core::{AuthorizationCode, Failure, Kind, Random};
use tomada_host::Secret;
use url::Url;

/// 256 random bits as text: 43 characters, what RFC 7636, section 4.1, asks for at least.
pub(super) fn random_word(random: &dyn Random) -> Secret {
    let mut bytes = [0; 32];
    random.fill(&mut bytes);
    Secret::new(URL_SAFE_NO_PAD.encode(bytes))
}

/// How words that come back are looked up: only this is stored.
pub(super) fn hash(word: &[u8]) -> Vec<u8> {
    Sha256::digest(word).to_vec()
}

/// The address that the browser is sent to (RFC 6749, section 4.1.1; RFC 7636, section 4.3).
///
/// # Errors
/// `InvalidInput` with `grant-address` when the authorization endpoint is no web address, with `grant-redirect` when
/// `redirect` is none.
pub(super) fn address(
    auth: &AuthorizationCode,
    redirect: &str,
    state: &Secret,
    verifier: &Secret,
) -> Result<Secret, Failure> {
    let invalid = |code| Failure::coded(Kind::InvalidInput, code);
    let mut url = web_address(&auth.authorize_url).ok_or_else(|| invalid("grant-address"))?;
    web_address(redirect).ok_or_else(|| invalid("grant-redirect").with_at("/redirect_uri"))?;
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.expose()));
    let state = String::from_utf8_lossy(state.expose());
    {
        let mut query = url.query_pairs_mut();
        query.extend_pairs(&auth.parameters);
        query.extend_pairs([
            ("response_type", "code"),
            ("client_id", &auth.client_id),
            ("redirect_uri", redirect),
            ("state", &state),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ]);
        if let Some(scope) = &auth.scope {
            query.append_pair("scope", scope);
        }
    }
    Ok(Secret::new(String::from(url)))
}

fn web_address(text: &str) -> Option<Url> {
    Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// Whether `granted` lacks a scope that `wanted` has: then somebody must let the connection in again.
pub(super) fn has_grown(granted: &str, wanted: Option<&str>) -> bool {
    let has = |scope: &str| granted.split_ascii_whitespace().any(|held| held == scope);
    wanted.into_iter().flat_map(str::split_ascii_whitespace).any(|scope| !has(scope))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use tomada_core::ClientAuth;

    use super::*;

    #[test]
    fn the_address_is_as_the_rfc_has_it() {
        let auth = AuthorizationCode {
            authorize_url: "https://login.example.com/authorize?tenant=1".to_owned(),
            token_url: String::new(),
            refresh_url: None,
            client_id: "a client".to_owned(),
            scope: Some("read write".to_owned()),
            parameters: BTreeMap::from([("access_type".to_owned(), "offline".to_owned())]),
            client_auth: ClientAuth::Header,
            refresh_client_auth: None,
        };
        // The pair of verifier and challenge is that of RFC 7636, appendix B.
        let verifier = Secret::new("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        let address = address(&auth, "https://tomada.example.com/oauth", &Secret::new("st&te"), &verifier);
        assert_eq!(
            String::from_utf8(address.unwrap().expose().to_vec()).unwrap(),
            "https://login.example.com/authorize?tenant=1&access_type=offline&response_type=code&client_id=a+client\
             &redirect_uri=https%3A%2F%2Ftomada.example.com%2Foauth&state=st%26te\
             &code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256\
             &scope=read+write"
        );
    }

    #[test]
    fn scopes_that_have_grown_ask_for_consent() {
        for (granted, wanted, expected) in [
            ("read write", Some("read"), false),
            ("read", Some("read write"), true),
            ("", None, false),
            ("reader", Some("read"), true),
        ] {
            assert_eq!(has_grown(granted, wanted), expected, "{granted:?} {wanted:?}");
        }
    }
}
