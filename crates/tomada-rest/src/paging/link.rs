//! `Link` header fields (RFC 8288, section 3 and appendix B.2), as far as paging needs them: the target whose relation is
//! `next`. What cannot be read is passed over, as that text says.

use tomada_core::Headers;

/// The target of the first link to the next page, as it is written there.
pub(super) fn next(headers: &Headers) -> Option<String> {
    headers
        .get_all("link")
        .find_map(|value| Links(value).find(|link| link.is_next).map(|link| link.target.to_owned()))
}

struct Link<'a> {
    target: &'a str,
    is_next: bool,
}

/// The links of one field, read from its beginning.
struct Links<'a>(&'a str);

impl<'a> Iterator for Links<'a> {
    type Item = Link<'a>;

    fn next(&mut self) -> Option<Link<'a>> {
        let (_, rest) = self.0.split_once('<')?;
        let (target, rest) = rest.split_once('>')?;
        self.0 = rest;
        let (mut relation, mut is_about_another) = (None, false);
        while let Some((name, value)) = self.parameter() {
            match name.as_str() {
                // Of two, the first counts (section 3.3).
                "rel" if relation.is_none() => relation = Some(value),
                "anchor" => is_about_another = true,
                _ => {}
            }
        }
        let mut relations = relation.iter().flat_map(|text| text.split_ascii_whitespace());
        let is_next = !is_about_another && relations.any(|text| text.eq_ignore_ascii_case("next"));
        Some(Link { target: target.trim(), is_next })
    }
}

impl<'a> Links<'a> {
    /// The next parameter of the link that is being read, its name in lower case; `None` at the end of the link.
    fn parameter(&mut self) -> Option<(String, String)> {
        let rest = self.0.trim_start();
        let rest = rest.strip_prefix(';')?.trim_start();
        let end = rest.find(['=', ';', ',']).unwrap_or(rest.len());
        let name = rest[..end].trim().to_ascii_lowercase();
        self.0 = &rest[end..];
        let Some(rest) = self.0.strip_prefix('=') else { return Some((name, String::new())) };
        let rest = rest.trim_start();
        let value = if let Some(quoted) = rest.strip_prefix('"') {
            self.quoted(quoted)
        } else {
            let end = rest.find([';', ',']).unwrap_or(rest.len());
            self.0 = &rest[end..];
            rest[..end].trim().to_owned()
        };
        Some((name, value))
    }

    /// The text up to the closing quotation mark, without its backslashes; everything if there is none.
    fn quoted(&mut self, text: &'a str) -> String {
        let mut value = String::new();
        let mut characters = text.char_indices();
        while let Some((at, c)) = characters.next() {
            match c {
                '"' => {
                    self.0 = &text[at + 1..];
                    return value;
                }
                '\\' => value.extend(characters.next().map(|(_, c)| c)),
                _ => value.push(c),
            }
        }
        self.0 = "";
        value
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(fields: &[&str], expected: Option<&str>) {
        let headers: Headers = fields.iter().map(|field| ("Link", *field)).collect();
        assert_eq!(next(&headers).as_deref(), expected, "{fields:?}");
    }

    #[test]
    fn the_next_link_is_found() {
        check(
            &["<https://a.example/?page=2>; rel=\"next\", <https://a.example/?page=9>; rel=\"last\""],
            Some("https://a.example/?page=2"),
        );
        check(&["</1>; rel=prev, </2>; rel=next"], Some("/2"));
        check(&["</1>; rel=prev", "</2>;rel=NEXT"], Some("/2"));
        check(&["< /2 > ; title = \"a, <b>; rel=\\\"next\\\"\" ; REL = \"index  next\""], Some("/2"));
        check(&["</a,b;c>; rel=next; foo"], Some("/a,b;c"));
        check(&["</1>; title=\"rel=next\", </2>; rel=next"], Some("/2"));
        check(&["</1>; foo; bar=; rel=next"], Some("/1"));
        check(&["<>; rel=next"], Some(""));
    }

    #[test]
    fn what_is_no_next_link_is_none() {
        check(&[], None);
        check(&["</1>; rel=prev; rel=next"], None);
        check(&["</1>; rel=nextpage", "</1>", "rel=next", "</1; rel=next", "</1>, rel=next"], None);
        check(&["</1>; anchor=\"#x\"; rel=next"], None);
        check(&["</1>; title=\"open; rel=next"], None);
    }

    proptest! {
        #[test]
        fn any_field_is_read(field in "[<>;,= \"\\\\a-zé]{0,60}") {
            let headers: Headers = [("link", field)].into_iter().collect();
            next(&headers);
        }

        #[test]
        fn a_link_is_found_among_others(target in "[!-;=?-~]{0,20}", title in "[ -!#-\\[\\]-~]{0,20}") {
            let field = format!("</0>; rel=prev; title=\"{title}\", <{target}>; title=\"{title}\"; rel=\"next\"");
            let headers: Headers = [("link", field)].into_iter().collect();
            prop_assert_eq!(next(&headers), Some(target));
        }
    }
}
