//! Where a failure of the call stands among the card's fields, and which variables its templates name.

use super::fields::reliability;
use super::rows::row_named;
use super::{body, mapping, paging};
use crate::pages::common::Words;
use crate::pages::form::{Posted, rows};

/// How many variables are found.
const VARIABLES_MAX: usize = 50;

/// The field of a place in the input of `call`.
pub(super) fn field(at: &str, posted: &Posted, w: Words) -> String {
    let below = |start: &str| at.strip_prefix(start).filter(|rest| rest.is_empty() || rest.starts_with('/'));
    let plain = |name: &str| name.trim_start_matches('/').replace("~1", "/").replace("~0", "~");
    let row = |list: &str, name: &str| {
        row_named(posted, list, &plain(name)).map(|row| format!("{list}/{row}/value"))
    };
    if below("/body/json").is_some() {
        return "/body/json".to_owned();
    }
    if at == "/body/content_type" {
        return format!("/body/{}_type", body::kind(posted));
    }
    if let Some(name) = below("/pages/next") {
        return format!("/pages/{}_{}", paging::way(posted), plain(name));
    }
    if let Some(found) = below("/response/map").and_then(|name| row(mapping::MANY, name)) {
        return found;
    }
    if let Some(found) = below("/context").and_then(|name| row("/context", name)) {
        return found;
    }
    let is_reliability = reliability(w).iter().any(|member| below(&format!("/{}", member.name)).is_some());
    if is_reliability { format!("/reliability{at}") } else { at.to_owned() }
}

/// The tab of a field.
pub(super) fn tab(at: &str) -> Option<&str> {
    at.trim_start_matches('/').split('/').next().filter(|tab| !matches!(*tab, "url" | "method"))
}

/// Gives each variable that a template names a row, so that its sample value can be written.
pub(super) fn name_variables(posted: &mut Posted) {
    let mut found = Vec::<String>::new();
    for (_, text) in posted.iter().filter(|(name, _)| is_template(name)) {
        for name in variables(text) {
            let is_new = row_named(posted, "/context", name).is_none() && !found.iter().any(|it| it == name);
            if is_new && found.len() < VARIABLES_MAX {
                found.push(name.to_owned());
            }
        }
    }
    let first = rows(posted, "/context");
    for (row, name) in (first..).zip(found) {
        posted.insert(format!("/context/{row}/name"), name);
    }
}

fn is_template(name: &str) -> bool {
    let idle = ["/context", "/response", "/pages"];
    name != "curl" && !name.starts_with('~') && !idle.iter().any(|start| name.starts_with(start))
}

/// The names behind `context.` within `{{ … }}` and `{% … %}`.
fn variables(text: &str) -> impl Iterator<Item = &str> {
    let inside = text.split("{{").skip(1).map(|rest| rest.split("}}").next().unwrap_or(rest));
    let blocks = text.split("{%").skip(1).map(|rest| rest.split("%}").next().unwrap_or(rest));
    inside.chain(blocks).flat_map(|inside| inside.split("context.").skip(1)).filter_map(|rest| {
        let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(rest.len());
        (end > 0).then(|| &rest[..end])
    })
}

#[cfg(test)]
mod tests {
    use tomada_core::Locale;

    use super::*;

    #[test]
    fn a_failure_finds_its_field() {
        let posted = [
            ("/body/kind", "xml"),
            ("/pages/by", "cursor"),
            ("/context/2/name", "a/b"),
            ("/response/members/1/name", "names"),
        ];
        let posted = posted.map(|(name, text)| (name.to_owned(), text.to_owned())).into_iter().collect();
        for (at, expected) in [
            ("/url", "/url"),
            ("/query/0/value", "/query/0/value"),
            ("/body/json/a/0", "/body/json"),
            ("/body/content_type", "/body/xml_type"),
            ("/pages/next/at", "/pages/cursor_at"),
            ("/pages/items", "/pages/items"),
            ("/response/map/names", "/response/members/1/value"),
            ("/response/map", "/response/map"),
            ("/context/a~1b", "/context/2/value"),
            ("/retries", "/reliability/retries"),
        ] {
            assert_eq!(field(at, &posted, Words(Locale::En)), expected, "{at}");
        }
    }

    #[test]
    fn each_variable_has_one_row() {
        let fields = [
            ("url", "/{{ context.order.id }}/context.no/{{context.tag | default('')}}"),
            ("/body/json~json", "{\"a\": \"{% if context.order %}{{ context.tag }}\"}"),
            ("/context/0/name", "tag"),
            ("curl", "{{ context.curl }}"),
        ];
        let mut posted = fields.map(|(name, text)| (name.to_owned(), text.to_owned())).into_iter().collect();
        name_variables(&mut posted);
        assert_eq!((posted["/context/1/name"].as_str(), rows(&posted, "/context")), ("order", 2));
    }
}
