//! In what a request differs from what was expected, in words for the author of the case.

use serde_json::Value;

use super::read::Seen;
use super::script::{Content, Expected};
use crate::diff;

/// Everything that differs; nothing if the request is as expected.
pub(super) fn differences(expected: &Expected, seen: &Seen) -> Vec<String> {
    let mut told = Vec::new();
    if let Some(method) = expected.method.as_deref().filter(|method| *method != seen.method) {
        told.push(format!("the method is {}, not {method}", seen.method));
    }
    if let Some(url) = expected.url.as_deref().filter(|url| !is_at(seen, url)) {
        told.push(format!("the URL is {}, not {url}", seen.url));
    }
    for (name, value) in &expected.headers {
        match seen.header(name) {
            Some(found) if found == value => {}
            Some(found) => told.push(format!("the field {name} is {found:?}, not {value:?}")),
            None => told.push(format!("the field {name} is missing; {value:?} is expected")),
        }
    }
    told.extend(expected.body.as_ref().and_then(|body| difference_of_bodies(body, &seen.body)));
    told
}

/// How a body differs from the expected one.
fn difference_of_bodies(expected: &Content, found: &[u8]) -> Option<String> {
    match expected {
        Content::Text(text) if text.as_bytes() == found => None,
        Content::Text(text) => {
            Some(format!("the body is {:?}, not {text:?}", String::from_utf8_lossy(found)))
        }
        Content::Json(value) => match serde_json::from_slice::<Value>(found) {
            Err(error) => {
                Some(format!("the body is no JSON ({error}): {:?}", String::from_utf8_lossy(found)))
            }
            Ok(found) => {
                let told = diff::exact(value, &found);
                (!told.is_empty()).then(|| format!("the JSON body differs:\n{}", diff::indented(&told)))
            }
        },
    }
}

fn is_at(seen: &Seen, url: &str) -> bool {
    if url.starts_with('/') { seen.target() == url } else { seen.url == url }
}
