//! A picture that the model looks at: at an address that the service can reach, or as data that is sent along.
//!
//! The rule it protects: nothing is sent that is none of the four kinds which the service reads (OpenAI, "Images and
//! vision": PNG, JPEG, WebP, GIF).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use tomada_sdk::prelude::*;

use crate::words;

/// How each kind begins, and its media type. A WebP is a RIFF, and says so at its ninth byte.
const KINDS: [(&[u8], &str); 4] = [
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"RIFF", "image/webp"),
];

/// A picture: `url` or `data`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct Image {
    /// Where it is, an https or http address that the service can reach. Give this or `data`.
    #[schemars(length(min = 1))]
    pub url: Option<String>,
    /// The picture itself in base64: a PNG, JPEG, GIF or WebP.
    #[schemars(length(min = 1))]
    pub data: Option<String>,
    /// How closely the model looks; the service decides if absent.
    pub detail: Option<Detail>,
}

/// How closely the model looks at a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// As the service decides.
    Auto,
    /// Quickly, for few tokens.
    Low,
    /// Closely.
    High,
}

impl Image {
    /// Whether the service can make sense of it.
    ///
    /// # Errors
    /// `InvalidInput` that names the place below `at`.
    pub fn check(&self, at: &str, locale: Locale) -> Result<(), Failure> {
        let refuse = |field: &str, words| Err(words::refuse(format!("{at}{field}"), words, locale));
        match (&self.url, &self.data) {
            (Some(url), None) if !is_web_address(url) => refuse("/url", words::IMAGE_ADDRESS),
            (None, Some(data)) if !is_picture(data) => refuse("/data", words::IMAGE_DATA),
            (Some(_), None) | (None, Some(_)) => Ok(()),
            (Some(_), Some(_)) | (None, None) => refuse("", words::IMAGE_ONE),
        }
    }

    /// The address to send: its own, or a `data:` URL (RFC 2397).
    pub(crate) fn address(&self) -> String {
        let data = self.data.as_deref().unwrap_or_default();
        self.url
            .clone()
            .unwrap_or_else(|| format!("data:{};base64,{data}", media_type(data).unwrap_or_default()))
    }
}

fn is_web_address(url: &str) -> bool {
    let begins =
        |scheme: &str| url.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme));
    (begins("https://") || begins("http://")) && !url.contains(char::is_whitespace)
}

fn is_picture(data: &str) -> bool {
    media_type(data).is_some() && STANDARD.decode(data).is_ok()
}

/// What the base64 `data` begins to be: 16 characters are its first 12 bytes.
fn media_type(data: &str) -> Option<&'static str> {
    let begin = STANDARD.decode(data.get(..16)?).ok()?;
    let (_, found) = KINDS.into_iter().find(|(magic, _)| begin.starts_with(magic))?;
    (found != "image/webp" || begin.ends_with(b"WEBP")).then_some(found)
}
