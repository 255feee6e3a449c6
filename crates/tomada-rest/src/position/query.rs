//! A value in a query or a form: percent-encoded data of one parameter, never a `&` or `=`.

use percent_encoding::utf8_percent_encode;

use crate::fields::Pair;
use crate::position::url::RESERVED;

/// Parameters as `application/x-www-form-urlencoded` text. A space is `%20`, which every reader takes for a space.
pub(crate) fn encode(pairs: &[Pair]) -> String {
    let encode = |text| utf8_percent_encode(text, RESERVED).to_string();
    let encoded = pairs.iter().map(|pair| format!("{}={}", encode(&pair.name), encode(&pair.value)));
    encoded.collect::<Vec<_>>().join("&")
}

/// Adds parameters to `url`, after those that are there and before a fragment.
pub(crate) fn append(url: &mut String, pairs: &[Pair]) {
    if pairs.is_empty() {
        return;
    }
    let end = url.find('#').unwrap_or(url.len());
    let separator = match url[..end].split_once('?') {
        None => "?",
        Some((_, query)) if query.is_empty() || query.ends_with('&') => "",
        Some(_) => "&",
    };
    url.insert_str(end, &format!("{separator}{}", encode(pairs)));
}
