//! Finds the values of templates in the request that they became part of, so that each can be tinted by its origin.
//!
//! A place escapes what stands in it, so a value is looked for in each way of writing it, one after the other from left to
//! right. Rule: the text itself is never changed, but for secrets, which are dots; what is not found is not tinted.

/// What stands for a secret in what the host tells.
const MASK: &str = "***";
/// What people see of one.
pub(super) const DOTS: &str = "••••";
/// The origin of a secret.
pub(super) const CREDENTIAL: &str = "credential";

/// A part of the request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bit {
    pub(super) text: String,
    /// `variable`, `default`, `page` or `credential`; empty for what the builder wrote.
    pub(super) origin: &'static str,
    /// The expression that gave it.
    pub(super) from: String,
}

/// What is known to stand in the request, in its order.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    pub(super) text: String,
    /// Absent for what the builder wrote.
    pub(super) from: Option<(&'static str, String)>,
}

/// Divides `whole` where values begin and end.
pub(super) fn tint(whole: &str, known: &[Known]) -> Vec<Bit> {
    let (mut bits, mut plain, mut cursor) = (Vec::new(), 0, 0);
    for piece in known.iter().filter(|piece| !piece.text.is_empty()) {
        let Some((start, end)) = find(&whole[cursor..], &piece.text) else { continue };
        let (start, end) = (cursor + start, cursor + end);
        cursor = end;
        if let Some((origin, from)) = &piece.from {
            written(&whole[plain..start], &mut bits);
            bits.push(Bit { text: shown(&whole[start..end]), origin, from: from.clone() });
            plain = end;
        }
    }
    written(&whole[plain..], &mut bits);
    bits
}

fn shown(text: &str) -> String {
    text.replace(MASK, DOTS)
}

/// What the builder wrote, and the secrets in it.
fn written(text: &str, bits: &mut Vec<Bit>) {
    for (index, part) in text.split(MASK).enumerate() {
        if index > 0 {
            bits.push(Bit { text: DOTS.to_owned(), origin: CREDENTIAL, from: String::new() });
        }
        if !part.is_empty() {
            bits.push(Bit { text: part.to_owned(), ..Bit::default() });
        }
    }
}

/// Where `text` stands first, in whichever way it is written; of two ways at one place the longer.
fn find(whole: &str, text: &str) -> Option<(usize, usize)> {
    let found = ways(text).into_iter().filter_map(|way| Some((whole.find(&way)?, way.len())));
    let first = found.min_by_key(|(at, length)| (*at, usize::MAX - length));
    first.map(|(at, length)| (at, at + length))
}

/// The ways that places write a text in.
fn ways(text: &str) -> [String; 5] {
    let form: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
    let json = serde_json::Value::from(text).to_string();
    let xml = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    [text.to_owned(), form.replace('+', "%20"), form, json[1..json.len() - 1].to_owned(), xml]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(whole: &str, known: &[(&str, bool)], expected: &str) {
        let known = known.iter().map(|(text, is_value)| Known {
            text: (*text).to_owned(),
            from: is_value.then(|| ("variable", "context.x".to_owned())),
        });
        let bits = tint(whole, &known.collect::<Vec<_>>());
        let told = bits.iter().map(|bit| match bit.origin {
            "" => bit.text.clone(),
            CREDENTIAL => format!("({})", bit.text),
            _ => format!("[{}]", bit.text),
        });
        assert_eq!(told.collect::<String>(), expected);
    }

    #[test]
    fn a_value_is_found_however_its_place_wrote_it() {
        check(
            "https://a.example/o/7%2F8?q=a%20b",
            &[("o/", false), ("7/8", true), ("a b", true)],
            "https://a.example/o/[7%2F8]?q=[a%20b]",
        );
        check("a=x+y&b=1", &[("x y", true), ("1", true)], "a=[x+y]&b=[1]");
        check(
            r#"{"n":"say \"hi\"","t":"n"}"#,
            &[("\"n\"", false), ("say \"hi\"", true), ("n", true)],
            r#"{"n":"[say \"hi\"]","t":"[n]"}"#,
        );
        check("<a>1 &lt; 2</a>", &[("1 < 2", true)], "<a>[1 &lt; 2]</a>");
    }

    #[test]
    fn what_is_not_found_is_not_tinted_and_secrets_are_dots() {
        check("/a?key=***&b=é", &[("gone", true), ("", true), ("é", true)], "/a?key=(••••)&b=[é]");
        check("***", &[], "(••••)");
        check("x***", &[("x***", true)], "[x••••]");
    }
}
