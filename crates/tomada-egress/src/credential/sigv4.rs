//! AWS Signature Version 4 (AWS, "Create a signed AWS API request"), checked against AWS's published test suite.
//!
//! Signed are `host`, `content-type` and every `x-amz-*` field. S3 encodes the path once and wants the body's hash in a
//! field of its own; every other service encodes the path twice.

use aws_lc_rs::hmac;
use http::{HeaderName, HeaderValue};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use tomada_core::{Failure, Kind};
use tomada_host::Secret;
use url::{Position, Url};

use super::hmac::{hex, sha256_hex};
use super::{Outgoing, invalid, sensitive, text, unusable};

const ALGORITHM: &str = "AWS4-HMAC-SHA256";
const DATE: HeaderName = HeaderName::from_static("x-amz-date");
const TOKEN: HeaderName = HeaderName::from_static("x-amz-security-token");
const BODY_HASH: HeaderName = HeaderName::from_static("x-amz-content-sha256");

/// Everything but what RFC 3986 calls unreserved.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// The same in a path.
const ENCODED_IN_PATH: &AsciiSet = &ENCODED.remove(b'/');

/// Signs requests.
pub(super) struct Signer {
    access_key_id: String,
    region: String,
    service: String,
    secret: Secret,
    session_token: Option<HeaderValue>,
}

impl Signer {
    pub(super) fn new(
        [access_key_id, region, service]: [&String; 3],
        secret: &Secret,
        session_token: Option<&Secret>,
    ) -> Result<Self, Failure> {
        text(secret)?;
        for (name, value) in [("access_key_id", access_key_id), ("region", region), ("service", service)] {
            if value.is_empty()
                || !value.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'/' && byte != b',')
            {
                return Err(unusable(name, format_args!("{value:?}")));
            }
        }
        let token = |secret: &Secret| sensitive(b"", secret.expose()).ok_or_else(invalid);
        Ok(Self {
            access_key_id: access_key_id.clone(),
            region: region.clone(),
            service: service.clone(),
            secret: secret.clone(),
            session_token: session_token.map(token).transpose()?,
        })
    }

    pub(super) fn place(&self, request: &mut Outgoing<'_>) -> Result<(), Failure> {
        let (day, moment) = moment(request.clock.now().as_secs());
        let body_hash = sha256_hex(request.body);
        request.headers.insert(DATE, field(&moment)?);
        if let Some(token) = &self.session_token {
            request.headers.insert(TOKEN, token.clone());
        }
        if self.service == "s3" {
            request.headers.insert(BODY_HASH, field(&body_hash)?);
        }
        let (canonical, signed) = self.canonical(request, &body_hash);
        let scope = format!("{day}/{}/{}/aws4_request", self.region, self.service);
        let content = format!("{ALGORITHM}\n{moment}\n{scope}\n{}", sha256_hex(canonical.as_bytes()));
        let signature = hex(mac(&self.key(&day), content.as_bytes()).as_ref());
        let id = &self.access_key_id;
        let value =
            format!("{ALGORITHM} Credential={id}/{scope}, SignedHeaders={signed}, Signature={signature}");
        let mut value = field(&value)?;
        value.set_sensitive(true);
        request.headers.insert(http::header::AUTHORIZATION, value);
        Ok(())
    }

    /// The request in the form that is hashed, and the names of its signed fields.
    fn canonical(&self, request: &Outgoing<'_>, body_hash: &str) -> (String, String) {
        let mut fields = vec![("host".to_owned(), host(request.url).to_owned())];
        for name in request.headers.keys() {
            if *name == http::header::CONTENT_TYPE || name.as_str().starts_with("x-amz-") {
                let values = request.headers.get_all(name).iter().map(|value| squeezed(value.as_bytes()));
                fields.push((name.as_str().to_owned(), values.collect::<Vec<_>>().join(",")));
            }
        }
        fields.sort_unstable();
        let signed = fields.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(";");
        let fields = fields.iter().flat_map(|(name, value)| [name, ":", value, "\n"]).collect::<String>();
        let path = self.path(request.url);
        let query = query(request.url);
        let method = request.method;
        (format!("{method}\n{path}\n{query}\n{fields}\n{signed}\n{body_hash}"), signed)
    }

    fn path(&self, url: &Url) -> String {
        if self.service == "s3" {
            let plain = percent_decode_str(url.path()).collect::<Vec<_>>();
            return percent_encoding::percent_encode(&plain, ENCODED_IN_PATH).to_string();
        }
        let mut path = url.path().to_owned();
        while path.contains("//") {
            path = path.replace("//", "/");
        }
        utf8_percent_encode(&path, ENCODED_IN_PATH).to_string()
    }

    /// The key of one day, region and service.
    fn key(&self, day: &str) -> hmac::Tag {
        let secret = [b"AWS4", self.secret.expose()].concat();
        let day = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &secret), day.as_bytes());
        let region = mac(&day, self.region.as_bytes());
        let service = mac(&region, self.service.as_bytes());
        mac(&service, b"aws4_request")
    }
}

fn mac(key: &hmac::Tag, content: &[u8]) -> hmac::Tag {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key.as_ref()), content)
}

/// Whether signing sets the field `name`.
pub(super) fn sets(name: &HeaderName) -> bool {
    [http::header::AUTHORIZATION, DATE, TOKEN, BODY_HASH].contains(name)
}

/// Host and port as the request names them.
pub(super) fn host(url: &Url) -> &str {
    &url[Position::BeforeHost..Position::AfterPort]
}

/// The parameters, each encoded anew, in order.
fn query(url: &Url) -> String {
    let encode = |text: &str| {
        let plain = percent_decode_str(text).collect::<Vec<_>>();
        percent_encoding::percent_encode(&plain, ENCODED).to_string()
    };
    let pairs = url.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
    let mut pairs = pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (encode(name), encode(value)))
        .collect::<Vec<_>>();
    pairs.sort_unstable();
    pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

/// Without spaces at the ends, and one where several stand.
fn squeezed(value: &[u8]) -> String {
    String::from_utf8_lossy(value).split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

fn field(text: &str) -> Result<HeaderValue, Failure> {
    HeaderValue::from_str(text).map_err(|error| {
        Failure::coded(Kind::InvalidInput, "egress-auth-parameter")
            .with_argument("parameter", "access_key_id")
            .with_argument("reason", error)
    })
}

/// A moment as AWS writes it: the day, and the whole (ISO 8601, basic format).
fn moment(unix_seconds: u64) -> (String, String) {
    let (days, seconds) = (unix_seconds / 86_400, unix_seconds % 86_400);
    let (year, month, day) = date(days);
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    let day = format!("{year:04}{month:02}{day:02}");
    let moment = format!("{day}T{hour:02}{minute:02}{second:02}Z");
    (day, moment)
}

/// Year, month and day of a number of days since 1970-01-01, in the Gregorian calendar. Years begin in March here, so
/// that the leap day is the last.
fn date(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let era = days / 146_097;
    let day_of_era = days % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests;
