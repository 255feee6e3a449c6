//! The request as it would be sent, for people: every value tinted by its origin, secrets as dots.

use serde_json::Value;

use super::tint::{Bit, CREDENTIAL, DOTS, Known, tint};

/// What the action `preview` tells.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
struct Told {
    method: String,
    url: String,
    headers: Vec<ToldHeader>,
    body: Option<String>,
    body_bytes: u64,
    authenticated: bool,
    fields: Vec<Traced>,
}

#[derive(serde::Deserialize)]
struct ToldHeader {
    name: String,
    value: String,
    origin: String,
}

/// One text of the request, by what it was made of.
#[derive(serde::Deserialize)]
struct Traced {
    at: String,
    pieces: Vec<Piece>,
}

#[derive(serde::Deserialize)]
struct Piece {
    text: String,
    #[serde(default)]
    from: Option<String>,
    bytes: usize,
}

/// The request.
pub(super) struct Shown {
    pub(super) method: String,
    pub(super) url: Vec<Bit>,
    pub(super) headers: Vec<Header>,
    pub(super) body: Vec<Bit>,
    pub(super) body_bytes: u64,
    pub(super) authenticated: bool,
    pub(super) values: Vec<Bit>,
}

/// A header field.
pub(super) struct Header {
    pub(super) name: String,
    pub(super) bits: Vec<Bit>,
    /// Who adds it: `request`, `connection` or `egress`.
    pub(super) origin: String,
}

/// The request that `output` of the action `preview` tells, made of `input`.
pub(super) fn shown(output: &Value, input: &Value) -> Shown {
    let told: Told = serde_json::from_value(output.clone()).unwrap_or_default();
    let pieces = |starts: &[&str]| known(&told.fields, starts, input);
    let headers = told.headers.iter().map(|header| header_shown(header, &told.fields, input)).collect();
    let all = pieces(&["/"]);
    let mut values: Vec<Bit> = Vec::new();
    for Known { text, from } in all {
        let Some((origin, from)) = from else { continue };
        let bit = Bit { text, origin, from };
        if !values.contains(&bit) {
            values.push(bit);
        }
    }
    Shown {
        url: tint(&told.url, &pieces(&["/url", "/query/"])),
        body: tint(told.body.as_deref().unwrap_or_default(), &pieces(&["/body/"])),
        method: told.method,
        headers,
        body_bytes: told.body_bytes,
        authenticated: told.authenticated,
        values,
    }
}

fn header_shown(header: &ToldHeader, fields: &[Traced], input: &Value) -> Header {
    let bits = match header.origin.as_str() {
        "connection" => {
            vec![Bit { text: DOTS.to_owned(), origin: CREDENTIAL, from: String::new() }]
        }
        "request" => {
            let is_named = |at: &str| {
                row_name(at, input).is_some_and(|name| name.eq_ignore_ascii_case(&header.name))
                    || (header.name == "idempotency-key" && at == "/idempotency_key")
            };
            let own = fields.iter().filter(|traced| is_named(&traced.at));
            let known: Vec<_> =
                own.flat_map(|traced| &traced.pieces).map(|piece| known_piece(piece, input)).collect();
            tint(&header.value, &known)
        }
        _ => tint(&header.value, &[]),
    };
    Header { name: header.name.clone(), bits, origin: header.origin.clone() }
}

/// What stands in the texts whose places begin so, each after the name that stands before it.
fn known(fields: &[Traced], starts: &[&str], input: &Value) -> Vec<Known> {
    let mut all = Vec::new();
    for traced in fields.iter().filter(|traced| starts.iter().any(|start| traced.at.starts_with(start))) {
        let name = match traced.at.strip_prefix("/body/json/") {
            Some(inside) => inside.rsplit('/').next().map(|key| format!("\"{key}\"")),
            None => row_name(&traced.at, input).map(|name| format!("{name}=")),
        };
        all.extend(name.map(|text| Known { text, from: None }));
        all.extend(traced.pieces.iter().map(|piece| known_piece(piece, input)));
    }
    all
}

/// The name in the row whose value stands at `at`.
fn row_name<'a>(at: &str, input: &'a Value) -> Option<&'a str> {
    input.pointer(at.strip_suffix("/value")?)?.get("name")?.as_str()
}

fn known_piece(piece: &Piece, input: &Value) -> Known {
    // A long one is cut, which its last character says.
    let is_cut = piece.text.len() != piece.bytes;
    let text = if is_cut { piece.text.trim_end_matches('…') } else { &piece.text };
    let from = piece.from.as_ref().map(|from| (origin(from, input), from.clone()));
    Known { text: text.to_owned(), from }
}

/// Where an expression has its value from.
fn origin(expression: &str, input: &Value) -> &'static str {
    let name = expression.split('|').next().unwrap_or(expression).trim();
    if name.starts_with("page.") {
        return "page";
    }
    let has_default = expression.contains("default(") || expression.contains("| d(");
    let mut value = Some(input);
    for part in name.split('.') {
        value = value.and_then(|value| value.get(part));
    }
    if has_default && value.is_none() { "default" } else { "variable" }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_value_is_tinted_where_it_stands() {
        let input = json!({
            "query": [{"name": "n", "value": "{{ context.n }}"}],
            "headers": [{"name": "X-Id", "value": "r-{{ context.id | default('none') }}"}],
            "context": {"n": "n"}
        });
        let value = |text: &str, from: &str| json!({"text": text, "from": from, "bytes": text.len()});
        let output = json!({
            "method": "POST", "url": "https://a.example/2?n=n", "body": "{\"a\":\"n\"}", "body_bytes": 9, "authenticated": true,
            "headers": [
                {"name": "x-id", "value": "r-none", "origin": "request"},
                {"name": "authorization", "value": "***", "origin": "connection"}
            ],
            "fields": [
                {"at": "/url", "pieces": [value("2", "page.number")]},
                {"at": "/query/0/value", "pieces": [value("n", "context.n")]},
                {"at": "/headers/0/value", "pieces": [{"text": "r-", "bytes": 2}, value("none", "context.id | default('none')")]},
                {"at": "/body/json/a", "pieces": [value("n", "context.n")]}
            ]
        });
        let shown = shown(&output, &input);
        let told =
            |bits: &[Bit]| bits.iter().map(|bit| format!("{}:{}", bit.origin, bit.text)).collect::<Vec<_>>();
        assert_eq!(told(&shown.url), [":https://a.example/", "page:2", ":?n=", "variable:n"]);
        assert_eq!(told(&shown.headers[0].bits), [":r-", "default:none"]);
        assert_eq!(told(&shown.headers[1].bits), ["credential:••••"]);
        assert_eq!(told(&shown.body), [":{\"a\":\"", "variable:n", ":\"}"]);
        assert_eq!(told(&shown.values), ["page:2", "variable:n", "default:none"]);
    }
}
